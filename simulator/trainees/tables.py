"""What a study found, as a table for people and as data for programs."""

from simulator.trainees.estimates import Estimate
from simulator.trainees.study import Summary

ENDINGS = {
    "deal": "deal",
    "buyer_left": "buyer left",
    "trainee_left": "trainee left",
    "open": "left open",
}
MEASURES = {
    "price": "price",
    "seller": "seller above its alternative",
    "buyer": "buyer above its alternative",
    "joint": "share of the best joint gain",
    "turns": "turns",
    "heat": "heat at the end",
}
FRACTIONS = frozenset({"joint"})


def one(summary: Summary) -> str:
    """One kind of meeting in full: a line a figure, with its interval."""
    lines = [_title(summary), f"{summary.runs} meetings; in brackets the 95 % interval"]
    for ending, name in ENDINGS.items():
        found = summary.outcomes[ending]  # type: ignore[index]
        lines.append(f"  {name:<30} {_percent(found)}")
    for field, name in MEASURES.items():
        lines.append(f"  {name:<30} {_figure(getattr(summary, field), field)}")
    return "\n".join(lines)


def heading() -> str:
    """The heading of a table of many kinds of meetings."""
    return (
        f"{'buyer':<28} {'deal':<20} {'trainee':<20} {'agreed':>7} {'seller [95 %]':>24} "
        f"{'buyer':>8} {'joint':>6} {'turns':>6} {'heat':>5}"
    )


def row(summary: Summary) -> str:
    """One kind of meeting in a line."""
    cell = summary.cell
    who = f"{cell.persona}/{cell.variant}" if cell.variant else cell.persona
    means = (summary.buyer, summary.joint, summary.turns, summary.heat)
    buyer, joint, turns, heat = (
        f"{m.value:,.{digits}f}" if m else "-"
        for m, digits in zip(means, (0, 2, 1, 1), strict=True)
    )
    return (
        f"{who:<28} {cell.scenario:<20} {cell.bot:<20} {summary.outcomes['deal'].value:>7.0%} "
        f"{_figure(summary.seller, 'seller'):>24} {buyer:>8} {joint:>6} {turns:>6} {heat:>5}"
    )


def data(summary: Summary) -> dict[str, object]:
    """The same for programs: every estimate as value, low, high and n; None without a sample."""
    return {
        **summary.cell._asdict(),
        "runs": summary.runs,
        "outcomes": {ending: found._asdict() for ending, found in summary.outcomes.items()},
        **{
            field: found._asdict() if (found := getattr(summary, field)) else None
            for field in MEASURES
        },
        "refused": summary.refused,
    }


def _title(summary: Summary) -> str:
    cell = summary.cell
    variant = f" ({cell.variant})" if cell.variant else ""
    return f"{cell.bot} meets {cell.persona}{variant}, {cell.scenario}, {cell.level}"


def _percent(found: Estimate) -> str:
    return f"{found.value:.1%} [{found.low:.1%}, {found.high:.1%}]"


def _figure(found: Estimate | None, field: str) -> str:
    if found is None:
        return "-"
    digits = 2 if field in FRACTIONS else 1 if field in ("turns", "heat") else 0
    value, low, high = (f"{part:,.{digits}f}" for part in found[:3])
    return f"{value} [{low}, {high}]"
