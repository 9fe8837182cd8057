"""One buyer in one meeting: hears the seller's turns, decides, remembers. It has no voice.

Everything here is pure decision; `voice` and `speech` find the words.
"""

from random import Random
from typing import NamedTuple

from simulator.buyer.act import Act
from simulator.buyer.memory import after
from simulator.buyer.mind import Mind, first_mind
from simulator.buyer.perception import perceive
from simulator.buyer.policy import decide, opening
from simulator.buyer.stakes import Stakes
from simulator.domain.moves import Pressure, Reading
from simulator.domain.persona import ActKind, Level, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.transcript import Learned


class Decision(NamedTuple):
    """What the buyer does, and why."""

    act: Act
    reasons: tuple[str, ...]


class Buyer:
    """Decides the same for the same seed and the same readings."""

    def __init__(
        self,
        scenario: Scenario,
        persona: Persona,
        level: Level,
        seed: int,
        learned: Learned | None = None,
        stakes: Stakes | None = None,
    ) -> None:
        """`stakes` are those of this scenario, persona and level, where they are at hand."""
        self.persona, self.level, self.seed = persona, level, seed
        self.stakes = stakes or Stakes(scenario, persona, level)
        self.mind = first_mind(persona, level, seed, learned, _researched(scenario, learned))
        self.table = Table.of_standard(scenario.standard, scenario.settled)

    def open(self) -> Decision:
        """The first line of the meeting."""
        act = opening(self.mind, self.persona, self.level, self.rng())
        package = self.table.seller_package
        self.mind = after(self.mind, act, self.persona, self.stakes.price_id, package=package)
        return Decision(act, ())

    def hear(self, reading: Reading, text: str) -> Decision:
        """Takes in a seller's turn and decides the answer to it."""
        self.mind, seen = perceive(
            self.mind, reading, text, self.table, self.stakes, self.persona, self.level
        )
        self.table = seen.table
        act = decide(self.mind, seen, self.persona, self.level, self.stakes, self.rng())
        self.mind = after(
            self.mind,
            act,
            self.persona,
            self.stakes.price_id,
            seen.opened,
            self.table.seller_package,
        )
        return Decision(act, seen.reasons)

    def spoke(self, act: Act) -> None:
        """The act has been said aloud: its terms are on the table."""
        if self.mind.agreed:
            # Whatever was tried after the yes: what was agreed stands.
            self.table = self.table.settled(self.mind.agreed)
            return
        # A counter-offer, like a welcome, takes up what it leaves as the seller put it.
        takes_up = act.kind in {ActKind.WELCOME, ActKind.COUNTER, ActKind.CALL_BACK}
        said = {**act.theirs, **act.terms} if takes_up else act.terms
        self.table = self.table.moved("buyer", said)

    def recall(self, mind: Mind, act: Act) -> None:
        """Takes over a state that was recorded, with the seller's terms the act answered."""
        self.mind = mind
        if mind.heard:
            self.table = self.table.moved("trainee", act.theirs)

    def rng(self) -> Random:
        """The dice of this turn: the same for the same seed, whatever was thrown before."""
        return Random(f"{self.seed}:{2 * self.mind.heard}")


def _researched(scenario: Scenario, learned: Learned | None) -> list[Pressure]:
    if learned is None or scenario.preparation is None:
        return []
    return [r.about for r in scenario.preparation.research if r.id in learned.research]
