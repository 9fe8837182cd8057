"""Reads the patterns of the phrase lists: plain words, `(a|b|)` alternatives, `{group}` references
and `_` for any one word. A pattern is a row of slots, each with its alternatives.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from simulator.coding.text import normal_words

ANY = "_"
"""Stands for any one word."""

Slot = list[tuple[str, ...]]
"""The alternatives of one place of a pattern, each some words; an empty one makes it optional."""

_PIECE = re.compile(r"[()|]|[^()|\s]+")
_GROUP = re.compile(r"\{(\w+)\}")
_NESTED = re.compile(r"\([^)]*[({]")
_SLOT = re.compile(r"\{(?P<group>\w+)\}|\((?P<inside>[^()]*)\)|(?P<piece>[^()\s{}]+)")


def slots_of(pattern: str, groups: Mapping[str, str]) -> Iterator[Slot]:
    """The slots of a pattern, read one after the other.

    Raises KeyError for a group that does not exist.
    """
    if _NESTED.search(pattern):
        yield from _nested(pattern, groups)
        return
    for match in _SLOT.finditer(pattern):
        name, inside, piece = match.group("group", "inside", "piece")
        yield [_piece_words(piece)] if piece else _alternatives(groups[name] if name else inside)


def first_words(slots: Iterable[Slot]) -> set[str]:
    """The words with which a pattern can begin."""
    words: set[str] = set()
    for slot in slots:
        words.update(alternative[0] for alternative in slot if alternative)
        if () not in slot:
            break
    return words


@cache
def _alternatives(text: str) -> Slot:
    """The alternatives of a bracket without others inside; the same ones come up many times."""
    return [
        tuple(chain.from_iterable(map(_piece_words, words.split()))) for words in text.split("|")
    ]


def _nested(pattern: str, groups: Mapping[str, str]) -> Iterator[Slot]:
    """The slots of a pattern with brackets or groups inside brackets."""
    flat = _GROUP.sub(lambda m: "(" + groups[m.group(1)] + ")", pattern)
    pieces = _PIECE.findall(flat)
    at = 0
    while at < len(pieces):
        if pieces[at] == "(":
            choices, at = _choices(pieces, at + 1)
            yield choices
        else:
            yield [_piece_words(pieces[at])]
            at += 1


def _choices(pieces: list[str], at: int) -> tuple[Slot, int]:
    """The alternatives up to the closing bracket, inner brackets multiplied out."""
    done: Slot = []
    open_now: Slot = [()]
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        if piece == "|":
            done.extend(open_now)
            open_now = [()]
            at += 1
        elif piece == "(":
            inner, at = _choices(pieces, at + 1)
            open_now = [(*words, *more) for words in open_now for more in inner]
        else:
            open_now = [(*words, *_piece_words(piece)) for words in open_now]
            at += 1
    return [*done, *open_now], at + 1


@cache
def _piece_words(piece: str) -> tuple[str, ...]:
    return (ANY,) if piece == ANY else normal_words(piece)
