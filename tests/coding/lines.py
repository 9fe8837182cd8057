"""Talks as lines, "S: ..." and "B: ...", and what is read of them."""

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code, Reading, Speaker
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary

_SIDES: dict[str, Speaker] = {"B": "buyer", "S": "trainee"}


def last_reading(vocabulary: Vocabulary, *lines: str) -> Reading:
    """The reading of the last line."""
    reader = RuleReader(vocabulary)
    *_, last = (
        reader.read(Turn(n=n, speaker=_SIDES[line[0]], text=line[3:]))
        for n, line in enumerate(lines)
    )
    return last


def named(reading: Reading) -> set[str]:
    """Its codes, and the kinds of its pressures as "PRESS:price"."""
    pressures = {f"PRESS:{move.topic}" for move in reading.all(Code.PRESS)}
    return {move.code.value for move in reading.moves} | pressures
