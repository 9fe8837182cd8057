"""What a trainee sees of the buyer: its words, and what anybody would make of them.

Nothing here holds a limit, a weight, a state of mind or an interest that was not told.
"""

from typing import Literal, NamedTuple

from simulator.buyer.act import Act
from simulator.domain.deal import Value
from simulator.domain.moves import Pressure
from simulator.domain.persona import ActKind, Persona


class Heard(NamedTuple):
    """The buyer's last turn."""

    kind: ActKind
    text: str
    terms: dict[str, Value]
    """What it asked for, offered or accepted."""
    pressure: Pressure | Literal["", "other"]
    """The kind of pressure it put on; "other" is a provocation of no such kind."""


OFFERING = frozenset({ActKind.COUNTER, ActKind.CALL_BACK})
AGREEING = frozenset({ActKind.ACCEPT, ActKind.CLOSE})


def heard_of(act: Act, text: str, persona: Persona) -> Heard:
    """A buyer's act as the trainee takes it in."""
    pressure: Pressure | Literal["", "other"] = ""
    if act.kind is ActKind.PRESS:
        pressure = persona.tactic(act.tactic).pressure or "other"
    return Heard(act.kind, text, act.terms, pressure)
