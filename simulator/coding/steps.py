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
_RAISED = _UP | {"raise", "extend", "lift"}
_REDUCED = _DOWN | {"reduce", "drop"}
_TAKEN_OFF = frozenset(("knock", "shave", "slash", "discount", "reduction", "rebate"))
_TAKING = frozenset(("take", "taking", "knock", "come", "get", "shave", "bring"))
_BEFORE_MORE = frozenset(("another", "additional", "extra"))
_AFTER_MORE = frozenset(("more", "extra", "longer", "higher", "further", "additional"))
_OF_TALK = frozenset(("thing", "things", "point", "question", "questions", "word", "time", "try"))
"""What there is one more of without a step on any issue: "one more thing"."""
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


def adds(words: list[str], figure: Figure) -> bool:
    """Whether a figure comes on top of what was said before: "another 3 % off"."""
    return not _BEFORE_MORE.isdisjoint(words[max(0, figure.start - 2) : figure.start])


def direction(words: list[str], figure: Figure) -> int:
    """-1 for "200 off" or "knock 200 off", 1 for "another 10 days", else 0."""
    after = words[figure.end : figure.end + 3]
    before = words[max(0, figure.start - 4) : figure.start]
    following, preceding = (after or [""])[0], (before or [""])[-1]
    if following in _DOWN:
        return -1
    inside = words[figure.start : figure.end]
    if "more" in inside or "extra" in inside:
        return 1
    if preceding == "off" and not _TAKING.isdisjoint(before):
        return -1
    if preceding in _BEFORE_MORE or following in _AFTER_MORE:
        return 1 if _OF_TALK.isdisjoint(after[:2]) else 0
    if figure.unit == "count":
        return 0
    if preceding == "by" and not _RAISED.isdisjoint(before):
        return 1
    if not _TAKEN_OFF.isdisjoint(before):
        return -1
    if preceding == "by" and not _REDUCED.isdisjoint(before):
        return -1
    if figure.unit == "percent" and not _DOWN.isdisjoint(after):
        return -1
    return 0
