"""What was found out before the meeting: each note in full, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.domain.text import shown
from simulator.tui.text import MUTED

if TYPE_CHECKING:
    from simulator.preparation.actions import Note

TITLE = "What you found out"
NOTHING_YET = "Nothing yet."


def note_blocks(notes: Iterable[Note], new: Sequence[Note] = ()) -> Iterator[Static]:
    """A block a note; those in `new` are marked."""
    for note in notes:
        mark = "  new" if note in new else ""
        head = Content.assemble((shown(note.source), MUTED), (mark, "bold $text-primary"))
        body = Content.assemble(head, "\n", shown(note.text))
        yield Static(body, markup=False, classes="note")


class NotesPanel(VerticalScroll, can_focus=True):
    """All notes, below a title and a word of advice."""

    def __init__(self, notes: Sequence[Note], advice: str, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._notes, self._advice = tuple(notes), advice

    def compose(self) -> ComposeResult:
        yield Static(TITLE, classes="title")
        yield from note_blocks(self._notes)
        if not self._notes:
            yield Static(NOTHING_YET, classes="note muted")
        yield Static(Content(self._advice), classes="note muted")

    async def show(self, notes: Sequence[Note], new: Sequence[Note]) -> None:
        """Draw them anew, those in `new` marked and brought into view."""
        self._notes = tuple(notes)
        blocks = list(note_blocks(notes, new))
        with self.app.batch_update():
            await self.query(".note").remove()
            await self.mount_all(blocks)
        if blocks:
            self.call_after_refresh(blocks[-1].scroll_visible, animate=False)
