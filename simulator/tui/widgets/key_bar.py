"""The bottom line: at most six keys that work right now, each also a button for the mouse."""

from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.text import MUTED

MOST = 6
GAPS = ("   ", "  ")
"""Between two keys; the narrower one where the line is short of room."""


class _Key(NamedTuple):
    start: int
    end: int
    key: str


class KeyBar(Static):
    """Lists the bindings that say `show`, those of the focused widget first, Ctrl+C last."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._keys: list[_Key] = []

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it lists now."""
        return tuple(key.key for key in self._keys)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_resize(self) -> None:
        self._draw()

    def on_click(self, event: Click) -> None:
        """Press the key under the pointer."""
        for key in self._keys:
            if key.start <= event.x - self.styles.padding.left < key.end:
                self.app.simulate_key(key.key)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self._draw()

    def _listed(self) -> list[Binding]:
        by_action: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                by_action.setdefault(active.binding.action, active.binding)
        # Stable: all else keeps the order of the binding chain.
        ordered = sorted(by_action.values(), key=lambda binding: binding.key == "ctrl+c")
        return ordered[: MOST - 1] + ordered[-1:] if len(ordered) > MOST else ordered

    def _draw(self) -> None:
        room = self.content_size.width
        bindings = self._listed()
        items = [self._item(binding) for binding in bindings]
        gap = GAPS[0] if _width(items, GAPS[0]) <= room else GAPS[1]
        while len(items) > 1 and _width(items, gap) > room:
            # Ctrl+C, the last, stays to the end; the help has them all.
            del items[-2], bindings[-2]
        self._keys = []
        at = 0
        for item, binding in zip(items, bindings, strict=True):
            self._keys.append(_Key(at, at + item.cell_length, binding.key))
            at += item.cell_length + len(gap)
        self.update(Content(gap).join(items))

    def _item(self, binding: Binding) -> Content:
        key = shown(self.app.get_key_display(binding))
        return Content.assemble((key, "bold $primary"), (f" {shown(binding.description)}", MUTED))


def _width(items: list[Content], gap: str) -> int:
    return sum(item.cell_length + len(gap) for item in items) - len(gap)
