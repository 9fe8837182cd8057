"""A judgement of the grade, to be corrected or disputed: what it should be, and why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.domain.errors import NegotiateError
from simulator.domain.text import shown
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.prompt import Prompt


@dataclass(frozen=True)
class Field:
    """A line to fill in."""

    label: str
    hint: str
    text: str = ""


Save = Callable[[str, Mapping[str, str]], Awaitable[None]]
"""Takes the choice and the fields by name; raises NegotiateError for what cannot be."""


class Choices(OptionList):
    """A list that a letter jumps in."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__(
            *(Option(Content(shown(label)), id=name) for name, label in choices.items()),
            id="choices",
        )
        self._labels = [label.lstrip("✓✗○● ").casefold() for label in choices.values()]

    def on_key(self, event: events.Key) -> None:
        """To the next row that begins with the letter."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        at = (self.highlighted or 0) + 1
        rows = [*range(at, len(self._labels)), *range(at)]
        found = (row for row in rows if self._labels[row].startswith(letter))
        self.highlighted = next(found, self.highlighted)
        event.stop()


class JudgeScreen(ModalScreen[None]):
    """Stays open until it is saved, or left with Escape; a refusal is told in the page."""

    CSS_PATH = "judge.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("ctrl+s", "save", "Save"),
    ]

    def __init__(
        self,
        title: str,
        words: str,
        choices: Mapping[str, str],
        fields: Mapping[str, Field],
        save: Save,
    ) -> None:
        super().__init__()
        self._title, self._words = title, words
        self._choices, self._fields, self._save = dict(choices), dict(fields), save

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="judge-box"):
            yield Static(Content(shown(self._title)), classes="title")
            if self._words:
                yield Static(Content.styled(shown(self._words), "italic"), id="judge-words")
            if self._choices:
                yield Choices(self._choices)
            for name, field in self._fields.items():
                yield Static(Content(shown(field.label)), classes="label")
                yield Prompt(field.hint, id=name, text=field.text)
            yield Static(id="refusal", markup=False)
            with Horizontal(classes="answers"):
                yield ActionButton("Save", "screen.save", id="save", primary=True)
                yield ActionButton("Back", "screen.dismiss", id="back")

    def on_mount(self) -> None:
        first = self.query_one(Choices) if self._choices else self.query(Prompt).first()
        first.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.query(Prompt).first().focus()

    @on(Prompt.Sent)
    def _field_done(self, event: Prompt.Sent) -> None:
        if event.prompt.id == list(self._fields)[-1]:
            self.action_save()
        else:
            self.focus_next(Prompt)

    @work(exclusive=True, group="judge")
    async def action_save(self) -> None:
        """Hand it over; what is refused stays on the page with the reason."""
        choice = ""
        if self._choices:
            at = self.query_one(Choices).highlighted or 0
            choice = list(self._choices)[at]
        fields = {name: self.query_one(f"#{name}", Prompt).text.strip() for name in self._fields}
        try:
            await self._save(choice, fields)
        except NegotiateError as error:
            self.query_one("#refusal", Static).update(Content(f"✗ {shown(str(error))}"))
            return
        self.dismiss()

    def action_page(self, _by: int) -> None:
        """Page keys do nothing in the fields."""
