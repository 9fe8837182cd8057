"""`negotiate agree --calibration` and `negotiate grade --calibration`, from file to screen."""

from pathlib import Path

import pytest

from simulator.cli import main
from simulator.grader.rubric import load_rubric
from simulator.store.grades import append_grade
from tests.grader.rated import rated, sampled

Capture = pytest.CaptureFixture[str]


def coached_folder(folder: Path, how_many: int, rubric: str) -> Path:
    """Grades of a coach who gives a point more for firmness than the grader, and did so blind."""
    folder.mkdir()
    for number, records in enumerate(rated(how_many, 1.0)):
        for record in records:
            append_grade(folder / f"{number}.jsonl", record.model_copy(update={"rubric": rubric}))
    return folder


def test_what_coaches_taught_is_printed_beside_the_graders_own_score(
    tmp_path: Path, session: Path, capsys: Capture
) -> None:
    folder = coached_folder(tmp_path / "coached", 40, load_rubric().label)
    file = tmp_path / "coaches.json"
    assert main(["agree", str(folder), "--calibration", str(file)]) == 0
    report = capsys.readouterr().out
    assert "firmness: 1 is 2.0, 2 is 3.0, 3 is 4.0, 4 is 5.0, 5 is 5.0" in report
    assert "listening: none; it takes blind corrections of 30 transcripts; there are 0" in report
    assert main(["grade", str(session)]) == 0
    plain = capsys.readouterr().out
    assert main(["grade", str(session), "--calibration", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:-1] == plain.splitlines()
    assert lines[-1] == "Your coaches would give, on average: firmness 5.0"


def test_too_few_corrections_write_no_file(tmp_path: Path, capsys: Capture) -> None:
    folder = coached_folder(tmp_path / "coached", 10, "r")
    file = tmp_path / "coaches.json"
    assert main(["agree", str(folder), "--calibration", str(file)]) == 2
    assert "no score can be calibrated (listening: it takes" in capsys.readouterr().err
    assert not file.exists()


def test_no_other_file_is_overwritten(tmp_path: Path, session: Path, capsys: Capture) -> None:
    folder = coached_folder(tmp_path / "coached", 40, "r")
    before = session.read_bytes()
    assert main(["agree", str(folder), "--calibration", str(session)]) == 2
    captured = capsys.readouterr()
    assert "name another file" in captured.err
    assert "firmness" in captured.out  # the report is there all the same
    assert session.read_bytes() == before


def test_a_calibration_of_another_rubric_says_nothing(
    tmp_path: Path, session: Path, capsys: Capture
) -> None:
    folder = coached_folder(tmp_path / "coached", 40, "another")
    file = tmp_path / "coaches.json"
    assert main(["agree", str(folder), "--calibration", str(file)]) == 0
    assert main(["grade", str(session), "--calibration", str(file)]) == 0
    assert "of another rubric" in capsys.readouterr().out.splitlines()[-1]


def test_what_is_no_calibration_is_refused_before_anything_is_graded(
    tmp_path: Path, session: Path, capsys: Capture
) -> None:
    file = tmp_path / "coaches.json"
    assert main(["grade", str(session), "--calibration", str(file)]) == 2
    assert "there is no such file" in capsys.readouterr().err
    points = '{"maps":[{"name":"firmness","rubric":"r","transcripts":40,"points":POINTS,'
    points += '"error":1,"error_held_out":0}],"without":{}}'
    for text in (
        '{"maps": 3}',
        "{}",
        points.replace("POINTS", "[1, 2]"),
        points.replace("POINTS", "[1, 2, 3, 4, 99]"),
    ):
        file.write_text(text, "utf-8")
        assert main(["grade", str(session), "--calibration", str(file)]) == 2
        assert "is no calibration" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if "grades" in path.name] == []
    assert main(["grade", str(tmp_path), "--calibration", str(file)]) == 2
    assert "name one file" in capsys.readouterr().err


def test_grades_of_several_samples_are_compared_with_themselves(
    tmp_path: Path, capsys: Capture
) -> None:
    for number in range(20):
        values = [1 + (number + k * k) % 5 for k in range(5)]
        append_grade(tmp_path / f"{number}.jsonl", sampled(f"t{number}", *values))
    assert main(["agree", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "The grader with itself" in text
    assert "not reliable" in text
    assert "Coaches: none" in text
