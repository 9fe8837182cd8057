"""The base of every screen: one top line, breakpoints, and what Ctrl+C means here."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.text import MUTED

GAP = 2
"""Cells at least between the two sides of the top line."""

ROOM_FOR_BUTTONS = Size(70, 20)
"""Cells a screen needs, either way, to spare room for buttons."""


class Bar(Static):
    """The top line: where we are on the left, a remark on the right."""

    ALLOW_SELECT = False

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__(markup=False)
        self._title, self._aside = shown(title), shown(aside)

    def on_resize(self) -> None:
        self._draw()

    def put(self, *, title: str | None = None, aside: str | None = None) -> None:
        """Change either side."""
        self._title = self._title if title is None else shown(title)
        self._aside = self._aside if aside is None else shown(aside)
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width
        title = Content.styled(self._title, "bold").truncate(room, ellipsis=True)
        left = room - title.cell_length - GAP
        aside = Content.styled(self._aside, MUTED)
        aside = aside.truncate(left, ellipsis=True) if left > 0 else Content("")
        gap = max(0, room - title.cell_length - aside.cell_length)
        self.update(Content.assemble(title, " " * gap, aside))


def listed(bindings: Iterable[ActiveBinding]) -> list[ActiveBinding]:
    """The bindings worth telling: ours, which are shown or have an id; not an editor's own."""
    return [active for active in bindings if active.enabled and _is_ours(active.binding)]


def _is_ours(binding: Binding) -> bool:
    return binding.show or bool(binding.id) or binding.action == "command_palette"


class Page(Screen[None]):
    """A full screen of the app."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HELP: ClassVar[str] = ""
    """What F1 says about this screen, above its keys."""
    ON_QUIT: ClassVar[str] = "nothing is lost"
    """What leaving the program here would mean."""

    _styled_for_focus = True

    def update_node_styles(self, animate: bool = True) -> None:
        """Restyle, except when only the terminal's focus changed.

        Textual restyles every widget then, which freezes a long conversation; nothing here looks
        different without focus but the focused widget, which is restyled by itself.
        """
        focus = self.app.app_focus
        if focus != self._styled_for_focus:
            self._styled_for_focus = focus
            return
        super().update_node_styles(animate=animate)

    def on_screen_resume(self) -> None:
        """Focus may have changed while another screen was on top."""
        self._styled_for_focus = self.app.app_focus

    def on_resize(self, event: Resize) -> None:
        """Where rows of buttons would be clipped they are left out; all of them have keys."""
        width, height = event.size
        self.set_class(width < ROOM_FOR_BUTTONS.width or height < ROOM_FOR_BUTTONS.height, "-tight")

    def stop_what_runs(self) -> str:
        """The first Ctrl+C: stop whatever is going on, and say so; empty if nothing was."""
        return ""

    def remark(self, text: str) -> None:
        """Say something short in the top line; an empty text brings the usual one back."""
        self.query_one(Bar).put(aside=text)
