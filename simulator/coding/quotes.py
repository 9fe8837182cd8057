"""Finds a quoted text in the turn it cites, whatever quote marks, dashes and spaces it came with.

Only an exact match after normalising counts (NFKC, case folded, quote marks and dashes unified,
white space collapsed); the quote that comes back is cut from the raw turn.
"""

import unicodedata
from functools import lru_cache

from simulator.domain.moves import Quote
from simulator.domain.transcript import Turn

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", ""),
    }
)


@lru_cache(maxsize=64)
def _normal(text: str) -> tuple[str, tuple[int, ...]]:
    """The normal form, and for each of its characters the offset in `text` it came from."""
    out: list[str] = []
    places: list[int] = []
    gap = True
    for at, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char).translate(_UNIFIED).casefold():
            if piece.isspace():
                if not gap:
                    out.append(" ")
                    places.append(at)
                gap = True
            else:
                out.append(piece)
                places.append(at)
                gap = False
    if out and out[-1] == " ":
        out.pop()
        places.pop()
    return "".join(out), tuple(places)


def find_quote(turn: Turn, text: str) -> Quote | None:
    """The first place of `text` in the turn; None if it was not said there."""
    wanted, _ = _normal(text)
    if not wanted:
        return None
    said, places = _normal(turn.text)
    at = said.find(wanted)
    if at < 0:
        return None
    start, end = places[at], places[at + len(wanted) - 1] + 1
    return Quote(turn=turn.n, start=start, end=end, text=turn.text[start:end])
