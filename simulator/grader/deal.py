"""What packages are worth to the seller, in the money of the key.

The price equivalent of a package is the list price plus what the package is worth to the seller,
in money counted from the standard terms; the floor is the list price plus the reservation value.
"""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.domain.deal import Issue, RangeIssue, Value
from simulator.domain.scenario import Scenario
from simulator.domain.utility import Preferences, worth


class Amounts(NamedTuple):
    """Money: list price, the lowest acceptable price equivalent, and the room between them."""

    listed: float
    floor: float

    @property
    def room(self) -> float:
        """What the seller could give away at most."""
        return self.listed - self.floor


def price_issue(scenario: Scenario) -> RangeIssue | None:
    """The price: the first core issue counted in money."""
    for issue in scenario.issues:
        if isinstance(issue, RangeIssue) and issue.core and issue.unit == "money":
            return issue
    return None


def amounts(scenario: Scenario) -> Amounts:
    """List price and floor of a scenario."""
    price = price_issue(scenario)
    listed = price.standard if price else 0.0
    return Amounts(listed=listed, floor=listed + scenario.seller.reservation)


def known_terms(scenario: Scenario, terms: Mapping[str, Value]) -> dict[str, Value]:
    """The terms whose issue and value the scenario has; off-range figures stay, as figures."""
    return {
        issue.id: terms[issue.id]
        for issue in scenario.issues
        if issue.id in terms and _is_known(issue, terms[issue.id])
    }


def _is_known(issue: Issue, value: Value) -> bool:
    return not isinstance(value, str) if isinstance(issue, RangeIssue) else issue.holds(value)


def money(side: Preferences, scenario: Scenario, terms: Mapping[str, Value]) -> float:
    """What terms are worth to a side.

    A price outside the range of the file is counted in full, not at the end of its curve: an
    absurd offer must look as bad as it is.
    """
    known = known_terms(scenario, terms)
    total = worth(side, known)
    price = price_issue(scenario)
    if price and side is scenario.seller and price.id in known:
        figure = float(known[price.id])
        total += min(0.0, figure - price.low)
    return total


def price_equivalent(scenario: Scenario, package: Mapping[str, Value]) -> float:
    """The list price plus the worth of the package to the seller."""
    return amounts(scenario).listed + money(scenario.seller, scenario, package)


def core_equivalent(scenario: Scenario, package: Mapping[str, Value]) -> float:
    """The price equivalent that firmness judges.

    What was given away on other issues is left out, because the trading score charges it; what
    was gained on them counts.
    """
    total = amounts(scenario).listed
    for issue in scenario.issues:
        if issue.id in package:
            value = money(scenario.seller, scenario, {issue.id: package[issue.id]})
            total += value if issue.core else max(0.0, value)
    return total
