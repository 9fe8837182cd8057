"""Two gradings of one transcript, score by score: what a coach's corrections moved."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.domain.scorecard import GradedRecord, Score
from simulator.domain.text import one_line

GRADER = "grader"


class Pair(NamedTuple):
    """One score before and after."""

    before: Score
    after: Score

    @property
    def moved(self) -> bool:
        """Whether the number moved, or came, or went."""
        return (self.before.value, self.before.verdict) != (self.after.value, self.after.verdict)


def paired(own: GradedRecord, corrected: GradedRecord) -> list[Pair]:
    """The scores of both records, by name; one that only one of them has is left out."""
    before = {score.name: score for score in (*own.scores, *own.secondary)}
    after = (*corrected.scores, *corrected.secondary)
    return [Pair(before[score.name], score) for score in after if score.name in before]


def side_by_side(own: GradedRecord, corrected: GradedRecord) -> str:
    """A line a score: its name, the grader's value, the coach's, and how far it moved.

    Of one and the same record, the grader's alone.
    """
    return "\n".join(_lines(own, corrected)) + "\n"


def _lines(own: GradedRecord, corrected: GradedRecord) -> Iterator[str]:
    pairs = paired(own, corrected)
    wide = max((len(pair.after.name) for pair in pairs), default=0)
    cell = max([len(GRADER), *(len(value(pair.before)) for pair in pairs)])
    alone = own.id == corrected.id
    yield f"{'':<{wide}}  {GRADER:<{cell}}  {'' if alone else one_line(corrected.coach)}".rstrip()
    for pair in pairs:
        name, before = pair.after.name.capitalize(), value(pair.before)
        after = "" if alone else f"{value(pair.after)}{_step(pair)}"
        yield f"{name:<{wide}}  {before:<{cell}}  {after}".rstrip()


def value(score: Score) -> str:
    """'3 of 5', or why there is no number."""
    return score.verdict if score.value is None else f"{score.value} of 5"


def _step(pair: Pair) -> str:
    if not pair.moved:
        return ""
    if pair.before.value is None or pair.after.value is None:
        return "  (moved)"
    return f"  ({pair.after.value - pair.before.value:+d})"
