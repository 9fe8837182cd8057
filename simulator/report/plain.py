"""A graded record as plain lines: scores with their quotes, ledger, highlights, and the truth."""

from collections.abc import Iterator
from textwrap import fill

from simulator.domain.deal import Value
from simulator.domain.moves import Quote
from simulator.domain.scorecard import GradedRecord, Highlight, Indicator, LedgerRow, Score
from simulator.domain.text import one_line, shortened
from simulator.domain.transcript import Transcript
from simulator.report import certainty
from simulator.report.outcome import end_sections
from simulator.report.truth import TITLE, claims_made, truth_played

WIDTH = 96
SHOWN_QUOTES = 2
"""Quotes printed of one indicator; the record holds them all."""

LONGEST = 160
"""Characters printed of one quote."""

_TITLES = {
    "listening": "Active listening",
    "firmness": "Firmness",
    "trading": "Trade-only concessions",
}
_MARKS = {"met": "+", "not met": "-"}


def debrief_text(record: GradedRecord, transcript: Transcript) -> str:
    """The debrief of one grading, in lines of at most about WIDTH characters."""
    return "\n".join(_Debrief(record, transcript).lines()) + "\n"


class _Debrief:
    def __init__(self, record: GradedRecord, transcript: Transcript) -> None:
        self._record = record
        self._transcript = transcript
        self._turns = {turn.n: turn for turn in transcript.turns}

    def lines(self) -> Iterator[str]:
        record = self._record
        yield f"{one_line(record.transcript)}: {record.status}"
        if record.note:
            yield _wrapped(record.note)
        if record.status == "not graded":
            return
        if record.outcome:
            yield _wrapped(record.outcome)
        for score in record.scores:
            yield ""
            yield from self._score(score)
        if record.ledger:
            yield ""
            yield "Ledger of concessions"
            for row in record.ledger:
                yield from self._row(row)
        if record.highlights:
            yield ""
            yield "Worth remembering"
            for highlight in record.highlights:
                yield from self._highlight(highlight)
        if record.secondary:
            yield ""
            yield "Nine more scores, which are not among the three"
            for score in record.secondary:
                yield from self._brief(score)
        yield from self._end()
        yield from self._truth()
        yield from self._certainty()

    def _brief(self, score: Score) -> Iterator[str]:
        """A secondary score: its value, why, and a quote for each check that has one."""
        yield _wrapped(
            f"{score.name.capitalize()}: {certainty.figure(score)}. {score.because}", "  "
        )
        yield from self._waiting(score)
        for indicator in score.indicators:
            for item in indicator.evidence[:1]:
                mark = "+" if item.met else "-"
                yield _wrapped(f"{mark} {indicator.name}: {_count(indicator)}", "      ")
                for quote in filter(None, (item.trainee or item.buyer,)):
                    yield _wrapped(self._quote(quote), "        ")

    def _waiting(self, score: Score) -> Iterator[str]:
        if words := certainty.waits_for(self._record, score):
            yield _wrapped(words, "  ")

    def _end(self) -> Iterator[str]:
        """What the end was worth, and the buyer's view of the meeting."""
        for title, lines in end_sections(self._record, self._transcript):
            yield ""
            yield title
            yield from (_wrapped(line, "  ") for line in lines)

    def _quote(self, quote: Quote) -> str:
        return self._said(quote.turn, quote.text)

    def _said(self, number: int, text: str) -> str:
        turn = self._turns.get(number)
        who = "Buyer" if turn is not None and turn.speaker == "buyer" else "You"
        scene = f" [{one_line(turn.scene)}]" if turn is not None and turn.scene else ""
        return f'{who}, turn {number}{scene}: "{shortened(text, LONGEST)}"'

    def _truth(self) -> Iterator[str]:
        played = truth_played(self._transcript)
        claims = claims_made(self._transcript, self._record.readings)
        if played or claims:
            yield ""
            yield TITLE
        if played:
            yield _wrapped(played, "  ")
        for claim in claims:
            yield _wrapped(self._said(claim.turn, claim.words), "  ")
            yield _wrapped(claim.verdict, "      ")

    def _certainty(self) -> Iterator[str]:
        lines = list(certainty.certainty_lines(self._record))
        if lines:
            yield ""
            yield certainty.TITLE
            yield from (_wrapped(line, "  ") for line in lines)

    def _score(self, score: Score) -> Iterator[str]:
        yield f"{_TITLES[score.name]}: {certainty.figure(score)}"
        yield _wrapped(score.because, "  ")
        yield from self._waiting(score)
        for cap in score.caps:
            yield _wrapped(f"Lowered: {cap}", "  ")
        for indicator in score.indicators:
            yield from self._indicator(indicator)

    def _indicator(self, indicator: Indicator) -> Iterator[str]:
        if indicator.status == "no opportunity":
            yield f"  n/a {one_line(indicator.name)}"
            return
        yield f"  {_MARKS[indicator.status]:<3} {one_line(indicator.name)}: {_count(indicator)}"
        for item in indicator.evidence[:SHOWN_QUOTES]:
            yield _wrapped(item.why, "      ")
            for quote in filter(None, (item.buyer, item.trainee)):
                yield _wrapped(self._quote(quote), "        ")

    def _row(self, row: LedgerRow) -> Iterator[str]:
        cost = f", cost ${row.cost:,.0f}" if row.cost is not None else ""
        taken_back = ", came to nothing" if row.withdrawn else ""
        step = f"{_value(row.before)} -> {_value(row.after)}"
        verdict = f"{_verdict(row)}{taken_back}"
        yield _wrapped(f"turn {row.turn}: {row.issue}: {step}{cost}: {verdict}", "  ")
        for label, quote in (
            ("pressed", row.pressure),
            ("gave", row.given),
            ("asked", row.asked),
            ("got", row.got),
        ):
            if quote is not None:
                yield _wrapped(f"{label}: {self._quote(quote)}", "      ")

    def _highlight(self, highlight: Highlight) -> Iterator[str]:
        yield f"  {highlight.tag}"
        if highlight.answers is not None:
            yield _wrapped(self._quote(highlight.answers), "      ")
        yield _wrapped(self._quote(highlight.quote), "      ")
        yield _wrapped(f"Why: {one_line(highlight.why)}", "      ")
        if highlight.try_instead:
            yield _wrapped(f"Try: {one_line(highlight.try_instead)}", "      ")


def _count(indicator: Indicator) -> str:
    if indicator.out_of is None:
        return f"{indicator.count:g}"
    return f"{indicator.count:,.6g} of {indicator.out_of:,.6g}"


def _verdict(row: LedgerRow) -> str:
    """The verdict; whether a return asked for in words only was paid is not read off the terms."""
    untold = row.verdict == "linked, not paid" and not row.asked_for
    return "linked, no payment was read" if untold else row.verdict


def _value(value: Value) -> str:
    return one_line(value) if isinstance(value, str) else f"{value:,.10g}"


def _wrapped(text: str, indent: str = "") -> str:
    return fill(
        one_line(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
    )
