"""What every format is read into: who said what, and where in the file."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple


class Said(NamedTuple):
    """One speaker's words, as the source labels the speaker."""

    speaker: str
    text: str
    where: str
    """'line 3', 'item 3': for messages."""


class Parsed(NamedTuple):
    """A whole conversation; `problems` are sentences about what was left out."""

    said: list[Said]
    problems: tuple[str, ...] = ()


def joined(said: Iterable[Said]) -> list[Said]:
    """Captions of one speaker in a row as one turn: where a caption ends means nothing."""
    turns = []
    for speaker, same in groupby(said, key=lambda piece: piece.speaker):
        pieces = [*same]
        text = " ".join(piece.text for piece in pieces if piece.text)
        turns.append(Said(speaker, text, pieces[0].where))
    return turns
