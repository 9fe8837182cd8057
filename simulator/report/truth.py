"""What the trainee was not told, for the debrief: the truth behind the buyer and its claims."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from simulator.domain.transcript import MindRecord, Transcript

TITLE = "What you were not told"

FATES: Mapping[str, str] = {
    "standing": "you did not ask about it",
    "wobbling": "you asked, and it grew vague",
    "dropped": "you asked, and it was given up",
    "proved": "you asked, and were shown",
}
"""What became of a claim, by its state in the buyer's record."""


class ClaimMade(NamedTuple):
    """Something the buyer put forward, in its own words."""

    turn: int
    words: str
    true: bool
    fate: str

    @property
    def verdict(self) -> str:
        """'This was not true; you asked, and it was given up.'"""
        return f"This was {'true' if self.true else 'not true'}; {self.fate}."


def truth_played(transcript: Transcript) -> str:
    """'Bluff: he needed it, and the rival was talk.'; empty for a buyer with one truth only."""
    header = transcript.header
    if header is None or not header.variant:
        return ""
    name = header.variant.replace("_", " ").capitalize()
    return f"{name}: {header.truth}".rstrip(": ")


def truths(transcript: Transcript) -> dict[str, bool]:
    """Which of the buyer's claims were true, made or not; empty if nothing was recorded."""
    minds = [record for record in transcript.records if isinstance(record, MindRecord)]
    found = _mapping(minds[-1], "truths") if minds else {}
    return {claim: bool(true) for claim, true in found.items()}


def claims_made(transcript: Transcript) -> list[ClaimMade]:
    """The claims the buyer made, in order, as far as its private record tells."""
    spoken = {turn.n: turn.text for turn in transcript.turns if turn.speaker == "buyer"}
    minds = [r for r in transcript.records if isinstance(r, MindRecord) and r.n in spoken]
    if not minds:
        return []
    known = truths(transcript)
    return [
        ClaimMade(first, spoken[first], known.get(claim, False), FATES.get(str(fate), str(fate)))
        for claim, fate in _mapping(minds[-1], "claims").items()
        for first in _first(minds, claim)
    ]


def _first(minds: list[MindRecord], claim: str) -> Iterator[int]:
    """The turn in which a claim first stood."""
    made = (record.n for record in minds if claim in _mapping(record, "claims"))
    yield from list(made)[:1]


def _mapping(record: MindRecord, field: str) -> Mapping[str, object]:
    found = record.state.get(field)
    return found if isinstance(found, Mapping) else {}
