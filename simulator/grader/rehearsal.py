"""Reads a suggested line back as the coder would, before anybody is told to say it."""

from functools import cached_property

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code, Quote
from simulator.domain.transcript import Turn
from simulator.grader.meeting import Meeting

FAULTS = frozenset({Code.LEAK, Code.ATTACK, Code.IRRIT, Code.FALSE, Code.PLEAD, Code.FLEXIBLE})
"""Codes that no better line may earn."""


class Rehearsal:
    """Says lines to the buyer of one meeting, with no consequence."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    @cached_property
    def _reader(self) -> RuleReader:
        return RuleReader(self._meeting.vocabulary)

    def earns(self, line: str, codes: frozenset[Code], answers: Quote | None) -> bool:
        """Whether `line`, in answer to those words, earns one of `codes` and no fault.

        With no codes there is nothing that the line claims to be.
        """
        if not codes:
            return True
        reader = self._reader
        reader.start_over()
        if answers is not None:
            reader.read(Turn(n=0, speaker="buyer", text=answers.text))
        reading = reader.read(Turn(n=1, speaker="trainee", text=line))
        return reading.has(*codes) and not reading.has(*FAULTS)
