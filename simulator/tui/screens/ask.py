"""A question in the middle of the screen, with a few answers; also used to report an error."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.widgets.button import ActionButton


class Ask(ModalScreen[str | None]):
    """Dismissed with the id of the answer; None for Escape. The first answer has the focus."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
        Binding("pageup", "page(-1)", "Read back", show=False),
        Binding("pagedown", "page(1)", "Read on", show=False),
    ]

    def __init__(self, title: str, text: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._text, self._answers = title, text, dict(answers)

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="ask"):
            yield Static(Content(shown(self._title)), classes="title")
            with VerticalScroll(id="ask-text", can_focus=False):
                yield Static(Content(shown(self._text)))
            with Horizontal(id="ask-answers"):
                for index, (name, label) in enumerate(self._answers.items()):
                    yield ActionButton(
                        label, f"screen.answer('{name}')", id=name, primary=index == 0
                    )

    def on_mount(self) -> None:
        self.query(ActionButton).first().focus()

    def action_answer(self, name: str) -> None:
        """Take that answer."""
        self.dismiss(name)

    def action_page(self, by: int) -> None:
        """Scroll a text that does not fit; the focus stays on the answers."""
        text = self.query_one("#ask-text")
        text.scroll_page_up() if by < 0 else text.scroll_page_down()
