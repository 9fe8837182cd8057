"""JSON Lines that survive a crash: every line is on the disk before anybody is told of it."""

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from simulator.domain.errors import NegotiateError


class LineAppender:
    """Appends lines to a file, each flushed to the disk before `append` returns."""

    def __init__(self, path: Path) -> None:
        """Open `path` for appending, and end a torn last line first, so that ours stands alone."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab")
        except OSError as error:
            raise NegotiateError(
                f"{path}: cannot be written ({error.strerror}); choose another folder with "
                "--transcripts DIR."
            ) from error
        if self._file.tell() and not _ends_with_newline(path):
            self._file.write(b"\n")

    def append(self, json_text: str, *, durable: bool = True) -> None:
        """Write one line; not `durable`, it outlives this process but not a power cut.

        Raises NegotiateError if the disk refuses it.
        """
        try:
            self._file.write(json_text.encode() + b"\n")
            self._file.flush()
            if durable:
                os.fsync(self._file.fileno())
        except OSError as error:
            raise NegotiateError(
                f"{self._file.name}: the last turn could not be saved ({error.strerror}); free "
                "some space, then resume the session."
            ) from error

    def close(self) -> None:
        """Close the file; appending afterwards is an error."""
        self._file.close()


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def append_line(path: Path, json_text: str, *, durable: bool = True) -> None:
    """Append one line to a file and close it; see LineAppender for what it raises."""
    with closing(LineAppender(path)) as lines:
        lines.append(json_text, durable=durable)


def cannot_read(path: Path, error: OSError) -> str:
    """The sentence for a file that cannot be read: what, why, and what to do."""
    reason = "there is no such file" if not path.exists() else error.strerror
    return f"{path}: cannot be read ({reason}); check the path."


class Line(NamedTuple):
    """A line of a file, numbered from 1; `whole` is False for a last line without its end."""

    number: int
    text: str
    whole: bool


def read_lines(path: Path) -> list[Line]:
    """The non-empty lines of a file. Raises NegotiateError if it cannot be read as text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NegotiateError(cannot_read(path, error)) from error
    parts = data.split(b"\n")
    lines = []
    for index, part in enumerate(parts):
        if part.strip():
            # A kill can cut a character in half; only the torn line may hold such bytes.
            text = part.decode("utf-8", errors="replace")
            lines.append(Line(index + 1, text, whole=index < len(parts) - 1))
    return lines
