"""What the buyer tells of itself: interests open tier by tier, one at a time, to good questions."""

from simulator.buyer.mind import QUESTIONS, Mind
from simulator.buyer.stakes import Package
from simulator.domain.interest import Interest
from simulator.domain.moves import Code, Reading
from simulator.domain.persona import LevelSettings, Persona

OPENERS = frozenset(
    {Code.Q_WHY, Code.REFLECT, Code.LABEL, Code.TEST, Code.Q_OPEN, Code.Q_CLOSED, Code.GUESS}
)
"""Moves that touch an interest when they name its topic."""

FOLLOW_UPS = OPENERS - {Code.GUESS}

HOSTILE = frozenset({Code.ATTACK, Code.OFF_ROLE})
"""Moves that open nothing, whatever else is said in the same turn."""

UNDERSTANDING = (Code.REFLECT, Code.TEST, Code.LABEL, Code.SUMM)


def touched(
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


def interest_of(
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


def tiers_after(mind: Mind, opened: str, wrong_guess: bool) -> dict[str, int]:
    """The tiers once one has opened; a wrong guess closes one of the widest."""
    tiers = dict(mind.tiers)
    if opened:
        tiers[opened] += 1
    elif wrong_guess and tiers:
        widest = max(tiers, key=lambda interest: tiers[interest])
        tiers[widest] = max(0, tiers[widest] - 1)
    return tiers


def guessed_wrong(reading: Reading, persona: Persona) -> bool:
    """A reason stated as fact that is none of this buyer's."""
    guesses = reading.all(Code.GUESS)
    true_topics = {interest.id for interest in persona.interests}
    return bool(guesses) and not any(move.topic in true_topics for move in guesses)


def understood(mind: Mind, reading: Reading, interest: str) -> bool:
    """Whether the seller gave back what it was told of an interest."""
    return any((move.topic or mind.last_told) == interest for move in reading.all(*UNDERSTANDING))


def asked_fact(reading: Reading, persona: Persona) -> str:
    """The plain fact a turn asks for; empty if none."""
    asked = {move.topic for move in reading.moves if move.code in QUESTIONS | {Code.STAKE}}
    return next((fact.id for fact in persona.facts if fact.id in asked), "")
