"""One of a list, picked in the middle of the screen: the first half of a longer question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from simulator.domain.text import shown
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.letter_list import LetterList


class PickScreen(ModalScreen[str | None]):
    """Dismissed with the name of the row; None for Escape."""

    CSS_PATH = "judge.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    def __init__(self, title: str, words: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._words, self._choices = title, words, dict(choices)

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="judge-box"):
            yield Static(Content(shown(self._title)), classes="title")
            yield Static(Content.styled(shown(self._words), "italic"), id="judge-words")
            yield LetterList(self._choices)
            with Horizontal(classes="answers"):
                yield ActionButton("Next", "screen.next", id="next", primary=True)
                yield ActionButton("Back", "screen.dismiss", id="back")

    @on(OptionList.OptionSelected)
    def action_next(self) -> None:
        """Take the highlighted row."""
        self.dismiss(self.query_one(LetterList).chosen)
