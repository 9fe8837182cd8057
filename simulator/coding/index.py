"""The words of one deal, ready for matching: issues, options, topics, cues, facts and contacts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from simulator.coding.figures import FigureUnit
from simulator.coding.phrases import Phrases
from simulator.coding.text import Span, normal_words
from simulator.coding.truths import truths_of
from simulator.domain.deal import Issue, OptionIssue, RangeIssue, Unit
from simulator.domain.vocabulary import Topic, Vocabulary

_VAGUE = frozenset(("no", "none", "yes", "not", "one", "the", "standard", "normal", "full"))


_TAKEN: dict[Unit, frozenset[FigureUnit | None]] = {
    "money": frozenset((None, "money", "percent")),
    "days": frozenset((None, "days", "months")),
    "months": frozenset((None, "months")),
    "percent": frozenset((None, "percent")),
    "count": frozenset((None, "count", "hours", "things")),
}
"""The units of figures that an issue in a unit takes; a bare figure can be a value of any."""


class OptionHit(NamedTuple):
    """An option of an issue named at `span`."""

    issue: str
    option: str
    span: Span
    vague: bool
    """Whether the words mean the option only beside a word of its issue ("none")."""
    weak: bool
    """Whether the words name the option only where something is proposed ("January")."""


class Found(NamedTuple):
    """What of the deal's vocabulary a turn names."""

    issues: dict[str, list[Span]]
    options: list[OptionHit]
    topics: dict[str, list[Span]]
    cues: dict[str, list[Span]]
    facts: dict[str, list[Span]]
    contacts: dict[str, list[Span]]


class VocabularyIndex:
    """The words of a vocabulary: those of its deal and those of its buyer, each shared with the
    other vocabularies that have them.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.issues: dict[str, Issue] = {issue.id: issue for issue in vocabulary.issues}
        self.scopes = frozenset(issue.id for issue in vocabulary.issues if _is_scope(issue))
        self.ranges = tuple(i for i in vocabulary.issues if isinstance(i, RangeIssue))
        self._ranges_in = {
            unit: tuple(i for i in self.ranges if unit in _TAKEN[i.unit])
            for unit in set().union(*_TAKEN.values())
        }
        self.truths = truths_of(vocabulary.alternatives, vocabulary.statements)
        self.people = frozenset(
            word for c in vocabulary.contacts for word in normal_words(c.words[0].split()[0])
        )
        """First names of the contacts."""
        deal = (
            *chain.from_iterable(map(_of_issue, vocabulary.issues)),
            *_of_topics("facts", vocabulary.facts),
            *_of_topics("contacts", vocabulary.contacts),
        )
        buyer = (*_of_topics("topics", vocabulary.topics), *_of_topics("cues", vocabulary.cues))
        self._phrases = _phrases(deal).joined(_phrases(buyer))

    def ranges_in(self, unit: FigureUnit | None) -> tuple[RangeIssue, ...]:
        """The issues that a figure in this unit can be a value of, or a share."""
        return self._ranges_in.get(unit, ())

    def find(self, words: list[str]) -> Found:
        """What of the vocabulary stands in `words`; of options that overlap, the longest."""
        options: list[OptionHit] = []
        found = Found({}, options, {}, {}, {}, {})
        for label, spans in self._phrases.find(words).items():
            kind, issue_or_topic, option, vague = label.name
            if option:
                weak = kind == "weak"
                options += [OptionHit(issue_or_topic, option, span, vague, weak) for span in spans]
            else:
                getattr(found, kind)[issue_or_topic] = spans
        if len(options) > 1:
            options[:] = _longest(options)
        return found


class _Name(NamedTuple):
    """What a phrase stands for: an issue, a topic or the like, or an option of an issue."""

    kind: str
    issue_or_topic: str
    option: str = ""
    vague: bool = False


@dataclass(eq=False, slots=True)
class _Label:
    """The one object of its name, equal to no other: so nothing is hashed at each find."""

    name: _Name


_Entry = tuple[_Name, tuple[str, ...]]
"""A name and its phrases, as they are written in the vocabulary."""


def _of_topics(kind: str, topics: Iterable[Topic]) -> Iterator[_Entry]:
    for topic in topics:
        yield _Name(kind, topic.id), topic.words


def _of_issue(issue: Issue) -> Iterator[_Entry]:
    yield _Name("issues", issue.id), (issue.name, *issue.words)
    for option in issue.options if isinstance(issue, OptionIssue) else ():
        names = _proper_names(option.name)
        weak = tuple(
            p for p in option.words if _is_weak(p, names) or _is_part(p, issue.words, option.words)
        )
        strong = tuple(p for p in option.words if p not in weak)
        yield _Name("options", issue.id, option.id), (option.name, *strong)
        days = tuple(_day_of(phrase) for phrase in option.words)
        yield _Name("weak", issue.id, option.id), (*names, *weak, *filter(None, days))


@lru_cache(maxsize=64)
def _phrases(entries: tuple[_Entry, ...]) -> Phrases[_Label]:
    rows = {
        (name._replace(vague=True) if _is_vague(name, words) else name, form)
        for name, phrases in entries
        for words in filter(None, map(normal_words, phrases))
        for form in (words, _other_number(words), _half_month(words))
    }
    labels = {name: _Label(name) for name, _ in rows}
    made = Phrases[_Label]()
    for name, form in sorted(rows):
        made.add(form, labels[name])
    return made


def _is_vague(name: _Name, words: tuple[str, ...]) -> bool:
    return name.kind == "options" and _VAGUE.issuperset(words)


def _longest(options: list[OptionHit]) -> list[OptionHit]:
    kept: list[OptionHit] = []
    for hit in sorted(options, key=lambda o: (o.span.start - o.span.end, o.span.start)):
        if not any(
            hit.issue == other.issue
            and hit.span.start < other.span.end
            and other.span.start < hit.span.end
            for other in kept
        ):
            kept.append(hit)
    return sorted(kept, key=lambda o: o.span)


def _is_scope(issue: Issue) -> bool:
    """Whether an issue is about how much is sold, and not on what terms."""
    return any(
        word.lower() in ("scope", "package", "programme", "version")
        for word in (issue.name, *issue.words)
    )


def _proper_names(name: str) -> tuple[str, ...]:
    """Capitalised words inside an option's name: "a start in January" is also just "January"."""
    return tuple(word for word in name.split()[1:] if word[0].isupper() and word.isalpha())


def _day_of(phrase: str) -> str:
    """The day of a phrase that is a date: "Friday" of "by Friday"; '' for any other."""
    words = phrase.split()
    dated = len(words) == 2 and words[0] in ("by", "on") and words[1].endswith("day")
    return words[1] if dated else ""


def _is_weak(phrase: str, names: tuple[str, ...]) -> bool:
    """Whether a phrase is little more than such a name: "in March"."""
    words = phrase.split()
    return len(words) <= 2 and any(word in names for word in words)


def _is_part(phrase: str, issue_words: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
    """Whether a phrase is one of the others without the word for the issue: "this week" of "sign
    this week", which is said of evenings, too."""
    return any(f"{word} {phrase}" in phrases for word in issue_words)


def _half_month(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "Half October" for "mid-October", as many who learnt English say; else the phrase."""
    return ("half", *words[1:]) if words[0] == "mid" else words


def _other_number(words: tuple[str, ...]) -> tuple[str, ...]:
    """The plural of the last word of a singular phrase, else the phrase."""
    last = words[-1]
    if not last.isalpha() or last.endswith("s") or len(last) < 4:
        return words
    if last.endswith("y") and last[-2] not in "aeiou":
        return (*words[:-1], last[:-1] + "ies")
    return (*words[:-1], last + "s")


_KEPT = 64
_kept: dict[int, VocabularyIndex] = {}


def index_of(vocabulary: Vocabulary) -> VocabularyIndex:
    """The index of a vocabulary. It takes as long to make as a few turns to read, and thousands of
    transcripts may be about one deal; so the last few are kept, by the vocabulary object."""
    index = _kept.get(id(vocabulary))
    if index is None:
        index = VocabularyIndex(vocabulary)
        while len(_kept) >= _KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[id(vocabulary)] = index  # which holds the vocabulary, so its id stays its own
    return index
