"""How sure a grade is: intervals, scores withheld, doubtful codes, and what was left out."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.domain.corrections import Correction, Target
from simulator.domain.moves import Code, Move
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Doubt, GradedRecord, Provenance, Score
from simulator.report.certainty import (
    BY_RULES,
    MOST,
    certainty_lines,
    doubt_words,
    doubts_of,
    dropped_at,
    figure,
    uncounted,
)
from simulator.report.side_by_side import side_by_side
from simulator.store.grades import read_grades
from tests.grader import bots
from tests.grader.graded import record_of, session_file
from tests.llm.http_server import HttpServer, Reply, Request, completion, document
from tests.report.sampled import wavered, wavering


@pytest.fixture
async def record(scenario: Scenario, persona: Persona) -> GradedRecord:
    return await wavered(bots.transcript_of(bots.SANTA, scenario, persona))


def score(value: int | None, interval: tuple[float, float] | None) -> Score:
    return Score(
        name="firmness",
        verdict="not scored" if value is None else "scored",
        value=value,
        interval=interval,
        because="So.",
    )


@pytest.mark.parametrize(
    ("value", "interval", "words"),
    [
        (4, (3.0, 4.0), "4 of 5 (3 to 4)"),
        (4, (4.0, 4.0), "4 of 5"),
        (4, None, "4 of 5"),
        (None, (2.0, 4.0), "not scored"),
    ],
)
def test_a_score_is_told_with_its_interval(
    value: int | None, interval: tuple[float, float] | None, words: str
) -> None:
    assert figure(score(value, interval)) == words


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (Doubt(turn=1, code="HOLD", kind="vote", share=2 / 3), "2 of 3 samples"),
        (Doubt(turn=1, code="HOLD", kind="vote", share=1 / 3), "1 of 3 samples, not counted"),
        (Doubt(turn=1, code="HOLD", kind="paraphrase"), "paraphrase, not counted"),
        (Doubt(turn=1, code="HOLD", kind="repaired"), "quote repaired"),
    ],
)
def test_a_doubt_is_told_by_its_kind(doubt: Doubt, words: str) -> None:
    assert doubt_words(doubt, Provenance(model="one", samples=3)) == words


def test_a_panel_votes(record: GradedRecord) -> None:
    panel = Provenance(model="one,two", samples=3)
    doubt = Doubt(turn=1, code="HOLD", kind="vote", share=5 / 6)
    assert doubt_words(doubt, panel) == "5 of 6 votes"
    first, *_ = certainty_lines(record.model_copy(update={"made_from": panel}))
    assert first.startswith("2 models were asked 3 times each.")


def moves(record: GradedRecord, code: Code) -> list[Move]:
    return [m for reading in record.readings for m in reading.moves if m.code is code]


def test_a_code_is_marked_where_it_stands_and_no_other_of_its_kind(record: GradedRecord) -> None:
    (asked,) = moves(record, Code.Q_WHY)
    assert [doubt.kind for doubt in doubts_of(record, asked)] == ["vote"]
    (value,) = moves(record, Code.VALUE)
    assert value.quote.turn == 3
    assert [(d.kind, d.turn) for d in doubts_of(record, value)] == [("repaired", 7)]
    assert not any(doubts_of(record, held) for held in moves(record, Code.HOLD))
    offers = moves(record, Code.OFFER)
    assert offers
    assert not any(doubts_of(record, offer) for offer in offers)


def test_what_does_not_count_is_shown_where_it_was_found(record: GradedRecord) -> None:
    assert [(d.code, d.kind) for d in uncounted(record, 5)] == [
        ("HOLD", "paraphrase"),
        ("IRRIT", "vote"),
    ]
    assert uncounted(record, 1) == uncounted(record, 7) == []
    assert dropped_at(record, 13) == ["Q-WHY: 'Why is it too dear for you?' is not said there"]
    assert dropped_at(record, 1) == []


def by_coach(record: GradedRecord, target: Target) -> GradedRecord:
    made = Correction(
        made=datetime(2026, 3, 4, tzinfo=UTC), coach="ann", action="accept", target=target
    )
    return record.model_copy(update={"corrections": (made,), "coach": "ann"})


def test_what_a_coach_has_ruled_on_is_in_doubt_no_longer(record: GradedRecord) -> None:
    (asked,) = moves(record, Code.Q_WHY)
    turn = by_coach(record, Target(kind="turn", turn=1))
    assert doubts_of(turn, asked) == []
    assert uncounted(turn, 5)
    code = by_coach(record, Target(kind="code", of="HOLD", turn=5, quote=asked.quote))
    assert [d.code for d in uncounted(code, 5)] == ["IRRIT"]
    everything = by_coach(record, Target(kind="turn"))
    assert not any("Turn" in line for line in certainty_lines(everything))


def test_brackets_are_explained_and_no_more_is_promised(record: GradedRecord) -> None:
    """A score without brackets may have been withheld, or moved by a coach."""
    first, *_ = certainty_lines(record)
    assert first == (
        "The model was asked 3 times. Figures in brackets are 95 % intervals over the answers."
    )


def test_one_clean_sample_needs_no_words(scenario: Scenario, persona: Persona) -> None:
    clean = record_of(bots.transcript_of(bots.SANTA, scenario, persona))
    assert list(certainty_lines(clean)) == []


def test_a_long_list_of_doubts_is_cut_and_says_so(record: GradedRecord) -> None:
    many = tuple(
        Doubt(turn=n, code="HOLD", kind="vote", said="No.", share=1 / 3) for n in range(MOST + 3)
    )
    faults = tuple(f"turn {n}: HOLD: 'no' is not said there" for n in range(MOST + 1))
    lines = list(certainty_lines(record.model_copy(update={"doubts": many, "dropped": faults})))
    assert len(lines) == 1 + MOST + 1 + MOST + 1
    assert "3 more doubtful codes are marked in the replay." in lines
    assert lines[-1] == "And 1 more."


def test_side_by_side_the_grader_has_its_interval(record: GradedRecord) -> None:
    lines = side_by_side(record, record).splitlines()
    assert "Firmness            5 of 5 (4 to 5)" in lines


async def test_the_report_of_the_command_says_how_sure_it_is(
    scenario: Scenario,
    persona: Persona,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    played = bots.transcript_of(bots.SANTA, scenario, persona)
    path = session_file(tmp_path / "talk.jsonl", played.records)

    def answer(request: Request) -> Reply:
        return document(completion(wavering(request.body)))

    async with HttpServer() as server:
        server.answer = answer
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        options = ("--model", "some-model", "--samples", "3", "--cache", str(tmp_path / "cache"))
        assert await asyncio.to_thread(main, ["grade", str(path), *options]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Firmness: 5 of 5 (4 to 5)" in text
    assert "Active listening: not scored Left to a coach: the samples put it anywhere from" in text
    assert "Value before price: not scored. Left to a coach" in text
    assert "The model was asked 3 times." in text
    assert "Turn 1: Q-WHY “What makes it steep this quarter?”: 2 of 3 samples." in text
    assert "coaches are paid by the hour.”: paraphrase, not counted." in text
    assert "Turn 7: VALUE “I see, so they pay late.”: quote repaired." in text
    assert "Left out: turn 13: Q-WHY: 'Why is it too dear for you?' is not said there." in text
    assert read_grades(path)[-1].made_from.samples == 3


def test_a_grade_by_the_rules_says_so_until_a_coach_has_looked(
    scenario: Scenario, persona: Persona
) -> None:
    by_rules = record_of(bots.transcript_of(bots.SANTA, scenario, persona))
    by_rules = by_rules.model_copy(update={"made_from": Provenance(model="offline")})
    assert list(certainty_lines(by_rules)) == [BY_RULES]
    assert list(certainty_lines(by_rules.model_copy(update={"coach": "Ann"}))) == []
