"""Whether a seller's turn ends in a goodbye. Said twice, it ends the meeting."""

from functools import cache

from simulator.buyer.mind import QUESTIONS
from simulator.buyer.sentences import plain, split_sentences
from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.moves import Code, Move, Reading
from simulator.domain.text import whole_words

LAST = 2
"""Sentences at the end of a turn in which a goodbye is one."""


class _Goodbyes(Noun):
    goodbyes: tuple[str, ...]
    spoken_of: tuple[str, ...]


@cache
def _goodbyes() -> _Goodbyes:
    return _Goodbyes.model_validate(read_data("simulator.buyer", "goodbyes.yaml"))


def says_goodbye(reading: Reading, text: str) -> bool:
    """Whether the seller takes leave with this turn; whoever ends on a question stays."""
    last = split_sentences(text)[-LAST:]
    if not last or last[-1].endswith("?"):
        return False
    if any(not move.conditional for move in reading.all(Code.WALK)):
        return not reading.has(*QUESTIONS)
    return any(is_goodbye(sentence) for sentence in last)


def is_goodbye(sentence: str) -> bool:
    """Whether a sentence has the words of a goodbye, and not of saying one: "say bye to it"."""
    said = plain(sentence).lower()
    words = _goodbyes()
    return any(
        not said[: found.start()].rstrip().endswith(words.spoken_of)
        for found in whole_words(words.goodbyes).finditer(said)
    )


def is_mere_goodbye(move: Move) -> bool:
    """Whether somebody goes without refusing anything: "Goodbye, and thanks."."""
    said = plain(move.quote.text).lower()
    first = whole_words(_goodbyes().goodbyes).search(said)
    # "We leave it there, goodbye" does refuse.
    return first is not None and len(said[: first.start()].split()) < LAST
