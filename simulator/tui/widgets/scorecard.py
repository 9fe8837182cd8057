"""The parts of a debrief: score cards, highlights, evidence and the ledger, as plain blocks."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Highlight, Indicator, LedgerRow, Score
from simulator.domain.text import shown
from simulator.tui.grade_words import (
    LEDGER,
    SCORES,
    STATUS,
    TAGS,
    Voice,
    count_words,
    dots,
    ledger_head,
    ledger_money,
    ledger_quotes,
    quotes_of,
    value_words,
)
from simulator.tui.text import MUTED

GOOD, BAD, MIDDLE = "bold $text-success", "bold $text-error", "bold $text-warning"
STATUS_STYLES = {"met": GOOD, "not met": BAD, "no opportunity": MUTED}


def toned(words: str) -> Content:
    """Words that start with a sign, coloured by it; the sign says the same without colour."""
    style = {"✓": GOOD, "✗": BAD}.get(words[:1], MIDDLE)
    return Content.styled(words, style)


def said(text: str, classes: str = "quote") -> Static:
    """A citation."""
    return Static(Content(shown(text)), classes=classes)


class ScoreCard(VerticalGroup):
    """One headline score; a click goes to its evidence."""

    def __init__(self, score: Score) -> None:
        super().__init__()
        self.score = score

    def compose(self) -> ComposeResult:
        score = self.score
        yield Static(SCORES[score.name], classes="card-name")
        style = "bold" if score.value is not None else f"bold {MUTED}"
        marks = dots(score)
        value = Content.assemble(
            (value_words(score), style), "   " if marks else "", (marks, "$primary")
        )
        yield Static(value, classes="card-value")
        yield Static(Content(shown(score.because)), classes="muted")
        for cap in score.caps:
            yield Static(Content.assemble(toned("✗ lowered"), f": {shown(cap)}"))

    async def on_click(self, _event: Click) -> None:
        await self.run_action(f"screen.section('{self.score.name}')")


def highlight_block(highlight: Highlight, voice: Voice) -> Iterator[Widget]:
    """The line, why it matters, a better line."""
    yield Static(toned(TAGS[highlight.tag]), classes="block")
    if highlight.answers is not None:
        yield said(voice.cite(highlight.answers), "quote muted")
    yield said(voice.cite(highlight.quote))
    yield Static(Content(shown(highlight.why)), classes="why")
    if highlight.try_instead:
        better = Content.assemble(("Try: ", "bold $text-primary"), shown(highlight.try_instead))
        yield Static(better, classes="why")


def score_blocks(score: Score, voice: Voice) -> Iterator[Widget]:
    """What was counted, each with the words it rests on."""
    counted = [i for i in score.indicators if i.status != "no opportunity"]
    silent = [i for i in score.indicators if i.status == "no opportunity"]
    for indicator in counted:
        yield Static(indicator_head(indicator), classes="block")
        for evidence in indicator.evidence:
            mark = toned("✓ " if evidence.met else "✗ ")
            yield Static(Content.assemble(mark, shown(evidence.why)), classes="why")
            for quote in quotes_of(evidence):
                yield said(voice.cite(quote))
    if silent:
        names = "; ".join(shown(indicator.name) for indicator in silent)
        yield Static(Content(f"○ No opportunity: {names}."), classes="block muted")


def indicator_head(indicator: Indicator) -> Content:
    """'✓ Asked before answering   3 of 4'."""
    style = STATUS_STYLES[indicator.status]
    return Content.assemble(
        (f"{STATUS[indicator.status]} ", style),
        (shown(indicator.name), "bold"),
        (f"   {count_words(indicator)}", MUTED),
    )


def ledger_block(row: LedgerRow, voice: Voice, scenario: Scenario | None) -> Iterator[Widget]:
    """One concession: what moved, what it cost, what came back."""
    head = Content.assemble(
        (shown(ledger_head(row, scenario)), "bold"), "   ", toned(LEDGER[row.verdict])
    )
    yield Static(head, classes="block")
    if money := ledger_money(row):
        yield Static(Content(shown(money)), classes="why muted")
    for name, quote in ledger_quotes(row):
        words = Content.assemble((f"{name}  ", MUTED), shown(voice.cite(quote)))
        yield Static(words, classes="quote")
