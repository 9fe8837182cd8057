"""The arithmetic of a deal: worth, utility, ZOPA, Pareto frontier and Nash bargaining solution.

Both sides say what each value of each issue is *worth to them in money*, counted from the
seller's standard terms. The field's weights and value curves follow: an issue's weight is its
share of the total span, its curve the worth scaled to 0..1 (Keeney & Raiffa 1976, additive
multi-attribute utility). Money is what authors and trainees can judge; one source cannot
contradict itself.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple, cast

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.deal import Issue, Package, Terms, Value

Curve = Annotated[dict[float, float] | dict[str, float], Field(union_mode="left_to_right")]


class Preferences(Noun):
    """What one side wants: worth per issue, reservation value and target, all in money."""

    worth: dict[str, Curve] = Field(
        description="Issue id -> {value: money to this side, counted from the standard terms}. "
        "Numbers between two points are interpolated."
    )
    reservation: float = Field(
        description="What the best alternative to this deal (BATNA) is worth; a package worth "
        "less is refused."
    )
    target: float = Field(description="What this side aims for, at least the reservation value.")


def worth_of(curve: Curve, value: Value) -> float:
    """Money that `value` is worth: piecewise linear for numbers, a look-up for options.

    Numbers outside the curve take the nearest end. Raises KeyError for an unknown option.
    """
    exact = cast("Mapping[Value, float]", curve).get(value)
    if exact is not None:
        return exact
    if isinstance(value, str):
        return {str(key): worth for key, worth in curve.items()}[value]
    points = sorted((float(key), worth) for key, worth in curve.items())
    if value <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return points[-1][1]


def worth(side: Preferences, terms: Terms) -> float:
    """Money that `terms` are worth to a side; issues it does not value count 0."""
    return sum(
        worth_of(side.worth[issue], value) for issue, value in terms.items() if issue in side.worth
    )


def weights(side: Preferences) -> dict[str, float]:
    """Each issue's share of the side's total span; they sum to 1."""
    spans = {issue: max(c.values()) - min(c.values()) for issue, c in side.worth.items()}
    total = sum(spans.values())
    return {issue: span / total if total else 0.0 for issue, span in spans.items()}


def utility(side: Preferences, package: Package) -> float:
    """`worth` scaled so that the side's worst package is 0 and its best is 1."""
    worst = sum(min(curve.values()) for curve in side.worth.values())
    best = sum(max(curve.values()) for curve in side.worth.values())
    return (worth(side, package) - worst) / (best - worst) if best > worst else 0.0


class Outcome(NamedTuple):
    """A package and what it is worth in money to each side."""

    seller: float
    buyer: float
    package: dict[str, Value]


Part = tuple[float, float, dict[str, Value], Value]
"""What a part of a package is worth to the seller and to the buyer, the part, one more value."""


def _undominated(parts: list[Part]) -> list[Part]:
    """The parts that no other one betters for both; of equal ones the first."""
    parts.sort(key=lambda part: (-part[0], -part[1]))
    kept: list[Part] = []
    for part in parts:
        if not kept or part[1] > kept[-1][1] + 1e-9:
            kept.append(part)
    return kept


def frontier(issues: Sequence[Issue], seller: Preferences, buyer: Preferences) -> list[Outcome]:
    """The Pareto frontier, best for the seller first.

    Worths add up over issues, so a package on the frontier is made of partial packages on the
    frontier of the issues seen so far: pruning issue by issue keeps this exact and small.
    """
    front = [Outcome(0.0, 0.0, {})]
    for issue in issues:
        values: Sequence[Value] = (issue.standard,) if issue.fixed else issue.outcomes()
        changes = [
            (worth(seller, {issue.id: value}), worth(buyer, {issue.id: value}), value)
            for value in values
        ]
        combined = [
            (part.seller + sellers, part.buyer + buyers, part.package, value)
            for part in front
            for sellers, buyers, value in changes
        ]
        front = [
            Outcome(sellers, buyers, {**package, issue.id: value})
            for sellers, buyers, package, value in _undominated(combined)
        ]
    return front


def zone(outcomes: Sequence[Outcome], seller: Preferences, buyer: Preferences) -> list[Outcome]:
    """The outcomes both sides prefer to their alternative (the ZOPA); empty if there is none."""
    return [o for o in outcomes if o.seller >= seller.reservation and o.buyer >= buyer.reservation]


def nash_point(
    outcomes: Sequence[Outcome], seller: Preferences, buyer: Preferences
) -> Outcome | None:
    """The outcome with the largest product of gains over the alternatives (Nash 1950)."""
    return max(
        zone(outcomes, seller, buyer),
        key=lambda o: (o.seller - seller.reservation) * (o.buyer - buyer.reservation),
        default=None,
    )


def standard_package(issues: Sequence[Issue]) -> dict[str, Value]:
    """The seller's published terms on every issue."""
    return {issue.id: issue.standard for issue in issues}


def scaled(side: Preferences, factors: Mapping[str, float]) -> Preferences:
    """The side with some issues mattering `factors` times as much; the target moves along."""
    changed = {
        issue: {value: money * factors.get(issue, 1.0) for value, money in curve.items()}
        for issue, curve in side.worth.items()
    }
    return side.model_copy(update={"worth": changed})
