"""Tells a step from a new value: "200 off", "another ten days", and not "a rebate of 3 %"."""

from simulator.coding.figures import Figure
from simulator.domain.deal import RangeIssue

_DOWN = frozenset(
    [
        "off",
        "less",
        "lower",
        "cheaper",
        "discount",
        "reduction",
        "cut",
        "down",
        "below",
        "under",
        "knock",
    ]
)
_UP = frozenset(
    [
        "more",
        "extra",
        "higher",
        "up",
        "another",
        "additional",
        "increase",
        "premium",
        "longer",
        "further",
    ]
)
_ADDED = frozenset(("another", "additional", "extra", "more", "further", "point", "points"))
"""Words that add to a percentage: "go up by 3 % a year" names the 3 % itself."""


def is_step(words: list[str], issue: RangeIssue, figure: Figure, value: float, base: float) -> bool:
    """Whether a figure beside "off" or "more" is a step from `base` and not a new value."""
    if issue.unit == "percent":
        # "A rebate of 3%" is no step down from the rebate.
        return not _ADDED.isdisjoint(words[max(0, figure.start - 2) : figure.end + 1])
    if issue.unit == "money":
        return value <= 0.6 * base and not issue.low <= value <= issue.high
    return value <= issue.high - issue.low


def direction(words: list[str], figure: Figure) -> int:
    """-1 for "200 off" or "knock 200 off", 1 for "another 10 days", else 0."""
    after = words[figure.end : figure.end + 3]
    before = words[max(0, figure.start - 4) : figure.start]
    if after[:1] and after[0] in _DOWN:
        return -1
    inside = words[figure.start : figure.end]
    if "more" in inside or "extra" in inside:
        return 1
    if (before[-1:] and before[-1] in ("another", "additional", "extra")) or (
        after[:1] and after[0] in ("more", "extra", "longer", "higher", "further", "additional")
    ):
        return 1
    if figure.unit == "count":
        return 0
    if "by" in before[-1:] and any(w in _UP or w in ("raise", "extend", "lift") for w in before):
        return 1
    if any(w in ("knock", "shave", "slash", "discount", "reduction", "rebate") for w in before):
        return -1
    if "by" in before[-1:] and any(w in _DOWN or w in ("reduce", "drop") for w in before):
        return -1
    if figure.unit == "percent" and any(w in _DOWN for w in after):
        return -1
    return 0
