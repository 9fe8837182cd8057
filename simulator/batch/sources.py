"""The files to grade: folders opened, duplicates found. One path at a time, in a fixed order."""

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from simulator.domain.errors import NegotiateError
from simulator.store.lines import cannot_read
from simulator.store.paths import GRADES
from simulator.store.source import read_source

SUFFIXES = frozenset({".jsonl", ".txt", ".json", ".csv", ".vtt", ".srt"})
"""What is looked for in a folder; a file that is named is read whatever its name."""

_NOT_TALKS = (GRADES, ".source.")
"""Our own records beside a transcript: its grades, and the copy of what it was imported from."""

_HEAD = re.compile(rb'\{"type":"(?:header|imported)","version":\d+,"id":"([^"]{1,100})"')


class Source(NamedTuple):
    """A file, and the hash of its bytes; or what is wrong with it, or which file it repeats."""

    path: str
    digest: str = ""
    fault: str = ""
    repeats: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[str]:
    """The files named, and those right in the folders named, in order of their names.

    Raises NegotiateError for a folder that cannot be read.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield str(path)


def _in_folder(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            # As rows name it: without './'.
            return sorted(str(Path(entry.path)) for entry in entries if _is_talk(entry.name))
    except OSError as error:
        raise NegotiateError(cannot_read(folder, error)) from error


def _is_talk(name: str) -> bool:
    known = os.path.splitext(name)[1].casefold() in SUFFIXES and not name.startswith(".")
    return known and not any(part in name for part in _NOT_TALKS)


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Each file once: what has the bytes, or the transcript's id, of an earlier one repeats it."""
    seen: dict[int, str] = {}
    for name in files_in(paths):
        try:
            data = read_source(Path(name))
        except NegotiateError as error:
            yield Source(name, fault=str(error))
            continue
        digest = sha256(data)
        head = _HEAD.match(data[:200])
        marks = [_short(digest.digest())]
        if head is not None:
            marks.append(_short(sha256(b"id " + head[1]).digest()))
        first = next((seen[mark] for mark in marks if mark in seen), "")
        for mark in marks:
            seen.setdefault(mark, name)
        yield Source(name, digest=digest.hexdigest()[:16], repeats=first)


def _short(digest: bytes) -> int:
    """Eight bytes are enough to tell some thousands apart, and take a third of the memory."""
    return int.from_bytes(digest[:8], "little")
