"""Runs over many files: whatever is wrong with one, the others are graded; a kill costs nothing."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.batch import run as runs
from simulator.batch.grading import Row, Setup
from simulator.batch.sources import Source, sources
from simulator.batch.tally import Tally
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Parent
from simulator.store.grades import grades_path, list_grades, read_grades

from .talks import contents, session, talk, write_talks

BATCH = Setup(durable=False)


def graded(*paths: Path, jobs: int = 1, setup: Setup = BATCH) -> dict[str, Row]:
    rows: list[Row] = []
    runs.run(setup, sources(paths), jobs, rows.append)
    assert len({row.path for row in rows}) == len(rows)
    return {Path(row.path).name: row for row in rows}


def test_bad_files_are_one_sentence_each_and_the_rest_is_graded(tmp_path: Path) -> None:
    write_talks(tmp_path, 3)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(random.Random(1).randbytes(4_000))
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "nobody.json").write_text('[{"who": "x"}]')
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "torn.jsonl").write_text('{"type":"header","version":1,"id":"a"')
    (tmp_path / "mixed.txt").write_bytes(b"Seller: a caf\xe9?\nBuyer: Caf\xc3\xa9, yes.\n")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    rows = graded(tmp_path, tmp_path / "missing.txt")
    failed = {name for name, row in rows.items() if row.result == "failed"}
    assert failed == {
        *("empty.txt", "binary.txt", "huge.txt", "nobody.json", "deep.json", "torn.jsonl"),
        *("gone.txt", "missing.txt"),
    }
    for name in failed:
        (sentence,) = rows[name].said
        assert name in sentence
        assert "Traceback" not in sentence
        assert "report it" not in sentence
    assert {rows[f"talk00{n}.txt"].result for n in range(3)} == {"graded"}
    assert rows["mixed.txt"].result == "graded"
    assert "Windows-1252" in rows["mixed.txt"].said[0]


def test_a_repeated_transcript_is_named_and_graded_once(
    tmp_path: Path, scenario: Scenario, persona: Persona
) -> None:
    first = session(tmp_path / "a.jsonl", scenario, persona)
    shutil.copy(first, tmp_path / "b.jsonl")
    (tmp_path / "c.jsonl").write_bytes(first.read_bytes()[:-40])
    session(tmp_path / "d.jsonl", scenario, persona, id="another")
    rows = graded(tmp_path)
    assert [rows[name].result for name in ("a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl")] == [
        *("graded", "repeated", "repeated", "graded"),
    ]
    assert rows["b.jsonl"].said == (f"{tmp_path}/b.jsonl: repeats {first}, which is graded once.",)
    assert not grades_path(tmp_path / "b.jsonl").exists()


def test_sessions_that_name_each_other_as_origin_are_told_of(
    tmp_path: Path, scenario: Scenario, persona: Persona
) -> None:
    for own, parent in (("x", "y"), ("y", "x"), ("z", "z"), ("w", "x")):
        origin = Parent(id=parent, turn=2)
        session(tmp_path / f"{own}.jsonl", scenario, persona, id=own, parent=origin)
    tally = Tally()
    for row in graded(tmp_path).values():
        assert row.result == "graded"
        assert bool(row.said) == (row.path.endswith("z.jsonl"))
        tally.add(row)
    assert [sentence.split(":")[0] for sentence in tally.cycles()] in (
        ["x -> y -> x"],
        ["y -> x -> y"],
    )


def test_talks_before_a_meeting_and_our_own_records_are_passed_over(
    tmp_path: Path, scenario: Scenario, persona: Persona
) -> None:
    session(tmp_path / "desk.jsonl", scenario, persona, id="desk", purpose="preparation")
    session(tmp_path / "deal.jsonl", scenario, persona)
    (tmp_path / "call.source.txt").write_text(talk(1))
    (tmp_path / "notes.md").write_text("# Notes")
    assert {name: row.result for name, row in graded(tmp_path).items()} == {
        "desk.jsonl": "skipped",
        "deal.jsonl": "graded",
    }
    assert {row.result for row in graded(tmp_path).values()} == {"skipped", "unchanged"}


def test_several_processes_make_the_records_of_one(tmp_path: Path) -> None:
    write_talks(tmp_path / "one", 24)
    write_talks(tmp_path / "two", 24)
    (tmp_path / "two" / "empty.txt").touch()
    graded(tmp_path / "one")
    rows = graded(tmp_path / "two", jobs=2)
    assert rows.pop("empty.txt").result == "failed"
    assert {row.result for row in rows.values()} == {"graded"}
    found = contents(tmp_path / "two")
    del found["empty.txt"]
    assert found == contents(tmp_path / "one")
    assert {row.result for row in graded(tmp_path / "one", jobs=2).values()} == {"unchanged"}


def test_a_changed_file_is_graded_anew(tmp_path: Path) -> None:
    (path,) = write_talks(tmp_path, 1)
    graded(path)
    path.write_text(path.read_text() + "\n")  # other bytes, the same words
    assert graded(path)[path.name].result == "unchanged"
    path.write_text(path.read_text() + "Buyer: Is that all?")
    assert graded(path)[path.name].result == "graded"
    assert len(read_grades(path)) == 2


def test_a_process_that_dies_takes_only_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_talks(tmp_path, 30)
    paths = sources([tmp_path])
    monkeypatch.setattr(runs, "CHUNK", 4)
    rows: list[Row] = []
    shards: list[runs._Shard] = []
    start = runs._Shard.__init__

    def remember(self: runs._Shard, setup: Setup) -> None:
        start(self, setup)
        shards.append(self)

    monkeypatch.setattr(runs._Shard, "__init__", remember)

    def on_row(row: Row) -> None:
        rows.append(row)
        if len(rows) == 3:
            shards[0].kill()

    runs.run(BATCH, paths, 2, on_row)
    results = Tally()
    for row in rows:
        results.add(row)
    assert len(rows) == 30
    assert 0 < results.results["failed"] <= 2 * runs.CHUNK
    assert {row.result for row in graded(tmp_path).values()} <= {"unchanged", "graded"}
    assert all(list_grades(path) for path in tmp_path.glob("*.txt"))


def test_a_killed_run_goes_on_to_the_same_end(tmp_path: Path) -> None:
    write_talks(tmp_path / "whole", 15)
    graded(tmp_path / "whole")
    write_talks(tmp_path / "killed", 15)
    command = [sys.executable, "-m", "simulator.cli", "grade", str(tmp_path / "killed")]
    dice = random.Random(3)
    for jobs in ("1", "2", "1"):
        process = subprocess.Popen(
            [*command, "--jobs", jobs], stdout=subprocess.DEVNULL, start_new_session=True
        )
        goal = sum(1 for _ in (tmp_path / "killed").glob("*.grades.jsonl")) + dice.randint(1, 4)
        while sum(1 for _ in (tmp_path / "killed").glob("*.grades.jsonl")) < goal:
            assert process.poll() is None
        process.kill()  # its own processes hear of it, and end by themselves
        process.wait()
    torn = sorted((tmp_path / "killed").glob("*.grades.jsonl"))[0]
    os.truncate(torn, torn.stat().st_size - 100)
    graded(tmp_path / "killed")
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


async def test_a_fault_of_ours_is_one_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.batch import grading

    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    write_talks(tmp_path, 1)
    monkeypatch.setattr(grading, "open_case", broken)
    async with grading.Grader(BATCH) as grader:
        row = await grader.grade(str(tmp_path / "talk000.txt"))
    assert row.result == "failed"
    assert "RecursionError: too deep" in row.said[0]


def test_sources_are_found_in_order_and_one_at_a_time(tmp_path: Path) -> None:
    write_talks(tmp_path, 3)
    found = sources([tmp_path / "talk002.txt", tmp_path])
    assert isinstance(first := next(found), Source)
    assert first.path.endswith("talk002.txt")
    assert [(Path(one.path).name, bool(one.repeats)) for one in found] == [
        *(("talk000.txt", False), ("talk001.txt", False), ("talk002.txt", True)),
    ]
