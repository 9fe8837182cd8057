"""Keeps a conversation from elsewhere as a transcript of this program, its source beside it.

Nothing is ever overwritten; what a coach learns of the deal later is appended.
"""

import json
import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from simulator.domain.errors import NegotiateError, TranscriptError
from simulator.domain.imported import Attached, Basis, Imported, Side
from simulator.store.conversations import Conversation, numbered
from simulator.store.lines import append_line
from simulator.store.transcripts import read_transcript

_SUFFIXES = (".txt", ".json", ".csv", ".tsv", ".vtt", ".srt", ".md")
"""What a copy of a source may end in; not .jsonl, for that is what transcripts end in."""
_LONGEST_SLUG = 40
_ID = 12
"""Characters of the source's hash that stand in a file's name."""


def already_imported(data: bytes, directory: Path) -> Path | None:
    """The transcript in `directory` that was made from these bytes; None if there is none."""
    digest = sha256(data).hexdigest()
    for path in sorted(directory.glob(f"*-{digest[:_ID]}.jsonl")):
        try:
            with path.open("rb") as file:
                first = json.loads(file.readline())
        except (OSError, ValueError):
            continue
        if isinstance(first, dict) and first.get("sha256") == digest:
            return path
    return None


def keep(
    conversation: Conversation,
    name: str,
    sides: Mapping[str, Side],
    directory: Path,
    basis: Basis,
) -> Path:
    """Write the transcript and a copy of the source; returns the transcript's path.

    `name` is the source's file name; `sides` has every speaker. Raises NegotiateError if the
    folder cannot be written.
    """
    digest = sha256(conversation.data).hexdigest()
    created = datetime.now(UTC)
    first = Imported(
        id=digest[:_ID],
        created=created,
        source=name.encode("utf-8", "replace").decode(),
        sha256=digest,
        format=conversation.format,
        speakers=dict(sides),
        basis=basis,
    )
    turns = numbered(
        [
            (side, turn.text)
            for turn in conversation.said
            if (side := sides[turn.speaker]) != "left out"
        ]
    )
    stem = f"{created:%Y-%m-%dT%H%M%S}-{_slug(Path(name).stem)}-{first.id}"
    suffix = Path(name).suffix.casefold()
    source = directory / f"{stem}.source{suffix if suffix in _SUFFIXES else '.txt'}"
    path = directory / f"{stem}.jsonl"
    text = "".join(f"{record.model_dump_json()}\n" for record in (first, *turns))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _write_new(source, conversation.data)
        _write_new(path, text.encode())
    except OSError as error:
        raise NegotiateError(
            f"{directory}: cannot be written ({error.strerror}); choose another folder with "
            "--output DIR."
        ) from error
    return path


def attach(path: Path, basis: Basis) -> None:
    """Add a scenario or a key to an imported conversation; the last one counts.

    Raises TranscriptError for anything else: a session has the deal it was played with.
    """
    if read_transcript(path).imported is None:
        raise TranscriptError(
            f"{path}: this was played here, with a deal of its own; only an imported conversation "
            "can be given one."
        )
    append_line(path, Attached(created=datetime.now(UTC), basis=basis).model_dump_json())


def _write_new(path: Path, data: bytes) -> None:
    """Write a whole new file or none: a kill leaves no half of it under its name."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        part.unlink()
        raise FileExistsError(17, "there is a file of that name", str(path))
    part.rename(path)


def _slug(text: str) -> str:
    """Small letters, digits and dashes: safe as a part of any file's name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "conversation"
