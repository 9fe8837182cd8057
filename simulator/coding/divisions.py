"""Follows a talk about who gets how many of a few things: counts per side that sum to the stock."""

from simulator.coding.figures import Figure, find_figures
from simulator.coding.index import index_of
from simulator.coding.text import Text, clauses
from simulator.domain.deal import RangeIssue
from simulator.domain.vocabulary import Vocabulary

_NEAR = 4
"""Words between a count and the thing it counts."""


class Division:
    """The last division on the table, for deals whose every issue is a count of things."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._stock = {
            i.id: (i.name, int(i.high))
            for i in vocabulary.issues
            if isinstance(i, RangeIssue) and i.unit == "count"
        }
        self._applies = bool(self._stock) and len(self._stock) == len(vocabulary.issues)
        self._index = index_of(vocabulary)
        self._speakers: list[str] = []
        self._first: dict[str, int] = {}
        """Counts of the speaker who spoke first."""

    def hear(self, speaker: str, text: str) -> None:
        """Takes in a turn."""
        if not self._applies:
            return
        if speaker not in self._speakers and len(self._speakers) < 2:
            self._speakers.append(speaker)
        prepared = Text(text)
        figures = find_figures(prepared)
        owner = "me"
        for number, sentence in enumerate(prepared.sentences):
            for clause in clauses(prepared.words, sentence, number):
                words = prepared.words[clause.start : clause.end]
                owner = _owner(words) or owner
                here = [f for f in figures if clause.start <= f.start < clause.end]
                self._count(speaker, owner, words, clause.start, here)

    def _count(
        self, speaker: str, owner: str, words: list[str], start: int, figures: list[Figure]
    ) -> None:
        for issue, spans in self._index.find(words).issues.items():
            before = [f for f in figures if 0 <= start + spans[0].start - f.end < _NEAR]
            amount = int(before[-1].value) if before else self._all(words, issue, spans[0].start)
            stock = self._stock[issue][1]
            if amount is not None and 0 <= amount <= stock:
                mine = (owner == "me") == (speaker == self._speakers[0])
                self._first[issue] = amount if mine else stock - amount

    def _all(self, words: list[str], issue: str, at: int) -> int | None:
        return self._stock[issue][1] if "all" in words[max(0, at - _NEAR) : at] else None

    def shares(self) -> dict[str, object]:
        """Counts by speaker and thing; empty where nothing was divided."""
        if not self._first or len(self._speakers) < 2:
            return {}
        first = {self._stock[i][0]: count for i, count in self._first.items()}
        second = {self._stock[i][0]: self._stock[i][1] - n for i, n in self._first.items()}
        return {self._speakers[0]: first, self._speakers[1]: second}


def _owner(words: list[str]) -> str:
    for word in words:
        if word in ("you", "your"):
            return "you"
        if word in ("i", "me", "my"):
            return "me"
    return ""
