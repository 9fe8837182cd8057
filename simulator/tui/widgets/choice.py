"""One of a few: a list with the chosen row marked by ● as well as by colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from simulator.domain.text import shown


@dataclass(frozen=True)
class Item:
    """A row to choose."""

    id: str
    name: str
    summary: str = ""


class _Row(Static):
    ALLOW_SELECT = False

    def __init__(self, item: Item, index: int) -> None:
        super().__init__(markup=False)
        self.item = item
        self.index = index

    def mark(self, chosen: bool) -> None:
        self.set_class(chosen, "-chosen")
        self.update(f"{'●' if chosen else '○'} {shown(self.item.name)}")


class _Summary(Static):
    ALLOW_SELECT = False


class Choice(VerticalGroup, can_focus=True):
    """A few rows of which one is chosen; Up and Down choose, so does a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", "Previous", show=False),
        Binding("down,right", "move(1)", "Next", show=False),
        Binding("enter", "confirm", "Read the brief"),
    ]

    class Confirmed(Message):
        """Enter was pressed on the chosen row."""

    def __init__(
        self,
        items: Sequence[Item],
        *,
        id: str,  # noqa: A002
        chosen: int = 0,
        across: bool = False,
    ) -> None:
        super().__init__(id=id, classes="-across" if across else "")
        self._items = tuple(items)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with HorizontalGroup() if self.has_class("-across") else VerticalGroup():
            for index, item in enumerate(self._items):
                row = _Row(item, index)
                row.mark(index == self._chosen)
                yield row
        yield _Summary(self._summary(), markup=False)

    def _summary(self) -> str:
        return shown(self._items[self._chosen].summary) if self._items else "There are none."

    @property
    def chosen(self) -> Item | None:
        """The chosen row; None if there are none."""
        return self._items[self._chosen] if self._items else None

    def choose(self, index: int) -> None:
        """Choose the row at `index`; out of range, nothing happens."""
        if not 0 <= index < len(self._items) or index == self._chosen:
            return
        rows = list(self.query(_Row))
        rows[self._chosen].mark(False)
        rows[index].mark(True)
        self._chosen = index
        self.query_one(_Summary).update(self._summary())
        rows[index].scroll_visible(animate=False)

    def action_move(self, by: int) -> None:
        """Choose the row above or below."""
        self.choose(self._chosen + by)

    def action_confirm(self) -> None:
        """Take the chosen row."""
        self.post_message(self.Confirmed())

    def on_click(self, event: Click) -> None:
        """Choose the row under the pointer."""
        if isinstance(event.widget, _Row):
            self.choose(event.widget.index)
