"""Whether a seller says what an interest is about in words of its own.

"The moment, not the sum" is right where "the sum, not the moment" is wrong: what is said of a word
counts, not that it was said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from simulator.buyer.sentences import plain
from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.interest import Interest, OtherWords
from simulator.domain.text import whole_words

Verdict = Literal["right", "wrong", ""]

REACH = 6
"""Words that a "not" reaches."""

_WORD = re.compile(r"[\w']+|[.,;:!?—–()]")


class _Turns(Noun):
    """The small words that turn what follows: see restating.yaml."""

    denying: tuple[str, ...]
    being: tuple[str, ...]
    joining: tuple[str, ...]
    affirming: tuple[str, ...]
    preferring: tuple[str, ...]
    lessening: tuple[str, ...]
    approving: tuple[str, ...]

    def denies(self, word: str) -> bool:
        """Whether what follows is said not to be so, or less so."""
        return word in self.denying or word in self.lessening or word.endswith("n't")

    def comparison(self, word: str) -> str:
        """What a word makes of the next "than"; nothing if it is no word of comparing."""
        if word in self.lessening:
            return "less"
        return "more" if word in self.preferring else ""


@cache
def _turns() -> _Turns:
    return _Turns.model_validate(read_data("simulator.buyer", "restating.yaml"))


def restates(said: str, interest: Interest) -> Verdict:
    """Whether `said` puts the interest rightly, the wrong way round, or neither."""
    words = interest.other_words
    said = plain(said).lower()
    denied = _denied_spans(said)
    is_it = set(_polarities(words.it_is, said, denied))
    is_not = set(_polarities(words.it_is_not, said, denied))
    if is_it == {False} and is_not == {True}:
        # "You can live with the sum, only not this month" blames no sum.
        return "" if whole_words(_turns().approving).search(said) else "wrong"
    if is_it == {True} and is_not == {False}:
        return "right"
    return "right" if _says_all(words, said, denied) else ""


def _says_all(words: OtherWords, said: str, denied: Sequence[tuple[int, int]]) -> bool:
    return any(all(_says_one(group, said, denied) for group in every) for every in words.all_of)


def _says_one(group: Sequence[str], said: str, denied: Sequence[tuple[int, int]]) -> bool:
    return True in set(_polarities(group, said, denied))


def _polarities(
    words: Sequence[str], said: str, denied: Sequence[tuple[int, int]]
) -> Iterator[bool]:
    """For each of the words that is said, whether it is said to be so."""
    if words:
        for found in whole_words(words).finditer(said):
            at = found.start()
            yield not any(start <= at < end for start, end in denied)


def _denied_spans(said: str) -> list[tuple[int, int]]:
    """The parts of a text that something denies, as offsets: "the moment, not [the sum]"."""
    turns, spans = _turns(), list[tuple[int, int]]()
    open_at, left, part, before, compares = -1, 0, 0, "", ""
    for found in _WORD.finditer(said):
        word, at = found.group(), found.start()
        is_mark = not word[0].isalnum()
        if open_at >= 0 and (left <= 0 or is_mark or word in turns.affirming):
            spans.append((open_at, at))
            open_at = -1
        if is_mark or word in turns.joining:
            part, compares = found.end(), ""
        elif turns.denies(word):
            open_at, left = (found.end() if open_at < 0 else open_at), REACH
            if word in turns.being or before in turns.being:
                spans.append((part, at))
        elif word == "than" and (compares == "more" or before in turns.preferring):
            open_at, left = found.end(), REACH
        compares = turns.comparison(word) or compares
        left, before = left - 1, word
    return [*spans, (open_at, len(said))] if open_at >= 0 else spans
