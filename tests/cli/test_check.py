"""`negotiate check`: the author's tool."""

from pathlib import Path

import pytest

from simulator.cli import main

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(map(str, (*ROOT.glob("personas/*.yaml"), *ROOT.glob("scenarios/*.yaml"))))


def test_the_shipped_files_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *SHIPPED]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert [line.partition(": ok, the ")[0] for line in said.out.splitlines()] == SHIPPED
    assert "a deal is possible" in said.out


def test_every_problem_of_every_file_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text("id: Deal\nname: D\nbrief: none\nissues: []\n", encoding="utf-8")
    assert main(["check", str(deal), str(tmp_path / "nope.yaml"), SHIPPED[0]]) == 2
    said = capsys.readouterr()
    assert f"{deal}:1: id: 'Deal' is no id" in said.err
    assert f"{deal}:3: brief: this has to be a group" in said.err
    assert f"{deal}:4: issues: there are 0 items and at least 1 are needed; add 1." in said.err
    assert "There is no file" in said.err
    assert said.out.startswith(f"{SHIPPED[0]}: ok")
    assert "Traceback" not in said.err


def test_a_deal_without_a_zone_is_said_to_have_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "scenarios" / "services_60k.yaml").read_text("utf-8")
    greedy = text.replace(
        "  reservation: 1200\n  target: 2600", "  reservation: 31000\n  target: 31000"
    )
    path = tmp_path / "deal.yaml"
    path.write_text(greedy, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "no package suits both sides" in capsys.readouterr().out
