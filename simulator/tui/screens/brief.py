"""The brief: before the meeting with the way on to the plan, during it as a page to look up."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from simulator.tui.messages import LobbyAsked, MeetingAsked, PlanAsked
from simulator.tui.page import Bar, Page
from simulator.tui.widgets.brief import BriefText
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from simulator.domain.scenario import Scenario
    from simulator.domain.transcript import Plan


class BriefScreen(Page):
    """Read, then plan or start."""

    AUTO_FOCUS = "#page"
    CSS_PATH = "brief.tcss"
    HELP = (
        "What you may know before you sit down. The buyer knows more about itself than this says: "
        "that is what questions are for. Enter goes on to the plan sheet, S starts without one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "plan", "Plan for a minute", id="plan"),
        Binding("s", "skip", "Start without a plan", id="skip"),
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
            yield ActionButton("Plan for a minute", "screen.plan", id="plan", primary=True)
            yield ActionButton("Start without a plan", "screen.skip", id="skip")
            yield ActionButton("Back", "screen.back", id="back")
        yield KeyBar()

    def action_plan(self) -> None:
        """Go on to the plan sheet."""
        self.post_message(PlanAsked())

    def action_skip(self) -> None:
        """Sit down without a plan."""
        self.post_message(MeetingAsked())

    def action_back(self) -> None:
        """Choose again."""
        self.post_message(LobbyAsked())


class BriefLookUp(Page):
    """The brief and the plan, on top of a running meeting."""

    AUTO_FOCUS = "#page"
    CSS_PATH = "brief.tcss"
    HELP = "The brief and your plan. Escape goes back to the meeting, which waits."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3,enter", "back", "Back to the meeting", id="back")
    ]

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        super().__init__()
        self._scenario, self._plan = scenario, plan

    def compose(self) -> ComposeResult:
        yield Bar("Brief", "the meeting waits")
        with VerticalScroll(id="page"):
            yield BriefText(self._scenario, self._plan)
        with Horizontal(classes="actions"):
            yield ActionButton("Back to the meeting", "screen.back", id="back", primary=True)
        yield KeyBar()

    def action_back(self) -> None:
        """Go on with the meeting."""
        self.dismiss()
