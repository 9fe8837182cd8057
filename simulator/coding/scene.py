"""One turn prepared for the detectors: words, tags, deal words and clauses, with quote cutting."""

from bisect import bisect_left
from typing import NamedTuple

from simulator.coding.index import Found, VocabularyIndex
from simulator.coding.lexicon import Hits, load_lexicon
from simulator.coding.text import Sentence, Span, Text, clauses
from simulator.domain.moves import Quote
from simulator.domain.transcript import Turn

_FEW = 8
"""Places of a tag up to which looking at each is faster than a binary search."""

_NONE: list[Span] = []


class Clause(NamedTuple):
    """A clause, and the number of its sentence."""

    start: int
    end: int
    sentence: int


class Scene:
    """What the detectors look at. Word ranges are half-open."""

    __slots__ = ("_clauses", "_quotes", "found", "hits", "sentences", "text", "turn", "words")

    def __init__(self, turn: Turn, index: VocabularyIndex) -> None:
        self.turn = turn
        self.text = Text(turn.text)
        self.words = self.text.words
        self.sentences = self.text.sentences
        self.hits: Hits = load_lexicon().find(self.words)
        self.found: Found = index.find(self.words)
        self._clauses: list[Clause] | None = None
        self._quotes: dict[tuple[int, int], Quote] = {}

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of the turn; cut on first use, as most turns have no need of them."""
        if self._clauses is None:
            self._clauses = [
                Clause(span.start, span.end, number)
                for number, sentence in enumerate(self.sentences)
                for span in clauses(self.words, sentence)
            ]
        return self._clauses

    def spans(self, tag: str) -> list[Span]:
        """Where `tag` was found in the turn."""
        return self.hits.get(tag, _NONE)

    def has(self, tag: str, start: int, end: int) -> bool:
        """Whether `tag` begins inside words `start` to `end`."""
        spans = self.hits.get(tag)
        if spans is None:
            return False
        if len(spans) == 1:
            return start <= spans[0][0] < end
        return self.first(tag, start, end) is not None

    def any(self, tags: tuple[str, ...], start: int, end: int) -> bool:
        """Whether any of `tags` begins inside words `start` to `end`."""
        return any(self.has(tag, start, end) for tag in tags)

    def first(self, tag: str, start: int, end: int) -> Span | None:
        """The first place of `tag` inside words `start` to `end`."""
        spans = self.hits.get(tag)
        if spans is None:
            return None
        if len(spans) > _FEW:
            spans = spans[bisect_left(spans, (start,)) :][:1]
        for span in spans:
            if span.start >= start:
                return span if span.start < end else None
        return None

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        if len(self.sentences) <= _FEW:
            for number, sentence in enumerate(self.sentences):
                if word < sentence.end:
                    return number
        at = bisect_left(self.sentences, word + 1, key=lambda sentence: sentence.end)
        return min(at, len(self.sentences) - 1)

    def clause_of(self, word: int) -> Clause:
        """The clause that holds a word."""
        at = bisect_left(self.clauses, word + 1, key=lambda clause: clause.end)
        return self.clauses[min(at, len(self.clauses) - 1)]

    def quote(self, start: int, end: int) -> Quote:
        """The verbatim words `start` to `end`."""
        place = (start, end)
        known = self._quotes.get(place)
        if known is not None:
            return known
        first, last = self.text.quote_span(start, end)
        said = self.turn.text[first:last]
        quote = Quote(turn=self.turn.n, start=first, end=last, text=said)
        self._quotes[place] = quote
        return quote

    def quote_sentence(self, sentence: Sentence) -> Quote:
        """The whole sentence, verbatim."""
        return self.quote(sentence.start, sentence.end)
