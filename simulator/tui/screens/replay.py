"""Steps through a graded session: the talk on one side, what a turn was worth on the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from simulator.domain.errors import NegotiateError
from simulator.domain.text import shown
from simulator.tui.grade_words import Voice, next_of, quotes_in
from simulator.tui.lines import Line
from simulator.tui.messages import DebriefAsked, LobbyAsked
from simulator.tui.page import Bar, Page
from simulator.tui.screens.debrief import Grader, Read
from simulator.tui.widgets.inspector import Inspector
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from simulator.tui.engine import Graded


class ReplayScreen(Page):
    """One turn at a time."""

    AUTO_FOCUS = "#inspector"
    CSS_PATH = "replay.tcss"
    HELP = (
        "Step through the meeting turn by turn. Words that a score rests on are underlined; N "
        "jumps to the next turn that has some. Page Up and Page Down scroll what is said about "
        "the turn. What the buyer thought was never shown in the meeting."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "step(1)", "Step", key_display="← →", priority=True, id="next"),
        Binding("left,up", "step(-1)", "Step back", show=False, priority=True, id="previous"),
        Binding("n", "quoted(1)", "Next quoted", id="quoted"),
        Binding("shift+n,N,b", "quoted(-1)", "Quoted before", show=False, id="quoted_before"),
        Binding("home", "first", "First turn", show=False, priority=True, id="first"),
        Binding("end", "last", "Last turn", show=False, priority=True, id="last"),
        Binding("d", "debrief", "Debrief", id="debrief"),
        Binding("escape", "lobby", "Lobby", id="lobby"),
    ]

    def __init__(self, path: Path, grader: Grader) -> None:
        super().__init__()
        self._path, self._grader = path, grader
        self._graded: Graded | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Bar("Replay")
        yield Static("Reading the transcript …", id="reading", classes="muted")
        with Horizontal(id="replay"):
            yield TranscriptView(id="transcript")
            yield Inspector(id="inspector")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(TranscriptView).can_focus = False
        self._read()

    @property
    def turn(self) -> int:
        """The number of the turn that is shown."""
        return self._at

    @work(exclusive=True, group="grade", exit_on_error=False)
    async def _read(self) -> None:
        self.post_message(Read(await self._grader(self._path)))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The transcript cannot be shown: say why."""
        if event.worker.group == "grade" and event.state is WorkerState.ERROR:
            error = event.worker.error
            text = str(error) if isinstance(error, NegotiateError) else f"Unexpected: {error!r}."
            self.query_one("#reading", Static).update(Content(f"✗ {shown(text)}"))

    @on(Read)
    async def _loaded(self, event: Read) -> None:
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
            )
            for turn in transcript.turns
        ]
        note = f"Not graded. {grade.note}" if grade.status == "not graded" else ""
        reading = self.query_one("#reading", Static)
        reading.update(Content(shown(note)))
        reading.display = bool(note)
        self.query_one(TranscriptView).load(lines)
        await self._go(0)

    async def _go(self, at: int) -> None:
        if self._graded is None or not self._graded.transcript.turns:
            return
        turns = self._graded.transcript.turns
        self._at = max(0, min(at, len(turns) - 1))
        header = self._graded.transcript.header
        self.query_one(Bar).put(
            title=f"Replay: {header.persona.name}" if header else "Replay",
            aside=f"turn {self._at} of {len(turns) - 1}",
        )
        self.query_one(TranscriptView).select(self._at)
        await self.query_one(Inspector).show(self._graded, turns[self._at].n)

    async def action_step(self, by: int) -> None:
        """One turn on or back."""
        await self._go(self._at + by)

    async def action_quoted(self, step: int) -> None:
        """To the next turn, or the one before, that the grade quotes."""
        if self._graded is not None:
            quoted = [quote.turn for quote in quotes_in(self._graded.grade)]
            found = next_of(quoted, self._at, step)
            if found is not None:
                await self._go(found)

    async def action_first(self) -> None:
        """To the first turn."""
        await self._go(0)

    async def action_last(self) -> None:
        """To the last turn."""
        if self._graded is not None:
            await self._go(len(self._graded.transcript.turns) - 1)

    @on(TranscriptView.Opened)
    async def _clicked(self, event: TranscriptView.Opened) -> None:
        await self._go(event.index)

    def action_debrief(self) -> None:
        """The grade as a whole."""
        self.post_message(DebriefAsked(self._path))

    def action_lobby(self) -> None:
        """Back to the lobby."""
        self.post_message(LobbyAsked())
