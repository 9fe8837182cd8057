import json
import sys
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.store.grades import append_grade
from tests.grader import bots
from tests.grader.graded import record_of, session_file

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    for name, bot in (("santa", bots.SANTA), ("ideal", bots.IDEAL)):
        transcript = bots.transcript_of(bot, scenario, persona)
        path = session_file(tmp_path / f"{name}.jsonl", transcript.records)
        record = record_of(transcript).model_copy(update={"transcript": path.name})
        append_grade(path, record)
    return tmp_path


def coach(folder: Path, capsys: Capture) -> None:
    for name in ("santa", "ideal"):
        talk = str(folder / f"{name}.jsonl")
        assert main(["correct", talk, "--coach", "Ann", "--accept", "all", "--blind"]) == 0
    talk = str(folder / "santa.jsonl")
    wrong = ("--remove", "l3.payment_days", "--reason", "asked for")
    assert main(["correct", talk, "--coach", "Ann", *wrong]) == 0
    capsys.readouterr()


def test_the_report_names_coaches_scores_codes_and_what_to_look_at(
    folder: Path, capsys: Capture
) -> None:
    coach(folder, capsys)
    assert main(["agree", str(folder)]) == 0
    text = capsys.readouterr().out
    for part in (
        "Coaches: Ann",
        "Grader and coach, all corrections; transcripts: 2",
        "Grader and coach, made blind; transcripts: 1",
        "trading",
        "CONCEDE",
        "santa.jsonl, turn 3: ledger: grader: free; Ann: not there",
        "Nothing can be said of the grader beside people",
    ):
        assert part in text


def test_as_json_it_is_the_report(folder: Path, capsys: Capture) -> None:
    coach(folder, capsys)
    assert main(["agree", str(folder), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["coaches"] == ["Ann"]
    kinds = [(c["between"], c["corrections"]) for c in report["comparisons"]]
    assert kinds == [("grader and coach", each) for each in ("all", "blind", "seen")]


def test_a_damaged_file_is_told_and_the_rest_counts(folder: Path, capsys: Capture) -> None:
    coach(folder, capsys)
    (folder / "bad.grades.jsonl").write_text("{}\n{}\n", "utf-8")
    assert main(["agree", str(folder)]) == 1
    captured = capsys.readouterr()
    assert "bad.grades.jsonl, line 1" in captured.err
    assert "transcripts: 2" in captured.out


def test_without_corrections_it_says_how_to_make_some(folder: Path, capsys: Capture) -> None:
    assert main(["agree", str(folder)]) == 2
    assert "no coach has corrected" in capsys.readouterr().err
    assert main(["agree", str(folder / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_without_the_library_it_says_what_to_install(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.metrics", None)
    assert main(["agree", str(folder)]) == 2
    assert "pip install" in capsys.readouterr().err
