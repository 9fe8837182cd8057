"""A coach's rulings where the grader counts: on the evidence of an indicator, and on codes.

Rulings on ledger rows are in `row_rulings`. Without corrections everything passes unchanged.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from simulator.domain.corrections import Correction, Target
from simulator.domain.moves import Code, Quote, Reading
from simulator.domain.scorecard import Evidence
from simulator.grader.rubric import load_rubric

if TYPE_CHECKING:
    from simulator.grader.meeting import Meeting

_ANSWERED = frozenset({"A1", "A2", "A3", "F1", "F11", "T3", "T8"})
"""Rates: known by what called for an answer, which was given well or not."""

_COUNTED = {"A6": True, "A-": False, "F2": False, "F3": False, "F7": False, "T5": True}
_COUNTED |= {"T6": True, "T9": True}
"""Counts: known by the trainee's words; whether those are a credit, or else a fault."""

WALK = "F9"
"""The walk-away: one judgement, of right or not."""


@cache
def _counted() -> dict[str, bool]:
    checks = (check for rules in load_rubric().secondary.values() for check in rules.checks)
    plain = {check.id: not check.fault for check in checks if check.codes or check.phrases}
    return {**_COUNTED, **{check: credit for check, credit in plain.items()}}


@cache
def _answered() -> frozenset[str]:
    checks = (check for rules in load_rubric().secondary.values() for check in rules.checks)
    return _ANSWERED | {check.id for check in checks if check.answers}


def is_ruled(indicator: str) -> bool:
    """Whether the indicator's own evidence can be ruled on.

    The others follow from codes and ledger rows, and move when one of those is corrected.
    """
    return indicator in _answered() or indicator in _counted() or indicator == WALK


def is_credit(indicator: str) -> bool | None:
    """Of an indicator that counts words: whether they are to the trainee's credit; else None."""
    return None if indicator in _answered() else _counted().get(indicator)


def anchor(indicator: str, evidence: Evidence) -> Quote | None:
    """The words that a piece of evidence is known by, whatever the verdict on it is."""
    if indicator in _answered():
        return evidence.buyer or evidence.trainee
    return evidence.trainee or evidence.buyer


def opportunity(indicator: str, evidence: Evidence) -> Target:
    """How a correction names a piece of evidence."""
    quote = anchor(indicator, evidence)
    turn = quote.turn if quote else None
    return Target(kind="opportunity", of=indicator, turn=turn, quote=quote)


def answered(meeting: "Meeting", indicator: str, evidence: list[Evidence]) -> list[Evidence]:
    """The evidence of a rate, as coaches have ruled on it: met, not met, or no opportunity."""
    rulings = _rulings(meeting.corrections, indicator)
    if not rulings:
        return evidence
    ruled = []
    for item in evidence:
        ruling = rulings.pop(anchor(indicator, item), None)
        if ruling is None:
            ruled.append(item)
        elif ruling.met is not None:
            ruled.append(item.model_copy(update={"met": ruling.met, "why": coachs_words(ruling)}))
    return ruled + [_added(meeting, r) for r in rulings.values() if r.action == "add"]


def counted(meeting: "Meeting", indicator: str, evidence: list[Evidence]) -> list[Evidence]:
    """The evidence of a count without what coaches took out, and with what they added."""
    rulings = _rulings(meeting.corrections, indicator)
    if not rulings:
        return evidence
    native = {anchor(indicator, item) for item in evidence}
    wanted = is_credit(indicator)
    ruled = [
        item
        for item in evidence
        if (ruling := rulings.get(anchor(indicator, item))) is None or ruling.met == wanted
    ]
    fresh = (r for quote, r in rulings.items() if quote not in native)
    return ruled + [_added(meeting, r) for r in fresh if r.action == "add"]


def walk_ruling(meeting: "Meeting", quote: Quote | None) -> Correction | None:
    """The last ruling on the walk-away with these words."""
    return _rulings(meeting.corrections, WALK).get(quote)


def _rulings(corrections: Sequence[Correction], indicator: str) -> dict[Quote | None, Correction]:
    """The last ruling on each piece of evidence of an indicator; accepting rules nothing."""
    return {
        c.target.quote: c
        for c in corrections
        if c.target.kind == "opportunity" and c.target.of == indicator and c.action != "accept"
    }


def coachs_words(ruling: Correction) -> str:
    """How the evidence of a ruling is worded."""
    return f"The coach: {ruling.reason}"


def _added(meeting: "Meeting", ruling: Correction) -> Evidence:
    quote = ruling.target.quote
    met, why = bool(ruling.met), coachs_words(ruling)
    if quote is None:
        return Evidence(met=met, why=why)
    at = meeting.place(quote.turn)
    if meeting.turns[at].speaker == "trainee":
        return Evidence(met=met, why=why, trainee=quote)
    reply = meeting.reply_to(at)
    answer = meeting.whole(reply) if reply is not None else None
    return Evidence(met=met, why=why, buyer=quote, trainee=answer)


def upheld(
    corrections: Sequence[Correction], coded: Sequence[Reading], screened: Sequence[Reading]
) -> tuple[Reading, ...]:
    """The screened readings with the codes that a coach gave put back: a coach knows the key."""
    ruled = {(c.move.code, c.move.quote) for c in corrections if c.move is not None}
    if not ruled:
        return tuple(screened)
    return tuple(
        _with_ruled(ruled, old, new) for old, new in zip(coded, screened, strict=True)
    )  # fmt: skip


def _with_ruled(ruled: set[tuple[Code, Quote]], old: Reading, new: Reading) -> Reading:
    given = [move for move in old.moves if (move.code, move.quote) in ruled]
    if not given:
        return new
    quotes = {move.quote for move in given}
    # What the screening made of a coach's code stands on the same words and was not there before.
    kept = [move for move in new.moves if move.quote not in quotes or move in old.moves]
    kept = [move for move in kept if (move.code, move.quote) not in ruled]
    return new.model_copy(update={"moves": (*kept, *given)})
