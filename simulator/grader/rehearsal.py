"""Reads a suggested line back as the coder would, before anybody is told to say it."""

from collections.abc import Callable
from functools import lru_cache

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code, Quote
from simulator.domain.transcript import Turn
from simulator.grader.ground import Ground

FAULTS = frozenset({Code.LEAK, Code.ATTACK, Code.IRRIT, Code.FALSE, Code.PLEAD, Code.FLEXIBLE})
"""Codes that no better line may earn."""


def earns(ground: Ground, line: str, codes: frozenset[Code], answers: Quote | None) -> bool:
    """Whether `line`, said in answer to those words, earns one of `codes` and no fault.

    With no codes there is nothing that the line claims to be.
    """
    if not codes:
        return True
    earned = _rehearsal(ground)(line, answers.text if answers is not None else "")
    return not earned.isdisjoint(codes) and earned.isdisjoint(FAULTS)


@lru_cache(maxsize=64)
def _rehearsal(ground: Ground) -> Callable[[str, str], frozenset[Code]]:
    """Says lines to the buyer of one ground, with no consequence; returns the codes they earn.

    Meetings on one ground, and every correction of one of them, call for the same lines again.
    """
    vocabulary = ground.vocabulary

    @lru_cache(maxsize=256)
    def said(line: str, answers: str) -> frozenset[Code]:
        reader = RuleReader(vocabulary)
        if answers:
            reader.read(Turn(n=0, speaker="buyer", text=answers))
        reading = reader.read(Turn(n=1, speaker="trainee", text=line))
        return frozenset(move.code for move in reading.moves)

    return said
