"""The trainee's plan in words, wherever it is shown again. No Textual."""

from simulator.domain.transcript import Plan


def plan_lines(plan: Plan) -> list[tuple[str, str]]:
    """The filled fields of a plan, with their names."""
    fields = (("Target", plan.target), ("Walk-away", plan.walk_away), ("Trades", plan.trades))
    return [(name, text) for name, text in fields if text.strip()]
