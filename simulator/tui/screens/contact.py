"""A short talk before the meeting, with somebody at the customer who can settle nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from simulator.domain.transcript import End
from simulator.tui.chat_words import CONTACT_HELP, CONTACT_OVER, CONTACT_SCENE, CONTACT_STRIP
from simulator.tui.messages import VisitOver
from simulator.tui.preparation_words import ON_QUIT
from simulator.tui.screens.talk import TALK_KEYS, TalkScreen
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.notes import NotesPanel

if TYPE_CHECKING:
    from simulator.preparation.actions import Note
    from simulator.session import Session


class ContactScreen(TalkScreen):
    """Ask, listen, and go back to the preparation."""

    HELP = CONTACT_HELP
    ON_QUIT = ON_QUIT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "panel", "What you know", id="notes"),
        *TALK_KEYS,
        Binding("f8", "leave", "End the talk", id="leave"),
    ]

    def __init__(self, session: Session, key: str, notes: Sequence[Note]) -> None:
        """`key` is the preparation that this talk is; `notes` is what was learned before it."""
        self._key, self._notes = key, tuple(notes)
        super().__init__(session)

    def panel(self) -> NotesPanel:
        return NotesPanel(self._notes, CONTACT_STRIP, classes="beside")

    def scene(self) -> str:
        return CONTACT_SCENE.format(name=self._session.persona.name)

    def strip(self) -> str:
        return CONTACT_STRIP

    def next_steps(self) -> Iterable[ActionButton]:
        yield ActionButton("Back to your preparation", "screen.back", id="back", primary=True)

    def ending(self, end: End) -> str:
        return CONTACT_OVER

    def left(self, end: End) -> None:
        self.action_back()

    def action_leave(self) -> None:
        """End the talk, and go back at once."""
        self.leave_now()

    def action_back(self) -> None:
        """Back to the preparation, with what was told."""
        self.post_message(VisitOver(self._key, self._session.path))
