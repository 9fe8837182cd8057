"""From the grader's points to those of one's own coaches: a monotone map for each headline score.

It is fitted to blind corrections only, because a coach who has seen the grader's score leans to it;
and it is used only where it would have come nearer to coaches on transcripts it was not fitted to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.scorecard import GradedRecord, Headline
from simulator.grader.agreement.kappas import POINTS
from simulator.grader.agreement.raters import Pair

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_BLIND = 30
"""Transcripts with blind corrections below which no map is made."""
FOLDS = 5
LEAST_GAIN = 0.1
"""Share of the squared error that must be gone on the transcripts held out."""


Points = Annotated[float, Field(ge=POINTS[0], le=POINTS[-1])]


class ScoreMap(Noun):
    """What the coaches give, on average, where the grader gives 1, 2, ... 5 points."""

    name: Headline
    rubric: str = Field(description="The rubric it was fitted to; of no use for another.")
    transcripts: int
    points: tuple[Points, Points, Points, Points, Points] = Field(
        description="For 1 to 5; never falling."
    )
    error: float = Field(description="Mean squared error of the grader's own points.")
    error_held_out: float = Field(description="The same through maps fitted to the others.")


class Calibration(Noun):
    """The maps that were worth making; of the other scores, why there is none."""

    maps: tuple[ScoreMap, ...]
    without: dict[Headline, str]

    def of(self, record: GradedRecord) -> dict[Headline, float]:
        """The headline scores of a record as its coaches would give them on average.

        A score has none if it is not scored, or there is no map of its rubric.
        """
        return {
            found.name: found.points[value - 1]
            for found in self.maps
            if found.rubric == record.rubric and (value := record.value_of(found.name)) is not None
        }


def calibration(pairs: Iterable[Pair]) -> Calibration:
    """The maps that the blind corrections among some pairs of grader and coach support."""
    blind = [pair for pair in pairs if pair.blind]
    maps: list[ScoreMap] = []
    without: dict[Headline, str] = {}
    for name in get_args(Headline):
        found = _mapped(name, blind)
        if isinstance(found, str):
            without[name] = found
        else:
            maps.append(found)
    return Calibration(maps=tuple(maps), without=without)


def _mapped(name: Headline, pairs: Sequence[Pair]) -> ScoreMap | str:
    """The map of a score, or why there is none."""
    import numpy as np
    from sklearn.isotonic import IsotonicRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    # Of the rubric that most of them were graded by; another one gives other points.
    rubrics = Counter(pair.first.rubric for pair in pairs)
    rubric = rubrics.most_common(1)[0][0] if rubrics else ""
    rated = list(_rated(name, [pair for pair in pairs if pair.first.rubric == rubric]))
    groups = [transcript for transcript, _, _ in rated]
    transcripts = len(set(groups))
    if transcripts < LEAST_BLIND:
        return f"it takes blind corrections of {LEAST_BLIND} transcripts; there are {transcripts}"
    first, second = (np.array([r[column] for r in rated], dtype=float) for column in (1, 2))
    model = IsotonicRegression(y_min=POINTS[0], y_max=POINTS[-1], out_of_bounds="clip")
    held_out = cross_val_predict(model, first, second, groups=groups, cv=GroupKFold(FOLDS))
    error, still = _error(first, second), _error(held_out, second)
    if still >= (1 - LEAST_GAIN) * error:
        return f"the grader's own points are as near to the coaches (squared error {error:.2f})"
    one, two, three, four, five = model.fit(first, second).predict(np.array(POINTS, dtype=float))
    return ScoreMap(
        name=name,
        rubric=rubric,
        transcripts=transcripts,
        points=(one, two, three, four, five),
        error=error,
        error_held_out=still,
    )


def _rated(name: Headline, pairs: Iterable[Pair]) -> Iterator[tuple[str, int, int]]:
    for pair in pairs:
        first, second = pair.first.value_of(name), pair.second.value_of(name)
        if first is not None and second is not None:
            yield pair.transcript, first, second


def _error(ours: "NDArray[Any]", theirs: "NDArray[Any]") -> float:
    return float(((ours - theirs) ** 2).mean())
