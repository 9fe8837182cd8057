"""What a screen is for and every key that works on it, made from its bindings."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.page import listed


class HelpScreen(ModalScreen[None]):
    """Closed by Escape, F1 or a click beside it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "dismiss", "Close")]

    def __init__(self, about: str, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._about = about
        self._listed = [active.binding for active in listed(bindings)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static("Help", classes="title")
            if self._about:
                yield Static(Content(shown(self._about)), id="help-about")
            yield Static(self._keys(), id="help-keys")
            yield Static("Esc closes this", classes="muted")

    def _keys(self) -> Content:
        keys: dict[str, list[str]] = {}
        for binding in self._listed:
            shown_keys = keys.setdefault(binding.description, [])
            display = self.app.get_key_display(binding)
            if display not in shown_keys:
                shown_keys.append(display)
        rows = [
            Content.assemble((f"{' '.join(displays)[:18]:<20}", "bold $primary"), description)
            for description, displays in keys.items()
        ]
        return Content("\n").join(rows)

    def on_click(self, event: object) -> None:
        """A click on the dimmed page behind closes the help."""
        if getattr(event, "widget", None) is self:
            self.dismiss()
