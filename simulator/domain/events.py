"""What happens in a session, as the two front ends and the tests see it."""

from dataclasses import dataclass

from simulator.domain.moves import Speaker
from simulator.domain.table import Table
from simulator.domain.transcript import End, Turn


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """Somebody begins to speak."""

    n: int
    speaker: Speaker
    scene: str = ""
    """What happens before the words."""


@dataclass(frozen=True, slots=True)
class TextAdded:
    """A checked sentence of the buyer's; it is on disk already."""

    n: int
    text: str


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """A turn is whole and on disk."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class TermsMoved:
    """The deal as it stands has changed."""

    table: Table


@dataclass(frozen=True, slots=True)
class Failed:
    """The model could not answer; nothing is lost, `Session.retry` tries again."""

    message: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The meeting is over."""

    end: End


Event = TurnStarted | TextAdded | TurnEnded | TermsMoved | Failed | Ended
