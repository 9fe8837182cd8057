"""Takes in a seller's turn: what it means to this buyer, and the state it leaves it in."""

from dataclasses import dataclass

from simulator.buyer import bidding, claims, disclosure
from simulator.buyer.choices import alternatives
from simulator.buyer.feelings import Felt, causes, felt
from simulator.buyer.goodbyes import says_goodbye
from simulator.buyer.mind import ClaimState, Mind
from simulator.buyer.signs import Heard, signs_of
from simulator.buyer.stakes import Package, Stakes
from simulator.buyer.tactics import Reply, reply_to
from simulator.buyer.wants import wants_heard
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Reading, Stance
from simulator.domain.persona import Level, Persona
from simulator.domain.table import Table
from simulator.domain.tactics import Milestone, Seen, Sign

TOLD_IN_FULL = 3
"""The last tier of an interest."""

MOST_NIBBLES = 2
"""However much is given for nothing, a buyer asks for more only so often."""


@dataclass(frozen=True, slots=True)
class Perception:
    """What a seller's turn means to this buyer, worked out once for policy."""

    reading: Reading
    text: str
    table: Table
    """The table after the seller's terms."""
    signs: frozenset[Sign]
    offered: Package
    """Serious terms of this turn."""
    alternatives: tuple[Package, ...]
    """Offers between which this turn leaves the choice; none of them is on the table yet."""
    absurd: bool
    """Terms were named that the deal has no such value for."""
    asked_about: Package
    """Terms the seller only asked about: neither offered nor refused."""
    gains: dict[str, float]
    """Money the buyer gains per issue the seller moved its way; empty if it loses on the whole."""
    worse: bool
    """On the whole the seller's terms of this turn are worse for the buyer than before."""
    linked: bool
    """The seller asked for something in return, or took something for it."""
    opened: str
    """The interest that went up a tier in this turn."""
    withheld: str
    """The interest that was asked about but stays shut, for want of trust."""
    claim: str
    """The claim that was tested; the mind holds what came of it."""
    goodbye: bool
    """It ends in a goodbye."""
    noted: str
    """A want the deal has no issue for, offered for the first time in this turn."""
    reply: Reply | None
    """How the turn is taken as an answer to a tactic, or as a remark."""
    reasons: tuple[str, ...]
    """What changed in the buyer, and why, in words."""


def perceive(
    mind: Mind,
    reading: Reading,
    text: str,
    table: Table,
    stakes: Stakes,
    persona: Persona,
    level: Level,
) -> tuple[Mind, Perception]:
    """Take in a seller's turn: the new state, and what it means. `table` is from before it."""
    settings = persona.levels[level]
    reading = disclosure.as_taken(reading, text, mind, persona)
    named = reading.terms or _terms_of_a_yes(mind, reading, table)
    beside = tuple(stakes.admissible(each) for each in alternatives(reading, text))
    wants = wants_heard(reading, text, persona, stakes)
    named = {**_withdrawn(reading, table, stakes), **wants.terms, **named}
    offered = {} if beside else stakes.admissible(named)
    moved = table.moved("trainee", offered)
    changes = _changes(table, moved, stakes)
    gains = {i: gain for i, gain in changes.items() if gain > 0}
    # Taking the buyer's counter-offer, or asking more elsewhere, is a trade and not a gift.
    met_counter = bool(mind.counter) and stakes.at_least(moved.seller_package, mind.counter)
    linked = _is_linked(reading) or met_counter or len(gains) < len(changes)
    if sum(changes.values()) <= 0:
        gains = {}
    heard = Heard(
        reading=reading,
        text=text,
        before=table,
        gains=gains,
        linked=linked,
        wide_demand=disclosure.asks_for_all(text, persona),
        wrong_guess=disclosure.guessed_wrong(reading, persona),
        claim=claims.tested(mind, reading, text, persona),
    )
    signs = signs_of(heard, mind, persona, stakes, settings.patience)
    reply = reply_to(mind, signs, persona)
    if reply is not None and not _is_earned(reply, heard):
        reply = None
    asked_about = stakes.admissible(_asked_about(reading))
    interest = (
        None if heard.wide_demand else disclosure.interest_of(mind, reading, asked_about, persona)
    )
    opened, withheld = disclosure.touched(mind, interest, reading, settings)
    if reply is not None and reply.verdict == "badly":
        # Nobody opens up to somebody it has just rebuked.
        opened = ""
    if reply is not None and reply.answer.opens and mind.tiers[reply.answer.opens] < TOLD_IN_FULL:
        opened = reply.answer.opens
    if reply is not None and reply.withdraws(persona):
        # The point that was taken back stands again as the seller has it.
        package = moved.seller_package
        moved = moved.moved("buyer", {issue: package[issue] for issue in mind.wish})
    goodbye = says_goodbye(reading, text)
    noted = next((want for want in wants.offered if want not in mind.noted), "")
    mind, reasons = _after_hearing(mind, heard, signs, reply, opened, stakes, persona)
    mind = mind.model_copy(
        update={
            "noted": tuple(
                w for w in dict.fromkeys((*mind.noted, *wants.offered)) if w not in wants.dropped
            ),
            "goodbyes": mind.goodbyes + goodbye,
        }
    )
    return mind, Perception(
        reading=reading,
        text=text,
        table=moved,
        signs=signs,
        offered=offered,
        alternatives=beside,
        asked_about=asked_about,
        absurd=bool(named) and not offered and not beside,
        gains=gains,
        worse=sum(changes.values()) < 0,
        linked=linked,
        opened=opened,
        withheld=withheld,
        claim=heard.claim,
        goodbye=goodbye,
        noted=noted,
        reply=reply,
        reasons=tuple(reasons),
    )


def _is_earned(reply: Reply, heard: Heard) -> bool:
    """Whoever asks for the limit has answered no tactic well, and a threat opens nothing."""
    if heard.wide_demand:
        return reply.verdict != "well" and not reply.answer.opens
    return not (reply.answer.opens and heard.reading.has(*disclosure.HOSTILE))


def _after_hearing(
    mind: Mind,
    heard: Heard,
    signs: frozenset[Sign],
    reply: Reply | None,
    opened: str,
    stakes: Stakes,
    persona: Persona,
) -> tuple[Mind, list[str]]:
    """The state once the turn has sunk in, and why it changed."""
    found = causes(mind, signs, persona)
    if reply is not None:
        found.append(Felt(reply.why, reply.answer.feel))
    stonewalls = mind.stonewalls + 1 if Seen.BARE_NO in signs else 0
    mind, reasons = felt(mind, found)
    if reply is not None and not any(reason.startswith(reply.why) for reason in reasons):
        reasons.append(reply.why)
    prices = _prices(mind, heard, signs, stakes)
    hardness, why = bidding.hardened(mind, signs, _steps(prices), persona, stakes)
    if reply is not None and reply.answer.harden:
        hardness = bidding.harder(hardness, reply.answer.harden, stakes)
        why.append(f"{reply.why}: next demand {reply.answer.harden:+.0%} of the price")
    tested: dict[str, ClaimState] = {}
    if heard.claim:
        tested[heard.claim] = claims.after_test(mind, heard.claim)
        why.append(f"its claim '{heard.claim}' was tested: {tested[heard.claim]}")
    if opened:
        why.append(f"it may open up on '{opened}', tier {mind.tiers[opened] + 1}")
    free = Seen.FREE_GIVE in signs
    mind = mind.model_copy(
        update={
            "heard": mind.heard + 1,
            "pending": "",
            "prices": prices,
            "claims": {**mind.claims, **tested},
            "patience": mind.patience - 1,
            "tiers": disclosure.tiers_after(mind, opened, heard.wrong_guess),
            "nibbles_due": min(MOST_NIBBLES, mind.nibbles_due + free),
            "warnings": mind.warnings + heard.reading.has(Code.OFF_ROLE),
            "stonewalls": stonewalls,
            "leaked": _leaked_limit(heard.reading, mind.leaked),
            "since_cue": mind.since_cue + 1,
            "since_tactic": mind.since_tactic + 1,
            "since_counter": mind.since_counter + 1,
            "hardness": hardness,
            "threatened": mind.threatened or heard.reading.has(Code.WALK),
            "limit_told": mind.limit_told or heard.reading.has(Code.LIMIT_UPFRONT),
            "door": mind.door or heard.reading.has(Code.DOOR),
            "milestones": mind.milestones | _milestones(heard, signs),
        }
    )
    if reply is not None:
        mind = reply.remembered(mind)
    return mind, reasons + why


def _prices(mind: Mind, heard: Heard, signs: frozenset[Sign], stakes: Stakes) -> tuple[float, ...]:
    """The prices the seller has named, this turn's included."""
    price = stakes.price
    named = heard.reading.terms.get(price.id) if price is not None else None
    if named is None or isinstance(named, str) or Seen.SAME_PRICE in signs:
        return mind.prices
    return (*mind.prices, float(named))


def _steps(prices: tuple[float, ...]) -> tuple[float, ...]:
    """The price cuts so far, each as a positive number."""
    return tuple(b - a for a, b in zip(prices[1:], prices, strict=False) if b > a)


def _milestones(heard: Heard, signs: frozenset[Sign]) -> set[Milestone]:
    happened = {
        Milestone.PRICE_NAMED: bool(signs & {Seen.FIRST_PRICE, Seen.OTHER_PRICE, Seen.SAME_PRICE}),
        Milestone.CONCEDED: Seen.FREE_GIVE in signs,
        Milestone.TRADED: Seen.TRADE in signs,
        Milestone.NEED_ASKED: heard.reading.has(Code.Q_OPEN, Code.Q_WHY),
    }
    return {milestone for milestone, done in happened.items() if done}


def _terms_of_a_yes(mind: Mind, reading: Reading, table: Table) -> Package:
    """A bare yes to what the buyer asked for grants exactly that."""
    if not reading.has(Code.ACCEPT) or reading.has(Code.REJECT, Code.HOLD, Code.BREACH):
        return {}
    wanted = mind.counter or mind.wish
    return {i: value for i, value in wanted.items() if table.positions[i].seller != value}


def _withdrawn(reading: Reading, table: Table, stakes: Stakes) -> Package:
    """Issues on which the seller takes its own word back ("forget the split"), as they were before
    anybody spoke. A price it rules out is not its own."""
    said = [m for m in reading.mentions if m.issue is not None and m.stance is Stance.REFUSED]
    return {
        m.issue: stakes.issues[m.issue].standard
        for m in said
        if m.issue in stakes.issues
        and m.issue != stakes.price_id
        and table.positions[m.issue].seller == m.value
    }


def _changes(before: Table, after: Table, stakes: Stakes) -> dict[str, float]:
    """Money to the buyer of each issue the seller has moved."""
    return {
        issue: stakes.gain(issue, before.positions[issue].seller, position.seller)
        for issue, position in after.positions.items()
        if position.seller != before.positions[issue].seller
    }


def _asked_about(reading: Reading) -> dict[str, Value]:
    return {m.issue: m.value for m in reading.mentions if m.issue and m.stance is Stance.ASKED}


def _is_linked(reading: Reading) -> bool:
    return reading.has(Code.ASK_GET) or any(
        move.conditional for move in reading.all(Code.OFFER, Code.CONCEDE, Code.RESCOPE)
    )


def _leaked_limit(reading: Reading, known: float | None) -> float | None:
    figures = [
        float(value)
        for move in reading.all(Code.LEAK)
        for value in move.terms.values()
        if not isinstance(value, str)
    ]
    return figures[-1] if figures else known
