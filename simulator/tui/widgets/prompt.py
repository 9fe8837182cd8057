"""The input: Enter sends, Ctrl+J adds a line, Up and Down recall what was sent before."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from simulator.domain.text import shown

NEW_LINE = ("ctrl+j", "shift+enter", "alt+enter")
"""The first works in every terminal."""


class Prompt(TextArea):
    """A field that grows to a few lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", show=False, id="prompt.send"),
        Binding(",".join(NEW_LINE), "new_line", "New line", show=False, id="prompt.line"),
        Binding("up", "recall(-1)", "Earlier line", show=False, id="prompt.earlier"),
        Binding("down", "recall(1)", "Later line", show=False, id="prompt.later"),
        Binding("pageup", "screen.page(-1)", "Read back", show=False, id="prompt.back"),
        Binding("pagedown", "screen.page(1)", "Read on", show=False, id="prompt.on"),
    ]

    @dataclass
    class Sent(Message):
        """Enter was pressed; the text is still in the field."""

        prompt: "Prompt"
        text: str

        @property
        def control(self) -> "Prompt":
            """The field, for `@on` selectors."""
            return self.prompt

    def __init__(self, placeholder: str, *, id: str, text: str = "") -> None:  # noqa: A002
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=Content(shown(placeholder)),
            compact=True,
        )
        self._history: list[str] = []
        self._recalled = 0
        self._draft = ""

    def on_key(self, event: events.Key) -> None:
        """Obey these at once: bindings come after the field, so later keys could overtake them."""
        if event.key == "enter" or event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            if event.key == "enter":
                self.action_send()
            else:
                self.action_new_line()

    def action_send(self) -> None:
        """Hand the text over; whoever takes it calls `taken`."""
        self.post_message(self.Sent(self, self.text))

    def action_new_line(self) -> None:
        """Add a line."""
        self.insert("\n")

    def taken(self) -> None:
        """The text was sent: remember it and empty the field."""
        self._history.append(self.text)
        self._recalled = len(self._history)
        self._draft = ""
        self.clear()

    def give_back(self, text: str) -> None:
        """Sending failed: the text is a draft again, before anything typed since."""
        self.text = shown(f"{text}\n{self.text}" if self.text.strip() else text)
        self.move_cursor(self.document.end)

    def action_recall(self, by: int) -> None:
        """Move the cursor, or at the field's edge step through what was sent."""
        at_edge = self.cursor_at_first_line if by < 0 else self.cursor_at_last_line
        to = self._recalled + by
        if not at_edge or not 0 <= to <= len(self._history):
            self.action_cursor_up() if by < 0 else self.action_cursor_down()
            return
        if self._recalled == len(self._history):
            self._draft = self.text
        self._recalled = to
        self.text = self._draft if to == len(self._history) else self._history[to]
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted control characters must not reach the terminal through the field."""
        event.stop()
        event.prevent_default()
        if result := self.replace(shown(event.text), *self.selection):
            self.move_cursor(result.end_location)
