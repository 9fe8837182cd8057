"""Takes back what words that are only copied cannot earn.

The buyer's own words said back as they were are no reflection in own words, and a line read off
the fact sheet is a fact, whatever else its words look like.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from simulator.domain.moves import Code, Move, Reading
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn

OWN_WORDS = frozenset({Code.REFLECT, Code.TEST, Code.SUMM, Code.LABEL})
"""Codes that take words of one's own."""

OF_FACTS = frozenset({Code.INFORM, Code.VALUE, Code.UNIQUE, Code.COST})
"""Codes that a line of the fact sheet can earn."""

_NO_WORD = re.compile(r"[^\w']+")


def without_copies(
    turns: Sequence[Turn],
    readings: Sequence[Reading],
    scenario: Scenario | None,
    look_back: int,
) -> tuple[Reading, ...]:
    """The readings without those codes; the buyer's stay as they are. The words may stand in its
    last `look_back` turns."""
    facts = [_plain(fact.text) for fact in scenario.facts] if scenario else []
    heard: list[str] = []
    kept = []
    for turn, reading in zip(turns, readings, strict=True):
        if turn.speaker == "buyer":
            heard = [*heard[1 - look_back :], _plain(turn.text)]
            kept.append(reading)
        else:
            moves = tuple(m for m in reading.moves if not _is_copied(m, turn, heard, facts))
            unchanged = len(moves) == len(reading.moves)
            kept.append(reading if unchanged else reading.model_copy(update={"moves": moves}))
    return tuple(kept)


def _is_copied(move: Move, turn: Turn, heard: Sequence[str], facts: Sequence[str]) -> bool:
    if move.code in OWN_WORDS:
        said = _plain(move.quote.text)
        return any(said in words for words in heard)
    if move.code in OF_FACTS or not facts:
        return False
    said, whole = _plain(move.quote.text), _plain(turn.text)
    return any(said in fact and fact in whole for fact in facts)


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    """Words only, with a blank at each end so that only whole words match.

    Kept, as every move is compared with its whole turn and with the same facts.
    """
    return f" {' '.join(_NO_WORD.split(text.casefold().replace('’', chr(39)))).strip()} "
