"""The words by which speakers, columns and fields are known, from the file beside this one."""

from functools import cache
from pathlib import Path

import yaml

from simulator.domain.base import Noun
from simulator.domain.imported import Side


class Words(Noun):
    """The file."""

    trainee: frozenset[str]
    buyer: frozenset[str]
    left_out: frozenset[str]
    particles: frozenset[str]
    speaker_fields: tuple[str, ...]
    text_fields: tuple[str, ...]
    list_fields: tuple[str, ...]


@cache
def words() -> Words:
    """The file, read once."""
    raw = Path(__file__).with_name("words.yaml").read_bytes()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Words.model_validate(yaml.load(raw, Loader=loader))


def plain(name: str) -> str:
    """A name for comparing: its case and its white space do not matter."""
    return " ".join(name.split()).casefold()


def known_side(label: str) -> Side | None:
    """The side a label tells: 'Buyer', 'Anna Kim (Sales Rep)'; None if it tells none, or both."""
    name, _, role = label.rstrip(") ").partition("(")
    sides = {_side(plain(part)) for part in (name, role)} - {None}
    return sides.pop() if len(sides) == 1 else None


def _side(name: str) -> Side | None:
    known = words()
    if name in known.trainee:
        return "trainee"
    if name in known.buyer:
        return "buyer"
    return "left out" if name in known.left_out else None
