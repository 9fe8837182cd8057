"""Reads a file from elsewhere as text: its size, its encoding, and whether it is text at all."""

from pathlib import Path
from typing import NamedTuple

from simulator.domain.errors import TranscriptError
from simulator.store.lines import cannot_read

LARGEST = 20_000_000
"""Bytes of a transcript; a day of talk has about 500,000."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DOCUMENTS = {b"PK\x03\x04": "a Word or zip file", b"%PDF-": "a PDF", b"\xd0\xcf\x11\xe0": "Word"}
_CONTROLS = bytes(set(range(32)) - set(b"\a\b\t\n\v\f\r\x1b"))
_FEW_CONTROLS = 0.01
"""Share of control characters above which a file is no text."""


class Text(NamedTuple):
    """A file's text with plain line feeds, and what had to be guessed to read it."""

    text: str
    problems: tuple[str, ...] = ()


def read_source(path: Path) -> bytes:
    """The bytes of a file. Raises TranscriptError if there is none, or it is too large."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise TranscriptError(f"{path}: this is no file; name a transcript.")
        refuse_large(path, size)
        return path.read_bytes()
    except OSError as error:
        raise TranscriptError(cannot_read(path, error)) from error


def refuse_large(path: Path, size: int) -> None:
    """Raises TranscriptError for a file that no transcript can fill."""
    if size > LARGEST:
        raise TranscriptError(
            f"{path}: the file has {size / 1e6:,.0f} MB, and a transcript at most "
            f"{LARGEST / 1e6:,.0f}; choose the transcript, or split it."
        )


def decoded(data: bytes) -> Text:
    """The text; lines that are not UTF-8 are read as Windows-1252, and that is said.

    Raises TranscriptError, without the file's name, for a file that is no text.
    """
    for start, name in _DOCUMENTS.items():
        if data.startswith(start):
            raise TranscriptError(f"this is {name}, not text; save the transcript as text (.txt).")
    if data.startswith(_UTF_16):
        try:
            return Text(_with_line_feeds(data.decode("utf-16")))
        except UnicodeDecodeError as error:
            raise TranscriptError("the UTF-16 text is damaged; save it as UTF-8.") from error
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > _FEW_CONTROLS * len(data):
        raise TranscriptError("this is no text file; choose the transcript, saved as UTF-8 text.")
    try:
        return Text(_with_line_feeds(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return _mixed(data)


def _mixed(data: bytes) -> Text:
    lines, odd = [], []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            odd.append(number)
            lines.append(line.decode("cp1252", errors="replace"))
    more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
    problem = f"line {odd[0]}{more} not in UTF-8, read as Windows-1252; check the letters."
    return Text(_with_line_feeds("\n".join(lines)), (problem,))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
