"""What the grade says: three scores with their quotes, the ledger, at most three highlights."""

from __future__ import annotations

from collections.abc import Iterator
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
from simulator.report.truth import truths
from simulator.tui.grade_words import SCORES, Voice, headline
from simulator.tui.graded_page import GradedPage, GradeRead, Reading
from simulator.tui.messages import AgainAsked, ReplayAsked
from simulator.tui.page import Bar
from simulator.tui.plan_words import plan_lines
from simulator.tui.text import MUTED
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.citation import Citation
from simulator.tui.widgets.evidence import (
    highlight_block,
    ledger_block,
    score_blocks,
    truth_blocks,
)
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.notes import note_blocks
from simulator.tui.widgets.scorecard import ScoreCard

if TYPE_CHECKING:
    from simulator.tui.engine import Graded


class DebriefScreen(GradedPage):
    """A page to read from the top; every quote on it leads to its turn in the replay."""

    AUTO_FOCUS = "#page"
    CSS_PATH = "debrief.tcss"
    HELP = (
        "Every score rests on quotes from the transcript. 1, 2 and 3 go to the evidence of a "
        "score, 4 to the ledger of what you gave and got. N goes from quote to quote; Enter, or a "
        "click, shows the turn it is from in the replay, and D comes back here. No opportunity "
        "means that the meeting never called for it: that is not a bad mark."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "quote(1)", "Next quote", id="quote"),
        Binding("shift+n,N,b", "quote(-1)", "Quote before", show=False, id="quote_before"),
        Binding("p", "again", "Play again", id="again"),
        Binding("r", "replay", "Replay", id="replay"),
        Binding("escape", "lobby", "Lobby", id="lobby"),
        Binding("1", "section('listening')", "Listening", show=False, id="listening"),
        Binding("2", "section('firmness')", "Firmness", show=False, id="firmness"),
        Binding("3", "section('trading')", "Trading", show=False, id="trading"),
        Binding("4", "section('ledger')", "Ledger", show=False, id="ledger"),
    ]

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

    @on(GradeRead)
    async def _show(self, event: GradeRead) -> None:
        header = event.graded.transcript.header
        if header is not None:
            self.query_one(Bar).put(
                title=f"Debrief: {header.persona.name}",
                aside=f"{header.scenario.name} · {header.level}",
            )
        await self.query_one(Reading).remove()
        await self.query_one("#grade").mount_all(self._blocks(event.graded))

    def _blocks(self, graded: Graded) -> Iterator[Widget]:
        transcript, grade = graded
        voice = Voice.of(transcript)
        scenario = transcript.header.scenario if transcript.header else None
        how = headline(transcript, voice.buyer)
        yield Static(Content(shown(how)), classes="headline")
        if not how.startswith(grade.outcome.rstrip(".")):
            yield Static(Content(shown(grade.outcome)), classes="muted")
        if grade.status != "graded":
            note = f"✗ {grade.status.capitalize()}. {shown(grade.note)}"
            yield Static(Content(note), classes="warning")
        if grade.status == "not graded":
            return
        header = transcript.header
        plan = plan_lines(header.plan) if header else []
        yield HorizontalGroup(*(ScoreCard(score) for score in grade.scores), id="cards")
        if grade.highlights:
            yield Static("Worth remembering", classes="title")
        for highlight in grade.highlights:
            yield from highlight_block(highlight, voice)
        if plan:
            yield Static("Your plan was", classes="title")
        for name, text in plan:
            yield Static(Content.assemble((f"{name}: ", MUTED), shown(text)))
        if header is not None and header.learned.anything:
            found = notes(header.scenario, header.persona, truths(transcript), header.learned)
            yield Static("You had found out", classes="title")
            yield from note_blocks(found)
        yield from truth_blocks(transcript, voice)
        for score in grade.scores:
            yield Static(f"{SCORES[score.name]}: the evidence", classes="title", id=score.name)
            yield from score_blocks(score, voice)
        yield Static("Ledger: what you gave and what came back", classes="title", id="ledger")
        if not grade.ledger:
            yield Static("You gave nothing away.", classes="block muted")
        for row in grade.ledger:
            yield from ledger_block(row, voice, scenario)
        yield Static(
            Content(f"Coded by {shown(grade.coder)}, rubric {shown(grade.rubric)}."),
            classes="block muted",
        )

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

    def action_again(self) -> None:
        """The same buyer and deal, from the brief."""
        self.post_message(AgainAsked(self.path))

    def action_replay(self) -> None:
        """Step through it."""
        self.post_message(ReplayAsked(self.path))
