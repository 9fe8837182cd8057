"""What the buyer does in a turn, complete: the model that words it can add nothing to it."""

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.persona import ActKind, Tone


class Act(Noun):
    """One act. Every figure, term and disclosure of the buyer's line has to come from here."""

    kind: ActKind
    tone: Tone
    terms: dict[str, Value] = {}
    """What the buyer asks for, offers or accepts."""
    theirs: dict[str, Value] = {}
    """The seller's serious terms of the turn it answers; the line may repeat them."""
    package: dict[str, Value] = {}
    """COUNTER and ACCEPT: every issue, exactly what a yes would bind."""
    interest: str = ""
    """The interest that is revealed, or held back."""
    tier: int = 0
    """How much of it is told, 1..3; 0 for nothing."""
    confirms: bool = False
    """Whether the line begins by saying that the seller has understood."""
    fact: str = ""
    """ANSWER: the plain fact."""
    cue: str = ""
    """A hint added at the end."""
    faint: bool = False
    tactic: str = ""
    """PRESS: the tactic that is used."""
    reply: str = ""
    """The pool of the persona's answer lines that are spoken, alone or first."""
    claim: str = ""
    """TESTED: the claim; PRESS: the claim it makes."""
    claim_state: str = ""
    """TESTED: what came of the test."""
    quoted: dict[str, Value] = {}
    """Somebody else's terms that the line may name: a rival's price."""
    noted: str = ""
    """The want that the seller has just offered: the line begins by taking note of it."""
    kept: tuple[str, ...] = ()
    """ACCEPT, CLOSE: the wants that the yes holds beside the package."""
    aside: bool = False
    """ACCEPT: said after the yes, to a question that no yes answers."""
    scene: str = ""
    """What happens before the words."""
    leaves: bool = False
    """REPLY: the buyer ends the meeting with it."""

    @property
    def ends_meeting(self) -> bool:
        """Whether the buyer leaves the table after this line."""
        ending = {ActKind.CLOSE, ActKind.LEAVE, ActKind.FAREWELL}
        return self.leaves or self.kind in ending
