"""What the rules leave to a model or a coach in a grade that they coded: a check that needs more
than they know, or the absence of what they cannot always see."""

from collections.abc import Mapping, Sequence

from simulator.domain.corrections import Correction
from simulator.domain.scorecard import Indicator
from simulator.grader.secondary.rules import Check, SecondaryRules

WHY_OPEN = "A model or a coach has to judge it."
Counted = Mapping[str, Indicator]
"""The indicators of a score by the ids of their checks."""


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
    return Indicator(id=check.id, name=check.name, status="no opportunity", unjudged=True)


def at_worst(counted: Counted) -> Counted:
    """As if what is open spoke against the trainee."""
    return {
        check: i.model_copy(update={"status": "not met"}) if i.unjudged else i
        for check, i in counted.items()
    }


def at_best(rules: SecondaryRules, counted: Counted) -> Counted:
    """As if what is open spoke for the trainee; of what was seen there may be more."""
    most = {"status": "met", "count": float("inf")}
    return {
        check.id: counted[check.id].model_copy(update=most)
        if _is_open(check, counted[check.id])
        else counted[check.id]
        for check in rules.checks
    }


def _is_open(check: Check, indicator: Indicator) -> bool:
    return indicator.unjudged or (check.judge == "seen" and indicator.status != "not met")
