"""Steps through a graded session: the talk on one side, what a turn was worth on the other.

A coach corrects the grade here, judgement by judgement, and sees the scores move.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from simulator.domain.corrections import Target
from simulator.domain.errors import NegotiateError
from simulator.domain.text import shown
from simulator.grader.coach.drafts import Draft
from simulator.tui.addition_words import kinds
from simulator.tui.attached_deal import how_to_attach
from simulator.tui.grade_words import Voice, caution, next_of, quotes_in, title_of
from simulator.tui.graded_page import GradedPage, Grader, GradeRead, Reading
from simulator.tui.lines import Line
from simulator.tui.messages import DebriefAsked
from simulator.tui.page import Bar
from simulator.tui.screens.judging import Coaching, adding, judging
from simulator.tui.screens.pick import PickScreen
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.inspector import Inspector
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.score_strip import ScoreStrip
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
        "Shift+Y the whole talk. For a coach: Up and Down choose a judgement, A accepts it (or, "
        "with none chosen, the codes of the turn), C corrects it and + adds a code, a row of the "
        "ledger or an opportunity that was missed; the grade that was there stays on record."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", "Step", key_display="← →", priority=True, id="next"),
        Binding("left", "step(-1)", "Step back", show=False, priority=True, id="previous"),
        Binding("n", "quoted(1)", "Next quoted", show=False, id="quoted"),
        Binding("shift+n,N,b", "quoted(-1)", "Quoted before", show=False, id="quoted_before"),
        Binding("down", "choose(1)", "Choose", key_display="↑ ↓", priority=True, id="choose"),
        Binding("up", "choose(-1)", "Choose before", show=False, priority=True, id="choose_up"),
        Binding("c", "correct", "Correct", id="correct"),
        Binding("a", "accept", "Accept", show=False, id="accept"),
        Binding("plus", "add", "Add", key_display="+", show=False, id="add"),
        Binding("home", "first", "First turn", show=False, priority=True, id="first"),
        Binding("end", "last", "Last turn", show=False, priority=True, id="last"),
        Binding("y,f4", "copy_turn", "Copy this turn", show=False, id="copy"),
        Binding("shift+y,Y,f5", "copy_talk", "Copy the whole talk", show=False, id="copy_talk"),
        Binding("d", "debrief", "Debrief", id="debrief"),
        Binding("escape", "lobby", "Lobby", show=False, id="lobby"),
    ]

    def __init__(
        self, path: Path, grader: Grader, turn: int = 0, coaching: Coaching | None = None
    ) -> None:
        """Begins at the turn of that number; without `coaching` nothing can be corrected."""
        super().__init__(path, grader)
        self._coaching = coaching
        self._graded: Graded | None = None
        self._first_shown = turn
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Bar("Replay")
        yield ScoreStrip()
        yield Reading()
        with Horizontal(id="replay"):
            yield TranscriptView(id="transcript")
            with Vertical(id="beside"):
                yield Inspector(id="inspector")
                with Horizontal(id="judge"):
                    yield ActionButton("Accept", "screen.accept", id="accept")
                    yield ActionButton("Correct", "screen.correct", id="correct")
                    yield ActionButton("Add", "screen.add", id="add")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(TranscriptView).can_focus = False
        self.query_one(ScoreStrip).display = False
        for button in self.query("#judge ActionButton"):
            button.can_focus = False

    @property
    def turn(self) -> int:
        """The number of the turn that is shown."""
        return self._graded.transcript.turns[self._at].n if self._graded else self._first_shown

    @on(GradeRead)
    async def _loaded(self, event: GradeRead) -> None:
        self._graded = event.graded
        transcript, grade = event.graded.transcript, event.graded.grade
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
        self._show_scores(event.graded)
        self.query_one("#judge").display = self._can_judge
        self.query_one(TranscriptView).load(lines)
        await self._go_to_turn(self._first_shown)

    def _show_scores(self, graded: Graded) -> None:
        """The scores, and below them why one of them is missing or all are to be doubted."""
        reading = self.query_one(Reading)
        about = graded.grade, graded.transcript
        cautions = [*caution(*about), how_to_attach(self.path, *about)]
        notes = "\n".join(filter(None, cautions))
        reading.update(Content(shown(notes)))
        reading.display = bool(notes)
        self.query_one(ScoreStrip).show(graded.own or graded.grade, graded.grade)

    @property
    def _can_judge(self) -> bool:
        graded = self._graded
        return (
            self._coaching is not None
            and graded is not None
            and bool(graded.transcript.turns)
            and graded.grade.status != "not graded"
        )

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
        name = title_of(self._graded.transcript)
        self.query_one(Bar).put(
            title=f"Replay: {name}" if name else "Replay",
            aside=f"turn {self._at} of {len(turns) - 1}",
        )
        self.query_one(TranscriptView).pick(self._at)
        await self.query_one(Inspector).show(self._graded, turns[self._at].n)

    def action_choose(self, by: int) -> None:
        """Choose the next judgement of the turn, or the one before."""
        self.query_one(Inspector).move(by)

    async def action_accept(self) -> None:
        """The coach agrees with the chosen judgement; with none, with all codes of the turn."""
        if self._can_judge:
            target = self.query_one(Inspector).chosen or Target(kind="turn", turn=self.turn)
            await self._accept(target)

    async def action_correct(self) -> None:
        """Correct the chosen judgement, the first of the turn if none is chosen."""
        inspector = self.query_one(Inspector)
        if inspector.chosen is None:
            inspector.move(1)
        graded, coaching, target = self._graded, self._coaching, inspector.chosen
        if self._can_judge and graded and coaching and target:
            await self.app.push_screen(
                judging("correct", target, graded, coaching.coach, self._save)
            )

    async def action_add(self) -> None:
        """Add to the turn what the grader missed."""
        graded = self._graded
        if self._can_judge and graded is not None:
            turn = graded.transcript.turns[self._at]
            title = f"What is missing in turn {turn.n}?"
            choices = kinds(turn.n, graded.transcript)
            await self.app.push_screen(PickScreen(title, turn.text, choices), self._add)

    async def _add(self, what: str | None) -> None:
        graded, coaching = self._graded, self._coaching
        if what is not None and graded is not None and coaching is not None:
            page = adding(what, self.turn, graded, coaching.coach, self._save)
            await self.app.push_screen(page)

    async def _accept(self, target: Target) -> None:
        """At once where it is known who the coach is."""
        graded, coaching = self._graded, self._coaching
        if graded is None or coaching is None:
            return
        if not coaching.coach:
            await self.app.push_screen(judging("accept", target, graded, "", self._save))
            return
        try:
            await self._made(Draft("accept", target))
        except NegotiateError as error:
            self.notify(shown(str(error)), severity="error", markup=False)

    async def _save(self, draft: Draft, coach: str) -> None:
        """A name counts once something was saved under it; until then it is asked again."""
        coaching = self._coaching
        if coaching is None:
            return
        known, coaching.coach = coaching.coach, coach or coaching.coach
        try:
            await self._made(draft)
        except NegotiateError:
            coaching.coach = known
            raise

    async def _made(self, draft: Draft) -> None:
        """Hand the correction in and show the grade after it, at the same place."""
        if self._coaching is None:
            return
        self._graded = await self._coaching.correct(self.path, draft)
        self._show_scores(self._graded)
        inspector = self.query_one(Inspector)
        place = inspector.at
        await self._go(self._at)
        if place is not None or draft.action == "add":
            inspector.choose_again(draft.target, place or 0)
        done = {"accept": "Accepted", "change": "Corrected", "add": "Added", "remove": "Removed"}
        self.notify(f"{done[draft.action]}: {shown(draft.target.id)}.", markup=False, timeout=2)

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
