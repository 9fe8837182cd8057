"""Where personas and scenarios are found, and what the lists of them show.

Two folders are looked through, the nearest first: `personas` or `scenarios` in the current
directory, then the ones that came with the program. Of two files with the same id the nearer one
counts, so a buyer can be changed by copying its file.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from simulator.domain.errors import ContentError

if TYPE_CHECKING:
    from simulator.domain.persona import Persona
    from simulator.domain.scenario import Scenario

Kind = Literal["persona", "scenario"]

SUFFIXES = (".yaml", ".yml")
CARD_FIELDS = ("id", "name", "summary")
HEAD = 4096
"""Bytes of a file that are read for its card."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a persona or scenario, without loading it."""

    id: str
    name: str
    summary: str
    path: Path


def personas() -> list[Card]:
    """Every buyer that can be chosen, nearest folder first, then by file name."""
    return _cards("persona")


def scenarios() -> list[Card]:
    """Every deal that can be chosen, nearest folder first, then by file name."""
    return _cards("scenario")


def load_persona(name_or_path: str) -> "Persona":
    """The persona with that id, or in that file; raises ContentError."""
    path = find(name_or_path, "persona")
    from simulator.content.reading import read_persona

    return read_persona(path)


def load_scenario(name_or_path: str) -> "Scenario":
    """The scenario with that id, or in that file; raises ContentError."""
    path = find(name_or_path, "scenario")
    from simulator.content.reading import read_scenario

    return read_scenario(path)


def find(name_or_path: str, kind: Kind) -> Path:
    """The file of an id, or the path itself if it looks like one; raises ContentError.

    Only what holds a slash or ends in .yaml is a path; an id is compared with the ids found in
    the folders and never becomes a path, so it cannot lead out of them.
    """
    if "/" in name_or_path or "\\" in name_or_path or name_or_path.endswith(SUFFIXES):
        return Path(name_or_path).expanduser()
    cards = {card.id: card for card in _cards(kind)}
    if name_or_path in cards:
        return cards[name_or_path].path
    from difflib import get_close_matches

    noun = "buyer" if kind == "persona" else "deal"
    near = get_close_matches(name_or_path, cards, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(cards) or 'none'};"
    raise ContentError(
        f"There is no {noun} {name_or_path!r}; {hint} A file of your own is named by its path, "
        "e.g. './mine.yaml'."
    )


def folders(kind: Kind) -> list[Path]:
    """The folders that are looked through, nearest first."""
    name = f"{kind}s"
    carried = _PACKAGE / "library" / name
    if not carried.is_dir():
        # A checkout, or an install that points into one.
        carried = _PACKAGE.parent / name
    try:
        here = Path.cwd() / name
    except FileNotFoundError:
        # The directory the program was started in has been removed.
        return [carried]
    return [carried] if here.resolve() == carried.resolve() else [here, carried]


def _cards(kind: Kind) -> list[Card]:
    cards: dict[str, Card] = {}
    for folder in folders(kind):
        for path in sorted(folder.glob("*.y*ml")):
            card = read_card(path)
            if card is not None:
                cards.setdefault(card.id, card)
    return list(cards.values())


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
        if colon and field in CARD_FIELDS:
            fields[field] = _plain(value.strip())
    if any(not fields.get(field) for field in CARD_FIELDS):
        return None
    return Card(fields["id"], fields["name"], fields["summary"], path)


def _plain(value: str) -> str:
    """A one-line YAML scalar as text, without what a terminal would take as a command."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    else:
        value = value.partition(" #")[0].rstrip()
    return "".join(character for character in value if character.isprintable())
