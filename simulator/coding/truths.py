"""What the seller of a deal can truthfully say, as figures and words to hold claims against."""

from collections.abc import Iterable
from functools import lru_cache

from simulator.coding.figures import Figure, find_figures
from simulator.coding.memory import content_stems, stem
from simulator.coding.text import Text

_CLOSE = 0.01
"""Share by which a figure may be rounded and still be the one of the fact sheet."""

_NAMING = 2
"""Words of content with which an alternative starts and is named."""

_TELLING = 3
"""Words of content that a sentence shares with the fact it tells."""

_SMALL = 1000
"""Figures below this may be said for thousands."""


class Truths:
    """The figures of the fact sheet, and those and the words of the seller's alternatives."""

    def __init__(self, alternatives: Iterable[str], statements: Iterable[str]) -> None:
        texts = [Text(text) for text in alternatives]
        others = [Text(text) for text in statements]
        self.known = bool(texts)
        """Whether there is a fact sheet at all."""
        self._amounts = [f.value for t in texts for f in find_figures(t)]
        self._shares = [
            f.value for t in (*texts, *others) for f in find_figures(t) if f.unit == "percent"
        ]
        common = frozenset(stem for t in others for stem in content_stems(t.words))
        self._words = frozenset(s for t in texts for s in content_stems(t.words)) - common
        self._statements = [content_stems(text.words) for text in others]
        self._names = frozenset(stem(w) for t in texts for w in _naming(t.words)) - common

    def holds_amount(self, figure: Figure) -> bool:
        """Whether an alternative has this figure, also as thousands."""
        thousands = figure.value * _SMALL if figure.value < _SMALL else figure.value
        return _among(figure.value, self._amounts) or _among(thousands, self._amounts)

    def is_alternative(self, words: list[str], value: object) -> bool:
        """Whether a sentence tells of an alternative and its figure."""
        return (
            self.known
            and isinstance(value, float | int)
            and _among(float(value), self._amounts)
            and not self._names.isdisjoint(content_stems(words))
        )

    def holds_share(self, figure: Figure) -> bool:
        """Whether the fact sheet names this percentage."""
        return _among(figure.value, self._shares)

    def tells_fact(self, words: list[str]) -> bool:
        """Whether a sentence has enough words of one statement on the fact sheet to be it."""
        stems = content_stems(words)
        return any(len(stems & statement) >= _TELLING for statement in self._statements)

    def names_alternative(self, words: list[str]) -> bool:
        """Whether a sentence has a word that only an alternative has."""
        return not self._words.isdisjoint(content_stems(words))


@lru_cache(maxsize=32)
def truths_of(alternatives: tuple[str, ...], statements: tuple[str, ...]) -> Truths:
    """The truths of a deal, worked out once for all its buyers."""
    return Truths(alternatives, statements)


def _naming(words: list[str]) -> list[str]:
    """The words that say who an alternative is: "a recruitment agency two hours away"."""
    return [word for word in words if word.isalpha() and content_stems([word])][:_NAMING]


def _among(value: float, figures: list[float]) -> bool:
    return any(abs(value - figure) <= _CLOSE * figure for figure in figures)
