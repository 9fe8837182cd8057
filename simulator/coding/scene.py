"""One turn prepared for the detectors: words, tags, deal words and clauses, with quote cutting."""

from bisect import bisect_left, bisect_right

from simulator.coding.figures import Figure, find_figures
from simulator.coding.index import Found, VocabularyIndex
from simulator.coding.lexicon import load_lexicon, load_words
from simulator.coding.matcher import Hits
from simulator.coding.records import new_quote
from simulator.coding.text import Clause, Sentence, Span, Text, clauses
from simulator.domain.moves import Quote
from simulator.domain.transcript import Turn

_FEW = 8
"""Places of a tag up to which looking at each is faster than a binary search."""

_NONE: list[Span] = []
_LEADIN_PHRASES = {
    "i": (["i", "mean"], ["i", "get", "it"], ["i", "hear", "you"]),
    "you": (["you", "know"],),
    "got": (["got", "it"],),
}


class Scene:
    """What the detectors look at. Word ranges are half-open."""

    __slots__ = (
        "_clause_ends",
        "_clauses",
        "_figures",
        "_openings",
        "_quotes",
        "_sentence_ends",
        "found",
        "hits",
        "sentences",
        "text",
        "turn",
        "words",
    )

    def __init__(self, turn: Turn, index: VocabularyIndex) -> None:
        self.turn = turn
        self.text = Text(turn.text)
        self.words = self.text.words
        self.sentences = self.text.sentences
        self.hits: Hits = load_lexicon().find(self.words)
        self.found: Found = index.find(self.words)
        self._sentence_ends = [sentence.end for sentence in self.sentences]
        self._clauses: list[Clause] | None = None
        self._clause_ends: list[int] = []
        self._figures: list[Figure] | None = None
        self._openings: dict[int, int] = {}
        self._quotes: dict[tuple[int, int], Quote] = {}

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of the turn; cut on first use, as most turns have no need of them."""
        if self._clauses is None:
            self._clauses = [
                clause
                for number, sentence in enumerate(self.sentences)
                for clause in clauses(self.words, sentence, number)
            ]
            self._clause_ends = [clause.end for clause in self._clauses]
        return self._clauses

    @property
    def figures(self) -> list[Figure]:
        """The figures of the turn, in order; read on first use."""
        if self._figures is None:
            self._figures = find_figures(self.text)
        return self._figures

    def figures_in(self, sentence: Sentence) -> list[Figure]:
        """The figures that stand in a sentence."""
        return [f for f in self.figures if sentence.start <= f.start < sentence.end]

    def spans(self, tag: str) -> list[Span]:
        """Where `tag` was found in the turn."""
        return self.hits.get(tag, _NONE)

    def has(self, tag: str, start: int, end: int) -> bool:
        """Whether `tag` begins inside words `start` to `end`."""
        spans = self.hits.get(tag)
        if spans is None:
            return False
        if start <= spans[0][0] < end:
            return True
        return len(spans) > 1 and self.first(tag, start, end) is not None

    def any(self, tags: tuple[str, ...], start: int, end: int) -> bool:
        """Whether any of `tags` begins inside words `start` to `end`."""
        if self.hits.keys().isdisjoint(tags):
            return False
        for tag in tags:  # noqa: SIM110 - a loop takes half the time, ten times a turn
            if tag in self.hits and self.has(tag, start, end):
                return True
        return False

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

    def opening(self, sentence: Sentence) -> int:
        """The first word of a sentence after "so", "okay", "well," and the like; its end if there
        is none.
        """
        known = self._openings.get(sentence.start)
        if known is None:
            known = _skip_leadins(self.words, sentence.start, sentence.end)
            self._openings[sentence.start] = known
        return known

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        return min(bisect_right(self._sentence_ends, word), len(self.sentences) - 1)

    def clause_of(self, word: int) -> Clause:
        """The clause that holds a word."""
        clauses = self.clauses
        return clauses[min(bisect_right(self._clause_ends, word), len(clauses) - 1)]

    def quote(self, start: int, end: int) -> Quote:
        """The verbatim words `start` to `end`."""
        place = (start, end)
        known = self._quotes.get(place)
        if known is not None:
            return known
        first, last = self.text.quote_span(start, end)
        said = self.text.raw[first:last]
        quote = new_quote(self.turn.n, first, last, said)
        self._quotes[place] = quote
        return quote

    def quote_sentence(self, sentence: Sentence) -> Quote:
        """The whole sentence, verbatim."""
        return self.quote(sentence.start, sentence.end)


def _skip_leadins(words: list[str], at: int, end: int) -> int:
    leadins = load_words("leadin")
    while at < end and (words[at] in leadins or not words[at][0].isalnum()):
        if words[at] == "like" and words[at + 1 : at + 2] == ["to"]:
            break
        at += 1
    for phrase in _LEADIN_PHRASES.get(words[at], ()) if at < end else ():
        if words[at : at + len(phrase)] == phrase:
            return _skip_leadins(words, at + len(phrase), end)
    return at
