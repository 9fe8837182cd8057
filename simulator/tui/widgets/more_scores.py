"""The secondary scores of a debrief: one line each, which opens into what was counted."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.markup import escape
from textual.widget import Widget
from textual.widgets import Collapsible, Static

from simulator.domain.scorecard import GradedRecord, Score
from simulator.domain.text import shown
from simulator.report.certainty import figure
from simulator.tui.grade_words import Voice, dots, score_name
from simulator.tui.widgets.evidence import score_blocks


class MoreScore(Collapsible):
    """One secondary score. What it opens into is built when it is opened for the first time."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "open", "Open", show=False)]

    def __init__(self, score: Score, voice: Voice, record: GradedRecord) -> None:
        marks = dots(score) or "○○○○○"
        title = f"{marks}  {score_name(score.name)}: {figure(score)}. {score.because}"
        # The title is read as markup, and the rubric may be anybody's.
        super().__init__(title=escape(shown(title)))
        self._score, self._voice, self._record = score, voice, record
        self._built = False

    @on(Collapsible.Expanded)
    async def _build(self) -> None:
        if not self._built:
            self._built = True
            blocks = score_blocks(self._score, self._voice, self._record)
            await self.query_one(Collapsible.Contents).mount_all(blocks)

    def action_open(self) -> None:
        """Open or close it."""
        self.collapsed = not self.collapsed


def more_scores(record: GradedRecord, voice: Voice) -> Iterator[Widget]:
    """A line for each secondary score; nothing for a record that has none."""
    if not record.secondary:
        return
    yield Static("Nine more scores", classes="title", id="more")
    yield Static(Content("They are not among the three. Enter opens one."), classes="muted")
    for score in record.secondary:
        yield MoreScore(score, voice, record)
