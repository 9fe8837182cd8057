"""Writes and reads transcripts, one JSON Lines file a session."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from simulator.domain.errors import TranscriptError
from simulator.domain.imported import Imported
from simulator.domain.transcript import RECORD, VERSION, Header, Record, Transcript
from simulator.store.headers import known_header
from simulator.store.lines import Line, LineAppender, read_lines
from simulator.store.source import refuse_large

FIRST: Mapping[str, type[Header | Imported]] = {"header": Header, "imported": Imported}
"""What the first line may be, by its type."""


def transcript_path(directory: Path, header: Header) -> Path:
    """Where a new session goes: date, buyer and id, so that a folder sorts by time."""
    moment = header.created.strftime("%Y-%m-%dT%H%M%S")
    return directory / f"{moment}-{header.persona.id}-{header.id}.jsonl"


class TranscriptWriter:
    """Appends records to one session's file; never rewrites."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = LineAppender(path)

    def append(self, record: Record) -> None:
        """Put one record on the disk."""
        self._lines.append(record.model_dump_json())

    def close(self) -> None:
        """Close the file."""
        self._lines.close()


def read_transcript(path: Path) -> Transcript:
    """Read a session or an imported conversation back.

    A torn last line, left by a kill, is skipped and reported in `problems`. Raises TranscriptError
    for a file that is no transcript, a damaged line before the last, or an unknown version.
    """
    if path.is_file():
        refuse_large(path, path.stat().st_size)
    lines = read_lines(path)
    if not lines:
        raise TranscriptError(f"{path}: the file is empty; choose a transcript that has turns.")
    first = _first(path, lines[0])
    records: list[Record] = [first]
    problems: list[str] = []
    for line in lines[1:]:
        try:
            records.append(RECORD.validate_json(line.text))
        except ValidationError as error:
            if line is not lines[-1] and not _next_is_fine(lines, line):
                raise _damaged(path, line, error) from error
            problems.append(
                f"{path.name}, line {line.number}: torn by a crash, skipped; the rest is whole."
            )
    header = first if isinstance(first, Header) else None
    return Transcript(header=header, records=tuple(records), problems=tuple(problems))


def _first(path: Path, line: Line) -> Header | Imported:
    header = known_header(line.text)
    if header is not None:
        return header
    remedy = "choose a file that `negotiate play` or `negotiate import` wrote"
    try:
        raw = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        raise TranscriptError(f"{path}, line 1: this is no transcript; {remedy}.") from error
    kind = FIRST.get(str(raw.get("type"))) if isinstance(raw, dict) else None
    if kind is None:
        raise TranscriptError(f"{path}, line 1: the header of a transcript is missing; {remedy}.")
    if raw.get("version") != VERSION:
        raise TranscriptError(
            f"{path}, line 1: transcript version {raw.get('version')!r} is not known here (this "
            f"program reads version {VERSION}); update negotiation-simulator."
        )
    try:
        return kind.model_validate_json(line.text)
    except ValidationError as error:
        raise _damaged(path, line, error) from error


def _damaged(path: Path, line: Line, error: ValidationError) -> TranscriptError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the line"
    return TranscriptError(
        f"{path}, line {line.number}: {where}: {first['msg']}; restore the file from a copy, or "
        "delete that line."
    )


def _next_is_fine(lines: list[Line], line: Line) -> bool:
    """Whether a damaged line is an old tear: not JSON at all, and a resumed session follows it."""
    try:
        json.loads(line.text)
    except ValueError:
        follower = lines[lines.index(line) + 1]
        try:
            RECORD.validate_json(follower.text)
        except ValidationError:
            return False
        return True
    return False
