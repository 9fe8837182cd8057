"""Tells a step from a new value: "200 off", "another ten days", and not "a rebate of 3 %"."""

from typing import NamedTuple

from simulator.coding.figures import Figure
from simulator.coding.lexicon import load_words
from simulator.coding.sums import has_known_size
from simulator.domain.deal import RangeIssue
from simulator.domain.moves import Speaker

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
_MORE = _AFTER_MORE | {"another"}
_OF_TALK = frozenset(("thing", "things", "point", "question", "questions", "word", "time", "try"))
"""What there is one more of without a step on any issue: "one more thing"."""
_MOST_COUNTED = 100
"""Figures below this before "more people" count them; "500 more" is money."""

_PLACING = frozenset(("under", "below"))
_PLACED = (["those"], ["these"], ["a"], ["an"])
"""Words after an "under" that is a place: "two more months under those lamps"."""

_ON_TOP = 6
"""Words around a step in which it is said to come on top."""

_TOPPING = frozenset(("top", "addition", "plus", "beyond", "past", "after", "added", "add"))

_ROUGHLY = ["more", "or", "less"]
_ADDED = frozenset(("another", "additional", "extra", "more", "further", "point", "points"))
"""Words that add to a percentage: "go up by 3 % a year" names the 3 % itself."""

_OF_WHAT = 4
"""Words after a "one" in which the word for what it counts stands: "one of the small inns"."""

_CURT = 4
"""Words of a turn that is nothing but a figure: "Just one then."."""

_LARGEST = 0.6
"""Share of the last figure that a step of money is at most."""

_PLAINLY = frozenset(
    ("off", "less", "lower", "cheaper", "discount", "more", "extra", "higher", "additional")
)
_PLAINLY_BEFORE = _BEFORE_MORE | {"by", "knock", "shave", "slash"}
_DIFFERING = frozenset(("less", "lower", "cheaper", "more", "higher", "extra"))
_YOURS = frozenset(("your", "you", "yours", "that", "this", "it"))
_MINE = frozenset(("my", "our", "i", "we", "mine", "ours"))
_SELLERS = frozenset(("list", "asking", "listed", "quoted", "full"))
"""Words of the seller's price, whoever speaks."""


_TOLD_BEFORE = 8
"""Words before a step in which somebody stands who made it."""

_POINTED = frozenset(("it", "that", "this", "which", "there", "price", "fee", "total"))
_STEPPING = frozenset(("you", "i", "we", "they"))
_STOPPING = frozenset((".", "?", "!", ";"))


class Step(NamedTuple):
    """A figure that is more or less than another one: its sign, 0 for no step, and whose figure it
    starts from if that is said: "own", "other" or "".
    """

    sign: int
    start: str = ""


NO_STEP = Step(0)


def step_of(words: list[str], figure: Figure, speaker: Speaker) -> Step | None:
    """The step that a figure is; None for a difference from what is nobody's terms: "150 more than
    a fair price".
    """
    sign = direction(words, figure)
    if not sign:
        return NO_STEP
    if _was_made(words, figure) or _tells_what_is(words, figure):
        return None
    at = figure.end
    if words[at + 1 : at + 2] != ["than"] or words[at] not in _DIFFERING:
        return Step(sign)
    thing = words[at + 2 : at + 5]
    if not _SELLERS.isdisjoint(thing):
        return Step(sign, "own" if speaker == "trainee" else "other")
    if thing and thing[0] in _YOURS | _MINE:
        return Step(sign, "other" if thing[0] in _YOURS else "own")
    return None


def _was_made(words: list[str], figure: Figure) -> bool:
    """Whether a step is told of, one that was made before: "you've answered with four grand less",
    "I have put two more years on the table".
    """
    for i in range(figure.start - 1, max(-1, figure.start - _TOLD_BEFORE), -1):
        if words[i] in _STOPPING:
            return False
        if words[i] in _STEPPING:
            verb = words[i + 1]
            done = words[i + 2] if verb == "have" or verb.endswith("ly") else ""
            made = load_words("step_made")
            return done in made or done.endswith("ed") or (verb in made and verb != "put")
    return False


def _tells_what_is(words: list[str], figure: Figure) -> bool:
    """Whether a step only says what something means: "June is two more months in the dark"."""
    at = figure.start - 1
    return at > 0 and words[at] in ("is", "are") and words[at - 1] not in _POINTED


def is_plain_step(words: list[str], figure: Figure) -> bool:
    """Whether a figure is a step in so many words: "20 off", "another 50", "take off 100"."""
    before = words[max(0, figure.start - 2) : figure.start]
    following = words[figure.end : figure.end + 1]
    plain = bool(following) and following[0] in _PLAINLY
    return plain or before[-1:] == ["off"] or not _PLAINLY_BEFORE.isdisjoint(before)


def is_step(words: list[str], issue: RangeIssue, figure: Figure, value: float, base: float) -> bool:
    """Whether a figure beside "off" or "more" is a step from `base` and not a new value."""
    if issue.unit == "percent":
        # "A rebate of 3%" is no step down from the rebate.
        return not _ADDED.isdisjoint(words[max(0, figure.start - 2) : figure.end + 1])
    if issue.unit == "money":
        if value > _LARGEST * base:
            return False
        if has_known_size(issue):
            return not issue.low <= value <= issue.high
        return is_plain_step(words, figure)
    return value <= issue.high - issue.low


def says_whole_term(words: list[str], issue: RangeIssue, figure: Figure, value: float) -> bool:
    """Whether more months are the term itself and not added to it: "we'd stay three more years" of
    a renewal for three, and not "three more years on top of those".
    """
    if issue.unit != "months" or not issue.standard or value < issue.standard:
        return False
    around = words[max(0, figure.start - _ON_TOP) : figure.end + _ON_TOP]
    return _TOPPING.isdisjoint(around)


def adds_else(words: list[str], issue: RangeIssue, figure: Figure) -> bool:
    """Whether one more, or ten more, of something else is meant than what an issue is counted in:
    "one more voice would help".
    """
    added = words[figure.start - 1 : figure.start] + words[figure.end : figure.end + 1]
    if figure.unit not in (None, "count", "things") or _MORE.isdisjoint(added):
        return False
    if issue.unit != "count" and figure.value >= _MOST_COUNTED:
        return False
    at = figure.end
    if not _MORE.isdisjoint(words[at : at + 1]):
        at += 1
    thing = words[at] if at < len(words) else ""
    if not thing.isalpha() or thing in load_words("stop") or thing in load_words("after_sum"):
        return False
    return _units(issue).isdisjoint((thing, thing + "s", thing.removesuffix("s")))


def is_counted(words: list[str], issue: RangeIssue, figure: Figure) -> bool:
    """Whether a bare "one" counts what an issue is counted in: "one inn", "one of the inns", "one"
    as nearly the whole of a turn, and not "the only one" or "one call".
    """
    following = words[figure.end : figure.end + _OF_WHAT]
    things = {word + ending for word in following for ending in ("", "s")}
    return len(words) <= _CURT or not _units(issue).isdisjoint(things)


def _units(issue: RangeIssue) -> set[str]:
    return {word for name in issue.words for word in name.lower().split()}


def adds(words: list[str], figure: Figure) -> bool:
    """Whether a figure comes on top of what was said before: "another 3 % off"."""
    return not _BEFORE_MORE.isdisjoint(words[max(0, figure.start - 2) : figure.start])


def direction(words: list[str], figure: Figure) -> int:
    """-1 for "200 off" or "knock 200 off", 1 for "another 10 days", else 0."""
    after = words[figure.end : figure.end + 3]
    before = words[max(0, figure.start - 4) : figure.start]
    if "," in before:
        # "No rebate, 4 inns" takes no inns off.
        before = before[len(before) - before[::-1].index(",") :]
    following, preceding = (after or [""])[0], (before or [""])[-1]
    if following in _DOWN and not (following in _PLACING and after[1:2] in _PLACED):
        # "I took the last one off" counts nothing.
        return 0 if figure.unit == "count" and following not in _DIFFERING else -1
    inside = words[figure.start : figure.end]
    if "more" in inside or "extra" in inside:
        return 1
    if preceding == "off" and not _TAKING.isdisjoint(before):
        return -1
    if preceding in _BEFORE_MORE or following in _AFTER_MORE:
        return 1 if _OF_TALK.isdisjoint(after[:2]) and after != _ROUGHLY else 0
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
