"""The real command, as a subprocess: pipes, seeds, kills and bad input."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.store.sessions import list_sessions
from simulator.store.transcripts import read_transcript
from tests.test_session import GOOD_MEETING

COMMAND = (sys.executable, "-m", "simulator.cli")


def negotiate(*args: str, lines: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **env},
        timeout=60,
    )


def test_a_whole_meeting_through_a_pipe(tmp_path: Path) -> None:
    lines = "\n".join(GOOD_MEETING) + "\n"
    done = negotiate("play", "--plain", "--seed", "7", "--transcripts", str(tmp_path), lines=lines)
    assert done.returncode == 0, done.stderr
    spoken = [line for line in done.stdout.splitlines() if line.startswith("Buyer: ")]
    assert len(spoken) == 6
    assert "Deal: " in done.stderr
    assert "60,000" in done.stderr
    for score in ("Active listening", "Firmness", "Trade-only concessions"):
        assert score in done.stdout
    assert list(tmp_path.glob("*.grades.jsonl"))


def test_options_may_stand_before_the_command(tmp_path: Path) -> None:
    done = negotiate("--transcripts", str(tmp_path), "play", "--plain", lines="Why is it steep?\n")
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("*.jsonl"))


@pytest.mark.parametrize(
    "args", [("--transcripts", "d", "import", "x"), ("--model", "m", "grade", "x")]
)
def test_options_that_a_command_would_not_see_are_refused(args: tuple[str, ...]) -> None:
    done = negotiate(*args)
    assert done.returncode == 2
    assert f"{args[0]} before a command is for playing only" in done.stderr


def test_the_same_seed_prints_the_same_meeting(tmp_path: Path) -> None:
    lines = "Why is it steep?\nWe can do $58,000.\n"
    one, two = (
        negotiate("play", "--plain", "--seed", "3", "--transcripts", str(tmp_path / d), lines=lines)
        for d in "ab"
    )
    assert one.stdout == two.stdout
    assert one.stdout.count("Buyer: ") == 3


def test_killed_in_the_middle_nothing_shown_is_lost(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "play", "--plain", "--seed", "7", "--transcripts", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdin
    assert process.stdout
    shown = [process.stdout.readline()]
    for line in GOOD_MEETING[:2]:
        process.stdin.write(line + "\n")
        process.stdin.flush()
        shown.append(process.stdout.readline())
    process.kill()
    process.wait()
    [path] = tmp_path.glob("*.jsonl")
    turns = read_transcript(path).turns
    assert [f"Buyer: {t.text}\n" for t in turns if t.speaker == "buyer"] == shown
    rest = "\n".join(GOOD_MEETING[2:]) + "\n"
    done = negotiate("play", "--plain", "--resume", str(path), lines=rest)
    assert "Deal: " in done.stderr
    assert read_transcript(path).end is not None


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--persona", "nobody"), "nobody"),
        (("--scenario", "no/such.yaml"), "such.yaml"),
        (("--resume", "missing.jsonl"), "there is no such file"),
        (("--level", "brutal"), "invalid choice"),
        (("--seed", "x"), "invalid int"),
        (("--prepare", "look:nothing"), "known are: meet:dana_whitlock"),
        (("--prepare", "look:agency_nearer", "--prepare", "look:agency_nearer"), "already"),
        (("--variant", "secret"), "has no variants"),
        (("--prepare", "look:agency_nearer", "--resume", "x.jsonl"), "for a new meeting"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    tmp_path: Path, args: tuple[str, ...], sentence: str
) -> None:
    done = negotiate("play", "--plain", "--transcripts", str(tmp_path), *args)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_prepared_is_on_the_sheet_and_in_the_transcript(tmp_path: Path) -> None:
    lines = "What keeps your team busy in December?\n/done\nHello.\n"
    prepared = ("--prepare", "meet:tom_asare", "--prepare", "look:agency_nearer")
    folder = ("--transcripts", str(tmp_path))
    done = negotiate("play", "--plain", "--seed", "7", *prepared, *folder, lines=lines)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Tom Asare: ") == 2
    assert done.stdout.count("Buyer: ") == 2
    assert "On your sheet: Tom Asare: December is" in done.stderr
    assert "On your sheet: Ring the recruitment agency again: " in done.stderr
    visit, meeting = sorted(tmp_path.glob("*.jsonl"), key=lambda path: "contact" not in path.name)
    header = read_transcript(meeting).header
    assert header is not None
    assert header.learned.met == ("tom_asare",)
    assert header.learned.leads == ("agency_nearer",)
    assert [card.path for card in list_sessions(tmp_path)] == [meeting]
    refused = negotiate("grade", str(visit))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "nothing to grade" in refused.stderr
    again = negotiate("play", "--plain", "--resume", str(visit))
    assert again.returncode == 2
    assert "from before a meeting" in again.stderr


def test_the_preparation_is_listed_with_its_keys() -> None:
    done = negotiate("play", "--list-preparation", "--scenario", "spare_parts")
    assert done.returncode == 0
    assert "time for 3 of these" in done.stdout
    assert "look:brewery " in done.stdout
    assert "The buyer may mind." in done.stdout


def test_a_coach_may_choose_the_truth_behind_a_buyer(tmp_path: Path) -> None:
    who = ("--persona", "dictator", "--variant", "trade", "--transcripts", str(tmp_path))
    done = negotiate("play", "--plain", *who, lines="/leave\n")
    assert done.returncode == 0, done.stderr
    assert "trade" not in done.stderr.casefold()
    assert "What you were not told\n  Trade: " in done.stdout
    (path,) = (p for p in tmp_path.glob("*.jsonl") if not p.name.endswith(".grades.jsonl"))
    header = read_transcript(path).header
    assert header is not None
    assert header.variant == "trade"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = negotiate("play", "--plain", "--transcripts", str(tmp_path / "file"))
    assert done.returncode == 2
    assert "choose another folder" in done.stderr


def test_without_a_terminal_the_screen_says_what_to_use() -> None:
    done = negotiate()
    assert done.returncode == 2
    assert "--plain" in done.stderr
