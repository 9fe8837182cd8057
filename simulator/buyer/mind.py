"""The buyer's state, and how a seller's turn changes it. Pure: old state in, new state out."""

from dataclasses import dataclass

from simulator.buyer.stakes import Package, Stakes
from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Reading, Stance
from simulator.domain.persona import Interest, Level, LevelSettings, Persona, Trait
from simulator.domain.table import Table
from simulator.domain.text import whole_words

OPENERS = frozenset(
    {Code.Q_WHY, Code.REFLECT, Code.LABEL, Code.TEST, Code.Q_OPEN, Code.Q_CLOSED, Code.GUESS}
)
"""Moves that touch an interest when they name its topic."""

FOLLOW_UPS = OPENERS - {Code.GUESS}
HOSTILE = frozenset({Code.ATTACK, Code.OFF_ROLE})
"""Moves that open nothing, whatever else is said in the same turn."""

QUESTIONS = frozenset({Code.Q_WHY, Code.Q_OPEN, Code.Q_CLOSED})
SCALE = 10.0
FEWEST_WORDS = 3
MOST_NIBBLES = 2
"""However much is given for nothing, a buyer asks for more only so often."""


class Mind(Noun):
    """Everything the buyer remembers between turns. Heat, trust and respect lie in 0..10."""

    heat: float
    trust: float
    respect: float
    patience: int
    tiers: dict[str, int]
    """Disclosure per interest, 0..3."""
    cues: dict[str, int] = {}
    """How often each cue was given."""
    since_cue: int = 99
    last_told: str = ""
    """The interest the buyer's last turn told something of; empty if it told nothing."""
    used: dict[str, tuple[int, ...]] = {}
    """Wordings already spoken, as indices per pool of lines."""
    warnings: int = 0
    stonewalls: int = 0
    nibbles_due: int = 0
    price_asks: int = 0
    hesitations: int = 0
    wish: dict[str, Value] = {}
    """What the buyer last asked for without promising anything."""
    counter: dict[str, Value] = {}
    """The whole package of the buyer's standing counter-offer; empty if it has none."""
    agreed: dict[str, Value] = {}
    """The whole package both have said yes to; empty before that."""
    leaked: float | None = None
    """The seller's limit, once the seller has let it slip."""


@dataclass(frozen=True, slots=True)
class Perception:
    """What a seller's turn means to this buyer, worked out once for policy."""

    reading: Reading
    table: Table
    """The table after the seller's terms."""
    offered: Package
    """Serious terms of this turn."""
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
    wrong_guess: bool
    wide_demand: bool
    """Asked to be told everything, which opens nothing."""
    said_nothing: bool
    """Too few words to mean anything, and none the reader knows."""


def first_mind(persona: Persona, level: Level) -> Mind:
    """The state before the first word."""
    return Mind(
        heat=persona.start.get("heat", 0.0),
        trust=persona.start.get("trust", 0.0),
        respect=persona.start.get("respect", 0.0),
        patience=persona.levels[level].patience,
        tiers={interest.id: 0 for interest in persona.interests},
    )


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
    named = reading.terms or _terms_of_a_yes(mind, reading, table)
    offered = stakes.admissible(named)
    moved = table.moved("trainee", offered)
    changes = _changes(table, moved, stakes)
    gains = {i: gain for i, gain in changes.items() if gain > 0}
    # Taking the buyer's counter-offer, or asking more elsewhere, is a trade and not a gift.
    met_counter = bool(mind.counter) and stakes.at_least(moved.seller_package, mind.counter)
    linked = _is_linked(reading) or met_counter or len(gains) < len(changes)
    if sum(changes.values()) <= 0:
        gains = {}
    wide = bool(persona.wide_demands and whole_words(persona.wide_demands).search(text))
    wrong_guess = _guessed_wrong(reading, persona)
    asked_about = stakes.admissible(_asked_about(reading))
    interest = None if wide else _interest_of(mind, reading, asked_about, persona)
    opened, withheld = _touched(mind, interest, reading, persona.levels[level])
    free = bool(gains) and not linked
    bare = _is_bare_refusal(reading)
    mind = _felt(mind, reading, persona)
    mind = mind.model_copy(
        update={
            "patience": mind.patience - 1,
            "tiers": _tiers_after(mind, opened, wrong_guess),
            "nibbles_due": min(MOST_NIBBLES, mind.nibbles_due + free),
            "respect": max(0.0, mind.respect - free),
            "warnings": mind.warnings + reading.has(Code.OFF_ROLE),
            "stonewalls": mind.stonewalls + 1 if bare else 0,
            "heat": _heat_after_stonewall(mind, bare, persona),
            "leaked": _leaked_limit(reading, mind.leaked),
            "since_cue": mind.since_cue + 1,
        }
    )
    return mind, Perception(
        reading=reading,
        table=moved,
        offered=offered,
        asked_about=asked_about,
        absurd=bool(named) and not offered,
        gains=gains,
        worse=sum(changes.values()) < 0,
        linked=linked,
        opened=opened,
        withheld=withheld,
        wrong_guess=wrong_guess,
        wide_demand=wide,
        said_nothing=not reading.moves and len(text.split()) < FEWEST_WORDS,
    )


def _terms_of_a_yes(mind: Mind, reading: Reading, table: Table) -> Package:
    """A bare yes to what the buyer asked for grants exactly that."""
    if not reading.has(Code.ACCEPT) or reading.has(Code.REJECT, Code.HOLD):
        return {}
    wanted = mind.counter or mind.wish
    return {i: value for i, value in wanted.items() if table.positions[i].seller != value}


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


def _is_bare_refusal(reading: Reading) -> bool:
    """A no with neither a reason, nor another way, nor a question, nor an offer."""
    holds = reading.all(Code.HOLD, Code.REJECT)
    others = QUESTIONS | {Code.OFFER, Code.CONCEDE, Code.RESCOPE, Code.REFLECT, Code.LABEL}
    return (
        bool(holds)
        and not any(move.reasons or move.alternative for move in holds)
        and not reading.has(*others)
    )


def _guessed_wrong(reading: Reading, persona: Persona) -> bool:
    """A reason stated as fact that is none of this buyer's."""
    guesses = reading.all(Code.GUESS)
    true_topics = {interest.id for interest in persona.interests}
    return bool(guesses) and not any(move.topic in true_topics for move in guesses)


def _touched(
    mind: Mind, interest: Interest | None, reading: Reading, settings: LevelSettings
) -> tuple[str, str]:
    """The interest that opens one tier further, and the one that stays shut; one at most."""
    if interest is None or reading.has(*HOSTILE):
        return "", ""
    tier = mind.tiers[interest.id]
    if tier >= len(interest.tiers):
        return "", ""
    kind = reading.has(Code.REFLECT, Code.LABEL, Code.SHARE)
    # A good reflection earns the trust it needs in the same breath.
    trust = mind.trust + (2.0 if kind else 0.0)
    if trust >= settings.trust_to_open[tier]:
        return interest.id, ""
    return "", interest.id


def _interest_of(
    mind: Mind, reading: Reading, asked_about: Package, persona: Persona
) -> Interest | None:
    """The interest a turn touches: by its topic, by terms it asks about, or by following up."""
    touching = {move.topic for move in reading.moves if move.code in OPENERS}
    if mind.last_told and any(m.code in FOLLOW_UPS and not m.topic for m in reading.moves):
        # A "why" or a "so you ..." that names no topic is about what was just told.
        touching.add(mind.last_told)
    for interest in persona.interests:
        if interest.id in touching or not asked_about.keys().isdisjoint(interest.opens):
            return interest
    if reading.has(Code.SHARE):
        # Told something of the seller's own, the buyer gives something back: the small thing first.
        shut = [i for i in persona.interests if mind.tiers[i.id] < len(i.tiers)]
        return min(shut, key=lambda i: (i.pivotal, mind.tiers[i.id]), default=None)
    return None


def _tiers_after(mind: Mind, opened: str, wrong_guess: bool) -> dict[str, int]:
    tiers = dict(mind.tiers)
    if opened:
        tiers[opened] += 1
    elif wrong_guess and tiers:
        widest = max(tiers, key=lambda interest: tiers[interest])
        tiers[widest] = max(0, tiers[widest] - 1)
    return tiers


def _felt(mind: Mind, reading: Reading, persona: Persona) -> Mind:
    """Heat, trust and respect after the turn's moves; each code counts once."""
    codes = {move.code for move in reading.moves}
    change: dict[Trait, float] = {"heat": 0.0, "trust": 0.0, "respect": 0.0, "patience": 0.0}
    for code in codes:
        for trait, delta in persona.reactions.get(code, {}).items():
            change[trait] += delta
    # Nobody calms down by more than a step a turn.
    change["heat"] = max(-1.0, change["heat"])
    return mind.model_copy(
        update={
            "heat": _clamp(mind.heat + change["heat"]),
            "trust": _clamp(mind.trust + change["trust"]),
            "respect": _clamp(mind.respect + change["respect"]),
            "patience": mind.patience + int(change["patience"]),
        }
    )


def _heat_after_stonewall(mind: Mind, bare: bool, persona: Persona) -> float:
    walled = bare and mind.stonewalls + 1 >= persona.thresholds.stonewalls
    return _clamp(mind.heat + walled)


def _leaked_limit(reading: Reading, known: float | None) -> float | None:
    figures = [
        float(value)
        for move in reading.all(Code.LEAK)
        for value in move.terms.values()
        if not isinstance(value, str)
    ]
    return figures[-1] if figures else known


def _clamp(value: float) -> float:
    return min(SCALE, max(0.0, value))
