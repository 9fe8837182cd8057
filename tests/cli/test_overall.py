"""`negotiate grade --overall`: one number, from the three headlines as they are on record."""

from pathlib import Path

import pytest

from simulator.cli import main
from simulator.cli.overall import overall
from simulator.domain.scorecard import GradedRecord
from simulator.store.grades import grades_path, read_grades

Capture = pytest.CaptureFixture[str]


def printed(path: Path, capsys: Capture) -> list[str]:
    assert main(["grade", str(path), "--overall"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (start,) = (n for n, line in enumerate(lines) if line.startswith("Overall"))
    return lines[start:]


def graded(path: Path) -> GradedRecord:
    return read_grades(path)[-1]


def with_integrity(path: Path, value: int) -> None:
    """A value on record that the rules alone would not give, as if a model had."""
    text = grades_path(path).read_text("utf-8")
    old = '"name":"integrity","verdict":"not judged by the rules","value":null'
    assert text.count(old) == 1
    new = f'"name":"integrity","verdict":"scored","value":{value}'
    grades_path(path).write_text(text.replace(old, new), "utf-8")


def test_it_is_the_mean_and_stands_beside_the_outcome(session: Path, capsys: Capture) -> None:
    first, *beside = printed(session, capsys)
    values = [score.value or 0 for score in graded(session).scores]
    assert len(values) == 3
    assert len(set(values)) > 1
    assert first == f"Overall: {sum(values) / 3:.1f} of 5 (the mean of the three headlines)"
    assert any("is worth" in line for line in beside)
    assert main(["grade", str(session)]) == 0
    assert "Overall" not in capsys.readouterr().out
    assert "overall" not in grades_path(session).read_text("utf-8").casefold()


def test_integrity_caps_it(session: Path, capsys: Capture) -> None:
    mean = printed(session, capsys)[0].split()[1]
    with_integrity(session, 1)
    assert printed(session, capsys)[0] == (
        f"Overall: 1.0 of 5 (the headlines' mean is {mean}, and integrity caps it)"
    )


def test_without_a_headline_there_is_none(session: Path, tmp_path: Path, capsys: Capture) -> None:
    short = tmp_path / "short.txt"
    short.write_text("Buyer: Hello.\nSeller: Hello, what can I do?\nBuyer: A lot.\n", "utf-8")
    first, *_ = printed(short, capsys)
    assert first.startswith("Overall: none (listening is ")
    assert "trading is " in first
    value, _ = overall(graded(short))
    assert value is None


def test_it_is_never_printed_alone(session: Path, capsys: Capture) -> None:
    for args in ((str(session.parent),), (str(session), "--format", "json")):
        assert main(["grade", *args, "--overall"]) == 2
        assert "name one file" in capsys.readouterr().err.replace("\n", " ")
    assert not grades_path(session).exists()
