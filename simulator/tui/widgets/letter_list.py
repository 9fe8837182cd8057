"""A list of named rows that a letter jumps in."""

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.domain.text import shown


class LetterList(OptionList):
    """The first row is highlighted to begin with; signs before a row's first word do not count."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__(
            *(Option(Content(shown(label)), id=name) for name, label in choices.items()),
            id="choices",
        )
        self._names = list(choices)
        self._labels = [label.lstrip("✓✗○● ").casefold() for label in choices.values()]

    @property
    def chosen(self) -> str:
        """The name of the highlighted row."""
        return self._names[self.highlighted or 0]

    def on_key(self, event: events.Key) -> None:
        """To the next row that begins with the letter."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        at = (self.highlighted or 0) + 1
        rows = [*range(at, len(self._labels)), *range(at)]
        found = (row for row in rows if self._labels[row].startswith(letter))
        self.highlighted = next(found, self.highlighted)
        event.stop()
