"""F9: whether the trainee walked away, and whether that was right, early or a bluff."""

from typing import Literal, NamedTuple

from simulator.domain.moves import Code, Quote
from simulator.grader.deal import within_reach
from simulator.grader.meeting import Meeting

STAYING = frozenset({Code.OFFER, Code.CONCEDE, Code.ASK_GET, Code.CHOICE, Code.SEGMENT})
"""Moves of somebody who goes on dealing."""

MOVING = frozenset({Code.GIVE, Code.COUNTER, Code.ACCEPT, Code.DISCLOSE})
"""Moves of a buyer who gives a reason to stay."""


class Walk(NamedTuple):
    """The trainee's walk-away: the words, and how it is judged."""

    kind: Literal["right", "early", "bluffed"]
    why: str
    quote: Quote


def _bluffed(meeting: Meeting, at: int) -> bool:
    """Whether the trainee went on dealing though the buyer had not moved."""
    for later in (t for t in meeting.trainee_turns if t > at):
        if any(meeting.coded(b, MOVING) for b in meeting.buyer_turns if at < b < later):
            return False
        if meeting.coded(later, STAYING):
            return True
    return False


def _last_words(meeting: Meeting, left: bool) -> Quote | None:
    """The words of the walk; of one who left without any, the last turn."""
    walks = meeting.said({Code.WALK})
    if walks:
        at, move = walks[-1]
        moved = any(meeting.coded(b, MOVING) for b in meeting.buyer_turns if b > at)
        return None if moved and not left else move.quote
    return meeting.whole(meeting.trainee_turns[-1]) if left and meeting.trainee_turns else None


def walk_away(meeting: Meeting) -> Walk | None:
    """The walk-away; None if there was none, the buyer made it moot, or no key can tell."""
    walks = meeting.said({Code.WALK})
    for at, move in walks:
        if _bluffed(meeting, at):
            why = "Said that this was the end, and went on dealing though nothing had changed."
            return Walk("bluffed", why, move.quote)
    left = meeting.end is not None and meeting.end.outcome == "trainee_left"
    if meeting.end is not None and not left:
        return None
    words = _last_words(meeting, left)
    if words is None:
        return None
    reach = within_reach(meeting)
    if reach is None:
        return None
    if reach:
        return Walk("early", "A deal good for both sides was still within reach.", words)
    return Walk("right", "There was no deal both sides could want.", words)
