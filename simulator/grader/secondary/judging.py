"""What the rules leave to a model or a coach in a grade that they coded: a check that needs more
than they know, or the absence of what they cannot always see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from simulator.domain.corrections import Correction
from simulator.domain.scorecard import Indicator, Met
from simulator.grader.secondary.rules import Check, SecondaryRules

WHY_OPEN = "A model or a coach has to judge it."


class Tally(Protocol):
    """What a row of a table looks at: an indicator, or what it could be."""

    @property
    def status(self) -> Met: ...
    @property
    def count(self) -> float: ...


@dataclass(frozen=True, slots=True)
class _Supposed:
    status: Met
    count: float


Counted = Mapping[str, Indicator]
"""The indicators of a score by the ids of their checks."""

Tallies = Mapping[str, Tally]
"""What is counted, or supposed, by the ids of the checks."""

_MOST = _Supposed("met", float("inf"))


def ruled_on(rules: SecondaryRules, corrections: Sequence[Correction]) -> bool:
    """Whether a coach has looked at what the rules leave open: changed it, or one of its codes."""
    left = [check for check in rules.checks if check.judge != "rules"]
    known = {check.id for check in left} | {str(code) for check in left for code in check.codes}
    return any(
        c.action != "accept" and (c.target.of in known or (c.move and c.move.code in known))
        for c in corrections
    )


def left_open(check: Check, indicator: Indicator) -> Indicator:
    """The indicator as far as the rules judge it."""
    if check.judge == "rules":
        return indicator
    if check.judge == "seen" and indicator.evidence:
        return indicator.model_copy(update={"name": f"{check.name}, at least"})
    return _unjudged(check.id, check.name)


@cache
def _unjudged(check: str, name: str) -> Indicator:
    return Indicator(id=check, name=name, status="no opportunity", unjudged=True)


def at_worst(counted: Counted) -> Tallies:
    """As if what is open spoke against the trainee."""
    return {
        check: _Supposed("not met", i.count) if i.unjudged else i for check, i in counted.items()
    }


def at_best(rules: SecondaryRules, counted: Counted) -> Tallies:
    """As if what is open spoke for the trainee; of what was seen there may be more."""
    return {
        check.id: _MOST if _is_open(check, counted[check.id]) else counted[check.id]
        for check in rules.checks
    }


def _is_open(check: Check, indicator: Indicator) -> bool:
    return indicator.unjudged or (check.judge == "seen" and indicator.status != "not met")
