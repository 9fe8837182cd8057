"""What moved between two gradings of one transcript, and why: scores, codes, rubric, coder."""

from collections import Counter

from simulator.domain.scorecard import GradedRecord, Score

_MOST_CODES = 6
"""Codes named on a line; more say only how many."""


def what_moved(before: GradedRecord, after: GradedRecord) -> tuple[str, ...]:
    """A line for each score that moved, then the reasons; empty if the two say the same."""
    old, new = _by_name(before), _by_name(after)
    moved = [
        f"{name}: {_value(old.get(name))} -> {_value(score)} ({score.because})"
        for name, score in new.items()
        if name not in old or old[name].differs(score)
    ]
    if before.status != after.status:
        moved.append(f"status: {before.status} -> {after.status}")
    return (*moved, *_reasons(before, after))


def _by_name(record: GradedRecord) -> dict[str, Score]:
    return {score.name: score for score in record.all_scores}


def _value(score: Score | None) -> str:
    if score is None:
        return "none"
    return str(score.value) if score.value is not None else score.verdict


def _reasons(before: GradedRecord, after: GradedRecord) -> list[str]:
    reasons = []
    if before.rubric != after.rubric:
        reasons.append(f"rubric: {before.rubric} -> {after.rubric}")
    if (before.coder, before.made_from.prompt) != (after.coder, after.made_from.prompt):
        reasons.append(f"coder: {_coder(before)} -> {_coder(after)}")
    if before.made_from.samples != after.made_from.samples:
        reasons.append(f"samples: {before.made_from.samples} -> {after.made_from.samples}")
    for part in ("transcript", "scenario", "persona"):
        old = getattr(before.made_from, part)
        if old and old != getattr(after.made_from, part):
            reasons.append(f"the {part} is another than it was")
    gone, come = _codes(before) - _codes(after), _codes(after) - _codes(before)
    for sign, codes in (("-", gone), ("+", come)):
        named = [f"{sign}{code} in turn {turn}" for turn, code in sorted(codes.elements())]
        if named:
            more = f" and {len(named) - _MOST_CODES} more" if len(named) > _MOST_CODES else ""
            reasons.append(f"codes: {', '.join(named[:_MOST_CODES])}{more}")
    return reasons


def _coder(record: GradedRecord) -> str:
    prompt = record.made_from.prompt
    return record.coder if prompt in record.coder else f"{record.coder} ({prompt})"


def _codes(record: GradedRecord) -> Counter[tuple[int, str]]:
    return Counter((r.turn, move.code.value) for r in record.readings for move in r.moves)
