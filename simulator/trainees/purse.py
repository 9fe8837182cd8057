"""A trainee's own side of a deal: what terms cost it, and which packages it could propose.

It knows the brief and the own preferences only. What a package may be worth to the buyer is
guessed: what is cheap to give may be dear to them, more so where they have asked for it. Looking
for such packages at one's own level of demand is what the articles call trading; the search
follows Faratin, Sierra & Jennings (2002), with a guess in place of their similarity measure.
"""

from bisect import bisect_left
from collections.abc import Iterator, Set
from functools import cached_property
from itertools import combinations

from simulator.domain.deal import RangeIssue, Value
from simulator.domain.scenario import Scenario
from simulator.domain.utility import worth
from simulator.trainees.book import Wants

Package = dict[str, Value]

Choice = tuple[Package, float]
"""Some changes, and the money they gain the seller (below 0: cost it)."""

MOST_GIVES = 3
MOST_GETS = 3
DEARNESS = 2.0
"""What a give is guessed to be worth to the buyer, in terms of its cost."""

ASKED_FOR = 2.0
"""Factor on that for what the buyer has asked for."""

GET_COST = 0.4
"""What a get is guessed to cost the buyer, in terms of its worth."""

LAST_RESORT = 0.6
"""A price cut is a dollar for a dollar and comes straight out of the pocket: try the rest first."""


class Purse:
    """The seller's money in one deal. Many meetings can share it: it remembers nothing of them."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._side = scenario.seller
        self._gains: dict[tuple[str, Value], float] = {}
        self.standard = scenario.standard
        self.price = next(
            (i for i in scenario.issues if isinstance(i, RangeIssue) and i.core and not i.fixed),
            None,
        )
        self.gives = [(g.issue, g.to) for g in scenario.gives if self._gain(g.issue, g.to) < 0]
        self.gets = [(g.issue, g.to) for g in scenario.gets if self._gain(g.issue, g.to) > 0]

    def worth(self, package: Package) -> float:
        """Money the package is worth to the seller, counted from the standard terms."""
        return worth(self._side, package)

    def wanted(self, wants: Wants, turn: int) -> float:
        """Money the trainee wants in a turn."""
        first, last = wants.turns
        done = min(1.0, max(0.0, (turn - first) / max(1, last - first)))
        share = wants.first + (wants.last - wants.first) * done
        return self.reservation + share * (self._side.target - self.reservation)

    @property
    def reservation(self) -> float:
        """What the seller's best alternative is worth, counted from the standard terms."""
        return self._side.reservation

    @cached_property
    def floor(self) -> float | None:
        """The lowest price it can live with at standard terms; None without a price."""
        if self.price is None:
            return None
        price, least = self.price, self.reservation
        bearable = [p for p in price.outcomes() if self.worth({price.id: p}) >= least]
        return min(bearable, default=self.price.standard)

    def trade(
        self, wanted: float, dear: Set[str] = frozenset(), offered: Package | None = None
    ) -> Package | None:
        """The package worth at least `wanted` that the buyer may like best.

        `dear` are the issues on which the buyer has asked for something, `offered` is its last
        counter-offer, whole; that is built upon, too. None if there is no trade to propose.
        """
        best, most = None, float("-inf")
        for give, cost in self._some_gives:
            enough = bisect_left(self._some_gets, wanted - cost, key=lambda choice: choice[1])
            for get, gained in self._some_gets[enough:]:
                if give.keys().isdisjoint(get):
                    guess = self._guess(give, dear) - GET_COST * gained
                    if guess > most:
                        best, most = {**self.standard, **get, **give}, guess
                    # The gets are in order: what follows asks for more than is needed.
                    break
        for package in self._upon(offered) if offered is not None else ():
            if self.worth(package) >= wanted and (guess := self._guess(package, dear)) > most:
                best, most = package, guess
        return best

    def _upon(self, offered: Package) -> Iterator[Package]:
        """The buyer's offer, alone and with a get or two on top."""
        for count in range(3):
            for gets in combinations(self.gets, count):
                yield {**offered, **dict(gets)}

    @cached_property
    def _some_gives(self) -> list[Choice]:
        return self._choices(self.gives, MOST_GIVES)

    @cached_property
    def _some_gets(self) -> list[Choice]:
        return self._choices(self.gets, MOST_GETS)

    def _choices(self, pairs: list[tuple[str, Value]], most: int) -> list[Choice]:
        """Some of the pairs, on different issues, each with what they gain the seller, in order."""
        found = (c for n in range(1, most + 1) for c in _distinct(pairs, n))
        gained = [(chosen, sum(self._gain(i, v) for i, v in chosen.items())) for chosen in found]
        return sorted(gained, key=lambda choice: choice[1])

    def _guess(self, package: Package, dear: Set[str]) -> float:
        """Money the package may be worth to the buyer, counted from the standard terms."""
        total = 0.0
        for issue, value in package.items():
            gain = self._gain(issue, value)
            if gain >= 0:
                total -= GET_COST * gain
            elif self.price is not None and issue == self.price.id:
                total -= LAST_RESORT * gain
            else:
                total -= DEARNESS * (ASKED_FOR if issue in dear else 1.0) * gain
        return total

    def _gain(self, issue: str, value: Value) -> float:
        """Money the seller gains when an issue leaves its standard value."""
        known = self._gains.get((issue, value))
        if known is None:
            known = self.worth({issue: value}) - self.worth({issue: self.standard[issue]})
            self._gains[issue, value] = known
        return known

    def cheaper(self, issue: str, now: Value, then: Value) -> bool:
        """Whether a change costs the seller nothing."""
        return self._gain(issue, then) >= self._gain(issue, now)

    def split(self, package: Package, table: Package) -> tuple[Package, Package]:
        """What has to be said to propose a package: the gives and the gets.

        Everything that differs from the standard is said again, and what differed before, so
        that the whole is on the table.
        """
        give: Package = {}
        get: Package = {}
        for issue, value in package.items():
            if value == table[issue] == self.standard[issue]:
                continue
            before = table[issue] if value == self.standard[issue] else self.standard[issue]
            (get if self.cheaper(issue, before, value) else give)[issue] = value
        return give, get


def _distinct(pairs: list[tuple[str, Value]], count: int) -> Iterator[Package]:
    for chosen in combinations(pairs, count):
        if len({issue for issue, _ in chosen}) == count:
            yield dict(chosen)
