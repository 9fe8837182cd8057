"""One turn prepared for the detectors: words, tags, deal words and clauses, with quote cutting."""

from bisect import bisect_left

from simulator.coding.index import Found, VocabularyIndex
from simulator.coding.lexicon import Hits, load_lexicon
from simulator.coding.text import Sentence, Span, Text, clauses
from simulator.domain.moves import Quote
from simulator.domain.transcript import Turn

_NONE: list[Span] = []
_ME = frozenset(("i", "we"))
_THEY = frozenset(("they", "he", "she"))


class Clause:
    """A clause with its sentence and the subject it starts from: 'me', 'you', 'they' or ''."""

    __slots__ = ("end", "sentence", "start", "subject")

    def __init__(self, span: Span, sentence: int, subject: str) -> None:
        self.start = span.start
        self.end = span.end
        self.sentence = sentence
        self.subject = subject


class Scene:
    """What the detectors look at. Word ranges are half-open."""

    __slots__ = ("clauses", "found", "hits", "sentences", "text", "turn", "words")

    def __init__(self, turn: Turn, index: VocabularyIndex) -> None:
        self.turn = turn
        self.text = Text(turn.text)
        self.words = self.text.words
        self.sentences = self.text.sentences
        self.hits: Hits = load_lexicon().find(self.words)
        self.found: Found = index.find(self.words)
        self.clauses: list[Clause] = [
            Clause(span, number, _subject(self.words, span))
            for number, sentence in enumerate(self.sentences)
            for span in clauses(self.words, sentence)
        ]

    def spans(self, tag: str) -> list[Span]:
        """Where `tag` was found in the turn."""
        return self.hits.get(tag, _NONE)

    def has(self, tag: str, start: int, end: int) -> bool:
        """Whether `tag` begins inside words `start` to `end`."""
        for span in self.hits.get(tag, _NONE):
            if start <= span.start < end:
                return True
        return False

    def any(self, tags: tuple[str, ...], start: int, end: int) -> bool:
        """Whether any of `tags` begins inside words `start` to `end`."""
        return any(self.has(tag, start, end) for tag in tags)

    def first(self, tag: str, start: int, end: int) -> Span | None:
        """The first place of `tag` inside words `start` to `end`."""
        for span in self.hits.get(tag, _NONE):
            if start <= span.start < end:
                return span
        return None

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        for number, sentence in enumerate(self.sentences):
            if word < sentence.end:
                return number
        return len(self.sentences) - 1

    def clause_of(self, word: int) -> Clause:
        """The clause that holds a word."""
        at = bisect_left(self.clauses, word + 1, key=lambda clause: clause.end)
        return self.clauses[min(at, len(self.clauses) - 1)]

    def quote(self, start: int, end: int) -> Quote:
        """The verbatim words `start` to `end`."""
        first, last = self.text.quote_span(start, end)
        return Quote(turn=self.turn.n, start=first, end=last, text=self.turn.text[first:last])

    def quote_sentence(self, sentence: Sentence) -> Quote:
        """The whole sentence, verbatim."""
        return self.quote(sentence.start, sentence.end)


def _subject(words: list[str], span: Span) -> str:
    for word in words[span.start : span.end]:
        if word in _ME:
            return "me"
        if word == "you" or word == "your":
            return "you"
        if word in _THEY:
            return "they"
    return ""
