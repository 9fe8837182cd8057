"""The buyer's state: everything it remembers between turns."""

from collections.abc import Iterable
from random import Random
from typing import Literal

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Pressure
from simulator.domain.persona import Level, Persona
from simulator.domain.tactics import Milestone
from simulator.domain.transcript import Learned

SCALE = 10.0
"""Heat, trust and respect lie in 0..SCALE."""

ClaimState = Literal["standing", "wobbling", "dropped", "proved"]

QUESTIONS = frozenset({Code.Q_WHY, Code.Q_OPEN, Code.Q_CLOSED})


class Mind(Noun):
    """Everything the buyer remembers between turns. Heat, trust and respect lie in 0..10."""

    heat: float
    trust: float
    respect: float
    patience: int
    heard: int = 0
    """Seller's turns so far."""
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
    bid: float | None = None
    """The highest price the buyer has named of its own."""
    bid_package: dict[str, Value] = {}
    """The whole package that it named this price in: the seller's terms of that turn, with its own
    wishes. It stays takable."""
    noted: tuple[str, ...] = ()
    """What the buyer wants beside the price and was offered, where the deal has no issue for it."""
    goodbyes: int = 0
    """The seller's turns that ended in a goodbye."""
    counter: dict[str, Value] = {}
    """The whole package of the buyer's standing counter-offer; empty if it has none."""
    since_counter: int = 99
    agreed: dict[str, Value] = {}
    """The whole package both have said yes to; empty before that."""
    leaked: float | None = None
    """The seller's limit, once the seller has let it slip."""

    # Tactics and claims
    deck: tuple[str, ...] = ()
    """The tactics in play in this meeting."""
    pending: str = ""
    """The tactic of the buyer's last turn, whose answer is awaited."""
    tactics: dict[str, int] = {}
    """How often each tactic was used."""
    since_tactic: int = 99
    answered: tuple[int, ...] = ()
    """General answers already given, as indices of the persona's list."""
    truths: dict[str, bool] = {}
    """Which claims are true in this meeting."""
    exposed: tuple[str, ...] = ()
    """The claims the seller has looked up beforehand; a false one falls at the first test."""
    claims: dict[str, ClaimState] = {}
    """The claims that were made."""

    rivals: dict[str, dict[str, Value]] = {}
    """The terms of a rival that a claim has named; it does not change its story."""

    # Bidding
    pace: float = 1.0
    """Factor on the persona's pace, drawn by the seed."""
    hardness: float = 0.0
    """Money on top of the time-dependent aspiration; below 0 when eased."""
    demand: float | None = None
    """Money demanded in the last round, before any trade was met."""
    prices: tuple[float, ...] = ()
    """The prices the seller named, in order, repeats left out."""

    # What has happened
    milestones: frozenset[Milestone] = frozenset()
    threatened: bool = False
    """The seller spoke of walking away and stayed."""
    limit_told: bool = False
    """The seller has told a hard constraint; repeating it later is no surprise."""
    door: bool = False
    """The seller has said how the talk could be taken up again."""
    came_back: bool = False
    learned: Learned = Learned()


def first_mind(
    persona: Persona,
    level: Level,
    seed: int = 0,
    learned: Learned | None = None,
    researched: Iterable[Pressure] = (),
) -> Mind:
    """The state before the first word: what the seed draws, and what the seller knows already.

    `researched` are the kinds of claims the seller has looked up.
    """
    rng = Random(f"{seed}:temperament")
    known = learned or Learned()
    around = persona.guards_contacts if known.went_around else None
    felt = {
        trait: clamped(persona.start.get(trait, 0.0) + (around or {}).get(trait, 0.0))
        for trait in ("heat", "trust", "respect")
    }
    deck = [tactic.id for tactic in persona.tactics]
    rng.shuffle(deck)
    happened = {Milestone.PREPARED} if known.anything else set()
    if known.went_around:
        happened.add(Milestone.WENT_AROUND)
    return Mind(
        **felt,
        patience=persona.levels[level].patience,
        tiers={interest.id: 0 for interest in persona.interests},
        deck=tuple(deck[: persona.temperament.deck]),
        pace=round(rng.uniform(*persona.temperament.pace), 3),
        truths={
            claim.id: rng.random() < 0.5 if claim.true == "either" else claim.true
            for claim in persona.claims
        },
        exposed=tuple(claim.id for claim in persona.claims if claim.kind in set(researched)),
        milestones=frozenset(happened),
        learned=known,
    )


def clamped(value: float) -> float:
    """A trait inside its scale."""
    return min(SCALE, max(0.0, value))
