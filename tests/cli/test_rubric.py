"""`negotiate rubric` prints what the grader works with, and checks a file of one's own."""

from pathlib import Path

import pytest

from simulator.cli import main
from simulator.grader.rubric import load_rubric, parse_rubric


def test_the_page_names_every_indicator_score_and_cap(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rubric"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    rubric = load_rubric()
    for part in (rubric.listening, rubric.firmness, rubric.trading):
        assert all(f"**{indicator}**" in page for indicator in part.indicators)
        assert all(" ".join(row.anchor.split()) in page for row in part.rows)
        assert all(cap.text in page for cap in part.caps.values())
    for name in rubric.secondary.values():
        assert name.title in page


def test_the_page_tells_what_the_rules_do_not_judge(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rubric"])
    lines = capsys.readouterr().out.splitlines()
    for rules in load_rubric().secondary.values():
        for check in rules.checks:
            (line,) = (line for line in lines if line.startswith(f"- **{check.id}** "))
            assert ("not judged by the rules" in line) == (check.judge == "model")
            assert ("not that it was not" in line) == (check.judge == "seen")


def test_the_yaml_is_the_rubric_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rubric", "--format", "yaml"]) == 0
    assert parse_rubric(capsys.readouterr().out.rstrip("\n") + "\n").label == load_rubric().label


def test_a_row_nobody_can_reach_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["rubric", "--format", "yaml"])
    text = capsys.readouterr().out
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("counts: {L1: 1, L2: 1, L3: 1, L4: 1}", "counts: {L3: 1}"))
    assert main(["rubric", str(path)]) == 2
    error = capsys.readouterr().err
    assert "mine.yaml: Process and close: no meeting can reach the row for 4" in error
    assert error.count("\n") == 1


def test_escape_codes_in_a_rubric_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["rubric", "--format", "yaml"])
    text = capsys.readouterr().out
    path = tmp_path / "mine.yaml"
    title = "title: Process and close"
    assert title in text
    path.write_text(text.replace(title, r'title: "\e]0;pwned\a"'))
    assert main(["rubric", str(path)]) == 0
    path.write_text(text.replace(title, f'{title}\n    "\\e[31m": 1'))
    assert main(["rubric", str(path)]) == 2
    shown = capsys.readouterr()
    assert "pwned" in shown.out
    assert "[31m" in shown.err
    assert not {"\x1b", "\x07"} & {*shown.out, *shown.err}
