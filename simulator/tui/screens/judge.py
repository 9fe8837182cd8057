"""A judgement of the grade, to be corrected or disputed: what it should be, and why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.worker import Worker, WorkerState

from simulator.domain.errors import NegotiateError
from simulator.domain.text import shown
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.letter_list import LetterList
from simulator.tui.widgets.prompt import Prompt


@dataclass(frozen=True)
class Field:
    """A line to fill in."""

    label: str
    hint: str
    text: str = ""
    needed: bool = False
    """Whether one goes there next, past those that may stay empty, once the choice is made."""


Save = Callable[[str, Mapping[str, str]], Awaitable[None]]
"""Takes the choice and the fields by name; raises NegotiateError for what cannot be."""


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
                yield LetterList(self._choices)
            for name, field in self._fields.items():
                with HorizontalGroup():
                    yield Static(Content(shown(field.label)), classes="label")
                    yield Prompt(field.hint, id=name, text=field.text)
            yield Static(id="refusal", markup=False)
            with Horizontal(classes="answers"):
                yield ActionButton("Save", "screen.save", id="save", primary=True)
                yield ActionButton("Back", "screen.dismiss", id="back")

    def on_mount(self) -> None:
        first = self.query_one(LetterList) if self._choices else self.query(Prompt).first()
        first.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        needed = next((name for name, field in self._fields.items() if field.needed), None)
        self.query(f"#{needed}" if needed else Prompt).first().focus()

    @on(Prompt.Sent)
    def _field_done(self, event: Prompt.Sent) -> None:
        if event.prompt.id == list(self._fields)[-1]:
            self.action_save()
        else:
            self.focus_next(Prompt)

    @work(exclusive=True, group="judge", exit_on_error=False)
    async def action_save(self) -> None:
        """Hand it over; what is refused stays on the page with the reason."""
        choice = self.query_one(LetterList).chosen if self._choices else ""
        fields = {name: self.query_one(f"#{name}", Prompt).text.strip() for name in self._fields}
        try:
            await self._save(choice, fields)
        except NegotiateError as error:
            self._refuse(str(error))
            return
        self.dismiss()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault of the program's own takes nothing away of what was typed."""
        if event.state is WorkerState.ERROR:
            self._refuse(f"This failed: {event.worker.error!r}")

    def _refuse(self, why: str) -> None:
        self.query_one("#refusal", Static).update(Content(f"✗ {shown(why)}"))

    def action_page(self, _by: int) -> None:
        """Page keys do nothing in the fields."""
