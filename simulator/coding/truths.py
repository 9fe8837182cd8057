"""What the seller of a deal can truthfully say, as figures and words to hold claims against."""

from simulator.coding.figures import Figure, find_figures
from simulator.coding.memory import content_stems
from simulator.coding.text import Text
from simulator.domain.vocabulary import Vocabulary

_CLOSE = 0.01
"""Share by which a figure may be rounded and still be the one of the fact sheet."""

_SMALL = 1000
"""Figures below this may be said for thousands."""


class Truths:
    """The figures of the fact sheet, and those and the words of the seller's alternatives."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.known = bool(vocabulary.alternatives)
        """Whether there is a fact sheet at all."""
        texts = [Text(text) for text in vocabulary.alternatives]
        others = [Text(text) for text in vocabulary.statements]
        self._amounts = [f.value for t in texts for f in find_figures(t)]
        self._shares = [
            f.value for t in (*texts, *others) for f in find_figures(t) if f.unit == "percent"
        ]
        self._words = frozenset(stem for t in texts for stem in content_stems(t.words))

    def holds_amount(self, figure: Figure) -> bool:
        """Whether an alternative has this figure, also as thousands."""
        thousands = figure.value * _SMALL if figure.value < _SMALL else figure.value
        return _among(figure.value, self._amounts) or _among(thousands, self._amounts)

    def holds_share(self, figure: Figure) -> bool:
        """Whether the fact sheet names this percentage."""
        return _among(figure.value, self._shares)

    def names_alternative(self, words: list[str]) -> bool:
        """Whether a sentence has a word of an alternative."""
        return not self._words.isdisjoint(content_stems(words))


def _among(value: float, figures: list[float]) -> bool:
    return any(abs(value - figure) <= _CLOSE * figure for figure in figures)
