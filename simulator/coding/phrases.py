"""Finds the phrases of a deal and a buyer in a turn: plain rows of words, each with labels.

A tree of words and no automaton: no word of theirs stands for any other, so there is one way to go
on from each, and what two vocabularies have in common can be shared.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

from simulator.coding.text import Span

L = TypeVar("L", bound=Hashable)

_END = "\0"
"""A word that no phrase has: none goes on past the last word."""


class Phrases(dict[str, "Phrases[L]"], Generic[L]):
    """A tree of rows of words: by the next word, what goes on from here."""

    __slots__ = ("labels",)

    def __init__(self) -> None:
        self.labels: tuple[L, ...] = ()
        """What the row that ends here stands for."""

    def add(self, row: tuple[str, ...], label: L) -> None:
        """Makes a row of words carry `label`."""
        node = self
        for word in row:
            following = node.get(word)
            if following is None:
                following = node[word] = Phrases()
            node = following
        if label not in node.labels:
            node.labels = (*node.labels, label)

    def joined(self, other: "Phrases[L]") -> "Phrases[L]":
        """The rows of both; what only one of them has is not copied."""
        both = Phrases[L]()
        both.labels = self.labels + other.labels
        both.update(self)
        for word, theirs in other.items():
            ours = self.get(word)
            both[word] = theirs if ours is None else ours.joined(theirs)
        return both

    def find(self, words: list[str]) -> dict[L, list[Span]]:
        """Every row in `words`; of the rows with one label and one start, the longest."""
        hits: dict[L, list[Span]] = {}
        ended = [*words, _END]
        for start, word in enumerate(words):
            node = self.get(word)
            at = start
            while node is not None:
                at += 1
                if node.labels:
                    span = tuple.__new__(Span, (start, at))  # Span(start, at) in half the time
                    for label in node.labels:
                        spans = hits.get(label)
                        if spans is None:
                            hits[label] = [span]
                        elif spans[-1][0] == start:
                            spans[-1] = span
                        else:
                            spans.append(span)
                node = node.get(ended[at])
        return hits
