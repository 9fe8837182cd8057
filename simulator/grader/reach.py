"""What both sides of a meeting could have agreed on: the zone of possible agreement."""

from functools import lru_cache
from typing import NamedTuple

from simulator.domain.base import Noun
from simulator.domain.deal import Issue, RangeIssue
from simulator.domain.utility import Outcome, Preferences, frontier, nash_point, zone
from simulator.grader.meeting import Meeting


class Reach(NamedTuple):
    """The frontier inside the zone, best for the seller first; empty if there is no zone."""

    points: tuple[Outcome, ...]
    fair: Outcome | None
    """The Nash bargaining solution."""
    gain: float
    """The largest joint gain over both alternatives, in money."""


class _Terrain(Noun):
    issues: tuple[Issue, ...]
    seller: Preferences
    buyer: Preferences


def reachable(meeting: Meeting) -> Reach | None:
    """The zone inside the buyer's hard limits; None without a key."""
    if meeting.scenario is None or meeting.buyer_side is None:
        return None
    issues = tuple(_narrowed(issue, meeting) for issue in meeting.scenario.issues)
    no_zone = meeting.persona is not None and meeting.persona.no_zone
    if no_zone or any(not issue.outcomes() for issue in issues):
        return Reach((), None, 0.0)
    terrain = _Terrain(issues=issues, seller=meeting.scenario.seller, buyer=meeting.buyer_side)
    return _reach(terrain.model_dump_json())


@lru_cache(maxsize=64)
def _reach(terrain: str) -> Reach:
    """Of equal deals the same: the search takes longer than grading, and batches repeat deals."""
    issues, seller, buyer = _parsed(terrain)
    points = zone(frontier(issues, seller, buyer), seller, buyer)
    alternatives = seller.reservation + buyer.reservation
    gain = max((p.seller + p.buyer - alternatives for p in points), default=0.0)
    return Reach(tuple(points), nash_point(points, seller, buyer), gain)


def _parsed(text: str) -> tuple[tuple[Issue, ...], Preferences, Preferences]:
    terrain = _Terrain.model_validate_json(text)
    return terrain.issues, terrain.seller, terrain.buyer


def within_reach(meeting: Meeting) -> bool | None:
    """Whether some package beats both sides' alternatives and breaks no hard limit of the buyer's.

    None without a key.
    """
    reach = reachable(meeting)
    return None if reach is None else bool(reach.points)


def _narrowed(issue: Issue, meeting: Meeting) -> Issue:
    """The issue inside the buyer's unconditional limits."""
    side, persona = meeting.buyer_side, meeting.persona
    if not isinstance(issue, RangeIssue) or issue.fixed or side is None or persona is None:
        return issue
    limits = [lim for lim in persona.limits if lim.issue == issue.id and not lim.unless]
    curve = side.worth.get(issue.id)
    if not limits or curve is None:
        return issue
    kept = [v for v in issue.outcomes() if all(limit.keeps(curve, v) for limit in limits)]
    if not kept:
        return issue.model_copy(update={"low": issue.high + 1})
    return issue.model_copy(update={"low": min(kept), "high": max(kept)})
