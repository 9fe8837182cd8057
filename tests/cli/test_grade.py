import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.store.grades import read_grades
from tests.grader import bots


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    lines = [f"Buyer: {b}\nSeller: {s}" for b, s in bots.SANTA.exchanges]
    path = tmp_path / "talk.txt"
    path.write_text("\n".join([*lines, f"Buyer: {bots.SANTA.last}"]), encoding="utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    path = tmp_path / "session.jsonl"
    records = bots.transcript_of(bots.IDEAL, scenario, persona).records
    path.write_text("".join(f"{record.model_dump_json()}\n" for record in records), "utf-8")
    return path


def test_a_session_is_graded_and_the_record_kept_beside_it(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(session)]) == 0
    text = capsys.readouterr().out
    assert "Active listening: 5 of 5" in text
    assert "Trade-only concessions: 5 of 5" in text
    assert [record.status for record in read_grades(session)] == ["graded"]


def test_grading_again_adds_a_record(session: Path) -> None:
    main(["grade", str(session)])
    before = session.read_bytes()
    main(["grade", str(session)])
    assert len({record.id for record in read_grades(session)}) == 2
    assert session.read_bytes() == before


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
    assert main(["grade", str(bad), str(talk), "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)["transcript"] == "talk.txt"
    assert captured.err.count("negotiate: ") == 1
    assert "line 1: this is not JSON" in captured.err


def test_an_unknown_scenario_is_one_sentence(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(talk), "--scenario", "no_such_deal"]) == 2
    assert "no_such_deal" in capsys.readouterr().err
