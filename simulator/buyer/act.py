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

    @property
    def ends_meeting(self) -> bool:
        """Whether the buyer leaves the table after this line."""
        return self.kind in {ActKind.CLOSE, ActKind.LEAVE, ActKind.FAREWELL}
