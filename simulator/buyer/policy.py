"""Decides what the buyer does. Rules in order; the first that has an answer wins.

Every rule reads the same situation and returns an act or nothing, so a new reaction is a new
rule in the list. All numbers an act carries come from `Stakes`, never from the seller's wishes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from simulator.buyer.act import Act
from simulator.buyer.mind import QUESTIONS, Mind, Perception
from simulator.buyer.stakes import Package, Stakes
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind, Level, Persona


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a rule may look at."""

    mind: Mind
    seen: Perception
    persona: Persona
    level: Level
    stakes: Stakes

    @property
    def package(self) -> Package:
        """The seller's last word on every issue."""
        return self.seen.table.seller_package

    @property
    def demand(self) -> float:
        """Money the buyer wants out of the deal by now; it falls as the patience is used up."""
        whole = self.persona.levels[self.level].patience
        elapsed = 1.0 - max(0, self.mind.patience) / whole
        return self.stakes.demand(elapsed, self.seen.linked)

    @property
    def content(self) -> bool:
        """Whether the buyer would sign the seller's package now."""
        return self.stakes.content_with(self.package, self.demand)

    @property
    def open_issues(self) -> set[str]:
        """Issues the buyer may bargain on without telling what is not yet told."""
        shut = {
            issue
            for interest in self.persona.interests
            if self.mind.tiers[interest.id] == 0
            for issue in interest.opens
        }
        return set(self.stakes.issues) - shut

    def act(self, kind: ActKind, **parts: object) -> Act:
        """An act in the tone of the moment that may repeat the seller's terms."""
        calm = self.mind.heat <= self.persona.thresholds.warm_heat
        fields = {"kind": kind, "tone": "warm" if calm else "cool", "theirs": self.seen.offered}
        return Act.model_validate(fields | parts)


Rule = Callable[[Situation], Act | None]


def _out_of_role(now: Situation) -> Act | None:
    if not now.seen.reading.has(Code.OFF_ROLE):
        return None
    patient = now.mind.warnings <= now.persona.thresholds.warnings
    return now.act(ActKind.WARN if patient else ActKind.LEAVE)


def _boiling_over(now: Situation) -> Act | None:
    if now.mind.heat >= now.persona.thresholds.leave_heat:
        return now.act(ActKind.LEAVE)
    return None


def _after_the_yes(now: Situation) -> Act | None:
    if not now.mind.agreed:
        return None
    question = _plain_fact(now)
    if question is not None and not now.seen.offered:
        return question
    if now.stakes.at_least(now.package, now.mind.agreed) and now.stakes.can_sign(now.package):
        return now.act(ActKind.CLOSE, package=now.package)
    return now.act(ActKind.REFUSE)


def _seller_walks(now: Situation) -> Act | None:
    reading = now.seen.reading
    if not reading.has(Code.WALK) or now.seen.offered or reading.has(*QUESTIONS):
        return None
    # A seller who leaves with respect and an open door is asked back.
    respected = now.mind.respect >= now.persona.thresholds.follow_up_respect
    return now.act(ActKind.FAREWELL, tone="warm" if respected else "cool")


def _offer_is_good(now: Situation) -> Act | None:
    if now.seen.absurd or not now.stakes.can_sign(now.package):
        return None
    # Whoever meets the buyer's own counter-offer has its word.
    counter = now.mind.counter
    met = bool(counter) and now.stakes.at_least(now.package, counter)
    settings = now.persona.levels[now.level]
    heard = settings.patience - now.mind.patience
    if not met and (not now.content or now.mind.nibbles_due or heard < settings.earliest_yes):
        return None
    said = now.stakes.noteworthy(now.package)
    return now.act(ActKind.ACCEPT, terms=said, package=now.package)


def _patience_is_gone(now: Situation) -> Act | None:
    return now.act(ActKind.LEAVE) if now.mind.patience <= 0 else None


def _free_give(now: Situation) -> Act | None:
    price = now.stakes.price
    if price is not None and price.id in now.seen.gains and not now.persona.discount_alone:
        return now.act(ActKind.THANK)
    return now.act(ActKind.POCKET) if now.seen.gains and not now.seen.linked else None


def _nibble(now: Situation) -> Act | None:
    if not now.mind.nibbles_due or not now.stakes.can_sign(now.package):
        return None
    return _price_wish(now, ActKind.NIBBLE, now.persona.bidding.price_asks[-1])


def _wrong_guess(now: Situation) -> Act | None:
    return now.act(ActKind.CORRECT) if now.seen.wrong_guess else None


def _linked_offer(now: Situation) -> Act | None:
    """Answers a trade in kind: the smallest change that would make it a yes."""
    if not now.seen.offered or not now.seen.linked or now.content:
        return None
    counter = _counter(now)
    if counter is None or not now.seen.opened:
        return counter
    return counter.model_copy(update=_told(now))


def _told(now: Situation) -> dict[str, object]:
    """The disclosure of this turn, begun with a "yes, exactly" if the seller had understood."""
    tier = now.mind.tiers[now.seen.opened]
    understood = _understood(now, now.seen.opened) and tier > 1
    return {"interest": now.seen.opened, "tier": tier, "confirms": understood}


def _understood(now: Situation, interest: str) -> bool:
    moves = now.seen.reading.all(Code.REFLECT, Code.TEST, Code.LABEL, Code.SUMM)
    return any((move.topic or now.mind.last_told) == interest for move in moves)


def _reveal(now: Situation) -> Act | None:
    return now.act(ActKind.REVEAL, **_told(now)) if now.seen.opened else None


def _confirm(now: Situation) -> Act | None:
    """What has been told already is given back rightly."""
    told = [interest for interest, tier in now.mind.tiers.items() if tier]
    right = any(_understood(now, interest) for interest in told)
    return now.act(ActKind.CONFIRM) if right and not now.seen.offered else None


def _hold_back(now: Situation) -> Act | None:
    if now.seen.withheld:
        return now.act(ActKind.DEFLECT, interest=now.seen.withheld)
    shut = next((i.id for i in now.persona.interests if now.mind.tiers[i.id] < len(i.tiers)), "")
    return now.act(ActKind.DEFLECT, interest=shut) if now.seen.wide_demand and shut else None


def _plain_fact(now: Situation) -> Act | None:
    asked = {m.topic for m in now.seen.reading.moves if m.code in QUESTIONS | {Code.STAKE}}
    fact = next((f for f in now.persona.facts if f.id in asked), None)
    return now.act(ActKind.ANSWER, fact=fact.id) if fact else None


def _pressure(now: Situation) -> Act | None:
    return now.act(ActKind.RETREAT) if now.seen.reading.has(Code.PUSH_CLOSE) else None


def _out_of_reach(now: Situation) -> Act | None:
    """Terms the deal has no such value for, or a package worse than before: no."""
    if now.seen.absurd:
        return now.act(ActKind.REFUSE)
    return _counter(now) or now.act(ActKind.REFUSE) if now.seen.worse else None


def _good_point(now: Situation) -> Act | None:
    """One point of a trade suits the buyer, though it does not settle the deal."""
    offered = now.seen.offered
    if now.content:
        # As good as a yes, only too early for one.
        return now.act(ActKind.WELCOME if offered else ActKind.HESITATE)
    if not now.seen.linked or not now.seen.gains or not now.stakes.allows(offered):
        return None
    return now.act(ActKind.WELCOME) if now.stakes.worth(offered) > 0 else None


def _asked_about_terms(now: Situation) -> Act | None:
    """ "Would net 90 help?": yes if it would do, else what would."""
    asked = {i: v for i, v in now.seen.asked_about.items() if i in now.open_issues}
    if not asked or now.seen.offered:
        return None
    changed = {**now.package, **asked}
    if now.stakes.content_with(changed, now.demand):
        return now.act(ActKind.COUNTER, terms=asked, package=changed)
    return _counter(now)


def _open_question(now: Situation) -> Act | None:
    """An open question about nothing in particular gets a thoughtful answer, not a bid."""
    wide_open = any(m.code is Code.Q_OPEN and not m.topic for m in now.seen.reading.moves)
    return now.act(ActKind.HESITATE) if wide_open else None


def _invited(now: Situation) -> Act | None:
    """Asked for ideas, or with everything told, the buyer says what it would sign."""
    told = any(now.mind.tiers[i.id] == len(i.tiers) for i in now.persona.interests if i.pivotal)
    if now.seen.reading.has(Code.OPTION) or told:
        return _counter(now)
    return None


def _nothing_said(now: Situation) -> Act | None:
    if {move.code for move in now.seen.reading.moves} == {Code.SMALL_TALK}:
        return now.act(ActKind.CHAT)
    return now.act(ActKind.UNSURE) if now.seen.said_nothing else None


def _press_on(now: Situation) -> Act:
    """Nothing new on the table: ask for money or hesitate, in turn."""
    asks = now.persona.bidding.price_asks
    if now.mind.price_asks <= now.mind.hesitations and now.mind.price_asks < len(asks):
        wish = _price_wish(now, ActKind.ASK, asks[now.mind.price_asks])
        if wish is not None:
            return wish
    return now.act(ActKind.HESITATE)


RULES: tuple[Rule, ...] = (
    _after_the_yes,
    _out_of_role,
    _boiling_over,
    _seller_walks,
    _offer_is_good,
    _patience_is_gone,
    _wrong_guess,
    _linked_offer,
    _reveal,
    _confirm,
    _free_give,
    _nibble,
    _good_point,
    _plain_fact,
    _hold_back,
    _pressure,
    _out_of_reach,
    _asked_about_terms,
    _invited,
    _open_question,
    _nothing_said,
    _press_on,
)


def _counter(now: Situation) -> Act | None:
    changed = now.stakes.counter(now.package, now.open_issues, now.demand)
    if changed is None or changed == now.package:
        return None
    terms = {issue: value for issue, value in changed.items() if value != now.package[issue]}
    return now.act(ActKind.COUNTER, terms=terms, package=changed)


def _price_wish(now: Situation, kind: ActKind, cut: float) -> Act | None:
    """A wish for a lower price: never binding, never above what is on the table."""
    price = now.stakes.price
    if price is None:
        return None
    # Never from above the list price: a figure the seller only threatens with is no base.
    current = min(float(now.package[price.id]), price.standard)
    wanted = current * (1.0 - cut)
    if now.mind.leaked is not None:
        # A seller who says how low it can go is asked for just that.
        wanted = min(wanted, now.mind.leaked)
    wanted = max(price.low, wanted // price.step * price.step)
    return now.act(kind, terms={price.id: wanted}) if wanted < current else None


def opening(mind: Mind, persona: Persona, level: Level, rng: Random) -> Act:
    """The buyer's first line."""
    calm = mind.heat <= persona.thresholds.warm_heat
    act = Act(kind=ActKind.OPEN, tone="warm" if calm else "cool")
    return act.model_copy(update=_cue(act, mind, persona, level, rng))


def decide(
    mind: Mind, seen: Perception, persona: Persona, level: Level, stakes: Stakes, rng: Random
) -> Act:
    """The buyer's answer to a seller's turn."""
    now = Situation(mind, seen, persona, level, stakes)
    act = next(act for rule in RULES if (act := rule(now)) is not None)
    return act.model_copy(update=_cue(act, mind, persona, level, rng))


HINTING = frozenset(
    {
        ActKind.OPEN,
        ActKind.ASK,
        ActKind.HESITATE,
        ActKind.THANK,
        ActKind.RETREAT,
        ActKind.CHAT,
        ActKind.ANSWER,
        ActKind.REFUSE,
        ActKind.CORRECT,
    }
)
"""Acts a cue can be added to: the buyer keeps the talk going and wants something."""


def _cue(act: Act, mind: Mind, persona: Persona, level: Level, rng: Random) -> dict[str, object]:
    """A hint at an interest nobody has asked about, at most twice each, fainter the second time."""
    settings = persona.levels[level]
    if act.kind not in HINTING or mind.since_cue < settings.cue_every:
        return {}
    shut = [i for i in persona.interests if mind.tiers[i.id] == 0]
    left = [cue for i in shut for cue in i.cues if mind.cues.get(cue.id, 0) < 2]
    if not left:
        return {}
    fewest = min(mind.cues.get(cue.id, 0) for cue in left)
    cue = rng.choice([cue for cue in left if mind.cues.get(cue.id, 0) == fewest])
    return {"cue": cue.id, "faint": settings.faint_cues or fewest > 0}


def after(mind: Mind, act: Act) -> Mind:
    """The state once the act is decided: what was asked, hinted, agreed."""
    # A wish is answered in the next breath or not at all; a counter-offer stands.
    changed: dict[str, object] = {"wish": {}, "last_told": act.interest if act.tier else ""}
    if act.kind in {ActKind.CONFIRM, ActKind.DEFLECT}:
        changed["last_told"] = mind.last_told
    if act.cue:
        changed |= {"cues": {**mind.cues, act.cue: mind.cues.get(act.cue, 0) + 1}, "since_cue": 0}
    if act.kind is ActKind.NIBBLE:
        changed |= {"nibbles_due": mind.nibbles_due - 1, "wish": act.terms}
    elif act.kind is ActKind.ASK:
        changed |= {"price_asks": mind.price_asks + 1, "wish": act.terms}
    elif act.kind is ActKind.HESITATE:
        changed |= {"hesitations": mind.hesitations + 1}
    elif act.kind is ActKind.COUNTER:
        changed |= {"counter": act.package}
    elif act.kind in {ActKind.ACCEPT, ActKind.CLOSE}:
        changed |= {"agreed": act.package, "counter": {}, "nibbles_due": 0}
    return mind.model_copy(update=changed)
