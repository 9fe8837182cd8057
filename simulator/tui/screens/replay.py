"""Steps through a graded session: the talk on one side, what a turn was worth on the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from simulator.domain.text import shown
from simulator.tui.grade_words import Voice, next_of, quotes_in
from simulator.tui.graded_page import GradedPage, Grader, GradeRead, Reading
from simulator.tui.lines import Line
from simulator.tui.messages import DebriefAsked
from simulator.tui.page import Bar
from simulator.tui.widgets.inspector import Inspector
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from simulator.tui.engine import Graded


class ReplayScreen(GradedPage):
    """One turn at a time."""

    AUTO_FOCUS = "#inspector"
    CSS_PATH = "replay.tcss"
    HELP = (
        "Step through the meeting turn by turn. Words that a score rests on are underlined; N "
        "jumps to the next turn that has some. Page Up and Page Down scroll what is said about "
        "the turn. What the buyer thought was never shown in the meeting. Y copies the turn, "
        "Shift+Y the whole talk."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "step(1)", "Step", key_display="← →", priority=True, id="next"),
        Binding("left,up", "step(-1)", "Step back", show=False, priority=True, id="previous"),
        Binding("n", "quoted(1)", "Next quoted", id="quoted"),
        Binding("shift+n,N,b", "quoted(-1)", "Quoted before", show=False, id="quoted_before"),
        Binding("home", "first", "First turn", show=False, priority=True, id="first"),
        Binding("end", "last", "Last turn", show=False, priority=True, id="last"),
        Binding("y,f4", "copy_turn", "Copy this turn", show=False, id="copy"),
        Binding("shift+y,Y,f5", "copy_talk", "Copy the whole talk", show=False, id="copy_talk"),
        Binding("d", "debrief", "Debrief", id="debrief"),
        Binding("escape", "lobby", "Lobby", id="lobby"),
    ]

    def __init__(self, path: Path, grader: Grader, turn: int = 0) -> None:
        """Begins at the turn of that number."""
        super().__init__(path, grader)
        self._graded: Graded | None = None
        self._first_shown = turn
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Bar("Replay")
        yield Reading()
        with Horizontal(id="replay"):
            yield TranscriptView(id="transcript")
            yield Inspector(id="inspector")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(TranscriptView).can_focus = False

    @property
    def turn(self) -> int:
        """The number of the turn that is shown."""
        return self._graded.transcript.turns[self._at].n if self._graded else self._first_shown

    @on(GradeRead)
    async def _loaded(self, event: GradeRead) -> None:
        self._graded = event.graded
        transcript, grade = event.graded
        voice = Voice.of(transcript)
        quotes = quotes_in(grade)
        lines = [
            Line(
                voice.speaker(turn.n),
                turn.speaker == "trainee",
                turn.text,
                "— stopped here" if turn.interrupted else "",
                tuple((q.start, q.end) for q in quotes if q.turn == turn.n),
                turn.scene,
            )
            for turn in transcript.turns
        ]
        note = f"Not graded. {grade.note}" if grade.status == "not graded" else ""
        reading = self.query_one(Reading)
        reading.update(Content(shown(note)))
        reading.display = bool(note)
        self.query_one(TranscriptView).load(lines)
        await self._go_to_turn(self._first_shown)

    async def _go_to_turn(self, number: int) -> None:
        if self._graded is not None:
            numbers = [turn.n for turn in self._graded.transcript.turns]
            await self._go(numbers.index(number) if number in numbers else 0)

    async def _go(self, at: int) -> None:
        """Show the turn at an index; out of range, the nearest."""
        if self._graded is None or not self._graded.transcript.turns:
            return
        turns = self._graded.transcript.turns
        self._at = max(0, min(at, len(turns) - 1))
        header = self._graded.transcript.header
        self.query_one(Bar).put(
            title=f"Replay: {header.persona.name}" if header else "Replay",
            aside=f"turn {self._at} of {len(turns) - 1}",
        )
        self.query_one(TranscriptView).pick(self._at)
        await self.query_one(Inspector).show(self._graded, turns[self._at].n)

    async def action_step(self, by: int) -> None:
        """One turn on or back."""
        await self._go(self._at + by)

    async def action_quoted(self, step: int) -> None:
        """To the next turn, or the one before, that the grade quotes."""
        if self._graded is not None:
            quoted = [quote.turn for quote in quotes_in(self._graded.grade)]
            found = next_of(quoted, self.turn, step)
            if found is not None:
                await self._go_to_turn(found)

    async def action_first(self) -> None:
        """To the first turn."""
        await self._go(0)

    async def action_last(self) -> None:
        """To the last turn."""
        if self._graded is not None:
            await self._go(len(self._graded.transcript.turns) - 1)

    @on(TranscriptView.Picked)
    async def _picked(self, event: TranscriptView.Picked) -> None:
        await self._go(event.index)

    def action_copy_turn(self) -> None:
        """Copy the turn that is shown."""
        self.query_one(TranscriptView).copy_turn()

    def action_copy_talk(self) -> None:
        """Copy the whole talk as plain text."""
        self.query_one(TranscriptView).copy_talk()

    def action_debrief(self) -> None:
        """The grade as a whole."""
        self.post_message(DebriefAsked(self.path))
