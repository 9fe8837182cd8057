"""What is to be graded: a transcript with its deal, what its codes score, and the hashes that tell
two cases apart.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from simulator.coding.coder import prompt_hash
from simulator.coding.rules import rules_hash
from simulator.domain.corrections import Correction
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Provenance
from simulator.domain.transcript import End, Transcript, Turn
from simulator.domain.vocabulary import Vocabulary
from simulator.grader.ground import ground_of
from simulator.grader.meeting import Sheet
from simulator.grader.scoring import Scorecard, score
from simulator.llm.tokens import OFFLINE


@dataclass(frozen=True, slots=True)
class Case:
    """A transcript, opened for grading; `name` is its id or its file's name."""

    name: str
    turns: tuple[Turn, ...]
    end: End | None
    scenario: Scenario | None
    persona: Persona | None
    sheet: Sheet | None
    vocabulary: Vocabulary
    transcript_hash: str
    scenario_hash: str
    persona_hash: str


def open_case(transcript: Transcript, name: str, scenario: Scenario | None = None) -> Case:
    """The case of a transcript. A session is graded against the deal it was played in, and
    `scenario` is for a conversation from elsewhere, where none is attached to it.

    Raises NegotiateError for a talk from before a meeting.
    """
    header = transcript.header
    if header is not None and header.purpose == "preparation":
        raise NegotiateError(
            f"{name}: this is a talk from before a meeting, and there is nothing to grade in it."
        )
    deal = transcript.scenario or scenario
    persona = header.persona if header else None
    ground = ground_of(deal, persona)
    scenario_hash, persona_hash = ground.hashes
    return Case(
        name=name,
        turns=transcript.turns,
        end=transcript.end,
        scenario=ground.scenario,
        persona=ground.persona,
        sheet=Sheet(header.plan, header.learned) if header else None,
        vocabulary=ground.vocabulary,
        transcript_hash=_transcript_hash(transcript),
        scenario_hash=scenario_hash,
        persona_hash=persona_hash,
    )


def scored(
    case: Case,
    readings: Sequence[Reading],
    corrections: Sequence[Correction] = (),
    *,
    by_rules: bool = False,
) -> Scorecard:
    """What follows from codes of the case, with a coach's corrections of rows and opportunities."""
    return score(
        case.turns,
        readings,
        scenario=case.scenario,
        persona=case.persona,
        end=case.end,
        sheet=case.sheet,
        corrections=corrections,
        by_rules=by_rules,
    )


def provenance(case: Case, model: str, samples: int) -> Provenance:
    """What a grade of the case by that model is made from, the rubric apart.

    Of a panel, each judge is asked `samples` times.
    """
    return Provenance(
        model=model,
        prompt=coder_hash(model),
        transcript=case.transcript_hash,
        scenario=case.scenario_hash,
        persona=case.persona_hash,
        samples=samples,
    )


def coder_hash(model: str) -> str:
    """What tells one version of a coder from another: its prompt and form, or its rules."""
    return rules_hash() if model == OFFLINE else prompt_hash()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _transcript_hash(transcript: Transcript) -> str:
    """Of the words, of how it ended, and of the trainee's sheet, which one score looks at."""
    said = [[turn.n, turn.speaker, turn.text, turn.interrupted] for turn in transcript.turns]
    end, header = transcript.end, transcript.header
    rest = [
        end.model_dump_json() if end else "",
        header.plan.model_dump_json() + header.learned.model_dump_json() if header else "",
    ]
    return _digest(json.dumps([said, rest]))
