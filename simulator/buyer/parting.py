"""How a meeting ends early: the seller walks, or takes its word back; the buyer calls back once."""

from simulator.buyer.act import Act
from simulator.buyer.goodbyes import is_mere_goodbye
from simulator.buyer.mind import QUESTIONS
from simulator.buyer.situation import Situation
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind, Tone

LATER = "Some time later."
"""The scene before a call-back."""


def seller_walks(now: Situation) -> Act | None:
    """The goodbye to a seller who goes and deals no more, or a call-back."""
    reading = now.seen.reading
    if now.mind.goodbyes > 1 and now.seen.goodbye:
        # Whoever takes leave twice has left, whatever is said on the way to the door.
        return now.act(ActKind.FAREWELL, tone=_parting_tone(now))
    still_dealing = bool(now.seen.gains) or now.seen.worse or reading.has(*QUESTIONS)
    if not _leaves(now) or still_dealing:
        return None
    # A seller who leaves with respect and an open door is asked back.
    respected = now.mind.respect >= now.persona.thresholds.follow_up_respect
    if respected and now.mind.door and now.persona.calls_back and (call := call_back(now)):
        return call
    return now.act(ActKind.FAREWELL, tone=_parting_tone(now))


def _parting_tone(now: Situation) -> Tone:
    respected = now.mind.respect >= now.persona.thresholds.follow_up_respect
    return "warm" if respected else "cool"


def call_back(now: Situation) -> Act | None:
    """Once, and half-way from what it wanted to the least it would sign."""
    if now.mind.came_back:
        return None
    half = (now.wanted + now.stakes.reservation) / 2
    call = now.counter(half, ActKind.CALL_BACK)
    return call and call.model_copy(update={"scene": LATER})


def takes_back(now: Situation) -> bool:
    """Whether the seller refuses what it has just been granted, or says that it never offered it.
    As a goodbye can sound like it, the buyer asks, and nothing is agreed until it has an answer."""
    reading = now.seen.reading
    refuses = _refuses_by_leaving(now) or reading.has(Code.REJECT, Code.DEFEND)
    # A no to what was asked for beyond the yes, with the terms said again, stands by it.
    turns_down_more = now.seen.reply is not None or not reading.has(Code.REJECT, Code.DEFEND)
    stands_by_it = (
        turns_down_more and now.seen.offered and now.stakes.at_least(now.package, now.mind.agreed)
    )
    return refuses and not stands_by_it and not reading.has(Code.ACCEPT)


def _leaves(now: Situation) -> bool:
    """Whether the seller goes; "I'll walk unless you move" is a threat and no leaving, and a no
    with a goodbye is one."""
    turns_down = now.seen.reading.has(Code.HOLD, Code.REJECT, Code.DOOR)
    return _walks(now) or (now.seen.goodbye and turns_down)


def _walks(now: Situation) -> bool:
    return any(not move.conditional for move in now.seen.reading.all(Code.WALK))


def _refuses_by_leaving(now: Situation) -> bool:
    """Whether somebody walks out on a yes; "Goodbye." alone takes nothing back."""
    walking = now.seen.reading.all(Code.WALK)
    return _walks(now) and not all(is_mere_goodbye(move) for move in walking)
