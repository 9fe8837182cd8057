"""One headline score at the top of a debrief."""

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from simulator.domain.scorecard import Score
from simulator.domain.text import shown
from simulator.report.certainty import figure
from simulator.tui.grade_words import dots, score_name
from simulator.tui.text import MUTED
from simulator.tui.widgets.text_blocks import toned


class ScoreCard(VerticalGroup):
    """One headline score; a click goes to its evidence."""

    def __init__(self, score: Score, own: Score | None = None) -> None:
        """`own` is the grader's, where a coach corrected the grade."""
        super().__init__()
        self.score, self.own = score, own

    def compose(self) -> ComposeResult:
        score = self.score
        yield Static(score_name(score.name), classes="card-name")
        style = "bold" if score.value is not None else f"bold {MUTED}"
        marks = dots(score)
        value = Content.assemble(
            (figure(score), style), "   " if marks else "", (marks, "$primary")
        )
        yield Static(value, classes="card-value")
        if self.own is not None and self.own.value != score.value:
            yield Static(f"The grader gave it {figure(self.own)}.", classes="muted")
        yield Static(Content(shown(score.because)), classes="muted")
        for cap in score.caps:
            yield Static(Content.assemble(toned("✗ lowered"), f": {shown(cap)}"))

    async def on_click(self, _event: Click) -> None:
        await self.run_action(f"screen.section('{self.score.name}')")
