"""What the buyer asks for beside the price, noticed when the seller offers it.

Where the deal has an issue for it, it becomes one of the terms; where it has none, the buyer
remembers it, and its yes holds it.
"""

import re
from functools import cache
from typing import NamedTuple

from simulator.buyer.sentences import split_sentences
from simulator.buyer.stakes import Package, Stakes
from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.interest import Want
from simulator.domain.moves import Code, Reading
from simulator.domain.persona import Persona
from simulator.domain.text import whole_words

NEAR = 40
"""Characters before a want in which it is looked for that it is denied."""

_ASKING = frozenset({Code.Q_CLOSED, Code.Q_OPEN, Code.Q_WHY, Code.REFLECT, Code.TEST})


class WantsHeard(NamedTuple):
    """The wants that a turn offers, and those it takes back."""

    offered: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    terms: Package = {}
    """The offered ones for which the deal has an issue."""


class _Signs(Noun):
    giving: tuple[str, ...]
    wishing: tuple[str, ...]
    dropping: tuple[str, ...]
    denying: tuple[str, ...]
    supposing: tuple[str, ...]


@cache
def _signs() -> _Signs:
    return _Signs.model_validate(read_data("simulator.buyer", "wants.yaml"))


def wants_heard(reading: Reading, text: str, persona: Persona, stakes: Stakes) -> WantsHeard:
    """What the turn offers or takes back of the things this buyer asks for."""
    offered, dropped, terms = list[str](), list[str](), Package()
    for want in persona.wants:
        offers = _offers(want, reading, text)
        if offers is None:
            continue
        known = stakes.admissible(dict(want.terms))
        if not offers:
            dropped.append(want.id)
        elif known:
            terms |= {i: value for i, value in known.items() if i not in _spoken_of(reading)}
        else:
            offered.append(want.id)
    return WantsHeard(tuple(offered), tuple(dropped), terms)


def _spoken_of(reading: Reading) -> set[str]:
    return {mention.issue for mention in reading.mentions if mention.issue is not None}


def _offers(want: Want, reading: Reading, text: str) -> bool | None:
    """True if the turn offers it, False if it takes it back; None if it does neither."""
    words, signs, found = whole_words(want.words), _signs(), None
    asked = [move.quote.text for move in reading.moves if move.code in _ASKING]
    for sentence in split_sentences(text.replace("’", "'")):
        for said in words.finditer(sentence):
            before = re.split(r"[.,;:!?—–]", sentence[: said.start()][-NEAR:])[-1]
            if whole_words(signs.dropping).search(before):
                if not whole_words(signs.supposing).search(sentence):
                    found = False
            elif not whole_words(signs.denying).search(before) and not (
                _only_asks(sentence, asked) or whole_words(signs.wishing).search(sentence)
            ):
                found = True
    return found


def _only_asks(sentence: str, asked: list[str]) -> bool:
    """Whether a sentence asks about it or gives it back, and gives nothing."""
    is_asked = any(sentence in quote or quote in sentence for quote in asked)
    return is_asked and not whole_words(_signs().giving).search(sentence)
