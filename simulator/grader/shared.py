"""What two turns have in common in words: one side takes up what the other said.

The words of the deal (its issues and their options), figures and words that every talk has are in
everybody's mouth, and show nothing.
"""

from collections.abc import Iterable
from functools import lru_cache

from simulator.domain.deal import OptionIssue
from simulator.domain.moves import Quote
from simulator.grader.asking import plain, stems
from simulator.grader.ground import Ground
from simulator.grader.meeting import Meeting
from simulator.grader.sentences import sentences, spans


def content(meeting: Meeting, text: str) -> frozenset[str]:
    """The stems of what a text is about, beside the deal and what every talk is about."""
    return tells(meeting, text) - _deal(meeting.ground)


def tells(meeting: Meeting, text: str) -> frozenset[str]:
    """The stems of what a text is about, the deal included, beside what every talk is about."""
    return _tells(meeting.rubric.common_words, text)


@lru_cache(maxsize=1_024)
def _tells(common: tuple[str, ...], text: str) -> frozenset[str]:
    bare = frozenset([word for word in stems(text) if not word[0].isdigit()])
    return bare - _common(common)


@lru_cache(maxsize=64)
def _deal(ground: Ground) -> frozenset[str]:
    said: list[str] = []
    for issue in ground.vocabulary.issues:
        said += [issue.name, *issue.words]
        if isinstance(issue, OptionIssue):
            said += [option.name for option in issue.options]
    return stems(" ".join(said))


@lru_cache(maxsize=8)
def _common(words: tuple[str, ...]) -> frozenset[str]:
    return stems(" ".join(words))


def words_shared(meeting: Meeting, said: str, heard: str) -> int:
    """How many words of content `said` has from `heard`, which is not about the deal's terms."""
    return len(tells(meeting, said) & tells(meeting, heard))


def heard_in(meeting: Meeting, said: str, buyer_turns: Iterable[int], least: int) -> Quote | None:
    """The buyer's sentence that `said` has most words of, `least` of them or more; of equals the
    latest."""
    words = content(meeting, said)
    best: Quote | None = None
    most = least - 1
    if len(words) < least:
        return None
    for at in buyer_turns:
        for sentence in sentences(meeting, at):
            common = len(words & content(meeting, sentence.text))
            if common >= least and common >= most:
                best, most = sentence, common
    return best


def asks_curtly(meeting: Meeting, text: str) -> bool:
    """Whether a short sentence asks without a mark: "ok who." A long one with such a word tells."""
    rules = meeting.rubric.listening
    for start, end in spans(text):
        words = plain(text[start:end]).split()
        first = words[: rules.curt_words // 2]
        if len(words) <= rules.curt_words and not set(rules.asking_words).isdisjoint(first):
            return True
    return False
