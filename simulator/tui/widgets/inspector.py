"""Beside a replayed turn: its codes, what it counted for, and the buyer's private state.

Codes, evidence and ledger rows are judgements: one of them can be chosen, to be corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from simulator.coding.codebook import load_codebook
from simulator.domain.corrections import Target
from simulator.domain.moves import Move
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord, Score
from simulator.domain.text import shown
from simulator.grader.coach.judgements import code_target, row_target
from simulator.grader.rulings import is_ruled, opportunity
from simulator.report.certainty import doubt_line, doubt_words, doubts_of, dropped_at, uncounted
from simulator.tui.grade_words import (
    LEDGER,
    TAGS,
    Voice,
    ledger_head,
    ledger_money,
    score_name,
    touching,
)
from simulator.tui.mind_words import (
    act_words,
    disclosure,
    faults_at,
    gauges,
    mind_at,
    standing_terms,
)
from simulator.tui.text import MUTED
from simulator.tui.widgets.text_blocks import toned

if TYPE_CHECKING:
    from simulator.tui.engine import Graded


class JudgementBlock(Static):
    """One judgement; a click chooses it."""

    def __init__(self, content: Content, target: Target) -> None:
        super().__init__(content, markup=False, classes="block -judgement")
        self.target = target


class Inspector(VerticalScroll, can_focus=True):
    """Shows one turn, with none or one of its judgements chosen."""

    def compose(self) -> ComposeResult:
        yield Static(classes="title")

    async def show(self, graded: Graded, turn: int) -> None:
        """Replace what is shown by that turn's; nothing is chosen then."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(_blocks(graded, turn))
        self.scroll_home(animate=False)

    @property
    def _judgements(self) -> list[JudgementBlock]:
        return list(self.query(JudgementBlock))

    @property
    def at(self) -> int | None:
        """The place of the chosen judgement among those shown."""
        return next((i for i, b in enumerate(self._judgements) if b.has_class("-chosen")), None)

    @property
    def chosen(self) -> Target | None:
        """The judgement that is chosen."""
        return None if self.at is None else self._judgements[self.at].target

    def choose(self, at: int) -> None:
        """Choose the judgement at a place; out of range, the nearest."""
        blocks = self._judgements
        at = max(0, min(at, len(blocks) - 1))
        for place, block in enumerate(blocks):
            block.set_class(place == at, "-chosen")
        if blocks:
            blocks[at].scroll_visible(animate=False)

    def choose_again(self, target: Target, place: int) -> None:
        """Choose that judgement; if it is gone, what stands in its place."""
        shown_now = (at for at, b in enumerate(self._judgements) if b.target.same(target))
        self.choose(next(shown_now, place))

    def move(self, by: int) -> None:
        """Choose the next judgement or the one before; without any, scroll."""
        if not self._judgements:
            self.scroll_relative(y=by, animate=False)
        elif self.at is None:
            self.choose(0 if by > 0 else len(self._judgements) - 1)
        else:
            self.choose(self.at + by)

    def on_click(self, event: Click) -> None:
        """Choose the judgement under the pointer."""
        if isinstance(event.widget, JudgementBlock):
            self.choose(self._judgements.index(event.widget))


def _judged(graded: Graded, content: Content, target: Target) -> JudgementBlock:
    """A judgement, with the trainee's dispute of it below."""
    dispute = graded.dispute
    if dispute is not None and dispute.target.same(target):
        ruled = "" if graded.ruling is None else f" ({graded.ruling.coach} has ruled)"
        said = f"Disputed{shown(ruled)}: {shown(dispute.reason)}"
        content = Content.assemble(content, "\n", (said, "$text-warning"))
    return JudgementBlock(content, target)


def _blocks(graded: Graded, turn: int) -> Iterator[Widget]:
    transcript, grade = graded.transcript, graded.grade
    scenario = transcript.scenario
    voice = Voice.of(transcript)
    yield from _highlights(graded, turn)
    who = "you" if voice.mine(turn) else voice.buyer
    yield Static(Content(f"What {who} did"), classes="title")
    moves = [move for reading in grade.readings if reading.turn == turn for move in reading.moves]
    if not moves:
        yield Static("No move of the codebook.", classes="muted")
    for move in moves:
        yield _judged(graded, _move(move, grade, scenario), code_target(move))
    yield from _uncounted(grade, turn)
    yield from _evidence(graded, grade.scores, turn, "What it counts for")
    for row in grade.ledger:
        if row.turn == turn:
            head = Content.assemble(toned(LEDGER[row.verdict]), f"   {ledger_money(row)}")
            concession = Content.styled(shown(ledger_head(row, scenario)), "bold")
            yield _judged(graded, Content.assemble(concession, "\n", head), row_target(row))
    yield from _mind(graded, turn, voice.buyer, scenario)
    yield from _faults(graded, turn)
    yield from _evidence(graded, grade.secondary, turn, "What else it counts for")


def _evidence(graded: Graded, scores: tuple[Score, ...], turn: int, title: str) -> Iterator[Widget]:
    """What the turn counts for in some scores, under a title where there is any."""
    evidence = touching(scores, turn)
    if evidence:
        yield Static(title, classes="title")
    for score, indicator, item in evidence:
        head = Content.assemble(
            toned("✓ " if item.met else "✗ "),
            (score_name(score.name), "bold"),
            (f"   {shown(indicator.name)}", MUTED),
        )
        words = Content.assemble(head, "\n", shown(item.why))
        if is_ruled(indicator.id):
            yield _judged(graded, words, opportunity(indicator.id, item))
        else:
            yield Static(words, classes="block")


def _uncounted(grade: GradedRecord, turn: int) -> Iterator[Widget]:
    """What the coder found there and could not prove, or not often enough; it is not scored."""
    lines = [doubt_line(doubt, grade.made_from) for doubt in uncounted(grade, turn)]
    lines += [f"{fault}; left out" for fault in dropped_at(grade, turn)]
    if lines:
        yield Static(Content(_listed(lines)), classes="block muted")


def _highlights(graded: Graded, turn: int) -> Iterator[Widget]:
    for highlight in graded.grade.highlights:
        if highlight.quote.turn == turn:
            yield Static(toned(TAGS[highlight.tag]), classes="title")
            yield Static(Content(shown(highlight.why)))
            if highlight.try_instead:
                words = Content.assemble(
                    ("Try: ", "bold $text-primary"), shown(highlight.try_instead)
                )
                yield Static(words)


def _move(move: Move, grade: GradedRecord, scenario: Scenario | None) -> Content:
    entry = load_codebook().codes[move.code]
    terms = ""
    if move.terms and scenario is not None:
        terms = f"   {scenario.spoken(move.terms)}"
    return Content.assemble(
        (entry.title, "bold"),
        (f"   {move.code.value}", MUTED),
        shown(terms),
        *(
            (f"\n? {doubt_words(doubt, grade.made_from)}", "$text-warning")
            for doubt in doubts_of(grade, move)
        ),
        "\n",
        (f"“{shown(move.quote.text.strip())}”", "italic"),
    )


def _mind(graded: Graded, turn: int, buyer: str, scenario: Scenario | None) -> Iterator[Widget]:
    now, before = mind_at(graded.transcript, turn)
    if now is None:
        return
    yield Static(Content(f"Inside {buyer}, unseen in the meeting"), classes="title")
    lines = [
        Content.assemble(
            (f"{gauge.name:<10}", MUTED),
            f"{gauge.value:>4g}  ",
            (gauge.bar, "$accent"),
            (f"  {gauge.moved}", "bold"),
        )
        for gauge in gauges(now, before)
    ]
    yield Static(Content("\n").join(lines), classes="block")
    told = [Content.assemble((f"{name}: ", MUTED), tier) for name, tier in disclosure(now)]
    told += [
        Content.assemble((f"{label}: ", MUTED), shown(words))
        for label, words in standing_terms(now, scenario)
    ]
    told.append(
        Content.assemble(("Decides to: ", MUTED), (shown(act_words(now, scenario)), "bold"))
    )
    yield Static(Content("\n").join(told), classes="block")
    if now.reasons:
        yield Static("Because", classes="title")
        yield Static(Content(_listed(now.reasons)), classes="block")


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"– {shown(line)}" for line in lines)


def _faults(graded: Graded, turn: int) -> Iterator[Widget]:
    faults = faults_at(graded.transcript, turn)
    if faults:
        yield Static("What went wrong, unseen in the meeting", classes="title")
        yield Static(Content(_listed(faults)), classes="block")
