"""What a reader remembers between turns: each side's positions and the last few turns. Bounded."""

from collections import Counter, deque
from dataclasses import dataclass, field

from simulator.coding.lexicon import load_words
from simulator.coding.records import new_quote
from simulator.coding.text import Remembered
from simulator.domain.deal import Value
from simulator.domain.moves import Quote, Speaker, other_side

LOOK_BACK = 2
"""Turns of each side that are kept; no code of the codebook looks back further."""


@dataclass(slots=True)
class Past:
    """What is kept of a turn."""

    speaker: Speaker
    n: int
    text: str
    words: list[str]
    question: bool = False
    pressures: tuple[str, ...] = ()
    objected: bool = False
    refused: bool = False
    cues: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    issues: frozenset[str] = frozenset()
    terms: dict[str, Value] = field(default_factory=dict)
    others: frozenset[tuple[str, Value]] = frozenset()
    """What it told of others: issue and value of a rival's price."""
    asked: frozenset[str] = frozenset()
    """The issues of `terms` on which something is asked for and nothing offered."""
    offered: bool = False
    """Whether something was put forward that can be accepted or turned down."""
    listened: bool = False
    about: str = ""
    """The topic a question or reflection was about."""
    _whole: Quote | None = None
    _stems: frozenset[str] | None = None

    @property
    def whole(self) -> Quote:
        """All of its words, to be cited by the turn that answers it."""
        if self._whole is None:
            self._whole = new_quote(self.n, 0, len(self.text), self.text)
        return self._whole

    @property
    def stems(self) -> frozenset[str]:
        """Of the words that carry content; found on first use, as few turns are given back."""
        if self._stems is None:
            self._stems = content_stems(self.words)
        return self._stems


class Memory:
    """Positions per issue and side, and the last turns."""

    def __init__(self, standing: dict[str, Value]) -> None:
        self.positions: dict[Speaker, dict[str, Value]] = {
            "trainee": dict(standing),
            "buyer": {},
        }
        self.told: Counter[str] = Counter()
        """How often the buyer has told something on each topic."""
        self.asked_from: dict[str, Value] = {}
        """Where the trainee stood on the issues on which it last only asked for something."""
        self.spoken: set[str] = set()
        """Issues on which the trainee has put terms in so many words."""
        self._undiscounted: dict[str, dict[float, float]] = {}
        self.recent: deque[Past] = deque(maxlen=2 * LOOK_BACK + 2)

    def position(self, side: Speaker, issue: str) -> Value | None:
        """That side's last word on an issue."""
        return self.positions[side].get(issue)

    def last(self, side: Speaker, count: int = 1) -> list[Past]:
        """Up to `count` last turns of a side, newest first."""
        return [past for past in reversed(self.recent) if past.speaker == side][:count]

    def was_told(self, to: Speaker, issue: str, value: Value) -> bool:
        """Whether the other side has named a value as its own last word, or just now as somebody
        else's, and it is not the side's own last word.
        """
        if self.positions[to].get(issue) == value:
            return False
        told = other_side(to)
        if self.positions[told].get(issue) == value:
            return True
        return any((issue, value) in past.others for past in self.last(told, LOOK_BACK))

    def told_to(self, side: Speaker) -> set[Value]:
        """The values that the other side's last turns put on the table, or told of others."""
        values: set[Value] = set()
        for past in self.last(other_side(side), LOOK_BACK):
            values.update(past.terms.values())
            values.update([value for _, value in past.others])
        return values

    def undiscounted(self, issue: str, value: float) -> float:
        """What `value` was before a share was taken off it or put on; `value` if none was."""
        return self._undiscounted.get(issue, {}).get(value, value)

    def take_share(self, issue: str, base: float, value: float) -> None:
        """Notes that `value` is a share more or less than `base`."""
        standing = [side.get(issue) for side in self.positions.values()]
        known = self._undiscounted.get(issue, {})
        self._undiscounted[issue] = {v: b for v, b in known.items() if v in standing}
        self._undiscounted[issue][value] = base

    def just_named(self, issue: str) -> bool:
        """Whether the last turn of either side put terms on an issue, or named it."""
        newest = (*self.last("buyer"), *self.last("trainee"))
        return any(issue in past.terms or issue in past.issues for past in newest)

    def just_put(self, issue: str) -> bool:
        """Whether the last turn of either side put terms on an issue."""
        newest = (*self.last("buyer"), *self.last("trainee"))
        return any(issue in past.terms for past in newest)

    def alone_named(self, issue: str) -> bool:
        """Whether the last turn with terms put some on this issue and on no other."""
        newest = next((past for past in reversed(self.recent) if past.terms), None)
        return newest is not None and set(newest.terms) == {issue}

    def returns_to(self, issue: str, value: Value) -> bool:
        """Whether the trainee only drops a wish: it stood on `value` before it asked for more."""
        return self.asked_from.get(issue) == value

    def _keep_asked(self, past: Past) -> None:
        for issue in past.terms:
            if issue not in past.asked:
                self.asked_from.pop(issue, None)
            elif issue in self.positions["trainee"]:
                self.asked_from.setdefault(issue, self.positions["trainee"][issue])

    def remember(self, past: Past) -> None:
        """Keeps a turn, and takes its terms as that side's position."""
        if past.speaker == "trainee":
            self._keep_asked(past)
        self.positions[past.speaker].update(past.terms)
        if past.topics:
            self.told.update(past.topics)
        if past.speaker == "trainee":
            self.spoken.update(past.terms)
        self.recent.append(past)


def stem(word: str) -> str:
    """A word without its common endings, enough to compare "payments" with "paying"."""
    for ending in ("ings", "ing", "ies", "edly", "ed", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_stem_of = Remembered(stem)
_content_stem_of = Remembered(
    lambda word: stem(word) if word not in load_words("stop") and word[0].isalnum() else ""
)
"""The stem of a word that carries content; '' for any other."""

_NO_STEM = frozenset(("",))


def content_stems(words: list[str]) -> frozenset[str]:
    """The stems of the words that carry content; figures count."""
    return frozenset(map(_content_stem_of.__getitem__, words)) - _NO_STEM


def plain_stems(words: list[str]) -> frozenset[str]:
    """The stems of all words but the shortest function words."""
    function = load_words("function_words")
    return frozenset(_stem_of[word] for word in words if word not in function and word[0].isalnum())
