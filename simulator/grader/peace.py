"""Whether something was given to buy peace: in answer to anger, and to nothing else.

An insult prompts what is given in the next few turns, as long as nothing else has pushed since.
"""

from typing import NamedTuple

from simulator.domain.moves import Code, Quote
from simulator.domain.text import whole_words
from simulator.grader.meeting import Meeting

_MENDING = frozenset({Code.APOLOGY, Code.DEFEND, Code.FIX, Code.SPLIT_PEOPLE})
"""Moves of somebody who answers anger."""


class Peace(NamedTuple):
    """That a turn buys peace; `anger` is what prompted it (None: the turn's own words tell)."""

    anger: Quote | None


def peace_bought(meeting: Meeting, at: int) -> Peace | None:
    """What makes a give in the trainee's turn `at` one to buy peace; None if it is none."""
    rules = meeting.rubric.trading
    if _makes_amends(meeting, at):
        return Peace(_last_anger(meeting, at))
    for buyer in reversed(meeting.buyer_between(-1, at)[-rules.people_turns :]):
        pressed = meeting.coded(buyer, {Code.PRESS})
        if pressed and all(move.topic in rules.people_pressures for move in pressed):
            return Peace(pressed[0].quote)
        if pressed or meeting.coded(buyer, {Code.COUNTER}):
            return None
    return None


def _makes_amends(meeting: Meeting, at: int) -> bool:
    """Whether a turn says so, in a talk in which there was something to mend."""
    if not any(turn <= at for turn in meeting.turns_with(_MENDING)):
        return False
    return whole_words(meeting.rubric.trading.amends).search(meeting.turns[at].text) is not None


def _last_anger(meeting: Meeting, at: int) -> Quote | None:
    people = meeting.rubric.trading.people_pressures
    angry = (
        move.quote
        for buyer in reversed(meeting.buyer_between(-1, at))
        for move in meeting.coded(buyer, {Code.PRESS})
        if move.topic in people
    )
    return next(angry, None)
