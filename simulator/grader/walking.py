"""F9: whether the trainee walked away, and whether that was right, early or a bluff."""

from typing import Literal, NamedTuple

from simulator.domain.moves import Code, Quote
from simulator.grader.holding import packages_below_floor
from simulator.grader.ledger import Ledger
from simulator.grader.meeting import Meeting
from simulator.grader.reach import within_reach
from simulator.grader.rulings import coachs_words, walk_ruling

STAYING = frozenset({Code.OFFER, Code.CONCEDE, Code.ASK_GET, Code.CHOICE, Code.SEGMENT})
"""Moves of somebody who goes on dealing."""

MOVING = frozenset({Code.GIVE, Code.COUNTER, Code.ACCEPT, Code.DISCLOSE})
"""Moves of a buyer who gives a reason to stay."""


class Walk(NamedTuple):
    """The trainee's walk-away: the words, and how it is judged."""

    kind: Literal["right", "early", "bluffed"]
    why: str
    quote: Quote | None
    """None: the trainee ended the meeting without a word about it."""


def _bluffed(meeting: Meeting, at: int) -> bool:
    """Whether the trainee went on dealing though the buyer had not moved."""
    for later in (t for t in meeting.trainee_turns if t > at):
        if any(meeting.coded(b, MOVING) for b in meeting.buyer_turns if at < b < later):
            return False
        if meeting.coded(later, STAYING):
            return True
    return False


def _parting_words(meeting: Meeting) -> Quote | None:
    """The words of the last turn that ended the talk; None if it said nothing of the kind."""
    if not meeting.trainee_turns:
        return None
    last = meeting.trainee_turns[-1]
    parting = [*meeting.coded(last, {Code.WALK}), *meeting.coded(last, {Code.DOOR})]
    parting = [move for move in parting if not move.conditional]
    return parting[0].quote if parting else None


def _announced(meeting: Meeting) -> Quote | None:
    """The last words that said it was over, if the buyer did not move after them."""
    for at, move in meeting.said({Code.WALK})[-1:]:
        if not move.conditional and not any(
            meeting.coded(b, MOVING) for b in meeting.buyer_turns if b > at
        ):
            return move.quote
    return None


def walk_away(meeting: Meeting, ledger: Ledger) -> Walk | None:
    """The walk-away; None if there was none, the buyer made it moot, or no key can tell."""
    walk = _walked(meeting, ledger)
    ruling = walk_ruling(meeting, walk.quote) if walk is not None else None
    if walk is None or ruling is None:
        return walk
    if ruling.met is None:
        return None
    kind: Literal["right", "early", "bluffed"] = "right"
    if not ruling.met:
        kind = "early" if walk.kind == "right" else walk.kind
    return Walk(kind, coachs_words(ruling), walk.quote)


def _walked(meeting: Meeting, ledger: Ledger) -> Walk | None:
    walks = meeting.said({Code.WALK})
    for at, move in walks:
        if _bluffed(meeting, at):
            why = "Said that this was the end, and went on dealing though nothing had changed."
            return Walk("bluffed", why, move.quote)
    left = meeting.end is not None and meeting.end.outcome == "trainee_left"
    if meeting.end is not None and not left:
        return None
    words = _parting_words(meeting) if left else _announced(meeting)
    reach = within_reach(meeting) if left or words is not None else None
    if reach is None:
        return None
    silent = "" if words is not None else "You ended the meeting by leaving. "
    # Who has offered less than the floor left neither rightly nor too early, but stayed too long.
    if packages_below_floor(meeting, ledger):
        return None
    if not reach:
        return Walk("right", f"{silent}There was no deal both sides could want.", words)
    # Who leaves without a word after a yes may take the deal for done.
    agreed = ledger.settled is not None
    if agreed or (words is None and any(meeting.accepted(at) for at in meeting.buyer_turns)):
        return None
    return Walk("early", f"{silent}A deal good for both sides was still within reach.", words)
