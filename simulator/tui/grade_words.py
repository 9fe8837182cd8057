"""A graded record in words, for the debrief and the replay. No Textual in here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from simulator.domain.corrections import LedgerVerdict
from simulator.domain.deal import Issue, Value
from simulator.domain.moves import Quote
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import (
    Evidence,
    GradedRecord,
    Indicator,
    LedgerRow,
    Score,
    ScoreName,
)
from simulator.domain.transcript import Transcript, Turn
from simulator.grader.positions import EXTRA
from simulator.tui.text import counted, short_name

SCORES: Mapping[ScoreName, str] = {
    "listening": "Active listening",
    "firmness": "Firmness",
    "trading": "Trading",
}


def score_name(name: ScoreName) -> str:
    """What a score is called on the screen."""
    return SCORES.get(name) or name.capitalize()


TAGS: Mapping[str, str] = {
    "DONE": "✓ Well done",
    "MISSED": "✗ Missed",
    "FREE GIVE": "✗ Given for nothing",
    "EARLY PRICE": "✗ Price too early",
    "LEAK": "✗ Your limit slipped out",
    "BAIT TAKEN": "✗ Bait taken",
    "TRADE": "✓ A good trade",
    "HELD": "✓ You held",
    "WALK OK": "✓ Right to walk away",
    "WALK EARLY": "✗ Walked away too early",
    "WALK LATE": "✗ Walked away too late",
}

LEDGER: Mapping[LedgerVerdict, str] = {
    "traded": "✓ traded",
    "linked, not paid": "● asked for a return, got none",
    "free": "✗ given for nothing",
    "people give": "✗ given to please",
}

STATUS = {"met": "✓", "not met": "✗", "no opportunity": "○"}


def title_of(transcript: Transcript) -> str:
    """Who it was with, or the file that it came from; empty if nobody knows."""
    header, imported = transcript.header, transcript.imported
    if header is not None:
        return header.persona.name
    return imported.source if imported is not None else ""


class Voice(NamedTuple):
    """Who says what in a transcript."""

    buyer: str
    turns: Mapping[int, Turn]

    @classmethod
    def of(cls, transcript: Transcript) -> "Voice":
        """The names and turns of a transcript."""
        header = transcript.header
        buyer = short_name(header.persona.name) if header else "Buyer"
        return cls(buyer, {turn.n: turn for turn in transcript.turns})

    def mine(self, turn: int) -> bool:
        """Whether the trainee said it."""
        said = self.turns.get(turn)
        return said is None or said.speaker == "trainee"

    def speaker(self, turn: int) -> str:
        """'You' or the buyer's name."""
        return "You" if self.mine(turn) else self.buyer

    def cite(self, quote: Quote) -> str:
        """'You, turn 6: “...”'."""
        return f"{self.speaker(quote.turn)}, turn {quote.turn}: “{quote.text.strip()}”"


def dots(score: Score) -> str:
    """●●●●○ for 4 of 5; empty where there is no number."""
    return "" if score.value is None else "●" * score.value + "○" * (5 - score.value)


def caution(record: GradedRecord, transcript: Transcript) -> Iterator[str]:
    """'Low confidence. 3 of 9 codes …', and why a headline score was withheld.

    Without a deal that is no news: every score that needs one is missing.
    """
    if record.status != "graded":
        yield f"{record.status.capitalize()}. {record.note}".rstrip()
    dealt = transcript.scenario is not None or record.made_from.scenario
    for score in record.scores:
        if score.verdict == "not scored" and (score.interval or dealt):
            yield f"{score_name(score.name)}: {score.because}"


def count_words(indicator: Indicator) -> str:
    """'3 of 4', a plain count, or that there was no opportunity."""
    if indicator.status == "no opportunity":
        return "no opportunity"
    if indicator.out_of is None:
        return f"{indicator.count:,g}"
    return f"{indicator.count:,.6g} of {indicator.out_of:,.6g}"


def quotes_of(evidence: Evidence) -> Iterator[Quote]:
    """The buyer's words, then the trainee's, in the order they were said."""
    quotes = [quote for quote in (evidence.buyer, evidence.trainee) if quote is not None]
    yield from sorted(quotes, key=lambda quote: (quote.turn, quote.start))


def ledger_head(row: LedgerRow, scenario: Scenario | None) -> str:
    """'Payment: net 30 → net 60'; with its id where no deal tells its name."""
    issues = scenario.issues if scenario is not None else ()
    issue = next((issue for issue in issues if issue.id == row.issue), None)
    extra = "An extra" if row.issue == EXTRA else row.issue
    name = extra if issue is None else issue.name
    return f"{name}: {_spoken(issue, row.before)} → {_spoken(issue, row.after)}"


def ledger_money(row: LedgerRow) -> str:
    """What it cost and brought, in money where the key says so."""
    parts = []
    if row.cost is not None:
        parts.append(f"cost you ${row.cost:,.0f}")
    if row.value_to_buyer is not None:
        parts.append(f"worth ${row.value_to_buyer:,.0f} to the buyer")
    if row.value_got is not None:
        parts.append(f"brought you ${row.value_got:,.0f}")
    if row.withdrawn:
        parts.append("taken back")
    return ", ".join(parts)


def ledger_quotes(row: LedgerRow) -> list[tuple[str, Quote]]:
    """What was pressed, given, asked and got, with the words."""
    quotes = (
        ("pressed", row.pressure),
        ("given", row.given),
        ("asked", row.asked),
        ("got", row.got),
    )
    return [(name, quote) for name, quote in quotes if quote is not None]


def quotes_in(record: GradedRecord) -> list[Quote]:
    """Every quote the grade rests on: evidence, ledger and highlights, not the bare codes."""
    evidence = (e for s in record.scores for i in s.indicators for e in i.evidence)
    found = [quote for item in evidence for quote in quotes_of(item)]
    found += [quote for row in record.ledger for _, quote in ledger_quotes(row)]
    for highlight in record.highlights:
        found += [q for q in (highlight.answers, highlight.quote) if q is not None]
    return found


def touching(scores: Iterable[Score], turn: int) -> list[tuple[Score, Indicator, Evidence]]:
    """The evidence of some scores that quotes a turn."""
    return [
        (score, indicator, evidence)
        for score in scores
        for indicator in score.indicators
        for evidence in indicator.evidence
        if any(quote.turn == turn for quote in quotes_of(evidence))
    ]


def headline(transcript: Transcript, buyer: str) -> str:
    """How it ended, in a few words."""
    end = transcript.end
    turns = counted(len(transcript.turns), "turn")
    if transcript.header is None:
        return f"A conversation of {turns}"
    if end is None:
        return f"Still open after {turns}"
    how = {
        "deal": f"A deal with {buyer}",
        "buyer_left": f"No deal: {buyer} left",
        "trainee_left": "No deal: you left",
    }[end.outcome]
    return f"{how}, after {turns}"


def next_of(turns: Sequence[int], at: int, step: int) -> int | None:
    """The next of some turn numbers after (step 1) or before (step -1) `at`."""
    ahead = sorted((turn for turn in set(turns) if (turn - at) * step > 0), key=lambda t: t * step)
    return ahead[0] if ahead else None


def _spoken(issue: Issue | None, value: Value) -> str:
    if issue is not None:
        return issue.spoken(value)
    return value if isinstance(value, str) else f"{value:,.10g}"
