"""Before the meeting: a few things there is time for, and the sheet they fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.domain.text import shown
from simulator.tui.messages import PlanAsked, VisitAsked
from simulator.tui.page import Bar, Page
from simulator.tui.preparation_words import ADVICE, HELP, INTRODUCTION, ON_QUIT, left_words
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.notes import NotesPanel

if TYPE_CHECKING:
    from simulator.preparation.actions import Action, Note
    from simulator.preparation.desk import Desk


class ActionList(OptionList):
    """What can be done; Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Do this")]


class PreparationScreen(Page):
    """Do a few things, or none, and go on to the plan."""

    AUTO_FOCUS = "ActionList"
    CSS_PATH = "preparation.tcss"
    HELP = HELP
    ON_QUIT = ON_QUIT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "plan", "On to the plan", id="plan"),
        Binding("escape", "back", "Back to the brief", id="back"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        yield Bar("Before the meeting", f"meeting {self._desk.persona.name}")
        with Horizontal(id="page"):
            with VerticalGroup(id="actions"):
                yield Static(INTRODUCTION, id="introduction", classes="muted")
                yield Static(id="left")
                yield ActionList(markup=False)
            yield NotesPanel(self._desk.notes, ADVICE)
        with Horizontal(classes="actions"):
            yield ActionButton("On to the plan", "screen.plan", id="plan", primary=True)
            yield ActionButton("Back to the brief", "screen.back", id="back")
        yield KeyBar()

    def on_mount(self) -> None:
        actions = self.query_one(ActionList)
        actions.add_options(Option("", id=action.key) for action in self._desk.actions)
        self._draw()

    async def show(self, new: Sequence[Note]) -> None:
        """Draw what has changed; `new` notes are marked."""
        self._draw()
        await self.query_one(NotesPanel).show(self._desk.notes, new)

    def _draw(self) -> None:
        desk = self._desk
        marks = "●" * desk.left + "○" * (desk.budget - desk.left)
        words = left_words(desk.left, desk.budget)
        self.query_one("#left", Static).update(
            Content.assemble((f"{marks}  ", "$primary"), (words, "bold"))
        )
        listed = self.query_one(ActionList)
        for index, action in enumerate(desk.actions):
            done = action.key in desk.spent
            listed.replace_option_prompt_at_index(index, _prompt(action, done))
            if done or not desk.left:
                listed.disable_option_at_index(index)
        if not desk.left:
            self.query_one("#plan").focus()
        else:
            listed.highlighted = self._next(listed.highlighted or 0)

    def _next(self, at: int) -> int | None:
        """The index of the next thing to do, from `at` on; else the first one."""
        todo = [i for i, a in enumerate(self._desk.actions) if a.key not in self._desk.spent]
        return next((i for i in todo if i >= at), todo[0] if todo else None)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        key = event.option_id or ""
        if key.startswith("meet:"):
            self.post_message(VisitAsked(key))
        else:
            await self.show(self._desk.look(key))

    def action_plan(self) -> None:
        """Prepared or not, on to the plan sheet."""
        self.post_message(PlanAsked())

    def action_back(self) -> None:
        """Read the brief again; what was learned stays."""
        self.dismiss()


def _prompt(action: Action, done: bool) -> Content:
    warning = f"\n  ! {shown(action.warning)}" if action.warning and not done else ""
    name = f"{'✓' if done else '○'} {shown(action.name)}"
    return Content.assemble(name, (warning, "$text-warning"))
