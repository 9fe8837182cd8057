"""What can be made of a judgement, in words to choose from. No Textual in here."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from simulator.coding.codebook import load_codebook
from simulator.domain.corrections import Correction, Dispute, Target
from simulator.domain.moves import Code, Pressure
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.coach.drafts import Draft, addition, details_of
from simulator.grader.coach.judgements import indicators, row_target
from simulator.grader.rulings import is_credit
from simulator.tui.grade_words import LEDGER, ledger_head
from simulator.tui.text import counted

REMOVE = "remove"


def heading(target: Target, record: GradedRecord, transcript: Transcript) -> str:
    """'Turn 7: Holds firm', 'Turn 7: Price: $60,000 → $57,000', 'Pressures held'."""
    match target.kind:
        case "code":
            return f"Turn {target.turn}: {load_codebook().codes[Code(target.of)].title}"
        case "ledger":
            rows = (row for row in record.ledger if row_target(row).same(target))
            moved = next((ledger_head(row, transcript.scenario) for row in rows), target.of)
            return f"Turn {target.turn}: {moved}"
        case _:
            return next((i.name for i in indicators(record) if i.id == target.of), target.of)


def outcomes(target: Target, record: GradedRecord, transcript: Transcript) -> Mapping[str, str]:
    """What a judgement can become: names for a draft, and how they read."""
    match target.kind:
        case "code":
            nothing = {REMOVE: "✗ Nothing of the kind: remove it"}
            return {**nothing, **codes(target.turn or 0, transcript)}
        case "ledger":
            return {
                REMOVE: "✗ Nothing was given: remove it",
                **{str(verdict): words for verdict, words in LEDGER.items()},
            }
        case _ if is_credit(target.of) is not None:
            return {"no opportunity": "✗ It does not count: take it out"}
        case _:
            return {"met": "✓ Met", "not met": "✗ Not met", "no opportunity": "○ No opportunity"}


def codes(turn: int, transcript: Transcript) -> dict[str, str]:
    """The codes that the speaker of a turn can earn; a pressure and a hint with what of."""
    said = transcript.turn(turn)
    return {
        name: label
        for code, entry in load_codebook().codes.items()
        if said is not None and entry.allows(said.speaker)
        for name, label in _kinds(code, entry.title, transcript)
    }


def _kinds(code: Code, title: str, transcript: Transcript) -> Iterator[tuple[str, str]]:
    persona = transcript.header.persona if transcript.header else None
    topics: tuple[str, ...] = ()
    if code is Code.PRESS:
        topics = get_args(Pressure)
    elif code is Code.CUE and persona is not None:
        topics = tuple(interest.id for interest in persona.interests)
    if not topics:
        yield code.value, f"{title}   {code.value}"
    for topic in topics:
        yield f"{code.value} {topic}", f"{title}: {topic.replace('_', ' ')}   {code.value}"


def corrected(target: Target, choice: str, fields: Mapping[str, str]) -> Draft:
    """The draft of a correction that was chosen.

    `fields` has 'why'; of a code also its 'words' and 'details', of a row the words that 'paid'.
    Raises NegotiateError for details that cannot be read.
    """
    if choice == REMOVE:
        return Draft("remove", target, reason=fields["why"])
    draft = Draft("change", target, to=choice, reason=fields["why"])
    if target.kind == "code":
        return _coded(draft._replace(words=fields["words"]), choice, fields["details"])
    return draft._replace(words=fields.get("paid", ""))


def added(transcript: Transcript, turn: int, choice: str, fields: Mapping[str, str]) -> Draft:
    """The draft of a code that the grader missed; `fields` has 'words', 'details' and 'why'.

    Raises NegotiateError for words not said, and for details that cannot be read.
    """
    target = addition(transcript, turn, choice.split(" ")[0], "", fields["words"])
    return _coded(Draft("add", target, reason=fields["why"]), choice, fields["details"])


_BETWEEN_DETAILS = re.compile(r"[;,]\s*(?=[\w.]+\s*=)")
"""A comma before KEY=; the one in '57,000' is no such one."""


def _coded(draft: Draft, choice: str, typed: str) -> Draft:
    """With the code that was chosen, the topic after its name, and the details that were typed."""
    code, _, topic = choice.partition(" ")
    typed_details = details_of(_BETWEEN_DETAILS.split(typed)) if typed else {}
    details = ({"topic": topic} if topic else {}) | typed_details
    return draft._replace(to=code, details=details)


def dispute_words(
    dispute: Dispute, ruling: Correction | None, record: GradedRecord, transcript: Transcript
) -> Iterator[str]:
    """What the trainee disputed and why, and what became of it."""
    about = heading(dispute.target, record, transcript)
    yield f"{about}. You said: {dispute.reason}"
    if ruling is None:
        yield "No coach has ruled on it yet."
    else:
        stands = "it stands" if ruling.action == "accept" else "it was overturned"
        yield f"{ruling.coach} ruled: {stands}. {ruling.reason}".rstrip()


def corrections_words(record: GradedRecord) -> str:
    """'Corrected by Ann, 3 corrections'; empty for the grader's own record."""
    if not record.coach:
        return ""
    changed = sum(correction.action != "accept" for correction in record.corrections)
    return f"Corrected by {record.coach}, {counted(changed, 'correction')}"
