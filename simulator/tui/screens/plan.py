"""The plan sheet: three fields and a minute. Whatever is left empty is simply not planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from simulator.tui.messages import MeetingAsked
from simulator.tui.page import Bar, Page
from simulator.tui.text import short_name
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.notes import TITLE
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.text_blocks import entry, heading, paragraph

if TYPE_CHECKING:
    from simulator.domain.scenario import Scenario
    from simulator.preparation.actions import Note

FIELDS = {
    "target": ("Target", "A figure, and the terms with it."),
    "walk_away": ("Walk-away", "Where you stop, and what you do then."),
    "trades": ("Trades", "What you would give, and for what."),
}
INTRODUCTION = "Enter goes on, Ctrl+J adds a line. What you leave empty is not planned."


class PlanScreen(Page):
    """Enter goes from field to field and, on the last, into the meeting."""

    AUTO_FOCUS = "#target"
    CSS_PATH = "plan.tcss"
    HELP = (
        "A plan of a minute. It stays beside the deal during the meeting, and the debrief shows "
        "it again beside how it went. Enter goes to the next field, Ctrl+J adds a line."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "start", "Start the meeting", id="start"),
        Binding("escape", "back", "Back", id="back"),
    ]

    def __init__(self, scenario: Scenario, buyer: str, notes: Sequence[Note] = ()) -> None:
        super().__init__()
        self._scenario, self._buyer, self._notes = scenario, buyer, tuple(notes)

    def compose(self) -> ComposeResult:
        yield Bar("Plan", "about a minute")
        with Horizontal(id="page"):
            with VerticalScroll(id="sheet", can_focus=False):
                yield paragraph(INTRODUCTION, "muted")
                for name, (label, hint) in FIELDS.items():
                    yield Static(label, classes="title")
                    yield Prompt(hint, id=name)
            with VerticalScroll(id="reminder", can_focus=False):
                if self._notes:
                    yield heading(TITLE)
                for note in self._notes:
                    yield entry(note.source, note.text)
                yield heading("Where you stop")
                yield paragraph(self._scenario.brief.limit, "limit")
                yield heading("You can give")
                for give in self._scenario.gives:
                    issue = self._scenario.issue(give.issue)
                    yield entry(f"{issue.name}: {issue.spoken(give.to)}", give.cost)
                yield heading("You can ask for")
                for get in self._scenario.gets:
                    issue = self._scenario.issue(get.issue)
                    yield entry(f"{issue.name}: {issue.spoken(get.to)}", get.worth)
        with Horizontal(classes="actions"):
            start = f"Meet {short_name(self._buyer)}"
            yield ActionButton(start, "screen.start", id="start", primary=True)
            yield ActionButton("Back", "screen.back", id="back")
        yield KeyBar()

    def on_mount(self) -> None:
        # Each field brings its cursor into view as it is mounted, the last one last.
        self.call_after_refresh(self.query_one("#sheet").scroll_home, animate=False)

    @on(Prompt.Sent)
    def _field_done(self, event: Prompt.Sent) -> None:
        if event.prompt.id == "trades":
            self.action_start()
        else:
            self.focus_next(Prompt)

    def action_start(self) -> None:
        """Sit down with this plan."""
        fields = {name: self.query_one(f"#{name}", Prompt).text.strip() for name in FIELDS}
        self.post_message(MeetingAsked(**fields))

    def action_page(self, _by: int) -> None:
        """Page keys do nothing on the sheet."""

    def action_back(self) -> None:
        """One page back; the sheet is kept only once the meeting starts."""
        self.dismiss()
