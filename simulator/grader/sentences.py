"""The sentences of turns: a quote of "60" alone proves nothing to a reader."""

import re
from functools import lru_cache

from simulator.domain.moves import Quote
from simulator.grader.meeting import Meeting
from simulator.grader.screening import overlap

_SENTENCE = re.compile(r"\S.*?(?:[.!?]+(?=\s|$)|$)", re.MULTILINE)


@lru_cache(maxsize=512)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text begins and ends."""
    return tuple(hit.span() for hit in _SENTENCE.finditer(text))


def sentences(meeting: Meeting, at: int) -> tuple[Quote, ...]:
    """The sentences of a turn, in order."""
    turn = meeting.turns[at]
    return _quoted(turn.n, turn.text)


@lru_cache(maxsize=512)
def _quoted(n: int, text: str) -> tuple[Quote, ...]:
    return tuple(
        Quote(turn=n, start=start, end=end, text=text[start:end]) for start, end in spans(text)
    )


def says(words: Quote, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is found in words, with any kind of apostrophe."""
    return pattern.search(words.text.replace("’", "'")) is not None


def in_full(meeting: Meeting, quote: Quote) -> Quote:
    """The sentence or the sentences that a quote stands in."""
    at = meeting.place(quote.turn)
    touched = [s for s in sentences(meeting, at) if overlap(s, quote)]
    if not touched:
        return quote
    start, end = min(quote.start, touched[0].start), max(quote.end, touched[-1].end)
    return Quote(turn=quote.turn, start=start, end=end, text=meeting.turns[at].text[start:end])
