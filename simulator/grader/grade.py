"""Grades a transcript: code the turns, verify the quotes, score, and write it all down.

The grader was not in the room: of a session it reads what was said, how it ended, and the
scenario's key; never the buyer's private records or the trainee's plan.
"""

from datetime import UTC, datetime
from hashlib import sha256

from simulator.coding.coder import code_turns
from simulator.domain.errors import ModelError, NegotiateError
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript, Turn
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of
from simulator.grader.rubric import load_rubric
from simulator.grader.scoring import score
from simulator.grader.verify import Verified, verify
from simulator.llm.model import Model


async def grade(
    transcript: Transcript, model: Model, *, name: str, scenario: Scenario | None = None
) -> GradedRecord:
    """Grade one transcript with codes from `model`.

    `name` is the transcript's id or file name. `scenario` is for a conversation that was not
    played here; a session is graded against the scenario it was played in. A model that fails
    makes a record with status "not graded" and the reason as its note, never a score. Raises
    NegotiateError for a talk from before a meeting.
    """
    header = transcript.header
    if header is not None and header.purpose == "preparation":
        raise NegotiateError(
            f"{name}: this is a talk from before a meeting, and there is nothing to grade in it."
        )
    played = header.scenario if header else scenario
    persona = header.persona if header else None
    vocabulary = vocabulary_of(played, persona) if played else GENERIC
    turns = transcript.turns
    try:
        coded, coder = await _coded(turns, vocabulary, model)
    except ModelError as error:
        return _record(name, turns, model.id, status="not graded", note=str(error))
    card = score(
        turns, coded.readings, scenario=played, persona=persona, end=transcript.end
    )  # fmt: skip
    doubtful = _dropped_share(coded) > load_rubric().evidence.max_dropped_share
    record = _record(
        name,
        turns,
        coder,
        status="low confidence" if doubtful else "graded",
        note=_doubt(coded) if doubtful else "",
    )
    return record.model_copy(
        update={
            "readings": coded.readings,
            "dropped": coded.dropped,
            "ledger": card.ledger,
            "scores": card.scores,
            "highlights": card.highlights,
            "outcome": card.outcome,
            "price_equivalent": card.price_equivalent,
        }
    )


async def _coded(
    turns: tuple[Turn, ...], vocabulary: Vocabulary, model: Model
) -> tuple[Verified, str]:
    """The verified codes; coded once more if too many had no verbatim quote."""
    first = await _coded_once(turns, vocabulary, model)
    if _dropped_share(first[0]) <= load_rubric().evidence.max_dropped_share:
        return first
    second = await _coded_once(turns, vocabulary, model)
    return min(first, second, key=lambda attempt: _dropped_share(attempt[0]))


async def _coded_once(
    turns: tuple[Turn, ...], vocabulary: Vocabulary, model: Model
) -> tuple[Verified, str]:
    coding = await code_turns(turns, vocabulary, model)
    checked = verify(turns, coding.readings)
    return Verified(checked.readings, (*coding.dropped, *checked.dropped)), coding.coder


def _dropped_share(coded: Verified) -> float:
    total = coded.kept + len(coded.dropped)
    return len(coded.dropped) / total if total else 0.0


def _doubt(coded: Verified) -> str:
    total = coded.kept + len(coded.dropped)
    return (
        f"{len(coded.dropped)} of {total} codes had no verbatim quote and were left out; "
        "treat these scores with care."
    )


def _record(
    name: str, turns: tuple[Turn, ...], coder: str, *, status: str, note: str
) -> GradedRecord:
    now = datetime.now(UTC)
    rubric = load_rubric().label
    words = "\0".join([name, coder, rubric, now.isoformat(), *(turn.text for turn in turns)])
    return GradedRecord.model_validate(
        {
            "id": sha256(words.encode()).hexdigest()[:12],
            "transcript": name,
            "graded": now,
            "rubric": rubric,
            "coder": coder,
            "status": status,
            "note": note,
        }
    )
