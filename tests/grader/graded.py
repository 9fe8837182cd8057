"""Graded records made without a model: the rules read, the rubric scores."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Header, Record, Transcript
from simulator.domain.vocabulary import vocabulary_of
from simulator.grader.meeting import Sheet
from simulator.grader.rubric import load_rubric
from simulator.grader.scoring import score
from simulator.store.grades import append_grade
from tests.grader.builders import DEAL, Talk

MADE = datetime(2026, 2, 3, tzinfo=UTC)


def record_of(transcript: Transcript, readings: tuple[Reading, ...] | None = None) -> GradedRecord:
    """The grader's own record of a session; without `readings`, as the rules read it."""
    header = transcript.header
    assert header is not None
    if readings is None:
        reader = RuleReader(vocabulary_of(header.scenario, header.persona))
        readings = tuple(reader.read(turn) for turn in transcript.turns)
    card = score(
        transcript.turns,
        readings,
        scenario=header.scenario,
        persona=header.persona,
        end=transcript.end,
        sheet=Sheet(header.plan, header.learned),
        by_rules=True,
    )
    record = GradedRecord(
        id="root",
        transcript="talk.jsonl",
        graded=MADE,
        rubric=load_rubric().label,
        coder="rules",
        readings=readings,
    )
    return record.model_copy(update=card._asdict())


def session_file(path: Path, records: Iterable[Record]) -> Path:
    """A session on the disk, as it was played; returns its path."""
    path.write_text("".join(f"{record.model_dump_json()}\n" for record in records), "utf-8")
    return path


def graded_file(folder: Path, transcript: Transcript) -> Path:
    """The session and the grader's own record of it, on the disk; returns the transcript's path."""
    path = session_file(folder / "talk.jsonl", transcript.records)
    append_grade(path, record_of(transcript))
    return path


def played(talk: Talk, persona: Persona, scenario: Scenario = DEAL) -> Transcript:
    """A talk of the builders' as a session that is still open."""
    header = Header(
        id="talk", created=MADE, scenario=scenario, persona=persona, level="normal", seed=1,
        model="offline",
    )  # fmt: skip
    return Transcript(header=header, records=(header, *talk.turns))
