"""Which grades a coach should look at first: the withheld ones, then those least sure.

A grade that a coach has looked at waits no longer.
"""

from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple, Protocol

from simulator.domain.text import one_line
from simulator.grader.samples import LEFT_TO_A_COACH

LONGEST = 10
"""Grades named; a longer list is not worked through."""


class Rated(Protocol):
    """What is needed of a score, from a whole record or a list of them."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int | None: ...
    @property
    def verdict(self) -> str: ...
    @property
    def because(self) -> str: ...
    @property
    def interval(self) -> tuple[float, float] | None: ...


class Waiting(NamedTuple):
    """A grade that a coach should look at, and why; the most urgent comes first."""

    rank: tuple[int, bool, int]
    """How many scores are withheld, whether codes were left out, how many scores waver; negated."""
    path: str
    why: str


def waiting(path: str, status: str, note: str, scores: Iterable[Rated]) -> Waiting | None:
    """Why a coach should look at a grade; None if there is no reason."""
    withheld, wavering = [], []
    for score in scores:
        if score.because.startswith(LEFT_TO_A_COACH):
            withheld.append(f"{score.name}: {score.because}")
        elif score.verdict == "scored" and score.interval and score.interval[0] < score.interval[1]:
            wavering.append("{}: {:.0f} to {:.0f}".format(score.name, *score.interval))
    doubted = [note] if status == "low confidence" else []
    reasons = [*withheld, *doubted, *wavering]
    if not reasons:
        return None
    return Waiting((-len(withheld), not doubted, -len(wavering)), path, reasons[0])


class Queue:
    """The most urgent of many; holds no more than it will name."""

    def __init__(self) -> None:
        self._first: list[Waiting] = []
        self._count = 0

    def add(self, one: Waiting | None) -> None:
        """Takes in a grade; None needs no coach."""
        if one is not None:
            self._count += 1
            self._first = nsmallest(LONGEST, [*self._first, one])

    def lines(self) -> list[str]:
        """A heading and a line for each; nothing if nobody waits."""
        if not self._first:
            return []
        more = self._count - len(self._first)
        heading = "For a coach to look at first" + (f" ({more:,} more wait)" if more else "")
        return [heading, *(f"  {one_line(one.path)}: {one_line(one.why)}" for one in self._first)]
