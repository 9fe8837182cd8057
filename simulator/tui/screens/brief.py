"""The brief: before the meeting with the way on to preparing it, during it as a page to look up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from simulator.tui.messages import LobbyAsked, MeetingAsked, PlanAsked, PreparationAsked
from simulator.tui.page import Bar, Page
from simulator.tui.widgets.brief import BriefText
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from simulator.domain.scenario import Scenario
    from simulator.domain.transcript import Plan
    from simulator.preparation.actions import Note


class BriefScreen(Page):
    """Read, then prepare or start."""

    AUTO_FOCUS = "#page"
    CSS_PATH = "brief.tcss"
    HELP = (
        "What you may know before you sit down. The buyer knows more about itself than this says: "
        "that is what questions are for. Enter goes on to what you can do before the meeting, S "
        "starts it at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "prepare", "Prepare", id="prepare"),
        Binding("s", "skip", "Start at once", id="skip"),
        Binding("escape", "back", "Back", id="back"),
    ]

    def __init__(self, scenario: Scenario, buyer: str) -> None:
        super().__init__()
        self._scenario, self._buyer = scenario, buyer

    def compose(self) -> ComposeResult:
        yield Bar("Brief", f"meeting {self._buyer}")
        with VerticalScroll(id="page"):
            yield BriefText(self._scenario)
        with Horizontal(classes="actions"):
            yield ActionButton("Prepare", "screen.prepare", id="prepare", primary=True)
            yield ActionButton("Start at once", "screen.skip", id="skip")
            yield ActionButton("Back", "screen.back", id="back")
        yield KeyBar()

    def action_prepare(self) -> None:
        """Go on to what can be done before the meeting: at least a plan."""
        self.post_message(PreparationAsked() if self._scenario.preparation else PlanAsked())

    def action_skip(self) -> None:
        """Sit down as you are."""
        self.post_message(MeetingAsked())

    def action_back(self) -> None:
        """Choose again."""
        self.post_message(LobbyAsked())


class BriefLookUp(Page):
    """The brief and the plan, on top of a running meeting."""

    AUTO_FOCUS = "#page"
    CSS_PATH = "brief.tcss"
    HELP = (
        "The brief, your plan and what you found out. Escape goes back to the meeting, which waits."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3,enter", "back", "Back to the talk", id="back")
    ]

    def __init__(self, scenario: Scenario, plan: Plan, notes: Sequence[Note]) -> None:
        super().__init__()
        self._scenario, self._plan, self._notes = scenario, plan, notes

    def compose(self) -> ComposeResult:
        yield Bar("Brief", "the talk waits")
        with VerticalScroll(id="page"):
            yield BriefText(self._scenario, self._plan, self._notes)
        with Horizontal(classes="actions"):
            yield ActionButton("Back to the talk", "screen.back", id="back", primary=True)
        yield KeyBar()

    def action_back(self) -> None:
        """Go on with the talk."""
        self.dismiss()
