"""`negotiate simulate`: what it prints, what it keeps, and how it refuses."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.store.sessions import list_sessions

KNOWN = ["simulate", "--persona", "cash_flow_worried", "--scenario", "services_60k"]


def test_one_kind_of_meeting_is_printed_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KNOWN, "--bot", "ideal", "--runs", "6"]) == 0
    printed = capsys.readouterr()
    assert "ideal meets cash_flow_worried, services_60k, normal" in printed.out
    for name in ("deal", "buyer left", "price", "seller above", "joint", "turns", "heat"):
        assert name in printed.out
    assert "100.0% [61.0%, 100.0%]" in printed.out
    assert printed.err == ""


def test_all_trainees_make_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KNOWN, "--bot", "all", "--runs", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 20
    assert len({len(line) for line in lines}) == 1


def test_the_data_holds_every_estimate(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KNOWN, "--bot", "ideal", "--runs", "4", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["bot"] == "ideal"
    assert found["runs"] == found["outcomes"]["deal"]["n"] == 4
    assert found["seller"]["low"] <= found["seller"]["value"] <= found["seller"]["high"]
    assert found["price"]["value"] == 60_000.0


def test_a_variant_is_played_alone_or_each_in_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--scenario", "spare_parts", "--bot", "mute", "--runs", "1"]
    assert main(["simulate", "--persona", "dictator", *options]) == 0
    assert capsys.readouterr().out.count("dictator/") == 3
    assert main(["simulate", "--persona", "dictator", *options, "--variant", "wall"]) == 0
    assert "mute meets dictator (wall)" in capsys.readouterr().out


def test_meetings_are_kept_as_transcripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*KNOWN, "--bot", "ideal", "--runs", "2", "--save", str(tmp_path)]) == 0
    assert [card.outcome for card in list_sessions(tmp_path)] == ["deal", "deal"]


def test_a_voice_counts_what_the_guard_would_cut(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KNOWN, "--bot", "ideal", "--runs", "1", "--voice"]) == 0
    assert "lines the guard would have cut: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--bot", "nobody"], "There is no trainee 'nobody'"),
        (["--bot", "ideal", "--runs", "0"], "--runs must be 1 or more"),
        (["--bot", "ideal", "--jobs", "0"], "--jobs must be 1 or more"),
        (["--bot", "ideal", "--variant", "x"], "no variant 'x'"),
        (["--bot", "ideal", "--scenario", "nowhere"], "no deal 'nowhere'"),
        (["--bot", "ideal", "--persona", "noone"], "no buyer 'noone'"),
        (["--bot", "ideal", "--runs", "1", "--save", "/proc/nowhere"], "/proc/nowhere"),
    ],
)
def test_bad_input_is_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*KNOWN, *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert "Traceback" not in printed.err
