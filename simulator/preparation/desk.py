"""The time before one meeting, for both front ends: what is left of it, and what was learned.

It fixes the seed and with it the truth behind the buyer, because what is found has to fit them.
"""

from collections.abc import Sequence

from simulator.buyer.mind import first_mind
from simulator.buyer.variants import drawn
from simulator.domain.persona import Level, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Learned, Transcript
from simulator.preparation.actions import (
    Action,
    Note,
    actions,
    after_action,
    after_meeting,
    budget,
    check_affordable,
    contact_of,
    done,
    notes,
    spent,
)
from simulator.preparation.contact import contact_persona, told


class Desk:
    """Where a seller prepares one meeting. A meeting begins with its seed, variant and `learned`.

    `variant` names the truth behind the persona; the seed draws one if it is empty. Raises
    NegotiateError if the persona has no such variant.
    """

    def __init__(
        self, scenario: Scenario, persona: Persona, level: Level, seed: int, variant: str = ""
    ) -> None:
        self.scenario, self.persona, self.level, self.seed = scenario, persona, level, seed
        self._played, self.variant = drawn(persona, variant, seed)
        self._truths = first_mind(self._played, level, seed).truths
        self.learned = Learned()

    @property
    def actions(self) -> list[Action]:
        """Everything that can be done, done or not."""
        return actions(self.scenario)

    @property
    def spent(self) -> frozenset[str]:
        """The keys of what was done."""
        return spent(self.learned)

    @property
    def budget(self) -> int:
        """How many things there is time for."""
        return budget(self.scenario)

    @property
    def left(self) -> int:
        """How many there is still time for."""
        return self.budget - done(self.learned)

    @property
    def notes(self) -> list[Note]:
        """What was learned so far."""
        return notes(self.scenario, self._played, self._truths, self.learned)

    def check(self, keys: Sequence[str]) -> None:
        """Raises NegotiateError unless all of these can be done from here, in that order."""
        learned = self.learned
        for key in keys:
            check_affordable(self.scenario, learned, key)
            if key.startswith("meet:"):
                learned = after_meeting(learned, contact_of(self.scenario, key), ())
            else:
                learned = after_action(self.scenario, learned, key)

    def visitor(self, key: str) -> Persona:
        """The contact of a 'meet:' action, to be talked to. Raises NegotiateError as `check`."""
        self.check([key])
        return contact_persona(contact_of(self.scenario, key))

    def look(self, key: str) -> list[Note]:
        """Do a 'look:' or 'research:' action; what is new on the sheet. Raises as `check`."""
        return self._learn(after_action(self.scenario, self.learned, key))

    def talked(self, key: str, talk: Transcript) -> list[Note]:
        """Take over what was told in a talk; a talk without a word of the seller's costs nothing.

        Returns what is new on the sheet.
        """
        if not any(turn.speaker == "trainee" for turn in talk.turns):
            return []
        return self._learn(after_meeting(self.learned, contact_of(self.scenario, key), told(talk)))

    def _learn(self, learned: Learned) -> list[Note]:
        before = self.notes
        self.learned = learned
        return [note for note in self.notes if note not in before]
