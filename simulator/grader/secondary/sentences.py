"""Quotes widened to sentences: "60" alone proves nothing to a reader."""

import re

from simulator.domain.moves import Quote
from simulator.grader.meeting import Meeting
from simulator.grader.shared import sentences


def says(sentence: Quote, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is found in a sentence, with any kind of apostrophe."""
    return pattern.search(sentence.text.replace("’", "'")) is not None


def in_full(meeting: Meeting, quote: Quote) -> Quote:
    """The sentence or the sentences that a quote stands in."""
    at = meeting.place(quote.turn)
    touched = [s for s in sentences(meeting, at) if s.start < quote.end and quote.start < s.end]
    if not touched:
        return quote
    start, end = min(quote.start, touched[0].start), max(quote.end, touched[-1].end)
    return Quote(turn=quote.turn, start=start, end=end, text=meeting.turns[at].text[start:end])
