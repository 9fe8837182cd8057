"""What a deal is worth to this buyer and what it can sign.

This is the only place that knows the buyer's limit. Nothing of it reaches a prompt: policy takes
from here whole packages that are already safe to agree to.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations
from math import inf

from simulator.domain.deal import Issue, RangeIssue, Value
from simulator.domain.persona import Level, Limit, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import frontier, scaled, worth, worth_of

Package = dict[str, Value]

Change = tuple[float, Value]
"""A better value of an issue: the money it would gain the buyer, and the value."""


class Stakes:
    """One buyer's side of one deal. It changes nothing and forgets nothing."""

    def __init__(self, scenario: Scenario, persona: Persona, level: Level) -> None:
        self.issues: dict[str, Issue] = {issue.id: issue for issue in scenario.issues}
        self.noteworthy = scenario.noteworthy
        self._scenario = scenario
        self._worths: dict[tuple[str, Value], float] = {}
        self._kept: dict[tuple[str, float, Value], bool] = {}
        self._side = scaled(scenario.buyer, persona.multipliers)
        self._limits = [lim for lim in persona.limits if lim.issue in self._side.worth]
        self.price = next(
            (i for i in scenario.issues if isinstance(i, RangeIssue) and i.core and not i.fixed),
            None,
        )
        """The price-like issue, if the deal has one that can move."""
        self.price_id = "" if self.price is None else self.price.id
        self.reservation = self._out_of_reach() if persona.no_zone else self._side.reservation
        """What no deal is worth to the buyer, in money; it signs nothing below."""
        bonus = self.money_of(persona.levels[level].target_bonus)
        self.target = max(self.reservation, self._side.target + bonus)
        self._changes: dict[tuple[str, Value], list[Change]] = {}

    def admissible(self, terms: Package) -> Package:
        """The terms that the deal has an issue and a value for; the rest is no serious offer."""
        return {
            issue: value
            for issue, value in terms.items()
            if issue in self.issues and self.issues[issue].holds(value)
        }

    def worth(self, package: Package) -> float:
        """Money the package is worth to the buyer, counted from the standard terms."""
        return sum(self._worth_of(issue, value) for issue, value in package.items())

    def _worth_of(self, issue: str, value: Value) -> float:
        """Money one value of an issue is worth to the buyer, looked up once."""
        known = self._worths.get((issue, value))
        if known is None:
            known = self._worths[issue, value] = worth(self._side, {issue: value})
        return known

    def gain(self, issue: str, before: Value, after: Value) -> float:
        """Money the buyer gains when one issue moves from `before` to `after`."""
        return self._worth_of(issue, after) - self._worth_of(issue, before)

    def money_of(self, share: float) -> float:
        """What a price lower by `share` of the standard is worth; 0 without a price."""
        if self.price is None:
            return 0.0
        standard = self.price.standard
        return self.gain(self.price.id, standard, standard * (1.0 - share))

    def allows(self, terms: Package) -> bool:
        """Whether the terms, by themselves, break no limit."""
        return all(self._keeps(limit, terms) for limit in self._limits)

    def at_least(self, package: Package, other: Package) -> bool:
        """Whether a package is worth as much to the buyer as another one."""
        return self.worth(package) >= self.worth(other)

    def can_sign(self, package: Package) -> bool:
        """Whether the package is inside every limit and at least as good as no deal."""
        return self.worth(package) >= self.reservation and self.allows(package)

    def highest_price(self, package: Package) -> float | None:
        """The highest price the buyer could sign with the rest of the package; None without one."""
        if self.price is None:
            return None
        prices = (p for p in reversed(self.price.outcomes()) if self._signs_at(package, p))
        return next(prices, None)

    def _signs_at(self, package: Package, price: float) -> bool:
        return self.can_sign({**package, self.price_id: price})

    def content_with(self, package: Package, demand: float) -> bool:
        """Whether the buyer signs this package when it wants `demand` (money) out of it."""
        return self.can_sign(package) and self.worth(package) >= demand

    def counter(
        self, package: Package, movable: list[str], demand: float, largest_step: int
    ) -> Package | None:
        """The seller's package, changed on as few issues as will make it worth `demand`.

        One issue first, then two, up to `largest_step`, in the order of `movable`; on those, the
        least that is enough. None if no such package exists.
        """
        wanted = demand - self.worth(package)
        for count in range(1, largest_step + 1):
            for chosen in combinations(movable, count):
                best = self._least(package, chosen, wanted)
                if best is not None:
                    return best
        return None

    def _least(self, package: Package, issues: tuple[str, ...], wanted: float) -> Package | None:
        """The package with the least changes to all of `issues` that gain `wanted` together."""
        if self._is_hopeless(package, issues):
            return None
        steps = [(issue, self._allowed(issue, package)) for issue in issues]
        steps.sort(key=lambda step: len(step[1]))
        best, least = None, inf
        for gain, terms in _least_enough(steps, wanted):
            if gain < least and self.can_sign({**package, **terms}):
                best, least = {**package, **terms}, gain
        return best

    def _is_hopeless(self, package: Package, issues: tuple[str, ...]) -> bool:
        """Whether the package breaks a limit that no change to `issues` can mend."""
        return any(
            limit.issue not in issues
            and limit.unless.keys().isdisjoint(issues)
            and not self._keeps(limit, package)
            for limit in self._limits
        )

    def _allowed(self, issue: str, package: Package) -> list[Change]:
        """The improvements of an issue that keep its own limit."""
        changes = self._improvements(issue, package[issue])
        without = {other: value for other, value in package.items() if other != issue}
        limits = [
            limit
            for limit in self._limits
            if limit.issue == issue and not _is_waived(limit, without)
        ]
        if not limits:
            return changes
        return [
            change
            for change in changes
            if all(self._keeps(limit, {issue: change[1]}) for limit in limits)
        ]

    def better(self, issue_id: str, now: Value) -> list[Value]:
        """The values of an issue that suit the buyer better than `now`, the nearest first."""
        return [value for _, value in self._improvements(issue_id, now)]

    def below_floor(self, share: float) -> float | None:
        """A price `share` under the least the seller can live with, on a step; None without one."""
        price, seller = self.price, self._scenario.seller
        if price is None or price.id not in seller.worth:
            return None
        curve = seller.worth[price.id]
        bearable = [p for p in price.outcomes() if worth_of(curve, p) >= seller.reservation]
        least = min(bearable, default=price.standard)
        return max(price.low, least * (1.0 - share) // price.step * price.step)

    def _keeps(self, limit: Limit, terms: Package) -> bool:
        """An issue that the terms leave open cannot break a limit."""
        value = terms.get(limit.issue)
        return value is None or self._inside(limit, value) or _is_waived(limit, terms)

    def _inside(self, limit: Limit, value: Value) -> bool:
        """Whether a value keeps a limit, worked out once."""
        known = self._kept.get((limit.issue, limit.share, value))
        if known is None:
            known = limit.keeps(self._side.worth[limit.issue], value)
            self._kept[limit.issue, limit.share, value] = known
        return known

    def _out_of_reach(self) -> float:
        """Just more than the most any package brings the buyer that the seller can live with."""
        scenario = self._scenario
        whole = frontier(scenario.issues, scenario.seller, self._side)
        bearable = [o.buyer for o in whole if o.seller >= scenario.seller.reservation]
        return max([self._side.reservation, *bearable]) + self.money_of(0.01)

    def _improvements(self, issue_id: str, now: Value) -> list[Change]:
        """What the buyer would gain by each better value of an issue, smallest gain first."""
        known = self._changes.get((issue_id, now))
        if known is None:
            issue = self.issues[issue_id]
            values = () if issue.fixed else issue.outcomes()
            gains = [(self.gain(issue_id, now, value), value) for value in values]
            known = sorted((g for g in gains if g[0] > 0), key=lambda gain: gain[0])
            self._changes[issue_id, now] = known
        return known


def _is_waived(limit: Limit, terms: Package) -> bool:
    """Whether something else in the terms makes the limit no matter."""
    return any(terms.get(issue) in values for issue, values in limit.unless.items())


def _least_enough(
    steps: list[tuple[str, list[Change]]], wanted: float
) -> Iterator[tuple[float, Package]]:
    """Changes to these issues that gain at least `wanted` together, least first per combination.

    The last issue's list is searched by bisection, so put the longest there.
    """
    (issue, changes), rest = steps[0], steps[1:]
    if not rest:
        for gain, value in changes[bisect_left(changes, wanted, key=lambda c: c[0]) :]:
            yield gain, {issue: value}
        return
    for gain, value in changes:
        for more, terms in _least_enough(rest, wanted - gain):
            yield gain + more, {issue: value, **terms}
            break
