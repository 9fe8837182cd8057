"""Reveals a speaker's words little by little, however they arrive. Pure logic, no clock: whoever
owns the timer calls `tick`.
"""

import re

_WORD = re.compile(r"\s*\S+")

CATCH_UP = 40
"""Words in arrears at which the pace doubles, so that a long speech does not drag."""


class Reveal:
    """Text that has arrived, and how much of it is shown."""

    def __init__(self) -> None:
        self._text = ""
        self._shown = 0

    @property
    def shown(self) -> str:
        """What the reader sees so far; always a prefix of what arrived, cut between words."""
        return self._text[: self._shown]

    @property
    def done(self) -> bool:
        """Whether everything that arrived is shown."""
        return self._shown >= len(self._text)

    def add(self, text: str) -> None:
        """More text arrived."""
        if self._text and not self._text[-1].isspace() and text and not text[0].isspace():
            self._text += " "
        self._text += text

    def tick(self) -> None:
        """Show a word more, or more than one when far behind."""
        waiting = _WORD.findall(self._text, self._shown)
        step = 1 + len(waiting) // CATCH_UP
        if step >= len(waiting):
            self.finish()
        else:
            self._shown += sum(len(word) for word in waiting[:step])

    def finish(self) -> None:
        """Show all of it at once."""
        self._shown = len(self._text)
