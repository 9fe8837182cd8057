"""The words of one deal, ready for matching: issues, options, topics, cues, facts and contacts."""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.coding.matcher import Matcher
from simulator.coding.text import Span, normal_words
from simulator.coding.truths import Truths
from simulator.domain.deal import Issue, OptionIssue, RangeIssue
from simulator.domain.vocabulary import Vocabulary

_VAGUE = frozenset(("no", "none", "yes", "not", "one", "the", "standard", "normal", "full"))


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
    """One matcher over every word of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.issues: dict[str, Issue] = {issue.id: issue for issue in vocabulary.issues}
        self.scopes = frozenset(issue.id for issue in vocabulary.issues if _is_scope(issue))
        self.ranges = tuple(i for i in vocabulary.issues if isinstance(i, RangeIssue))
        self.truths = Truths(vocabulary)
        self.people = frozenset(
            word for c in vocabulary.contacts for word in normal_words(c.words[0].split()[0])
        )
        """First names of the contacts."""
        self._matcher = Matcher()
        self._labels: dict[str, tuple[str, str, str, bool]] = {}
        for issue in vocabulary.issues:
            self._add("issues", issue.id, "", (issue.name, *issue.words))
            if isinstance(issue, OptionIssue):
                for option in issue.options:
                    names = _proper_names(option.name)
                    weak = tuple(p for p in option.words if _is_weak(p, names))
                    strong = tuple(p for p in option.words if p not in weak)
                    self._add("options", issue.id, option.id, (option.name, *strong))
                    days = tuple(_day_of(phrase) for phrase in option.words)
                    self._add("weak", issue.id, option.id, (*names, *weak, *filter(None, days)))
        for kind, topics in (
            ("topics", vocabulary.topics),
            ("cues", vocabulary.cues),
            ("facts", vocabulary.facts),
            ("contacts", vocabulary.contacts),
        ):
            for topic in topics:
                self._add(kind, topic.id, "", topic.words)

    def _add(self, kind: str, first: str, second: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            words = normal_words(phrase)
            if not words:
                continue
            vague = kind == "options" and all(word in _VAGUE for word in words)
            label = f"{kind}\n{first}\n{second}\n{vague}"
            self._labels[label] = (kind, first, second, vague)
            for form in {words, _other_number(words), _half_month(words)}:
                self._matcher.add_words(form, label)

    def find(self, words: list[str]) -> Found:
        """What of the vocabulary stands in `words`; of options that overlap, the longest."""
        found = Found({}, [], {}, {}, {}, {})
        for label, spans in self._matcher.find(words).items():
            kind, first, second, vague = self._labels[label]
            if kind in ("options", "weak"):
                found.options.extend(
                    OptionHit(first, second, span, vague, kind == "weak") for span in spans
                )
            else:
                getattr(found, kind)[first] = spans
        if len(found.options) > 1:
            found.options[:] = _longest(found.options)
        return found


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


_KEPT = 8
_kept: dict[int, VocabularyIndex] = {}


def index_of(vocabulary: Vocabulary) -> VocabularyIndex:
    """The index of a vocabulary. It takes as long to make as ten turns to read, and thousands of
    transcripts may be about one deal; so the last few are kept, by the vocabulary object."""
    index = _kept.get(id(vocabulary))
    if index is None:
        index = VocabularyIndex(vocabulary)
        while len(_kept) >= _KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[id(vocabulary)] = index  # which holds the vocabulary, so its id stays its own
    return index
