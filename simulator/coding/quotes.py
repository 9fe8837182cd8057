"""Finds a quoted text in the turn it cites, whatever quote marks, dashes and spaces it came with.

Only an exact match after normalising counts (NFKC, case folded, quote marks and dashes unified,
white space collapsed); the quote that comes back is cut from the raw turn.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from simulator.coding.records import new_quote
from simulator.domain.moves import Quote
from simulator.domain.transcript import Turn

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u00ad", ""),
    }
)
_MOST_MARKS = 30
"""Marks on one letter that are normalised together, as in Unicode's stream-safe text format;
putting them in order takes time that grows with the square of their number.
"""


class _Normal(NamedTuple):
    """The normal form of a text, and for each of its characters the range it came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


@lru_cache(maxsize=4096)
def _joins(char: str) -> bool:
    """Whether a character forms one with those before it: an accent, the vowel or the end of a
    Hangul syllable, or one that is left out.
    """
    first = unicodedata.normalize("NFKD", char)[0]
    mark = unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"
    return mark or not char.translate(_UNIFIED)


def _letter_end(text: str, start: int) -> int:
    """Where the letter at `start` ends, with the marks that cannot be normalised without it."""
    for at in range(start + 1, len(text)):
        if at - start > _MOST_MARKS or not _joins(text[at]):
            return at
    return len(text)


def _folded(piece: str) -> str:
    # Marks are unified on both sides of NFKC: it takes a loose accent apart into a space and
    # a mark, and makes quote marks of their wide forms.
    whole = unicodedata.normalize("NFKC", piece.translate(_UNIFIED))
    return whole.translate(_UNIFIED).casefold()


_PLAIN = {chr(code): _folded(chr(code)) for code in range(128)}


@lru_cache(maxsize=256)
def _normal(text: str) -> _Normal:
    if text.isascii() and text.isprintable() and "  " not in text:
        # Letter for letter, as it mostly is: nothing moves.
        first, plain = len(text) - len(text.lstrip()), text.strip().translate(_UNIFIED).casefold()
        end = first + len(plain)
        return _Normal(plain, range(first, end), range(first + 1, end + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gap = True
    end, size = 0, len(text)
    while end < size:
        start, end = end, end + 1
        folded = _PLAIN.get(text[start])
        if folded is None or (end < size and text[end] > "\x7f"):
            end = _letter_end(text, start)
            folded = _folded(text[start:end])
        for piece in folded:
            blank = piece.isspace()
            if not (blank and gap):
                out.append(" " if blank else piece)
                starts.append(start)
                ends.append(end)
            gap = blank
    if out and gap:
        del out[-1], starts[-1], ends[-1]
    return _Normal("".join(out), tuple(starts), tuple(ends))


def normal_text(text: str) -> str:
    """The form in which quotes are compared."""
    return _normal(text).text


def find_quote(turn: Turn, text: str, after: int = 0) -> Quote | None:
    """The first place of `text` in the turn, from letter `after` on; None if it was not said there.
    Where it ends inside a ligature, the quote holds the whole one.
    """
    wanted = _normal(text).text
    if not wanted:
        return None
    said = _normal(turn.text)
    at = said.text.find(wanted, bisect_left(said.starts, after) if after else 0)
    if at < 0:
        return None
    start, end = said.starts[at], said.ends[at + len(wanted) - 1]
    return new_quote(turn.n, start, end, turn.text[start:end])
