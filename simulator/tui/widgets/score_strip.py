"""The scores on one line, the grader's beside the coach's, where they move as it corrects."""

from textual.content import Content
from textual.widgets import Static

from simulator.domain.scorecard import GradedRecord, Score
from simulator.domain.text import shown
from simulator.report.certainty import spread
from simulator.report.side_by_side import Pair, paired
from simulator.tui.grade_words import score_name
from simulator.tui.text import MUTED

GAP = "   "


class ScoreStrip(Static):
    """'Active listening 3 → 4   Firmness 2 (1 to 2)   Trading –   by Ann'."""

    def __init__(self) -> None:
        super().__init__(id="scores", markup=False)

    def show(self, own: GradedRecord, grade: GradedRecord) -> None:
        """Show the headline scores, and of the secondary ones those that moved."""
        headlines = {score.name for score in own.scores}
        shown_pairs = [p for p in paired(own, grade) if p.after.name in headlines or p.moved]
        parts = [_score(pair) for pair in shown_pairs]
        if grade.coach:
            parts.append(Content.styled(f"by {shown(grade.coach)}", MUTED))
        self.update(Content(GAP).join(parts))
        self.display = bool(parts)


def _score(pair: Pair) -> Content:
    name = score_name(pair.after.name)
    before, after = _figure(pair.before), _figure(pair.after)
    if not pair.moved:
        return Content.assemble((f"{name} ", MUTED), (after, "bold"), spread(pair.after))
    return Content.assemble((f"{name} ", MUTED), before, (f" → {after}", "bold $text-primary"))


def _figure(score: Score) -> str:
    return "–" if score.value is None else str(score.value)
