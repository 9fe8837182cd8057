"""Decides what the buyer does. Rules in order; the first that has an answer wins.

Every rule reads the same situation and returns an act or nothing, so a new reaction is a new
rule in the list. All numbers an act carries come from `Stakes`, never from the seller's wishes.
"""

from collections.abc import Callable
from random import Random

from simulator.buyer import disclosure, tactics
from simulator.buyer.acceptance import (
    accepted,
    confirmed,
    meets_counter,
    only_asks,
    said_again,
    too_early,
    with_wants,
)
from simulator.buyer.act import Act
from simulator.buyer.cues import cue_for
from simulator.buyer.mind import Mind
from simulator.buyer.parting import call_back, seller_walks, takes_back
from simulator.buyer.perception import MOST_NIBBLES, Perception
from simulator.buyer.situation import Situation
from simulator.buyer.stakes import Stakes
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind, Level, Persona
from simulator.domain.tactics import Milestone, Seen, Tactic

Rule = Callable[[Situation], Act | None]


def _after_the_yes(now: Situation) -> Act | None:
    if not now.mind.agreed:
        return None
    if takes_back(now):
        return now.act(ActKind.UNSURE)
    if only_asks(now):
        # A question after the yes closes nothing: it gets its answer, or what was agreed again.
        return _reveal(now) or _plain_fact(now) or said_again(now)
    late = [tactic for tactic in _usable(now) if Milestone.AGREED in tactic.when.has]
    return _press(now, late) or confirmed(now)


def _out_of_role(now: Situation) -> Act | None:
    if not now.seen.reading.has(Code.OFF_ROLE):
        return None
    patient = now.mind.warnings <= now.persona.thresholds.warnings
    return now.act(ActKind.WARN if patient else ActKind.LEAVE)


def _boiling_over(now: Situation) -> Act | None:
    if now.mind.heat < now.persona.thresholds.leave_heat:
        return None
    cooled = now.mind.door and now.persona.cools_to is not None
    return (call_back(now) if cooled else None) or now.act(ActKind.LEAVE)


def _last_minute(now: Situation) -> Act | None:
    """Asks for a little more just before the yes."""
    if not now.content or too_early(now) or meets_counter(now):
        return None
    return _press(now, [t for t in _usable(now) if Milestone.NEAR_YES in t.when.has])


def _patience_is_gone(now: Situation) -> Act | None:
    return now.act(ActKind.LEAVE) if now.mind.patience <= 0 else None


def _caught(now: Situation) -> Act | None:
    return now.act(ActKind.CAUGHT) if Seen.CITES_UNKNOWN in now.seen.signs else None


def _claim_tested(now: Situation) -> Act | None:
    claim = now.seen.claim
    if not claim or now.seen.offered:
        return None
    state = now.mind.claims[claim]
    return now.act(ActKind.TESTED, claim=claim, claim_state=state, quoted=now.rival(claim))


def _reply(now: Situation) -> Act | None:
    """What the buyer says to the answer, by itself or before a counter-offer or a disclosure."""
    reply = now.seen.reply
    if reply is None:
        return None
    if reply.answer.leaves:
        return now.act(ActKind.REPLY, reply=reply.pool, leaves=True)
    if reply.verdict == "remark" and not now.seen.opened and (right := _confirm(now)):
        # To be understood weighs more than the manner it came in.
        return right
    asked = now.wish(reply.answer.asks) if reply.answer.asks else {}
    if reply.answer.asks is not None:
        return now.act(ActKind.REPLY, reply=reply.pool, terms=asked) if asked else None
    if reply.answer.counters or (now.seen.offered and now.seen.linked):
        counter = now.counter()
        if counter is not None:
            told = _told(now) if now.seen.opened else {}
            return counter.model_copy(update={"reply": reply.pool, **told})
    if now.seen.opened:
        return now.act(ActKind.REVEAL, reply=reply.pool, **_told(now))
    fact = _plain_fact(now)
    if fact is not None:
        return fact.model_copy(update={"reply": reply.pool})
    return now.act(ActKind.REPLY, reply=reply.pool)


def _picks_one(now: Situation) -> Act | None:
    """Of offers put side by side it takes the one it likes better, or what that lacks."""
    if not now.seen.alternatives:
        return None
    picked = max(now.seen.alternatives, key=lambda terms: now.stakes.worth(now.package | terms))
    best = now.package | picked
    if now.stakes.content_with(best, now.demand):
        # The one that is on the table already is named by its own terms.
        terms = now.changes_to(best) or picked
        return now.act(ActKind.COUNTER, terms=terms, package=best)
    return _with_disclosure(now.counter(package=best), now) or now.act(ActKind.HESITATE)


def _wrong_guess(now: Situation) -> Act | None:
    return now.act(ActKind.CORRECT) if Seen.WRONG_GUESS in now.seen.signs else None


def _linked_offer(now: Situation) -> Act | None:
    """Answers a trade in kind: the smallest change that would make it a yes."""
    if not now.seen.offered or not now.seen.linked or now.content:
        return None
    return _with_disclosure(now.counter(), now)


def _with_disclosure(counter: Act | None, now: Situation) -> Act | None:
    """A counter-offer that begins with the answer to a good question of the same turn."""
    return counter.model_copy(update=_told(now)) if counter and now.seen.opened else counter


def _told(now: Situation) -> dict[str, object]:
    """The disclosure of this turn, begun with a "yes, exactly" if the seller had understood."""
    opened = now.seen.opened
    tier = now.mind.tiers[opened]
    understood = disclosure.understood(now.mind, now.seen.reading, opened) and tier > 1
    return {"interest": opened, "tier": tier, "confirms": understood}


def _reveal(now: Situation) -> Act | None:
    return now.act(ActKind.REVEAL, **_told(now)) if now.seen.opened else None


def _confirm(now: Situation) -> Act | None:
    """What has been told already is given back rightly, and nothing beyond it is asked or offered:
    "exactly" answers no question.
    """
    told = [interest for interest, tier in now.mind.tiers.items() if tier]
    right = any(disclosure.understood(now.mind, now.seen.reading, i) for i in told)
    more = now.seen.offered or disclosure.asks_more(now.seen.reading)
    return now.act(ActKind.CONFIRM) if right and not more else None


def _free_give(now: Situation) -> Act | None:
    """A gift is taken; whoever goes on giving is asked for the next one, every other time."""
    price = now.stakes.price
    gave = Seen.FREE_GIVE in now.seen.signs
    if gave and now.mind.nibbles_due == MOST_NIBBLES and not now.mind.wish:
        more = _more(now)
        if more is not None:
            return more
    if price is not None and price.id in now.seen.gains and not now.persona.discount_alone:
        return now.act(ActKind.THANK)
    return now.act(ActKind.POCKET) if gave else None


def _nibble(now: Situation) -> Act | None:
    if not now.mind.nibbles_due or not now.stakes.can_sign(now.package) or only_asks(now):
        return None
    return _more(now)


def _more(now: Situation) -> Act | None:
    """After a gift: its own price again, or the first one it names, else more in another term."""
    terms = now.price_wish(now.persona.bidding.price_asks[-1]) or now.extra_wish()
    return now.act(ActKind.NIBBLE, terms=terms) if terms else None


def _good_point(now: Situation) -> Act | None:
    """One point of a trade suits the buyer, though it does not settle the deal."""
    offered = now.seen.offered
    if now.content:
        # As good as a yes, only too early for one.
        return now.act(ActKind.WELCOME if offered else ActKind.HESITATE)
    if not now.seen.linked or not now.seen.gains or not now.stakes.allows(offered):
        return None
    return now.act(ActKind.WELCOME) if now.stakes.worth(offered) > 0 else None


def _plain_fact(now: Situation) -> Act | None:
    fact = disclosure.asked_fact(now.seen.reading, now.persona)
    return now.act(ActKind.ANSWER, fact=fact) if fact else None


def _hold_back(now: Situation) -> Act | None:
    if now.seen.withheld:
        return now.act(ActKind.DEFLECT, interest=now.seen.withheld)
    shut = next((i.id for i in now.persona.interests if now.mind.tiers[i.id] < len(i.tiers)), "")
    asked = Seen.WIDE_DEMAND in now.seen.signs
    return now.act(ActKind.DEFLECT, interest=shut) if asked and shut else None


def _pressure(now: Situation) -> Act | None:
    return now.act(ActKind.RETREAT) if now.seen.reading.has(Code.PUSH_CLOSE) else None


def _out_of_reach(now: Situation) -> Act | None:
    """Terms the deal has no such value for, or a package worse than before: no."""
    if now.seen.absurd:
        return now.act(ActKind.REFUSE)
    return now.counter() or now.act(ActKind.REFUSE) if now.seen.worse else None


def _standing_counter(now: Situation) -> Act | None:
    """Terms that pass over the buyer's counter-offer, as if it had said yes to them: it says again
    what it would sign. To a seller who holds its own it does so every other time.
    """
    if not now.seen.offered or not now.mind.counter or now.seen.gains:
        return None
    if now.seen.reading.has(Code.HOLD, Code.REJECT) and now.mind.since_counter == 1:
        return None
    return now.counter()


def _asked_about_terms(now: Situation) -> Act | None:
    """ "Would net 90 help?": yes if it would do, else what would."""
    asked = {i: v for i, v in now.seen.asked_about.items() if i in now.open_issues}
    if not asked or now.seen.offered:
        return None
    changed = {**now.package, **asked}
    if now.stakes.content_with(changed, now.demand):
        return now.act(ActKind.COUNTER, terms=asked, package=changed)
    return now.counter()


def _open_question(now: Situation) -> Act | None:
    """An open question about nothing in particular gets a thoughtful answer, not a bid."""
    asked = now.seen.reading.all(Code.Q_OPEN, Code.Q_WHY)
    wide_open = any(not move.topic for move in asked)
    return now.act(ActKind.HESITATE) if wide_open else None


def _invited(now: Situation) -> Act | None:
    """Asked for ideas, or with everything told, the buyer says what it would sign."""
    told = any(now.mind.tiers[i.id] == len(i.tiers) for i in now.persona.interests if i.pivotal)
    if now.seen.reading.has(Code.OPTION):
        return now.counter()
    counter = now.counter() if told and not only_asks(now) else None
    # What it has said it would sign it says once, unless it is asked again.
    return counter if counter and counter.package != now.mind.counter else None


def _nothing_said(now: Situation) -> Act | None:
    if {move.code for move in now.seen.reading.moves} == {Code.SMALL_TALK}:
        return now.act(ActKind.CHAT)
    return now.act(ActKind.UNSURE) if Seen.SILENCE in now.seen.signs else None


def _reactive_tactic(now: Situation) -> Act | None:
    """A tactic that was waiting for just this."""
    return _press(now, [t for t in _talking(now) if t.when.seen])


def _drawn_tactic(now: Situation) -> Act | None:
    if now.mind.since_tactic < now.settings.tactic_every:
        return None
    return _press(now, [t for t in _talking(now) if not t.when.seen])


def _usable(now: Situation) -> list[Tactic]:
    return tactics.usable(now.mind, now.seen.signs, now.milestones, now.persona)


def _talking(now: Situation) -> list[Tactic]:
    """Usable tactics that are not kept for the moment of the yes, or after it, and do not ask for a
    lower price than the buyer has just said it would sign."""
    kept = {Milestone.NEAR_YES, Milestone.AGREED}
    usable = [tactic for tactic in _usable(now) if kept.isdisjoint(tactic.when.has)]
    if not now.mind.counter:
        return usable
    return [tactic for tactic in usable if tactic.asks is None or tactic.asks.cut is None]


def _press(now: Situation, candidates: list[Tactic]) -> Act | None:
    """One of the tactics, drawn by weight, that has something to say in this deal."""
    left = list(candidates)
    while tactic := tactics.draw(left, now.rng):
        terms = now.wish(tactic.asks) if tactic.asks else {}
        if tactic.asks is None or terms:
            quoted = now.rival(tactic.claim) if tactic.claim else {}
            return now.act(
                ActKind.PRESS,
                tactic=tactic.id,
                claim=tactic.claim or "",
                terms=terms,
                quoted=quoted,
            )
        left.remove(tactic)
    return None


def _press_on(now: Situation) -> Act:
    """Nothing new on the table: ask for money or hesitate, in turn."""
    # Whoever has said what it would sign does not go on to wish for something else.
    asks = () if now.mind.counter else now.persona.bidding.price_asks
    if now.mind.price_asks <= now.mind.hesitations and now.mind.price_asks < len(asks):
        wish = _price_ask(now, ActKind.ASK, asks[now.mind.price_asks])
        if wish is not None:
            return wish
    return now.act(ActKind.HESITATE)


def _price_ask(now: Situation, kind: ActKind, cut: float) -> Act | None:
    terms = now.price_wish(cut)
    return now.act(kind, terms=terms) if terms else None


RULES: tuple[Rule, ...] = (
    _after_the_yes,
    _out_of_role,
    _boiling_over,
    seller_walks,
    _last_minute,
    accepted,
    _patience_is_gone,
    _caught,
    _claim_tested,
    _picks_one,
    _reply,
    _wrong_guess,
    _linked_offer,
    _reveal,
    _confirm,
    _free_give,
    _nibble,
    _plain_fact,
    _good_point,
    _hold_back,
    _pressure,
    _out_of_reach,
    _standing_counter,
    _asked_about_terms,
    _reactive_tactic,
    _invited,
    _open_question,
    _drawn_tactic,
    _nothing_said,
    _press_on,
)


def _not_its_to_settle(now: Situation) -> Act | None:
    """Whoever has no say turns every offer and every push away."""
    reading = now.seen.reading
    pushed = reading.has(Code.PUSH_CLOSE, Code.OFFER, Code.CONCEDE, Code.ASK_GET)
    return now.act(ActKind.REFUSE) if pushed or now.seen.offered or now.seen.absurd else None


def _no_view(now: Situation) -> Act:
    return now.act(ActKind.HESITATE)


WITHOUT_AUTHORITY: tuple[Rule, ...] = (
    _out_of_role,
    _boiling_over,
    seller_walks,
    _patience_is_gone,
    _plain_fact,
    _not_its_to_settle,
    _nothing_said,
    _no_view,
)
"""For somebody who can talk and cannot agree to anything."""


def opening(mind: Mind, persona: Persona, level: Level, rng: Random) -> Act:
    """The buyer's first line."""
    calm = mind.heat <= persona.thresholds.warm_heat
    act = Act(kind=ActKind.OPEN, tone="warm" if calm else "cool")
    return act.model_copy(update=cue_for(act, mind, persona, level, rng))


def decide(
    mind: Mind, seen: Perception, persona: Persona, level: Level, stakes: Stakes, rng: Random
) -> Act:
    """The buyer's answer to a seller's turn."""
    now = Situation(mind, seen, persona, level, stakes, rng)
    rules = RULES if persona.authority else WITHOUT_AUTHORITY
    act = next(act for rule in rules if (act := rule(now)) is not None)
    act = with_wants(act, now)
    return act.model_copy(update=cue_for(act, mind, persona, level, rng))
