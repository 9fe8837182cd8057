"""The cache of answers: kept across runs and kills, never wrong, at worst forgetful."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.domain.errors import NegotiateError
from simulator.store.answers import GROUP, AnswerStore

KEY = "ab" * 32


def test_a_body_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "answers.sqlite"
    with AnswerStore(path) as store:
        assert store.get(KEY) is None
        store.put(KEY, "m", b'{"a": "\xc3\xa9"}\n')
        assert store.get(KEY) == b'{"a": "\xc3\xa9"}\n'
    with AnswerStore(path) as store:
        assert store.get(KEY) == b'{"a": "\xc3\xa9"}\n'
        store.put(KEY, "m", b"newer")
    with AnswerStore(path) as store:
        assert store.get(KEY) == b"newer"


def test_a_damaged_value_counts_as_not_there(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with AnswerStore(path) as store:
        store.put(KEY, "m", b"body" * 100)
    with sqlite3.connect(path) as database:
        (body,) = database.execute("select body from answers").fetchone()
        torn = body[:10] + bytes([body[10] ^ 255]) + body[11:]
        database.execute("update answers set body = ?", (torn,))
    with AnswerStore(path) as store:
        assert store.get(KEY) is None
        store.put(KEY, "m", b"again")
        assert store.get(KEY) == b"again"


def test_a_file_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(NegotiateError, match="the cache of answers cannot be used"):
        AnswerStore(path)


WRITER = """
import os, sys
from pathlib import Path
from simulator.store.answers import AnswerStore
store = AnswerStore(Path(sys.argv[1]))
for n in range(1000):
    store.put(f"{sys.argv[2]}-{n}", "m", b"x" * 1000)
    if n == 699 and sys.argv[3] == "kill":
        os.kill(os.getpid(), 9)
store.close()
"""


def test_a_killed_writer_loses_a_group_at_most(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    subprocess.run([sys.executable, "-c", WRITER, str(path), "a", "kill"], check=False)
    with AnswerStore(path) as store:
        kept = [n for n in range(700) if store.get(f"a-{n}") is not None]
    assert kept == list(range(len(kept)))
    assert len(kept) > 700 - GROUP


def test_two_processes_write_to_one_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, "-"]) for name in "ab"
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    with AnswerStore(path) as store:
        assert all(store.get(f"{name}-{n}") for name in "ab" for n in range(1000))


def test_what_a_batch_will_bring_is_noted(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers.sqlite") as store:
        assert not store.expects(KEY)
        store.expect([KEY, KEY])
        assert store.expects(KEY)
