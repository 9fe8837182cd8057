"""What a list shows of a persona or scenario, read from the first lines of its file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["persona", "scenario"]

CARD_FIELDS = ("id", "name", "summary")
UNPLACED = 100
"""Place in the list of a file that does not say one."""

HEAD = 4096
"""Bytes of a file that are read for its card."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a persona or scenario, without loading it."""

    id: str
    name: str
    summary: str
    path: Path
    place: int = UNPLACED
    """Where it stands in the list, smallest first; the first is the default."""


def read_card(path: Path) -> Card | None:
    """The card in a file's first paragraph; None if the file has none there.

    By convention a file starts with `id`, `name` and `summary`, one line each, so that a list of
    many files needs no YAML parser.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).decode("utf-8-sig", errors="replace")
    except OSError:
        return None
    fields: dict[str, str] = {}
    for line in head.splitlines():
        if not line.strip() and fields:
            break
        field, colon, value = line.partition(":")
        if colon and field in (*CARD_FIELDS, "place"):
            fields[field] = _plain(value.strip())
    if any(not fields.get(field) for field in CARD_FIELDS):
        return None
    place = fields.get("place", "")
    number = int(place) if place.isdecimal() else UNPLACED
    return Card(fields["id"], fields["name"], fields["summary"], path, number)


def _plain(value: str) -> str:
    """A one-line YAML scalar as text, without what a terminal would take as a command."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    else:
        value = value.partition(" #")[0].rstrip()
    return "".join(character for character in value if character.isprintable())
