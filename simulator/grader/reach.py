"""What both sides of a meeting could have agreed on: the zone of possible agreement."""

from functools import lru_cache
from typing import NamedTuple

from simulator.domain.deal import Issue, RangeIssue
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import Outcome, Preferences, frontier, nash_point, zone
from simulator.grader.ground import Ground
from simulator.grader.meeting import Meeting


class Reach(NamedTuple):
    """The frontier inside the zone, best for the seller first; empty if there is no zone."""

    points: tuple[Outcome, ...]
    fair: Outcome | None
    """The Nash bargaining solution."""
    gain: float
    """The largest joint gain over both alternatives, in money."""
    alternative: float
    """What no deal is worth to the buyer, in money."""


def reachable(meeting: Meeting) -> Reach | None:
    """The zone inside the buyer's hard limits; None without a key."""
    return _reach(meeting.ground)


@lru_cache(maxsize=64)
def _reach(ground: Ground) -> Reach | None:
    # The search takes longer than grading, and it is the same for all meetings on one ground.
    scenario, buyer, persona = ground.scenario, ground.buyer_side, ground.persona
    if scenario is None or buyer is None:
        return None
    seller = scenario.seller
    issues = tuple(_narrowed(issue, buyer, persona) for issue in scenario.issues)
    no_zone = persona is not None and persona.no_zone
    if no_zone:
        return Reach((), None, 0.0, _out_of_reach(scenario, buyer))
    if any(not issue.outcomes() for issue in issues):
        return Reach((), None, 0.0, buyer.reservation)
    points = zone(frontier(issues, seller, buyer), seller, buyer)
    alternatives = seller.reservation + buyer.reservation
    gain = max((p.seller + p.buyer - alternatives for p in points), default=0.0)
    return Reach(tuple(points), nash_point(points, seller, buyer), gain, buyer.reservation)


def _out_of_reach(scenario: Scenario, buyer: Preferences) -> float:
    """The alternative of a buyer whom no bearable deal suits: worth no less to it than the best
    package that the seller can live with."""
    whole = frontier(scenario.issues, scenario.seller, buyer)
    bearable = (o.buyer for o in whole if o.seller >= scenario.seller.reservation)
    return max((buyer.reservation, *bearable))


def within_reach(meeting: Meeting) -> bool | None:
    """Whether some package beats both sides' alternatives and breaks no hard limit of the buyer's.

    None without a key.
    """
    reach = reachable(meeting)
    return None if reach is None else bool(reach.points)


def _narrowed(issue: Issue, side: Preferences, persona: Persona | None) -> Issue:
    """The issue inside the buyer's unconditional limits."""
    if not isinstance(issue, RangeIssue) or issue.fixed or persona is None:
        return issue
    limits = [lim for lim in persona.limits if lim.issue == issue.id and not lim.unless]
    curve = side.worth.get(issue.id)
    if not limits or curve is None:
        return issue
    kept = [v for v in issue.outcomes() if all(limit.keeps(curve, v) for limit in limits)]
    if not kept:
        return issue.model_copy(update={"low": issue.high + 1})
    return issue.model_copy(update={"low": min(kept), "high": max(kept)})
