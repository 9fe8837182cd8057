"""Two gradings of one transcript, score by score: what a coach's corrections moved."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.domain.scorecard import GradedRecord, Score
from simulator.domain.text import one_line
from simulator.report.certainty import figure

GRADER = "grader"


class Pair(NamedTuple):
    """One score before and after."""

    before: Score
    after: Score

    @property
    def moved(self) -> bool:
        """Whether the number moved, or came, or went."""
        return self.before.differs(self.after)


def paired(own: GradedRecord, corrected: GradedRecord) -> list[Pair]:
    """The scores of both records, by name; one that only one of them has is left out."""
    before = {score.name: score for score in own.all_scores}
    return [Pair(before[s.name], s) for s in corrected.all_scores if s.name in before]


def side_by_side(own: GradedRecord, corrected: GradedRecord) -> str:
    """A line a score: its name, the grader's value, the coach's, and how far it moved.

    Of one and the same record, the grader's alone.
    """
    return "\n".join(_lines(own, corrected)) + "\n"


def _lines(own: GradedRecord, corrected: GradedRecord) -> Iterator[str]:
    pairs = paired(own, corrected)
    wide = max((len(pair.after.name) for pair in pairs), default=0)
    cell = max([len(GRADER), *(len(figure(pair.before)) for pair in pairs)])
    alone = own.id == corrected.id
    yield f"{'':<{wide}}  {GRADER:<{cell}}  {'' if alone else one_line(corrected.coach)}".rstrip()
    for pair in pairs:
        name, before = pair.after.name.capitalize(), figure(pair.before)
        after = "" if alone else f"{figure(pair.after)}{_step(pair)}"
        yield f"{name:<{wide}}  {before:<{cell}}  {after}".rstrip()


def _step(pair: Pair) -> str:
    if not pair.moved:
        return ""
    if pair.before.value is None or pair.after.value is None:
        return "  (moved)"
    return f"  ({pair.after.value - pair.before.value:+d})"
