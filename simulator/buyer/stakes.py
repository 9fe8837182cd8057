"""What a deal is worth to this buyer, what it can sign, and what it counters with.

This is the only place that knows the buyer's limit. Nothing of it reaches a prompt: policy takes
from here whole packages that are already safe to agree to.
"""

from collections.abc import Iterable
from itertools import combinations, product
from math import inf

from simulator.domain.deal import Issue, RangeIssue, Value
from simulator.domain.persona import Level, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import scaled, worth

Package = dict[str, Value]


class Stakes:
    """One buyer's side of one deal."""

    def __init__(self, scenario: Scenario, persona: Persona, level: Level) -> None:
        self.issues: dict[str, Issue] = {issue.id: issue for issue in scenario.issues}
        self.noteworthy = scenario.noteworthy
        self._side = scaled(scenario.buyer, persona.multipliers)
        self._target = self._side.target + persona.levels[level].target_bonus
        self._limits = persona.limits
        self._bidding = persona.bidding
        self.price = next(
            (i for i in scenario.issues if isinstance(i, RangeIssue) and i.core and not i.fixed),
            None,
        )
        """The price-like issue, if the deal has one that can move."""

    def admissible(self, terms: Package) -> Package:
        """The terms that the deal has an issue and a value for; the rest is no serious offer."""
        return {
            issue: value
            for issue, value in terms.items()
            if issue in self.issues and self.issues[issue].holds(value)
        }

    def worth(self, package: Package) -> float:
        """Money the package is worth to the buyer, counted from the standard terms."""
        return worth(self._side, package)

    def gain(self, issue: str, before: Value, after: Value) -> float:
        """Money the buyer gains when one issue moves from `before` to `after`."""
        return self.worth({issue: after}) - self.worth({issue: before})

    def allows(self, terms: Package) -> bool:
        """Whether the terms, by themselves, break no limit."""
        return all(limit.allows(terms) for limit in self._limits)

    def at_least(self, package: Package, other: Package) -> bool:
        """Whether a package is worth as much to the buyer as another one."""
        return self.worth(package) >= self.worth(other)

    def can_sign(self, package: Package) -> bool:
        """Whether the package is inside every limit and at least as good as no deal."""
        return self.worth(package) >= self._side.reservation and self.allows(package)

    def aspiration(self, elapsed: float) -> float:
        """Money demanded when `elapsed` (0..1) of the patience is used up.

        Time-dependent concession (Faratin, Sierra & Jennings 1998): from the target down to the
        reservation value, never below it.
        """
        share = float(min(1.0, max(0.0, elapsed)) ** (1.0 / self._bidding.pace))
        return self._target - (self._target - self._side.reservation) * share

    def demand(self, elapsed: float, linked: bool) -> float:
        """The aspiration, met most of the way if the seller asked for something in return.

        Reciprocity: a buyer who is offered a trade answers in kind; a gift is only pocketed.
        """
        least = self._side.reservation
        kept = 1.0 - self._bidding.reciprocity if linked else 1.0
        return least + (self.aspiration(elapsed) - least) * kept

    def content_with(self, package: Package, demand: float) -> bool:
        """Whether the buyer signs this package when it wants `demand` (money) out of it."""
        return self.can_sign(package) and self.worth(package) >= demand

    def counter(self, package: Package, open_issues: set[str], demand: float) -> Package | None:
        """The seller's package, changed on as few issues as will make it worth `demand`.

        One issue first, then two, up to the movement budget, in the order the persona bargains;
        on those, the least that is enough. None if no such package exists.
        """
        movable = [i for i in self._bidding.bargains_on if i in self.issues and i in open_issues]
        steps = {issue: self._improvements(issue, package[issue]) for issue in movable}
        for count in range(1, self._bidding.largest_step + 1):
            for chosen in combinations(movable, count):
                changes = product(*(steps[issue] for issue in chosen))
                enough = self._least_enough(package, chosen, changes, demand)
                if enough is not None:
                    return enough
        return None

    def _least_enough(
        self,
        package: Package,
        issues: tuple[str, ...],
        changes: Iterable[tuple[tuple[float, Value], ...]],
        demand: float,
    ) -> Package | None:
        """Of changes to these issues, given as (gain, value) each, the least that is enough."""
        wanted = demand - self.worth(package)
        best: Package | None = None
        least = inf
        for change in changes:
            gain = sum(money for money, _ in change)
            if wanted <= gain < least:
                values = (value for _, value in change)
                changed = {**package, **dict(zip(issues, values, strict=True))}
                if self.content_with(changed, demand):
                    best, least = changed, gain
        return best

    def _improvements(self, issue_id: str, now: Value) -> list[tuple[float, Value]]:
        """What the buyer would gain by each better value of an issue, smallest gain first."""
        issue = self.issues[issue_id]
        if issue.fixed:
            return []
        gains = [(self.gain(issue_id, now, value), value) for value in issue.outcomes()]
        return sorted((g for g in gains if g[0] > 0), key=lambda gain: gain[0])
