"""Somebody's words, quoted from the transcript; the way from there to the turn itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from simulator.domain.corrections import Target


class Citation(Static, can_focus=True):
    """Enter or a click asks for the turn that is quoted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,r", "open", "Show this turn")]

    @dataclass
    class Opened(Message):
        """Show turn number `turn`."""

        turn: int

    def __init__(
        self, words: Content, turn: int, classes: str = "quote", target: Target | None = None
    ) -> None:
        """`target` is the judgement that the words are quoted for."""
        super().__init__(words, markup=False, classes=classes)
        self.turn, self.target = turn, target

    def action_open(self) -> None:
        """Show the turn."""
        self.post_message(self.Opened(self.turn))

    def on_click(self) -> None:
        # A drag that selects words to copy ends in a click as well.
        if not self.screen.get_selected_text():
            self.action_open()
