"""Whether the buyer says yes. Kept apart, so that no other rule can say it."""

from simulator.buyer import disclosure
from simulator.buyer.act import Act
from simulator.buyer.mind import QUESTIONS
from simulator.buyer.situation import Situation
from simulator.buyer.stakes import Package
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind


def accepted(now: Situation) -> Act | None:
    """A yes to the seller's package, if it is one the buyer may and wants to sign."""
    if now.seen.absurd or not now.stakes.can_sign(now.package):
        return None
    if only_asks(now) or now.seen.reading.has(Code.LEAK):  # to name one's limit offers nothing
        return None
    if now.seen.alternatives or _has_open_condition(now) or _owes_an_answer(now):
        return None
    if now.mind.counter and not meets_counter(now) and not _insists(now):
        return None
    if not meets_counter(now) and (not now.content or _waits(now)):
        return None
    return _yes(now, now.package, reply=_heard(now))


def _waits(now: Situation) -> bool:
    """Whether the yes has to wait; who comes to the buyer's own figure is asked for no more."""
    return too_early(now) or (bool(now.mind.nibbles_due) and not now.meets_bid)


def _insists(now: Situation) -> bool:
    """Whether the seller puts its terms to the buyer in this turn, or stands by them."""
    return bool(now.seen.offered) or now.seen.reading.has(Code.HOLD, Code.REJECT, Code.ACCEPT)


def _owes_an_answer(now: Situation) -> bool:
    """Whether a question that goes to the heart comes with nothing new for the buyer: it is
    answered, and the yes can wait."""
    asked = now.seen.reading.has(Code.Q_OPEN, Code.Q_WHY)
    return bool(now.seen.opened) and asked and not now.seen.gains and not meets_counter(now)


def _has_open_condition(now: Situation) -> bool:
    """Whether the seller wants something in return that it has not named, or that the deal has no
    issue for: who says yes to the offer has said yes to that, too."""
    asks = [move for move in now.seen.reading.moves if move.code is Code.ASK_GET]
    return any(not move.asked for move in asks)


def said_again(now: Situation) -> Act:
    """The yes once more, with all that was agreed; as an aside where nobody asked for a yes."""
    return _yes_again(now, now.mind.agreed)


def _yes_again(now: Situation, package: Package) -> Act:
    aside = not now.seen.offered and not disclosure.asks_about_the_yes(now.seen.text)
    return _yes(now, package).model_copy(update={"aside": aside})


def _yes(now: Situation, package: Package, reply: str = "") -> Act:
    terms = now.stakes.noteworthy(package)
    return now.act(ActKind.ACCEPT, reply=reply, terms=terms, package=package)


def _heard(now: Situation) -> str:
    """What the buyer says first to the answer its last wish got, unless that asks for more."""
    reply = now.seen.reply
    if reply is None or reply.verdict == "remark" or reply.answer.asks or reply.answer.leaves:
        return ""
    return reply.pool


def only_asks(now: Situation) -> bool:
    """Whether the turn is a question and no word on the terms; a yes would be no answer to it."""
    reading = now.seen.reading
    on_terms = (Code.ACCEPT, Code.HOLD, Code.OFFER, Code.CONCEDE, Code.SUMM, Code.PUSH_CLOSE)
    return reading.has(*QUESTIONS) and not now.seen.offered and not reading.has(*on_terms)


def meets_counter(now: Situation) -> bool:
    """Whether the seller has taken the buyer's standing counter-offer, or come to the price that
    it has named, which is its word."""
    if not now.mind.counter:
        return False
    return now.meets_bid or now.stakes.at_least(now.package, now.mind.counter)


def too_early(now: Situation) -> bool:
    """Whether it is too soon in the meeting for any yes."""
    return now.settings.patience - now.mind.patience < now.settings.earliest_yes


def confirmed(now: Situation) -> Act | None:
    """After the yes: closes if the seller stands by what was agreed, or betters it. With a question
    it does neither: then the yes is said once more, to what the seller makes of it."""
    if not now.mind.agreed:
        return None
    package, reading = now.package, now.seen.reading
    if not now.stakes.at_least(package, now.mind.agreed) or not now.stakes.can_sign(package):
        return now.act(ActKind.REFUSE)
    if _has_open_condition(now) and not reading.has(Code.ACCEPT):
        return now.act(ActKind.UNSURE)
    asks = reading.has(*QUESTIONS) or now.seen.text.rstrip().endswith("?")
    if asks and not reading.has(Code.ACCEPT, Code.PUSH_CLOSE):
        return _yes_again(now, package)
    return now.act(ActKind.CLOSE, reply=_heard(now), package=package)


_IDLE = frozenset(
    {
        ActKind.ASK,
        ActKind.CHAT,
        ActKind.DEFLECT,
        ActKind.HESITATE,
        ActKind.NIBBLE,
        ActKind.POCKET,
        ActKind.PRESS,
        ActKind.RETREAT,
        ActKind.UNSURE,
    }
)
"""What nobody says to somebody who has just offered what was asked for."""


def with_wants(act: Act, now: Situation) -> Act:
    """The act with what the buyer wants beside the price: noticed when it is offered, and in the
    yes once it was."""
    if act.kind in {ActKind.ACCEPT, ActKind.CLOSE}:
        return act.model_copy(update={"kept": now.mind.noted})
    if not now.seen.noted or act.ends_meeting:
        return act
    if act.kind in _IDLE:
        return now.act(ActKind.WELCOME, noted=now.seen.noted)
    return act.model_copy(update={"noted": now.seen.noted})
