"""The list of sessions in a folder, read cheaply: two lines are parsed, turns are only counted.

Talks from before a meeting are kept beside the meetings, and are not listed.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.store.paths import GRADES

TURN_LINE = b'\n{"type":"turn"'
"""How the line of a turn begins; quotes inside a text are escaped, so no text looks like it."""

ATTACHED_LINE = b'\n{"type":"attached"'
"""How the line of a deal attached to an imported conversation begins."""

IMPORTED = "imported"
"""The outcome of a conversation from elsewhere: how it ended is for the grader to find."""


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session, as a list shows it. `outcome` is None while the session is still open."""

    path: Path
    buyer: str
    deal: str
    created: str
    outcome: str | None
    graded: bool
    turns: int


def list_sessions(directory: Path) -> list[SessionCard]:
    """The meetings of a folder, newest first; other files and preparing talks are left out."""
    if not directory.is_dir():
        return []
    files = (path for path in directory.glob("*.jsonl") if not path.name.endswith(GRADES))
    cards = (_card(path) for path in files)
    return sorted(filter(None, cards), key=lambda card: card.created, reverse=True)


def _card(path: Path) -> SessionCard | None:
    try:
        data = path.read_bytes()
        lines = data.rstrip(b"\n")
        header = json.loads(lines.partition(b"\n")[0])
        if isinstance(header, dict) and header.get("purpose") == "preparation":
            return None
        imported = header.get("type") == "imported"
        return SessionCard(
            path=path,
            buyer=_buyers(header) if imported else str(header["persona"]["name"]),
            deal=str(_deal(header, lines)["name"]) if imported else str(header["scenario"]["name"]),
            created=str(header["created"]),
            outcome=IMPORTED if imported else _outcome(lines.rpartition(b"\n")[2]),
            graded=path.with_suffix(GRADES).is_file(),
            turns=data.count(TURN_LINE),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _buyers(header: dict[str, Any]) -> str:
    sides = header["speakers"].items()
    return ", ".join(str(name) for name, side in sides if side == "buyer")


def _deal(header: dict[str, Any], lines: bytes) -> dict[str, Any]:
    """The deal attached last, the one named at the import, or the source's name for want of one."""
    records = [header]
    if ATTACHED_LINE in lines:
        records.append(
            json.loads(lines[lines.rindex(ATTACHED_LINE) :].lstrip().partition(b"\n")[0])
        )
    bases = [record["basis"] for record in records]
    deals = [deal for basis in bases for deal in (basis["scenario"], basis["key"]) if deal]
    return deals[-1] if deals else {"name": header["source"]}


def _outcome(last_line: bytes) -> str | None:
    try:
        record = json.loads(last_line)
    except ValueError:  # torn by a kill
        return None
    return str(record["outcome"]) if record.get("type") == "end" else None
