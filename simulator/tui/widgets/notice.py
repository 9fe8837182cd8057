"""One line above the field: what went wrong, or what comes next."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.widgets.button import ActionButton


class Notice(Horizontal):
    """Takes no room while there is nothing to say; has a button where one can try again."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """What it says now."""

    def compose(self) -> ComposeResult:
        yield Static(id="notice", markup=False)
        yield ActionButton("Try again", "screen.retry", id="retry", primary=True)

    def put(self, text: str, *, retry: bool = False, error: bool = False) -> None:
        """Say this instead; an empty text takes the line away."""
        self.text = shown(text)
        self.display = bool(text)
        self.set_class(error, "-error")
        self.query_one("#notice", Static).update(Content(self.text))
        self.query_one("#retry").display = retry
