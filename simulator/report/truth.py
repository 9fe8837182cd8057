"""What the trainee was not told, for the debrief: the truth behind the buyer and its claims."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from simulator.domain.moves import Code, Reading
from simulator.domain.transcript import MindRecord, Transcript

TITLE = "What you were not told"

STANDING = "standing"
FATES: Mapping[str, str] = {"wobbling": "it grew vague", "dropped": "it was given up"}
"""What became of a claim by the buyer's record, whoever brought that about."""
TESTED: Mapping[str, str] = {**FATES, "proved": "it held"}
"""What became of a claim that a turn coded as a test of it asked about. Of one that stands still
nothing is said: the buyer may have taken it back in other words."""
NEVER_ASKED = "you did not ask about it"

_OF_SOME_DEALS = frozenset({"volume", "exclusivity", "reference", "training", "delivery"})
"""Issues that not every deal has, by the words that speak of them, too."""
_PARTS = re.compile(r"\S[^.;!?]*[.;!?]?")

_ASKS = re.compile(r"\?|\b(?:who|whom|whose|what|whats|which|why|when|where|how)\b", re.IGNORECASE)
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d+")


class ClaimMade(NamedTuple):
    """Something the buyer put forward, in its own words."""

    turn: int
    words: str
    name: str
    """What the claim is called: the turn may say more than that."""
    true: bool
    fate: str
    """What became of it; empty where that is not known for sure."""

    @property
    def verdict(self) -> str:
        """'The claim in it (rival) was not true; you asked, and it was given up.'"""
        truth = "true" if self.true else "not true"
        return f"The claim in it ({self.name}) was {truth}{self.fate and f'; {self.fate}'}."


def truth_played(transcript: Transcript) -> str:
    """'Bluff: he needed it, and the rival was talk.'; empty for a buyer with one truth only."""
    header = transcript.header
    if header is None or not header.variant:
        return ""
    name = header.variant.replace("_", " ").capitalize()
    absent = _absent(transcript)
    told = [part for part in _PARTS.findall(header.truth) if not absent & _words(part)]
    text = " ".join(told).rstrip(" ;,:")
    return f"{name}: {text}{'' if text.endswith(('.', '!', '?')) else '.'}" if text else name


def _absent(transcript: Transcript) -> set[str]:
    """The words of what a persona may speak of and this deal, or this talk, did not have."""
    header = transcript.header
    issues = {issue.id for issue in header.scenario.issues} if header else set[str]()
    found = set(_OF_SOME_DEALS - issues)
    said = " ".join(turn.text for turn in transcript.turns).casefold()
    made = {claim.name for claim in claims_made(transcript)}
    return found if "rival" in made or "rival" in said else found | {"rival"}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


def truths(transcript: Transcript) -> dict[str, bool]:
    """Which of the buyer's claims were true, made or not; empty if nothing was recorded."""
    minds = [record for record in transcript.records if isinstance(record, MindRecord)]
    found = _mapping(minds[-1], "truths") if minds else {}
    return {claim: bool(true) for claim, true in found.items()}


def claims_made(transcript: Transcript, readings: Sequence[Reading] = ()) -> list[ClaimMade]:
    """The claims the buyer made, in order, as far as its private record tells. Only with the codes
    of the turns is it known that a claim was tested."""
    spoken = {turn.n: turn.text for turn in transcript.turns if turn.speaker == "buyer"}
    minds = [r for r in transcript.records if isinstance(r, MindRecord) and r.n in spoken]
    if not minds:
        return []
    known = truths(transcript)
    return [
        ClaimMade(
            turn=first,
            words=spoken[first],
            name=claim.replace("_", " "),
            true=known[claim],
            fate=_fate(transcript, readings, _Made(claim, first, str(fate))),
        )
        for claim, fate in _mapping(minds[-1], "claims").items()
        for first in _first(minds, claim)
        if claim in known
    ]


class _Made(NamedTuple):
    """A claim by its id, the turn it was made in, and its last state in the buyer's record."""

    claim: str
    turn: int
    state: str


def _fate(transcript: Transcript, readings: Sequence[Reading], made: _Made) -> str:
    if _tested(transcript, readings, made):
        held = TESTED.get(made.state)
        return f"you asked, and {held}" if held else ""
    if made.state in FATES:
        return FATES[made.state]
    return "" if _may_have_asked(transcript, made) else NEVER_ASKED


def _tested(transcript: Transcript, readings: Sequence[Reading], made: _Made) -> bool:
    """Whether a turn is coded as a test of a claim: it answers it, or has a word of it."""
    words = _claim_words(transcript, made)
    spoken = {turn.n: turn.speaker for turn in transcript.turns}
    later = [r for r in readings if r.turn > made.turn and spoken.get(r.turn) == "trainee"]
    return any(
        place == 0 or words & _content([move.quote.text])
        for place, reading in enumerate(later)
        for move in reading.moves
        if move.code is Code.BLUFF_TEST
    )


def _may_have_asked(transcript: Transcript, made: _Made) -> bool:
    """Whether a question may have been about a claim: the answer to it asks, or a later turn does
    and has a word of it."""
    later = [t.text for t in transcript.turns if t.n > made.turn and t.speaker == "trainee"]
    asking = [text for text in later if _ASKS.search(text)]
    words = _claim_words(transcript, made)
    return later[:1] == asking[:1] != [] or any(words & _content([text]) for text in asking)


def _claim_words(transcript: Transcript, made: _Made) -> set[str]:
    """Words of content that a claim was made in, and those by which a question is known to be
    about it."""
    said = (turn.text for turn in transcript.turns if turn.n == made.turn)
    return _content([*said, *_told_by(transcript, made.claim)])


def _told_by(transcript: Transcript, claim: str) -> Sequence[str]:
    """The words by which a question is seen to be about a claim."""
    claims = transcript.header.persona.claims if transcript.header else ()
    return [word for one in claims if one.id == claim for word in one.words]


def _content(texts: Sequence[str]) -> set[str]:
    """Longer words, and figures without their thousands."""
    found = (hit for text in texts for hit in _CONTENT.findall(text.casefold()))
    return {word.removesuffix("s") for word in found} - {"000"}


def _first(minds: list[MindRecord], claim: str) -> Iterator[int]:
    """The turn in which a claim first stood."""
    made = (record.n for record in minds if claim in _mapping(record, "claims"))
    yield from list(made)[:1]


def _mapping(record: MindRecord, field: str) -> Mapping[str, object]:
    found = record.state.get(field)
    return found if isinstance(found, Mapping) else {}
