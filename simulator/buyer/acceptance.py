"""Whether the buyer says yes. Kept apart, so that no other rule can say it."""

from simulator.buyer.act import Act
from simulator.buyer.mind import QUESTIONS
from simulator.buyer.situation import Situation
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind


def accepted(now: Situation) -> Act | None:
    """A yes to the seller's package, if it is one the buyer may and wants to sign."""
    if now.seen.absurd or not now.stakes.can_sign(now.package):
        return None
    if only_asks(now):
        return None
    if not meets_counter(now) and (not now.content or now.mind.nibbles_due or too_early(now)):
        return None
    said = now.stakes.noteworthy(now.package)
    reply = now.seen.reply
    # What the seller answered to a last-minute wish is heard, unless it would ask for more.
    first = reply.pool if reply and reply.verdict == "well" and reply.answer.asks is None else ""
    return now.act(ActKind.ACCEPT, reply=first, terms=said, package=now.package)


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
    """After the yes: closes if the seller stands by what was agreed, or betters it."""
    if not now.mind.agreed:
        return None
    if now.stakes.at_least(now.package, now.mind.agreed) and now.stakes.can_sign(now.package):
        return now.act(ActKind.CLOSE, package=now.package)
    return now.act(ActKind.REFUSE)
