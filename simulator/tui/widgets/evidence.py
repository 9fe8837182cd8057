"""The parts of a debrief that rest on quotes: highlights, evidence and the ledger, as blocks."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.corrections import Target
from simulator.domain.moves import Quote, Reading
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord, Highlight, Indicator, LedgerRow, Score
from simulator.domain.text import shown
from simulator.domain.transcript import Transcript
from simulator.grader.coach.judgements import behind, row_target
from simulator.report import certainty
from simulator.report.truth import TITLE, claims_made, truth_played
from simulator.tui.grade_words import (
    LEDGER,
    STATUS,
    TAGS,
    Voice,
    count_words,
    ledger_head,
    ledger_money,
    ledger_quotes,
    quotes_of,
)
from simulator.tui.text import MUTED
from simulator.tui.widgets.citation import Citation
from simulator.tui.widgets.text_blocks import BAD, GOOD, toned

STATUS_STYLES = {"met": GOOD, "not met": BAD, "no opportunity": MUTED}


def cited(
    quote: Quote, voice: Voice, classes: str = "quote", target: Target | None = None
) -> Citation:
    """Who said it, when, and the words."""
    return Citation(Content(shown(voice.cite(quote))), quote.turn, classes, target)


def highlight_block(highlight: Highlight, voice: Voice) -> Iterator[Widget]:
    """The line, why it matters, a better line."""
    yield Static(toned(TAGS[highlight.tag]), classes="block")
    if highlight.answers is not None:
        yield cited(highlight.answers, voice, "quote muted")
    yield cited(highlight.quote, voice)
    yield Static(Content(shown(highlight.why)), classes="why")
    if highlight.try_instead:
        better = Content.assemble(("Try: ", "bold $text-primary"), shown(highlight.try_instead))
        yield Static(better, classes="why")


def truth_blocks(
    transcript: Transcript, readings: Sequence[Reading], voice: Voice
) -> Iterator[Widget]:
    """Which truth behind the buyer was played, and which of its claims were true."""
    played, claims = truth_played(transcript), claims_made(transcript, readings)
    if played or claims:
        yield Static(TITLE, classes="title")
    if played:
        yield Static(Content(shown(played)))
    for claim in claims:
        words = f"{voice.speaker(claim.turn)}, turn {claim.turn}: “{claim.words}”"
        yield Citation(Content(shown(words)), claim.turn, "quote block")
        yield Static(Content(claim.verdict), classes="why")


def certainty_blocks(record: GradedRecord) -> Iterator[Widget]:
    """How far the coding is to be trusted, where there is anything to say of it."""
    lines = list(certainty.certainty_lines(record))
    if lines:
        yield Static(certainty.TITLE, classes="title", id="certainty")
        yield from (Static(Content(shown(line)), classes="muted") for line in lines)


def score_blocks(score: Score, voice: Voice, record: GradedRecord) -> Iterator[Widget]:
    """What was counted, each with the words it rests on."""
    counted = [i for i in score.indicators if i.status != "no opportunity"]
    silent = [i for i in score.indicators if i.status == "no opportunity" and not i.unjudged]
    left = [i for i in score.indicators if i.unjudged]
    for indicator in counted:
        yield Static(indicator_head(indicator), classes="block")
        for evidence in indicator.evidence:
            mark = toned("✓ " if evidence.met else "✗ ")
            yield Static(Content.assemble(mark, shown(evidence.why)), classes="why")
            target = behind(record, indicator.id, evidence)
            for quote in quotes_of(evidence):
                yield cited(quote, voice, target=target)
    for words, named in (("No opportunity", silent), ("Not judged by the rules", left)):
        if named:
            names = "; ".join(shown(indicator.name) for indicator in named)
            yield Static(Content(f"○ {words}: {names}."), classes="block muted")


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
        yield Citation(words, quote.turn, target=row_target(row))
