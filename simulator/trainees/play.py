"""Plays whole meetings between a scripted trainee and a buyer, without a screen or a client.

A `Stage` is one buyer in one deal, made ready once and played on many times. The trainee's lines
go through the same reader as a person's. The buyer's lines are its scripted ones, chosen as the
offline model would choose them, so a meeting has the same words with `voice` and without; with
it, every line is composed as a request to a model and checked by the guard as well.
"""

from typing import Literal, NamedTuple

from simulator.buyer.act import Act
from simulator.buyer.buyer import Buyer, Decision
from simulator.buyer.guard import Guard
from simulator.buyer.mind import Mind
from simulator.buyer.sentences import split_sentences
from simulator.buyer.stakes import Stakes
from simulator.buyer.voice import compose
from simulator.buyer.wording import choices, groups, mark_used, pick
from simulator.coding.reader import RuleReader
from simulator.domain.deal import Value
from simulator.domain.moves import Reading
from simulator.domain.persona import ActKind, Level, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.transcript import Turn
from simulator.domain.utility import Outcome, frontier, scaled, worth
from simulator.domain.vocabulary import vocabulary_of
from simulator.trainees.purse import Purse
from simulator.trainees.sight import heard_of
from simulator.trainees.trainee import Trainee

MOST_TURNS = 40
"""Turns of the trainee's after which a meeting is left open; buyers lose patience long before."""

Ending = Literal["deal", "buyer_left", "trainee_left", "open"]


class Spoken(NamedTuple):
    """A turn of the trainee's, and what it was said into: the buyer's state and the table."""

    text: str
    reading: Reading | None
    mind: Mind
    table: Table


class Step(NamedTuple):
    """The buyer's answer to a turn of the trainee's, or its opening: then `after.text` is empty."""

    after: Spoken
    mind: Mind
    act: Act
    reasons: tuple[str, ...]
    text: str
    refused: tuple[str, ...]
    """Why the guard would have cut a sentence; only looked at with `voice`."""


class Played(NamedTuple):
    """One meeting. Money is what each side has above its best alternative; 0 without a deal."""

    seed: int
    outcome: Ending
    terms: dict[str, Value]
    price: float | None
    seller: float
    buyer: float
    joint: float | None
    """Both gains together, as a share of the most the two could have made; None: no zone."""
    turns: int
    heat: float
    steps: tuple[Step, ...]


class Stage:
    """One buyer in one deal; the persona has no variants left. It keeps nothing of a meeting."""

    def __init__(self, scenario: Scenario, persona: Persona, level: Level = "normal") -> None:
        self.scenario, self.persona, self.level = scenario, persona, level
        self.stakes = Stakes(scenario, persona, level)
        self.best_joint = self._best_joint()
        self._purse = Purse(scenario)
        self._reader = RuleReader(vocabulary_of(scenario, persona))

    def _best_joint(self) -> float | None:
        """The largest sum of both gains that both sides could sign; None if there is none."""
        side = scaled(self.scenario.buyer, self.persona.multipliers)
        whole = frontier(self.scenario.issues, self.scenario.seller, side)
        return max((g for o in whole if (g := self._joint(o)) is not None), default=None)

    def _joint(self, outcome: Outcome) -> float | None:
        gain = outcome.seller - self.scenario.seller.reservation
        if gain < 0 or not self.stakes.can_sign(outcome.package):
            return None
        return gain + outcome.buyer - self.stakes.reservation

    def play(self, bot: str, seed: int, *, voice: bool = False) -> Played:
        """One meeting, from the buyer's opening to its end. The same for the same seed."""
        buyer = Buyer(self.scenario, self.persona, self.level, seed, stakes=self.stakes)
        trainee = Trainee(bot, self.scenario, seed, self._purse)
        self._reader.start_over()
        turns: list[Turn] = []
        before = Spoken("", None, buyer.mind, buyer.table)
        steps = [self._speak(buyer, buyer.open(), turns, before, voice)]
        while not steps[-1].act.ends_meeting and len(steps) <= MOST_TURNS:
            heard = heard_of(steps[-1].act, steps[-1].text, self.persona)
            said = trainee.say(heard, buyer.table)
            turns.append(Turn(n=len(turns), speaker="trainee", text=said))
            spoken = Spoken(said, self._reader.read(turns[-1]), buyer.mind, buyer.table)
            assert spoken.reading is not None
            decision = buyer.hear(spoken.reading, said)
            steps.append(self._speak(buyer, decision, turns, spoken, voice))
        return self._played(seed, buyer, steps)

    def _speak(
        self, buyer: Buyer, decision: Decision, turns: list[Turn], after: Spoken, voice: bool
    ) -> Step:
        """The buyer's line, and what it leaves in its memory."""
        act, mind = decision.act, buyer.mind
        seed, refused = buyer.rng().getrandbits(31), tuple[str, ...]()
        if voice:
            request = compose(act, mind, self.persona, self.scenario, turns, seed)
            offered, text = request.offered, pick(request.wordings, seed)
            guard = Guard(act, mind, self.persona, self.scenario)
            found = [guard.objection(sentence) for sentence in split_sentences(text)]
            refused = tuple(filter(None, [*found, guard.missing(text)]))
        else:
            offered = groups(act, mind, self.persona, self.scenario)
            text = pick(choices(offered, seed), seed)
        turns.append(Turn(n=len(turns), speaker="buyer", text=text))
        self._reader.read(turns[-1])
        buyer.mind = mark_used(mind, text, offered)
        buyer.spoke(act)
        return Step(after, mind, act, decision.reasons, text, refused)

    def _played(self, seed: int, buyer: Buyer, steps: list[Step]) -> Played:
        terms = buyer.mind.agreed if steps[-1].act.kind is not ActKind.LEAVE else {}
        price = self.stakes.price
        gains = (
            worth(self.scenario.seller, terms) - self.scenario.seller.reservation,
            self.stakes.worth(terms) - self.stakes.reservation,
        )
        seller, buyers = gains if terms else (0.0, 0.0)
        best = self.best_joint
        return Played(
            seed=seed,
            outcome=_ending(terms, steps[-1].act),
            terms=terms,
            price=float(terms[price.id]) if terms and price is not None else None,
            seller=seller,
            buyer=buyers,
            joint=None if best is None else (seller + buyers) / best,
            turns=len(steps) - 1,
            heat=buyer.mind.heat,
            steps=tuple(steps),
        )


def _ending(terms: dict[str, Value], last: Act) -> Ending:
    if terms:
        return "deal"
    if last.kind is ActKind.FAREWELL:
        return "trainee_left"
    return "buyer_left" if last.ends_meeting else "open"
