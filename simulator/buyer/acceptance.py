"""Whether the buyer says yes. Kept apart, so that no other rule can say it."""

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
    if now.seen.alternatives or _has_open_condition(now):
        return None
    if now.mind.counter and not meets_counter(now) and not _insists(now):
        return None
    if not meets_counter(now) and (not now.content or now.mind.nibbles_due or too_early(now)):
        return None
    return _yes(now, now.package, reply=_heard(now))


def _insists(now: Situation) -> bool:
    """Whether the seller puts its terms to the buyer in this turn, or stands by them."""
    return bool(now.seen.offered) or now.seen.reading.has(Code.HOLD, Code.REJECT, Code.ACCEPT)


def _has_open_condition(now: Situation) -> bool:
    """Whether the seller wants something in return that it has not named, or that the deal has no
    issue for: who says yes to the offer has said yes to that, too."""
    asks = [move for move in now.seen.reading.moves if move.code is Code.ASK_GET]
    return any(not move.asked for move in asks)


def said_again(now: Situation) -> Act:
    """The yes once more, with all that was agreed."""
    return _yes(now, now.mind.agreed)


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
    """Whether the seller has taken the buyer's standing counter-offer, which is its word."""
    return bool(now.mind.counter) and now.stakes.at_least(now.package, now.mind.counter)


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
    if reading.has(*QUESTIONS) and not reading.has(Code.ACCEPT, Code.PUSH_CLOSE):
        return _yes(now, package)
    return now.act(ActKind.CLOSE, reply=_heard(now), package=package)
