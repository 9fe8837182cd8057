"""Whether a coder's quote proves anything: said there, said elsewhere, nearly said, or not said.

Only words that stand in the turn count. A quote that stands in just one other turn of the same
speaker is put right; one that is nearly there is kept as a paraphrase, to be shown and not counted.
"""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from typing import NamedTuple

from simulator.coding.quotes import find_quote, normal_text
from simulator.domain.moves import Quote
from simulator.domain.transcript import Turn

PARAPHRASE = 0.9
"""The least likeness of a paraphrase, as `difflib` counts it (twice the matching letters over all
letters); a quote with one word left out of ten passes, one sewn together from two places does not.
"""

_LONGEST = 600
"""Letters of a quote that is still compared for likeness, for the time grows with the square."""

_LETTER = re.compile(r"[^\W_]")

_TELLING = re.compile(r"(?:[^\W_][\W_]*){4}")
"""A quote with fewer letters and digits has to stand as a word of its own: "1" is not in "10"."""

_SLACK = 8
"""The stretch compared may be longer than the quote by one letter in so many: words left out."""

_WORDS_TO_TELL = 3
"""A shorter quote may stand in another turn, or resemble this one, by chance."""


class Standing(IntEnum):
    """How well a quote stands; the lower, the better."""

    VERBATIM = 0
    REPAIRED = 1
    PARAPHRASE = 2
    MISSING = 3


class Found(NamedTuple):
    """Where a quote stands; `quote` is None for a paraphrase and for what was not said."""

    standing: Standing
    quote: Quote | None = None


MISSING = Found(Standing.MISSING)


def locate(
    text: str, cited: Turn | None, others: Callable[[], Sequence[Turn]], after: int = 0
) -> Found:
    """Look for `text` in the cited turn (None: there is no such turn), from letter `after` on, then
    in `others`, which are the other turns in which it may stand.
    """
    telling = _TELLING.search(text) is not None
    if cited is not None and (quote := _stands(cited, text, telling, after)) is not None:
        return Found(Standing.VERBATIM, quote)
    if not telling or len(text.split()) < _WORDS_TO_TELL:
        return MISSING
    elsewhere = [found for turn in others() if (found := _stands(turn, text, telling)) is not None]
    if len(elsewhere) == 1:
        return Found(Standing.REPAIRED, elsewhere[0])
    if cited is not None and _nearly_said(text, cited.text):
        return Found(Standing.PARAPHRASE)
    return MISSING


def _stands(turn: Turn, text: str, telling: bool, after: int = 0) -> Quote | None:
    if not telling and _LETTER.search(text) is None:
        return None
    quote = find_quote(turn, text, after)
    while quote is not None and not telling and not _is_word(turn.text, quote):
        quote = find_quote(turn, text, quote.end)
    return quote


def _is_word(text: str, quote: Quote) -> bool:
    before = text[quote.start - 1 : quote.start] if quote.start else ""
    after = text[quote.end : quote.end + 1]
    return not (
        (before.isalnum() and quote.text[0].isalnum())
        or (after.isalnum() and quote.text[-1].isalnum())
    )


def _nearly_said(text: str, said: str) -> bool:
    """Whether some stretch of `said`, about as long as the quote, is PARAPHRASE alike."""
    wanted, whole = normal_text(text), normal_text(said)
    if not wanted or len(wanted) > _LONGEST:
        return False
    matcher = SequenceMatcher(None, whole, wanted, autojunk=False)
    anchor = matcher.find_longest_match()
    if anchor.size < len(wanted) * (1 - PARAPHRASE):
        return False
    start = max(0, anchor.a - anchor.b)
    size = len(wanted)
    stretches = (whole[start : start + length] for length in (size, size + size // _SLACK))
    return any(
        SequenceMatcher(None, stretch, wanted, autojunk=False).ratio() >= PARAPHRASE
        for stretch in stretches
    )
