"""Which questions ask for something, and which are one in form only.

A greeting, an offer in the form of a question, a plea for approval beside an offer, and the
buyer's figure given back ask for nothing that the buyer could tell.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from simulator.coding.memory import content_stems
from simulator.domain.moves import Code, Move, Reading
from simulator.grader.rubric import Rubric
from simulator.grader.screening import overlap

_WORDS = re.compile(r"[\w']+")
_FIGURE = re.compile(r"\d")
_CONTENT = re.compile(r"\d[\d,.]*\d|\w+")
_SHORT = re.compile(r"['’]\w+")
"""What is left of a word after an apostrophe: "can't", "it's"."""


def plain(text: str) -> str:
    """The words alone, in lower case, with one blank between them."""
    return " ".join(_WORDS.findall(text.casefold()))


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """What a text is about: the stems of its words of content."""
    return content_stems(_CONTENT.findall(_SHORT.sub("", text.casefold())))


def only_asks(move: Move) -> bool:
    """Whether a move's words are a question that states no figure."""
    text = move.quote.text
    return text.rstrip().endswith("?") and not _FIGURE.search(text)


def begs_approval(move: Move, rubric: Rubric) -> bool:
    """Whether a move asks for no more than a yes to what was just said."""
    words = f" {plain(move.quote.text)} "
    return any(f" {plain(phrase)} " in words for phrase in rubric.trading.weak_asks)


def without_mere_form(readings: Sequence[Reading], rubric: Rubric) -> tuple[Reading, ...]:
    """The readings without the questions that ask for nothing; a "why" always asks. The apology in
    "sorry, no" mends nothing and goes, too."""
    rules = rubric.listening
    formal = rules.question_codes | rules.understanding_codes | {Code.APOLOGY}
    return tuple(
        reading
        if reading.speaker == "buyer" or formal.isdisjoint([move.code for move in reading.moves])
        else _without_form(reading, rubric)
        for reading in readings
    )


def _without_form(reading: Reading, rubric: Rubric) -> Reading:
    kept = tuple(m for m in reading.moves if not _is_form(m, reading, rubric))
    return (
        reading if len(kept) == len(reading.moves) else reading.model_copy(update={"moves": kept})
    )


def _is_form(move: Move, reading: Reading, rubric: Rubric) -> bool:
    rules = rubric.listening
    if move.code in rules.understanding_codes:  # "lovely to see you" gives nothing back
        greeting = {other.quote for other in reading.moves if other.code in rubric.idle_codes}
        return move.quote in greeting
    if move.code is Code.APOLOGY:
        noes = rubric.firmness.hold_codes
        return any(other.code in noes and other.quote == move.quote for other in reading.moves)
    if move.code not in rules.question_codes or move.code is Code.Q_WHY:
        return False
    proposing = [other for other in reading.moves if other.code in rules.proposing_codes]
    if any(overlap(move.quote, other.quote) for other in proposing):
        return True
    idle = (other for other in reading.moves if other.code in rubric.idle_codes)
    greets = not move.topic and any(overlap(move.quote, other.quote) for other in idle)
    return greets or (bool(proposing) and begs_approval(move, rubric)) or _is_echo(move, rubric)


def _is_echo(move: Move, rubric: Rubric) -> bool:
    short = len(move.quote.text.split()) <= rubric.listening.echo_words
    return short and move.code is Code.Q_CLOSED and bool(_FIGURE.search(move.quote.text))
