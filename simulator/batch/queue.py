"""Which grades a coach should look at first: the withheld ones, then those least sure."""

from collections.abc import Iterable
from heapq import nlargest
from typing import NamedTuple, Protocol

from simulator.domain.text import one_line

LONGEST = 10
"""Grades named; a longer list is not worked through."""
WITHHELD, DOUBTED = 200.0, 100.0
"""Beyond any width of an interval, 0..4."""


class Rated(Protocol):
    """What is needed of a score, from a whole record or a list of them."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int | None: ...
    @property
    def because(self) -> str: ...
    @property
    def interval(self) -> tuple[float, float] | None: ...
    @property
    def samples(self) -> tuple[int | None, ...]: ...


class Waiting(NamedTuple):
    """A grade that a coach should look at, and why; the most urgent is the largest."""

    urgency: float
    path: str
    why: str


def waiting(path: str, status: str, note: str, scores: Iterable[Rated]) -> Waiting | None:
    """The most urgent reason to look at a grade; None if there is none."""
    reasons = [Waiting(DOUBTED, path, note)] if status == "low confidence" else []
    for score in scores:
        if score.samples and score.value is None and any(score.samples):
            reasons.append(Waiting(WITHHELD, path, f"{score.name}: {score.because}"))
        elif score.interval and score.interval[0] < score.interval[1]:
            low, high = score.interval
            reasons.append(Waiting(high - low, path, f"{score.name}: {low:.0f} to {high:.0f}"))
    return max(reasons, default=None)


class Queue:
    """The most urgent of many; holds no more than it will name."""

    def __init__(self) -> None:
        self._first: list[Waiting] = []
        self._count = 0

    def add(self, one: Waiting | None) -> None:
        """Takes in a grade; None needs no coach."""
        if one is not None:
            self._count += 1
            self._first = nlargest(LONGEST, [*self._first, one])

    def lines(self) -> list[str]:
        """A heading and a line for each; nothing if nobody waits."""
        if not self._first:
            return []
        more = self._count - len(self._first)
        heading = "For a coach to look at first" + (f" ({more:,} more wait)" if more else "")
        return [heading, *(f"  {one_line(one.path)}: {one_line(one.why)}" for one in self._first)]
