import io
import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.domain.transcript import Transcript
from simulator.store.grades import read_grades
from simulator.store.transcripts import read_transcript
from tests.store.formats.samples import SAMPLES, TEAMS, TEXT, VTT_NAMES

KEY = """\
name: Two vans
list_price: 4000
floor: 3800
issues:
  - id: payment_days
    name: Payment
    kind: range
    unit: days
    high: 90
    standard: 30
    cost_per_unit: 2
"""

Output = pytest.CaptureFixture[str]


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.yaml"
    path.write_text(KEY, "utf-8")
    return path


def bring_in(path: Path, *options: str) -> int:
    return main(["import", str(path), "--output", str(path.parent / "kept"), *options])


def kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob("kept/*.jsonl"))


def the_one(path: Path) -> Transcript:
    (only,) = kept(path)
    return read_transcript(only)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("sys.stderr", screen)
    return screen


@pytest.mark.parametrize(("name", "text", "form"), SAMPLES)
def test_every_format_is_brought_in_by_itself(
    tmp_path: Path, name: str, text: str, form: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    seller = "SELLER" if "SELLER" in text else "Anna Kim"
    assert bring_in(path, "--seller", seller) == 0
    transcript = the_one(path)
    assert transcript.imported is not None
    assert transcript.imported.format == form
    assert [turn.speaker for turn in transcript.turns] == ["trainee", "buyer", "trainee"]


def test_it_says_who_is_who_and_where_it_went(call: Path, capsys: Output) -> None:
    assert bring_in(call, "--seller", "anna", "--buyer", "bo larsen") == 0
    (path,) = kept(call)
    told = f"{call}: seller: Anna Kim; buyer: Bo Larsen; kept as {path}\n"
    assert capsys.readouterr().out == told


def test_the_same_source_is_not_brought_in_twice(call: Path, capsys: Output) -> None:
    bring_in(call, "--seller", "Anna")
    again = call.with_name("again.txt")
    again.write_bytes(call.read_bytes())
    capsys.readouterr()
    assert bring_in(again) == 0
    assert f"again.txt: already there as {kept(call)[0]}" in capsys.readouterr().out
    assert len(kept(call)) == 1


def test_without_a_terminal_it_asks_for_the_options(call: Path, capsys: Output) -> None:
    assert bring_in(call) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "'Anna Kim' (2), 'Bo Larsen' (1)" in told
    assert all(option in told for option in ("--seller", "--buyer", "--leave-out"))
    assert kept(call) == []


def test_on_a_terminal_it_asks_and_asks_again(call: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call.write_text(f"{TEXT}Host: Thank you \x1b[1m both.\n", "utf-8")
    screen = at_a_terminal(monkeypatch, "what\nseller\nB\nl\n")
    assert bring_in(call) == 0
    asked = screen.getvalue()
    assert "Anna Kim, 2 turns: Good morning. What matters most to you?\n" in asked
    assert "Host, 1 turn: Thank you ␛[1m both.\n" in asked
    assert asked.count("[s]eller, [b]uyer or [l]eave out?") == 4
    imported = the_one(call).imported
    assert imported is not None
    assert imported.speakers == {"Anna Kim": "trainee", "Bo Larsen": "buyer", "Host": "left out"}


def test_on_a_terminal_it_asks_only_what_is_not_clear(
    call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = at_a_terminal(monkeypatch, "")
    assert bring_in(call, "--seller", "Anna") == 0
    assert "seller, " not in screen.getvalue()


def test_the_end_of_the_answers_ends_the_import(
    call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = at_a_terminal(monkeypatch, "s\n")
    assert bring_in(call) == 2
    assert "nobody said who sells and who buys; nothing was imported." in screen.getvalue()
    assert kept(call) == []


def test_bad_files_do_not_stop_the_others(call: Path, tmp_path: Path, capsys: Output) -> None:
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)),
        "columns.csv": b"Time,Notes\n1,Hello",
        "nobody.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n",
        "alone.txt": b"Anna Kim: Hello\nAnna Kim: Hello?",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    paths = [str(tmp_path / name) for name in (*bad, "large.txt", "none.txt")]
    kept_in = ["--output", str(tmp_path / "kept"), "--seller", "Anna"]
    assert main(["import", *paths, str(call), *kept_in]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.startswith(f"negotiate: {path}: ") for line, path in zip(told, paths, strict=True)]
    assert all(line.endswith(".") for line in told)
    assert len(kept(call)) == 1


def test_another_encoding_is_told(call: Path, capsys: Output) -> None:
    call.write_bytes(b"Seller: Caf\xe9?\nBuyer: Yes.\n")
    assert bring_in(call) == 0
    assert "line 1 not in UTF-8, read as Windows-1252" in capsys.readouterr().err
    assert the_one(call).turns[0].text == "Café?"


def test_a_format_may_be_named(call: Path) -> None:
    call.write_text(TEAMS.replace("Bo Larsen   0:09", "Bo Larsen: 0:09"), "utf-8")
    assert bring_in(call, "--format", "json", "--seller", "Anna") == 2
    assert bring_in(call, "--format", "text", "--seller", "Anna") == 2
    assert kept(call) == []


@pytest.mark.parametrize("options", [[], ["--attach", "x.jsonl"]])
def test_nothing_to_do_is_one_sentence(options: list[str], capsys: Output) -> None:
    assert main(["import", *options]) == 2
    assert capsys.readouterr().err.startswith("negotiate: ")


def test_a_scenario_named_at_the_import_is_graded_against(call: Path, capsys: Output) -> None:
    assert bring_in(call, "--seller", "Anna", "--scenario", "services_60k") == 0
    assert the_one(call).scenario is not None
    assert bring_in(call, "--scenario", "no_such_deal") == 2
    assert "no_such_deal" in capsys.readouterr().err


def test_an_imported_call_is_graded_and_coded_like_a_transcript(call: Path, capsys: Output) -> None:
    bring_in(call, "--seller", "Anna")
    (path,) = kept(call)
    assert main(["grade", str(path)]) == 0
    assert [record.status for record in read_grades(path)] == ["graded"]
    capsys.readouterr()
    assert main(["code", str(path), "--format", "json"]) == 0
    readings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reading["turn"] for reading in readings] == [0, 1, 2]


def test_a_key_attached_later_gives_the_words_of_the_deal(
    call: Path, key: Path, capsys: Output
) -> None:
    call.write_text(VTT_NAMES, "utf-8")
    bring_in(call, "--seller", "Anna")
    (path,) = kept(call)
    before = path.read_bytes()
    assert main(["import", "--attach", str(path), "--key", str(key)]) == 0
    assert "now about 'Two vans'" in capsys.readouterr().out
    assert path.read_bytes().startswith(before)
    scenario = read_transcript(path).scenario
    assert scenario is not None
    assert scenario.standard == {"price": 4_000, "payment_days": 30}
    assert main(["code", str(path), "--format", "json"]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["moves"][0]["terms"] == {"price": 3_900}


def test_a_key_is_checked_with_file_and_line(key: Path, call: Path, capsys: Output) -> None:
    assert main(["check", str(key)]) == 0
    assert "a key for 'Two vans': A coach's key: list price 4,000" in capsys.readouterr().out
    key.write_text(KEY.replace("floor: 3800", "flor: 3800"), "utf-8")
    assert bring_in(call, "--seller", "Anna", "--key", str(key)) == 2
    assert f"{key}:1: 'floor' is missing" in capsys.readouterr().err
    assert main(["check", str(key)]) == 2
    assert f"{key}:3: flor: there is no such field; did you" in capsys.readouterr().err
