"""Tells a speaker's label at the start of a line from words that only have a colon in them.

A label is a name that tells the side, or looks like a name: its words begin with capitals, or it
stands before several lines. A time before or after the name is no part of it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from simulator.store.formats.words import known_side, plain, words

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ T]"
CLOCK = rf"(?:{_DATE})?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?(?: ?[AaPp][Mm])?"
"""A time of day or of the recording, with or without a date."""

_INSIDE = r"[^\s:：\[\]<>{}|\"“”?!;*]"
NAME = rf"[^\W\d_]{_INSIDE}{{0,30}}(?:\s{{1,2}}{_INSIDE}{{1,30}}){{0,6}}?"
"""A letter first, then words; bounded everywhere, so that no line takes long to refuse."""

_TIME = rf"[\[(<]?{CLOCK}[\])>]?"
_LINE = re.compile(
    rf"(?:{_TIME}\s{{0,4}}(?:[-–—]\s{{0,4}})?)?(?P<name>{NAME})\s{{0,4}}"
    rf"(?:[\[(<]{CLOCK}[\])>]\s{{0,4}})?"
    r"(?P<mark>[:：]|(?<=\s)[-–—](?=\s))(?:\s|(?<=：)|$)"
)

LONGEST = 160
"""Characters at the start of a line in which a label ends; more cost time and are words."""

MOST_WORDS = 6
"""Words in a name, a role in brackets included."""


class Label(NamedTuple):
    """A speaker's name, and the words after it on the same line."""

    name: str
    rest: str


class Labels:
    """The labels of one file: what stands before several lines counts as a name."""

    def __init__(self, lines: Iterable[str]) -> None:
        found = filter(None, map(_split, lines))
        self._counts = Counter(plain(name) for name, _, _ in found)

    def at(self, line: str) -> Label | None:
        """The label a line begins with; None if it begins with words."""
        parts = _split(line)
        if parts is None:
            return None
        name, mark, rest = parts
        # A dash after a word is common in speech.
        marked = mark in ":：" or known_side(name) is not None or name.isupper()
        likely = looks_like_a_name(name, self._counts[plain(name)])
        return Label(name, rest) if marked and likely else None


def _split(line: str) -> tuple[str, str, str] | None:
    found = _LINE.match(line[:LONGEST])
    if found is None:
        return None
    return found["name"].strip(), found["mark"].strip(), line[found.end() :].lstrip()


def looks_like_a_name(name: str, count: int) -> bool:
    """Whether a label that stands before `count` lines can be a speaker's."""
    parts = name.split()
    if known_side(name) is not None or len(parts) == 1:
        return True
    if len(parts) > MOST_WORDS:
        return False
    if count > 1:
        return True
    proper = [part for part in parts if part.casefold() not in words().particles]
    return "," not in name and not any(part.lstrip("(")[:1].islower() for part in proper)
