"""Answers of models by key, in one SQLite file: what was paid for once is not asked for again.

Bodies are kept as they came, compressed; nothing expires. A value that cannot be unpacked counts
as not there. Several processes may write to one file on a disk of this machine, each in short
transactions; over a network disk SQLite's locks are not to be trusted.
"""

import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from simulator.domain.errors import NegotiateError
from simulator.store.paths import APP_NAME

GROUP = 64
"""Answers written in one transaction."""

LONGEST_WAIT = 0.1
"""Seconds between two transactions: the answers of a slow model are written one by one."""

_LOCK_TIMEOUT = 60.0

_TABLES = (
    "create table if not exists answers (key text primary key, model text not null,"
    " stored integer not null, body blob not null) without rowid",
    "create table if not exists exported (key text primary key) without rowid",
)


FILE_NAME = "answers.sqlite"


def default_path() -> Path:
    """The file in the platform's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path(APP_NAME, appauthor=False) / FILE_NAME


class AnswerStore:
    """The answers of one file. Use it as a context manager: leaving it writes what is waiting."""

    def __init__(self, path: Path) -> None:
        """Raises NegotiateError if the file cannot be opened, or is no such file."""
        self.path = path
        self._waiting: dict[str, tuple[str, int, bytes]] = {}
        self._written = 0.0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Each call is a transaction of its own, so none stays open while models think.
            self._db = sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = normal")
            for table in _TABLES:
                self._db.execute(table)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def __enter__(self) -> "AnswerStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, key: str) -> bytes | None:
        """The body under a key; None if there is none, or none that is whole."""
        if key in self._waiting:
            return self._waiting[key][2]
        try:
            row = self._db.execute("select body from answers where key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            return zlib.decompress(row[0]) if row else None
        except (zlib.error, TypeError):
            return None

    def put(self, key: str, model: str, body: bytes) -> None:
        """Keep a body, in the place of any other under its key."""
        self._waiting[key] = (model, int(time.time()), body)
        if len(self._waiting) >= GROUP or time.monotonic() - self._written >= LONGEST_WAIT:
            self.flush()

    @property
    def waits(self) -> bool:
        """Whether an answer is not written yet: another `put`, or `flush`, will do it."""
        return bool(self._waiting)

    def expect(self, keys: Iterable[str]) -> None:
        """Note that these answers will come from a batch."""
        self._write("insert or ignore into exported values (?)", [(key,) for key in keys])

    def expects(self, key: str) -> bool:
        """Whether the answer was to come from a batch."""
        try:
            found = self._db.execute("select 1 from exported where key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        return found is not None

    def flush(self) -> None:
        """Write what is waiting."""
        rows = [
            (key, model, stored, zlib.compress(body, 1))
            for key, (model, stored, body) in self._waiting.items()
        ]
        self._write("insert or replace into answers values (?, ?, ?, ?)", rows)
        self._waiting.clear()
        self._written = time.monotonic()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        try:
            self._db.execute("begin immediate")
            self._db.executemany(statement, rows)
            self._db.execute("commit")
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Write what is waiting, and close the file."""
        try:
            self.flush()
        finally:
            self._db.close()

    def _unusable(self, error: Exception) -> NegotiateError:
        return NegotiateError(
            f"{self.path}: the cache of answers cannot be used ({error}); name another with "
            "--cache DIR, or move the file away."
        )
