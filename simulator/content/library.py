"""Where personas and scenarios are found, and what the lists of them show.

Two folders are looked through, the nearest first: `personas` or `scenarios` in the current
directory, then the ones that came with the program. Of two files with the same id the nearer one
counts, so a buyer can be changed by copying its file.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.content.card import Card, Kind, read_card
from simulator.domain.errors import ContentError

if TYPE_CHECKING:
    from simulator.domain.persona import Persona
    from simulator.domain.scenario import Scenario

SUFFIXES = (".yaml", ".yml")
_PACKAGE = Path(__file__).resolve().parents[1]


def personas() -> list[Card]:
    """Every buyer that can be chosen: nearest folder first, then by place and file name."""
    return _cards("persona")


def scenarios() -> list[Card]:
    """Every deal that can be chosen: nearest folder first, then by place and file name."""
    return _cards("scenario")


def load_persona(name_or_path: str) -> "Persona":
    """The persona with that id, or in that file; raises ContentError."""
    path = find(name_or_path, "persona")
    return _persona(path, _state(path))


def load_scenario(name_or_path: str) -> "Scenario":
    """The scenario with that id, or in that file; raises ContentError."""
    path = find(name_or_path, "scenario")
    return _scenario(path, _state(path))


def _state(path: Path) -> tuple[int, ...]:
    """What changes with a file: it is read once in each state, as a buyer's takes a tenth of a
    second; () of one that cannot be read, as its reader says what is wrong.
    """
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size


@cache
def _persona(path: Path, _state: tuple[int, ...]) -> "Persona":
    from simulator.content.reading import read_persona

    return read_persona(path)


@cache
def _scenario(path: Path, _state: tuple[int, ...]) -> "Scenario":
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
        read = map(read_card, sorted(folder.glob("*.y*ml")))
        for card in sorted(filter(None, read), key=lambda card: card.place):
            cards.setdefault(card.id, card)
    return list(cards.values())
