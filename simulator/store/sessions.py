"""The list of sessions in a folder, read cheaply: first and last lines, plain json, no models."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

TAIL_BYTES = 16_384
"""Enough for the last record of a file; an end record has a value for each issue."""


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session, as a list shows it. `outcome` is None while the session is still open."""

    path: Path
    buyer: str
    deal: str
    created: str
    outcome: str | None
    graded: bool


def list_sessions(directory: Path) -> list[SessionCard]:
    """The sessions of a folder, newest first; files that are no transcripts are left out."""
    if not directory.is_dir():
        return []
    files = (path for path in directory.glob("*.jsonl") if not path.name.endswith(".grades.jsonl"))
    cards = (_card(path) for path in files)
    return sorted(filter(None, cards), key=lambda card: card.created, reverse=True)


def _card(path: Path) -> SessionCard | None:
    try:
        with path.open("rb") as file:
            header = json.loads(file.readline())
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES))
            tail = file.read().splitlines()
        return SessionCard(
            path=path,
            buyer=str(header["persona"]["name"]),
            deal=str(header["scenario"]["name"]),
            created=str(header["created"]),
            outcome=_outcome(tail[-1] if tail else b""),
            graded=path.with_suffix(".grades.jsonl").is_file(),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _outcome(last_line: bytes) -> str | None:
    try:
        record = json.loads(last_line)
    except ValueError:
        return None
    return str(record["outcome"]) if record.get("type") == "end" else None
