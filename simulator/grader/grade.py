"""Grades a transcript: code the turns, verify the quotes, score, and write it all down.

The grader was not in the room: of a session it reads what was said, how it ended, and the
scenario's key; never the buyer's private records. The trainee's sheet counts for one score only.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeVar

from simulator.coding.coder import PASSAGE_TURNS, Asked, Coding, code_turns, cut, settled
from simulator.coding.rules import RULES, code_by_rules
from simulator.domain.errors import ModelError
from simulator.domain.moves import Reading
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Doubt, GradedRecord, Provenance, Score, judges_of
from simulator.domain.transcript import Transcript
from simulator.grader.case import Case, open_case, provenance, scored
from simulator.grader.contested import with_contested
from simulator.grader.panel import left_to_a_coach
from simulator.grader.rubric import load_rubric
from simulator.grader.samples import majority, with_intervals
from simulator.grader.verify import Verified, verify
from simulator.llm.answers import Answers
from simulator.llm.model import Model
from simulator.llm.tokens import OFFLINE

SAMPLED = 0.7
"""Temperature where a model is asked several times; one sample is asked for at 0."""


async def grade(
    transcript: Transcript, model: Model, *, name: str, scenario: Scenario | None = None
) -> GradedRecord:
    """Grade one transcript with codes from `model`, asked once.

    `name` is the transcript's id or file name. `scenario` is for a conversation that was not
    played here; a session is graded against the scenario it was played in. A model that fails
    makes a record with status "not graded" and the reason as its note, never a score. Raises
    NegotiateError for a talk from before a meeting.
    """
    return await grade_by_model(open_case(transcript, name, scenario), model, model.id)


def grade_by_rules(case: Case, parent: str = "") -> GradedRecord:
    """Grade with the rules called directly: the same record as through the offline model."""
    coding = code_by_rules(case.turns, case.vocabulary)
    return _graded(case, [coding], provenance(case, OFFLINE, 1), parent)


async def grade_by_model(
    case: Case, answers: Answers, model: str, samples: int = 1, parent: str = ""
) -> GradedRecord:
    """Grade with codes from `samples` answers of a model, or of each model on a panel.

    Raises ModelError where the set-up is wrong and every other transcript would fail as well.
    """
    made_from = provenance(case, model, samples)
    temperature = SAMPLED if samples > 1 else 0.0
    talk = cut(case.turns, case.vocabulary)
    try:
        codings = await settled(
            code_turns(talk, Asked(answers, judge, sample, temperature))
            for judge in judges_of(model)
            for sample in range(samples)
        )
    except ModelError as error:
        if error.lasting:
            raise
        return _record(case, made_from, parent, status="not graded", note=str(error))
    return _graded(case, codings, made_from, parent)


def _graded(
    case: Case, codings: Sequence[Coding], made_from: Provenance, parent: str
) -> GradedRecord:
    checked = [verify(case.turns, coding.readings) for coding in codings]
    samples = [one.readings for one in checked]
    votes = majority(samples)
    by_rules = _coder(made_from) == RULES
    card = scored(case, votes.readings, by_rules=by_rules)

    def all_scores(readings: Sequence[Reading]) -> tuple[Score, ...]:
        return scored(case, readings, by_rules=by_rules).all_scores

    scores = with_intervals(card.all_scores, samples, PASSAGE_TURNS, all_scores)
    scores = left_to_a_coach(scores, made_from.judges, samples, all_scores)
    scores = with_contested(scores, votes.readings, samples, all_scores)
    headline = len(card.scores)
    note = _note(codings, checked)
    record = _record(
        case,
        made_from,
        parent,
        status="low confidence" if note else "graded",
        note=note,
    )
    return record.model_copy(
        update={
            **card._asdict(),
            "readings": votes.readings,
            "dropped": _each_once(
                fault
                for coding, one in zip(codings, checked, strict=True)
                for fault in (*coding.dropped, *one.dropped)
            ),
            "doubts": _each_once(
                (*(doubt for coding in codings for doubt in coding.doubts), *votes.doubts)
            ),
            "scores": scores[:headline],
            "secondary": scores[headline:],
        }
    )


T = TypeVar("T", str, Doubt)


def _each_once(items: Iterable[T]) -> tuple[T, ...]:
    """In order, without what several samples say alike."""
    once: list[T] = []
    for item in items:
        if item not in once:
            once.append(item)
    return tuple(once)


def _note(codings: Sequence[Coding], checked: Sequence[Verified]) -> str:
    """Why the codes are not to be trusted; "" where they are."""
    dropped = sum(
        len(coding.dropped) + len(one.dropped) for coding, one in zip(codings, checked, strict=True)
    )
    total = dropped + sum(one.kept for one in checked)
    doubtful = any(coding.doubtful for coding in codings)
    if not doubtful and dropped <= load_rubric().evidence.max_dropped_share * total:
        return ""
    return (
        f"{dropped} of {total} codes could not be verified and were left out; "
        "treat these scores with care."
    )


def _coder(made_from: Provenance) -> str:
    return RULES if made_from.model == OFFLINE else f"{made_from.model}:{made_from.prompt}"


def _record(
    case: Case, made_from: Provenance, parent: str, *, status: str, note: str
) -> GradedRecord:
    now = datetime.now(UTC)
    coder, rubric = _coder(made_from), load_rubric().label
    words = "\0".join([case.name, coder, rubric, now.isoformat(), made_from.transcript])
    return GradedRecord.model_validate(
        {
            "id": sha256(words.encode()).hexdigest()[:12],
            "transcript": case.name,
            "graded": now,
            "rubric": rubric,
            "coder": coder,
            "status": status,
            "note": note,
            "made_from": made_from,
            "parent": parent,
        }
    )
