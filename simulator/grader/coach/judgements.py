"""The judgements of a grade, each with a short name: what a coach corrects, a trainee disputes."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from simulator.domain.corrections import Target
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Move
from simulator.domain.scorecard import Evidence, GradedRecord, Indicator, LedgerRow
from simulator.grader.rulings import is_ruled, opportunity


class Judgement(NamedTuple):
    """One judgement: its name ('c7.hold', 'l7.price', 'a1.6'), and what the record says."""

    id: str
    target: Target
    verdict: str
    """The code; the row's verdict; 'met' or 'not met'."""
    why: str = ""


def judgements(record: GradedRecord) -> list[Judgement]:
    """Every judgement of a record that can be corrected: codes, ledger rows, opportunities."""
    seen: Counter[str] = Counter()
    named = []
    for target, verdict, why in _all(record):
        seen[target.id] += 1
        again = f":{seen[target.id]}" if seen[target.id] > 1 else ""
        named.append(Judgement(target.id + again, target, verdict, why))
    return named


def _all(record: GradedRecord) -> Iterator[tuple[Target, str, str]]:
    for reading in record.readings:
        for move in reading.moves:
            yield code_target(move), move.code.value, move.topic
    for row in record.ledger:
        yield row_target(row), row.verdict, ""
    for indicator in indicators(record):
        if is_ruled(indicator.id):
            for item in indicator.evidence:
                verdict = "met" if item.met else "not met"
                yield opportunity(indicator.id, item), verdict, f"{indicator.name}. {item.why}"


def indicators(record: GradedRecord) -> Iterator[Indicator]:
    """Every indicator of a record, of the headline scores first."""
    for score in record.all_scores:
        yield from score.indicators


def code_target(move: Move) -> Target:
    """How a correction names a code."""
    return Target(
        kind="code",
        of=move.code.value,
        turn=move.quote.turn,
        quote=move.quote,
        topic=move.topic,
    )


def row_target(row: LedgerRow) -> Target:
    """How a correction names a row of the ledger."""
    return Target(kind="ledger", of=row.issue, turn=row.turn, quote=row.given)


def judgement(record: GradedRecord, name: str) -> Judgement:
    """The judgement of that name, in any case.

    Raises NegotiateError, with the names that come near, if the record has none.
    """
    found = judgements(record)
    for candidate in found:
        if candidate.id.casefold() == name.casefold().strip():
            return candidate
    near = name.casefold().split(".")[0]
    others = [c.id for c in found if c.id.casefold().split(".")[0] == near][:6]
    there = f"there are {', '.join(others)}" if others else "the list of judgements has them all"
    raise NegotiateError(f"{name!r} names no judgement of this grade; {there}.")


def behind(record: GradedRecord, indicator: str, evidence: Evidence) -> Target | None:
    """The judgement that a line of evidence rests on: itself, or else the row or code it quotes.

    None where there is none to rule on, as where a share of words was counted.
    """
    if is_ruled(indicator):
        return opportunity(indicator, evidence)
    quote = evidence.trainee
    for row in record.ledger:
        if quote is not None and quote in (row.given, row.asked):
            return row_target(row)
    for reading in record.readings:
        for move in reading.moves:
            if move.quote == quote:
                return code_target(move)
    return None
