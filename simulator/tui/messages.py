"""What a screen asks of the app: where to go next. Screens know no other screen."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from simulator.store.sessions import SessionCard


class SessionsAsked(Message):
    """The lobby is on the screen: list the sessions."""


@dataclass
class SessionChosen(Message):
    """A row of the list of sessions was chosen."""

    card: "SessionCard"
    replay: bool = False


@dataclass
class MeetingChosen(Message):
    """A buyer, a deal and a level were chosen in the lobby: show the brief."""

    buyer: Path
    deal: Path
    level: str


class PreparationAsked(Message):
    """The brief was read: show what can be done before the meeting."""


@dataclass
class VisitAsked(Message):
    """Talk to the contact of that preparation first."""

    key: str


@dataclass
class VisitOver(Message):
    """The talk of that preparation is over, and on the disk."""

    key: str
    path: Path


class PlanAsked(Message):
    """Prepared, or not: show the plan sheet."""


@dataclass
class MeetingAsked(Message):
    """Sit down with the buyer, with this plan (empty fields: it was skipped)."""

    target: str = ""
    walk_away: str = ""
    trades: str = ""


@dataclass
class ResumeAsked(Message):
    """Go on with an open session."""

    path: Path


@dataclass
class DebriefAsked(Message):
    """Show the grade of a session."""

    path: Path


@dataclass
class ReplayAsked(Message):
    """Step through a graded session, from the turn of that number on."""

    path: Path
    turn: int = 0


@dataclass
class AgainAsked(Message):
    """Play the same buyer, deal and level again, from the brief."""

    path: Path


@dataclass
class CopyAsked(Message):
    """Put a text on the clipboard; `what` names it to the trainee: 'your line'."""

    text: str
    what: str


class LobbyAsked(Message):
    """Back to the lobby; whatever is open stays open."""
