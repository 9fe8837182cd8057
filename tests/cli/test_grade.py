import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.store.grades import grades_path, read_grades
from tests.grader import bots
from tests.grader.graded import session_file


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    lines = [f"Buyer: {b}\nSeller: {s}" for b, s in bots.SANTA.exchanges]
    path = tmp_path / "talk.txt"
    path.write_text("\n".join([*lines, f"Buyer: {bots.SANTA.last}"]), encoding="utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    played = bots.transcript_of(bots.IDEAL, scenario, persona)
    return session_file(tmp_path / "session.jsonl", played.records)


def test_a_session_is_graded_and_the_record_kept_beside_it(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(session)]) == 0
    text = capsys.readouterr().out
    assert "Active listening: 5 of 5" in text
    assert "Trade-only concessions: 5 of 5" in text
    assert [record.status for record in read_grades(session)] == ["graded"]


def test_grading_again_prints_what_is_there(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["grade", str(session)])
    first = capsys.readouterr().out
    assert main(["grade", str(session)]) == 0
    assert capsys.readouterr().out == first
    assert len(read_grades(session)) == 1


def test_the_grades_that_a_star_names_beside_a_session_are_passed_over(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["grade", str(session)])
    alone = capsys.readouterr().out
    assert main(["grade", str(session), str(grades_path(session))]) == 0
    assert capsys.readouterr().out == alone
    assert main(["grade", str(grades_path(session))]) == 2
    assert "a transcript is missing" in capsys.readouterr().err


def test_refreshing_adds_a_record(session: Path) -> None:
    before = session.read_bytes()
    main(["grade", str(session)])
    main(["grade", str(session), "--refresh"])
    assert len({record.id for record in read_grades(session)}) == 2
    assert session.read_bytes() == before


def test_other_words_another_rubric_or_a_failure_are_no_reason_to_stop(session: Path) -> None:
    main(["grade", str(session)])
    (record,) = read_grades(session)
    changed: dict[str, dict[str, object]] = {
        "rubric": {"rubric": "older"},
        "words": {"made_from": record.made_from.model_copy(update={"transcript": "0"}), "file": ""},
        "failure": {"status": "not graded"},
        "coach": {"coach": "Ada"},
    }
    for update in changed.values():
        other = record.model_copy(update=update)
        grades_path(session).write_text(other.model_dump_json() + "\n", "utf-8")
        assert main(["grade", str(session)]) == 0
        assert len(read_grades(session)) == 2


def test_grades_of_another_transcript_are_said_and_not_taken(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["grade", str(session)])
    (record,) = read_grades(session)
    made_from = record.made_from.model_copy(update={"transcript": "0"})
    other = {"transcript": "other.jsonl", "made_from": made_from, "file": ""}
    stranger = record.model_copy(update=other).model_dump_json()
    grades_path(session).write_text(stranger + "\n", "utf-8")
    assert main(["grade", str(session)]) == 0
    assert "are of 'other.jsonl'; graded anew" in capsys.readouterr().err
    assert [one.transcript for one in read_grades(session)] == ["other.jsonl", "session.jsonl"]


def test_regrading_says_what_moved_and_why(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["grade", str(session)])
    capsys.readouterr()
    assert main(["regrade", str(session)]) == 0
    assert "1 unchanged" in capsys.readouterr().out
    (record,) = read_grades(session)
    listening = record.scores[0].model_copy(update={"value": 2})
    readings = tuple(reading.model_copy(update={"moves": ()}) for reading in record.readings)
    old = record.model_copy(
        update={
            "rubric": "v0+old",
            "scores": (listening, *record.scores[1:]),
            "readings": readings,
        }
    )
    grades_path(session).write_text(old.model_dump_json() + "\n", "utf-8")
    assert main(["regrade", str(session)]) == 0
    said = capsys.readouterr().out
    assert "listening: 2 -> 5" in said
    assert f"rubric: v0+old -> {record.rubric}" in said
    assert "codes: +" in said
    assert read_grades(session)[-1].parent == old.id


def test_a_conversation_from_elsewhere_with_a_scenario(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(talk), "--scenario", "services_60k", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    scores = {score["name"]: score["value"] for score in record["scores"]}
    assert scores["trading"] == 1
    assert record["price_equivalent"] is not None


def test_a_conversation_without_a_scenario_scores_what_needs_no_key(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(talk), "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    verdicts = {score["name"]: score["verdict"] for score in record["scores"]}
    assert verdicts["firmness"] == "not scored"
    assert record["price_equivalent"] is None


def test_a_bad_file_does_not_stop_the_others(
    talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[", encoding="utf-8")
    assert main(["grade", str(bad), str(talk), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["transcript"] == "talk.txt"
    assert captured.err.count("negotiate: ") == 1
    assert "2 files: 1 graded, 1 failed" in captured.err
    assert "line 1: this is not JSON" in captured.err


def test_an_unknown_scenario_is_one_sentence(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(talk), "--scenario", "no_such_deal"]) == 2
    assert "no_such_deal" in capsys.readouterr().err
