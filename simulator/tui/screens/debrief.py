"""What the grade says: three scores with their quotes, the ledger, at most three highlights."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.preparation.actions import notes
from simulator.report.outcome import end_sections
from simulator.report.truth import truths
from simulator.tui.attached_deal import how_to_attach
from simulator.tui.grade_words import Voice, headline, score_name, title_of
from simulator.tui.graded_page import GradedPage, Grader, GradeRead, Reading
from simulator.tui.judge_words import corrections_words, dispute_words, heading
from simulator.tui.messages import AgainAsked, ReplayAsked
from simulator.tui.page import Bar
from simulator.tui.plan_words import plan_lines
from simulator.tui.screens.judge import Field, JudgeScreen
from simulator.tui.text import MUTED
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.citation import Citation
from simulator.tui.widgets.evidence import (
    certainty_blocks,
    highlight_block,
    ledger_block,
    score_blocks,
    truth_blocks,
)
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.more_scores import more_scores
from simulator.tui.widgets.notes import note_blocks
from simulator.tui.widgets.scorecard import ScoreCard

if TYPE_CHECKING:
    from simulator.domain.corrections import Target
    from simulator.domain.transcript import Transcript
    from simulator.tui.engine import Graded

Disputing = Callable[[Path, "Target", str], Awaitable["Graded"]]
"""Puts a dispute on record. Raises NegotiateError for a second one."""


class DebriefScreen(GradedPage):
    """A page to read from the top; every quote on it leads to its turn in the replay."""

    AUTO_FOCUS = "#page"
    CSS_PATH = "debrief.tcss"
    HELP = (
        "Every score rests on quotes from the transcript. 1, 2 and 3 go to the evidence of a "
        "score, 4 to the ledger of what you gave and got, 5 to nine more scores. N goes from quote "
        "to quote; Enter, or a click, shows the turn it is from in the replay, and D comes back "
        "here. No opportunity means that the meeting never called for it: that is not a bad mark. "
        "D disputes the judgement whose quote has the focus, once a session; a coach rules on it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "quote(1)", "Next quote", id="quote"),
        Binding("shift+n,N,b", "quote(-1)", "Quote before", show=False, id="quote_before"),
        Binding("d", "dispute", "Dispute", id="dispute"),
        Binding("p", "again", "Play again", id="again"),
        Binding("r", "replay", "Replay", id="replay"),
        Binding("escape", "lobby", "Lobby", show=False, id="lobby"),
        Binding("1", "section('listening')", "Listening", show=False, id="listening"),
        Binding("2", "section('firmness')", "Firmness", show=False, id="firmness"),
        Binding("3", "section('trading')", "Trading", show=False, id="trading"),
        Binding("4", "section('ledger')", "Ledger", show=False, id="ledger"),
        Binding("5", "section('more')", "More scores", show=False, id="more"),
    ]

    def __init__(self, path: Path, grader: Grader, dispute: Disputing | None = None) -> None:
        """Without `dispute` nothing can be disputed."""
        super().__init__(path, grader)
        self._dispute = dispute
        self._graded: Graded | None = None

    def compose(self) -> ComposeResult:
        yield Bar("Debrief")
        with VerticalScroll(id="page"):
            yield Reading()
            yield VerticalGroup(id="grade")
        with Horizontal(classes="actions"):
            yield ActionButton("Play again", "screen.again", id="again", primary=True)
            yield ActionButton("Replay", "screen.replay", id="replay")
            yield ActionButton("Lobby", "screen.lobby", id="lobby")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """A coach may have corrected the grade in the replay meanwhile."""
        super().on_screen_resume()
        if self._graded is not None:
            self._read()

    @on(GradeRead)
    async def _show(self, event: GradeRead) -> None:
        if self._graded == event.graded:
            return
        transcript = event.graded.transcript
        if name := title_of(transcript):
            self.query_one(Bar).put(title=f"Debrief: {name}")
        if header := transcript.header:
            self.query_one(Bar).put(aside=f"{header.scenario.name} · {header.level}")
        await self.query(Reading).remove()
        await self._draw(event.graded)

    async def _draw(self, graded: Graded) -> None:
        self._graded = graded
        page = self.query_one("#grade")
        await page.remove_children()
        await page.mount_all(self._blocks(graded))

    def _blocks(self, graded: Graded) -> Iterator[Widget]:
        transcript, grade = graded.transcript, graded.grade
        voice = Voice.of(transcript)
        scenario = transcript.scenario
        how = headline(transcript, voice.buyer)
        yield Static(Content(shown(how)), classes="headline")
        if not how.startswith(grade.outcome.rstrip(".")):
            yield Static(Content(shown(grade.outcome)), classes="muted")
        if grade.status != "graded":
            note = f"✗ {grade.status.capitalize()}. {shown(grade.note)}"
            yield Static(Content(note), classes="warning")
        if grade.status == "not graded":
            return
        yield from self._scores(graded)
        if grade.highlights:
            yield Static("Worth remembering", classes="title")
        for highlight in grade.highlights:
            yield from highlight_block(highlight, voice)
        yield from self._came_to(graded)
        yield from self._prepared(transcript)
        yield from truth_blocks(transcript, grade.readings, voice)
        for score in grade.scores:
            yield Static(f"{score_name(score.name)}: the evidence", classes="title", id=score.name)
            yield from score_blocks(score, voice, grade)
        yield Static("Ledger: what you gave and what came back", classes="title", id="ledger")
        if not grade.ledger:
            yield Static("You gave nothing away.", classes="block muted")
        for row in grade.ledger:
            yield from ledger_block(row, voice, scenario)
        yield from more_scores(grade, voice)
        yield from certainty_blocks(grade)
        yield Static(
            Content(f"Coded by {shown(grade.coder)}, rubric {shown(grade.rubric)}."),
            classes="block muted",
        )

    def _scores(self, graded: Graded) -> Iterator[Widget]:
        """The cards, with what a coach and the trainee made of them."""
        grade = graded.grade
        if grade.coach:
            yield Static(Content(shown(f"{corrections_words(grade)}.")), classes="muted")
        own = {score.name: score for score in graded.own.scores} if graded.own else {}
        cards = (ScoreCard(score, own.get(score.name)) for score in grade.scores)
        yield HorizontalGroup(*cards, id="cards")
        if missing := how_to_attach(self.path, grade, graded.transcript):
            yield Static(Content(shown(missing)), classes="muted", id="no-deal")
        if graded.dispute is not None:
            yield Static("Your dispute", classes="title", id="disputed")
            words = dispute_words(graded.dispute, graded.ruling, grade, graded.transcript)
            yield from (Static(Content(shown(line))) for line in words)

    def _came_to(self, graded: Graded) -> Iterator[Widget]:
        """What the end was worth to both, and what the buyer said on the way out."""
        for title, lines in end_sections(graded.grade, graded.transcript):
            yield Static(title, classes="title")
            yield from (Static(Content(shown(line))) for line in lines)

    def _prepared(self, transcript: Transcript) -> Iterator[Widget]:
        """The plan, and what was found out before the meeting."""
        header = transcript.header
        if header is None:
            return
        plan = plan_lines(header.plan)
        if plan:
            yield Static("Your plan was", classes="title")
        for name, text in plan:
            yield Static(Content.assemble((f"{name}: ", MUTED), shown(text)))
        if header.learned.anything:
            found = notes(header.scenario, header.persona, truths(transcript), header.learned)
            yield Static("You had found out", classes="title")
            yield from note_blocks(found)

    def action_section(self, name: str) -> None:
        """Go to a part of the page."""
        page = self.query_one("#page")
        for section in self.query(f"#grade > #{name}"):
            # Off the quote that had it: the next quote is the first one of this part.
            page.focus(scroll_visible=False)
            page.scroll_to_widget(section, top=True, animate=False)

    def action_quote(self, step: int) -> None:
        """Focus the next quote, or the one before; the first one in view to begin with."""
        if isinstance(self.focused, Citation):
            self.focus_next(Citation) if step > 0 else self.focus_previous(Citation)
            return
        top = self.query_one("#page").region.y
        ahead = [quote for quote in self.query(Citation) if quote.region.y >= top]
        if ahead:
            ahead[0].focus()

    @on(Citation.Opened)
    def _open_turn(self, event: Citation.Opened) -> None:
        self.post_message(ReplayAsked(self.path, event.turn))

    async def action_dispute(self) -> None:
        """Dispute the judgement of the quote in focus."""
        graded, quote = self._graded, self.focused
        if graded is None or self._dispute is None:
            return
        if graded.dispute is not None:
            self._tell("One judgement a session can be disputed, and one was.")
            return
        target = quote.target if isinstance(quote, Citation) else None
        if target is None:
            self._tell("N goes to a quote of the evidence; D disputes what it was quoted for.")
            return

        async def save(_choice: str, fields: Mapping[str, str]) -> None:
            if self._dispute is not None:
                await self._draw(await self._dispute(self.path, target, fields["why"]))
                self.action_section("disputed")

        title = f"Dispute: {heading(target, graded.grade, graded.transcript)}"
        words = target.quote.text if target.quote else ""
        why = Field("Why it is wrong", "A coach reads this; one judgement a session.")
        await self.app.push_screen(JudgeScreen(title, words, {}, {"why": why}, save))

    def _tell(self, words: str) -> None:
        self.notify(words, markup=False)

    def action_again(self) -> None:
        """The same buyer and deal, from the brief."""
        self.post_message(AgainAsked(self.path))

    def action_replay(self) -> None:
        """Step through it."""
        self.post_message(ReplayAsked(self.path))
