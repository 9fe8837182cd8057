"""Splits a turn into words, sentences and clauses, once; everything else in this package works on
those. Offsets always point into the raw text, so a quote can be cut out verbatim.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*"  # words, with inner apostrophes
    r"|\d+(?:[.,]\d+)*(?:[^\W\d_]{1,3}(?![^\W\d_]))?"  # figures, with a short suffix: 9.5k, 2nd
    r"|(?<=\d)['’]s(?!\w)"  # "60's fine" is 60 is fine
    r"|(?<!\w)-|-(?![^\W\d_])"  # a hyphen inside a compound is no word: two-year is two year
    r"|[$€£%&?!.,;:()\n–—]"
)
_APOSTROPHE = str.maketrans({"’": "'", "‘": "'"})
_ENDINGS = {
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "'d": "would",
    "'s": "is",
}
_DIGIT = re.compile(r"\d")
_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "lets": ("let", "us"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wont": ("will", "not"),
    "cant": ("can", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "havent": ("have", "not"),
    "shouldnt": ("should", "not"),
    "wasnt": ("was", "not"),
    "arent": ("are", "not"),
    "weve": ("we", "have"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "thats": ("that", "is"),
    "whats": ("what", "is"),
    "hows": ("how", "is"),
    "theres": ("there", "is"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "'s": ("is",),
    "ok": ("okay",),
    "yea": ("yeah",),
    "yep": ("yes",),
    "yup": ("yes",),
    "n": ("and",),
    "u": ("you",),
    "wat": ("what",),
    "wot": ("what",),
    "wats": ("what", "is"),
    "wld": ("would",),
    "cld": ("could",),
    "shld": ("should",),
    "ur": ("your",),
    "urs": ("yours",),
    "pls": ("please",),
    "h": ("hours",),
    "hr": ("hours",),
    "hrs": ("hours",),
    "mth": ("month",),
    "mths": ("months",),
    "wk": ("week",),
    "wks": ("weeks",),
}
_PERIODS = {"h": "hours", "hr": "hours", "hrs": "hours", "mo": "months", "mos": "months"}
_PERIODS |= {"mth": "months"}
MOST_WORDS = 2000
"""Words of a turn that are looked at, some quarter of an hour of speech; what follows is not."""

_MOST_CHARACTERS = 20 * MOST_WORDS
"""Characters of a turn that are looked at, so that a long one without words costs no more."""

_REMEMBERED = 30
"""Characters up to which a piece of text is remembered."""

_MOST_REMEMBERED = 16_384

T = TypeVar("T")

_STOPS = frozenset(".?!\n")
_BREAKS = frozenset(",;:()–—-")
_JOINERS = frozenset(
    ("but", "if", "unless", "because", "then", "so", "provided", "assuming", "while", "although")
)
_CUTTING = _BREAKS | _JOINERS | {"and", "or"}
_HOLDING = frozenset(("what", "how", "as", "even", "only", "see", "about", "know", "and", "but"))
# Words that keep a following "if" or "so" in their clause: "what if", "even if", "and if".
_LONG = 6
"""Words from which a turn without any full stop is cut like speech."""

_INDIRECT = frozenset(
    [
        "know",
        "see",
        "tell",
        "of",
        "on",
        "is",
        "say",
        "decide",
        "out",
        "wonder",
        "wondering",
        "which",
        "that",
        "understand",
        "explain",
    ]
)
# Words before "what" and the like that make an indirect question of it.
_FILLERS = frozenset(
    ["okay", "well", "alright", "um", "uh", "so", "mhm", "hmm", "hm", "mm", "yeah", "oh", "because"]
)
_QUESTION_WORDS = frozenset(["what", "how", "why", "where", "who", "which", "when"])
_AUXILIARIES = frozenset(
    [
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "can",
        "could",
        "would",
        "will",
        "should",
        "have",
        "has",
        "am",
    ]
)
_ADDRESSED = frozenset(["you", "we", "they", "he", "she", "i", "there"])
_SUBJECTS = frozenset(("i", "we", "you", "they", "he", "she", "it", "let"))


def _split(token: str) -> tuple[str, ...]:
    """The normal words of one token: "we'll" is "we will", "cannot" is "can not"."""
    word = token.lower().translate(_APOSTROPHE)
    if word[0].isdecimal():
        return _with_period(word)
    whole = _WHOLE.get(word)
    if whole:
        return whole
    if "'" in word:
        for ending, full in _ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (word[: -len(ending)], full)
    return (word,)


def _with_period(word: str) -> tuple[str, ...]:
    """A figure and the period that is run on to it: "4h" is "4 hours"."""
    number = word.rstrip("hrsmo")
    period = _PERIODS.get(word[len(number) :])
    return (number, period) if period and number[-1].isdecimal() else (word,)


def _placed_words(piece: str) -> Iterator[tuple[str, int, int]]:
    """The normal words of a piece of text, with their places in it."""
    for match in _TOKEN.finditer(piece):
        for word in _split(match.group()):
            yield word, match.start(), match.end()


class Remembered(dict[str, T]):
    """What a function says of words, until there are too many of them; then all are found anew.

    A cache that also keeps in which order they came takes several times as long to ask.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], T]) -> None:
        self._find = find

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


_cut = Remembered(lambda piece: tuple(_placed_words(piece)))
"""The words of short pieces of text, which are likely to come up again."""


class Span(NamedTuple):
    """A half-open range of words."""

    start: int
    end: int


class Sentence(NamedTuple):
    """Words `start` to `end`; `mark` is the punctuation that closed it, or ''."""

    start: int
    end: int
    mark: str


class Clause(NamedTuple):
    """A clause, and the number of its sentence."""

    start: int
    end: int
    sentence: int


class Text:
    """A turn as normal words (lower case, contractions expanded) with their places in `raw`."""

    __slots__ = ("digits", "ends", "raw", "sentences", "starts", "words")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        seen = raw[:_MOST_CHARACTERS]
        # A token never holds a space, so pieces can be cut apart once and remembered.
        for piece in seen.split(" "):
            for word, start, end in (
                _cut[piece]
                if len(piece) <= _REMEMBERED
                else islice(_placed_words(piece), MOST_WORDS)
            ):
                words.append(word)
                starts.append(at + start)
                ends.append(at + end)
            if len(words) > MOST_WORDS:
                break
            at += len(piece) + 1
        self.words = words
        self.digits = _DIGIT.search(seen) is not None
        self.starts = starts
        self.ends = ends
        self.sentences = _sentences(words)

    def quote_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `raw` of words `start` to `end` (at least one), punctuation trimmed."""
        words = self.words
        while end - 1 > start and (words[end - 1] in _BREAKS or words[end - 1] == "\n"):
            end -= 1
        while start < end - 1 and (words[start] in _BREAKS or words[start] in _STOPS):
            start += 1
        return self.starts[start], self.ends[end - 1]


def normal_words(phrase: str) -> tuple[str, ...]:
    """A phrase of a word list in the same normal form as a turn."""
    return tuple(word for token in _TOKEN.findall(phrase) for word in _split(token))


def _sentences(words: list[str]) -> list[Sentence]:
    found = []
    start = 0
    for i in [i for i, word in enumerate(words) if word in _STOPS]:
        if i > start:
            found.append(Sentence(start, i + 1, words[i]))
        elif words[i] == "?" and found and found[-1].mark != "?":
            found[-1] = Sentence(found[-1].start, i + 1, "?")
        start = i + 1
    if start < len(words):
        if not found and len(words) - start > _LONG:
            return _spoken(words)
        found.append(Sentence(start, len(words), ""))
    return found


def _spoken(words: list[str]) -> list[Sentence]:
    """Sentences of speech without punctuation, cut where a speaker starts anew."""
    found = []
    start = 0
    bare = True  # nothing but fillers so far
    for i, word in enumerate(words):
        filler = word in _FILLERS
        if not bare and (filler or _starts_anew(words, i)):
            found.append(Sentence(start, i, ""))
            start, bare = i, True
        bare = bare and filler
    found.append(Sentence(start, len(words), ""))
    return found


def _starts_anew(words: list[str], i: int) -> bool:
    """Whether a question or a new clause of the speaker's starts at `i`."""
    word, following = words[i], words[i + 1] if i + 1 < len(words) else ""
    before = words[i - 1]
    if word in _QUESTION_WORDS:
        if before in _INDIRECT:
            return False
        return following in _AUXILIARIES or following in ("about", "if")
    if word in _AUXILIARIES:
        named = following in _ADDRESSED or (following == "not" and words[i + 2 : i + 3] == ["you"])
        return named and before not in _QUESTION_WORDS and before not in _ADDRESSED
    if word in ("and", "but", "or"):
        return following in _SUBJECTS or following in _QUESTION_WORDS
    return word == "i" and following in ("will", "would", "mean", "think") and before != "and"


def clauses(words: list[str], sentence: Sentence, number: int) -> list[Clause]:
    """The clauses of a turn's sentence with that number, cut at punctuation, at joining words, and
    at "and" before a new subject.
    """
    found = []
    start, end, _ = sentence
    for i, word in enumerate(words[start:end], start):
        if word not in _CUTTING:
            continue
        if word in _BREAKS:
            if i > start:
                found.append(Clause(start, i + 1, number))
            start = i + 1
        elif i > start and (
            (word in _JOINERS and words[i - 1] not in _HOLDING)
            or (word in ("and", "or") and i + 1 < end and words[i + 1] in _SUBJECTS)
        ):
            found.append(Clause(start, i, number))
            start = i
    if start < end:
        found.append(Clause(start, end, number))
    return found
