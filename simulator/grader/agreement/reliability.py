"""How far the grader agrees with itself: the scores that each sample of a coding gives alone.

A grader that rates one transcript now so, now so, cannot be trusted with any of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.scorecard import GradedRecord, ScoreName
from simulator.grader.agreement.kappas import POINTS, Estimate, estimated

if TYPE_CHECKING:
    from numpy.typing import NDArray

RELIABLE = 0.8
"""Krippendorff's (2004) customary bound for conclusions; below it a score is "not reliable"."""


class Reliability(Noun):
    """Of one score, over the transcripts of which several samples gave a number."""

    name: ScoreName
    transcripts: int
    alpha: Estimate = Field(description="Krippendorff's, ordinal.")
    reliable: bool | None = Field(description="None: there is no alpha to tell by.")


def reliability(sessions: Iterable[Sequence[GradedRecord]]) -> Iterator[Reliability]:
    """How far the samples of one judge agree, by score. Of each transcript the last record with
    samples counts, among those of the judge and the rubric that most of them have."""
    import numpy as np

    sampled = [record for records in sessions if (record := _sampled(records)) is not None]
    means = Counter((record.coder, record.rubric) for record in sampled)
    most = means.most_common(1)
    sampled = [record for record in sampled if (record.coder, record.rubric) == most[0][0]]
    units: dict[ScoreName, list[NDArray[Any]]] = {}
    for record in sampled:
        for score in record.all_scores:
            values = [value for value in score.samples if value is not None]
            if len(values) > 1:
                units.setdefault(score.name, []).append(_coincidences(values))
    for name, tables in units.items():
        alpha = _alpha(np.stack(tables))
        reliable = None if alpha.value is None else alpha.value >= RELIABLE
        yield Reliability(name=name, transcripts=len(tables), alpha=alpha, reliable=reliable)


def _alpha(counts: "NDArray[Any]") -> Estimate:
    total = counts.sum(axis=0)
    constant = (total.sum(axis=0) > 0).sum() < 2
    undefined = "every sample gave the same throughout" if constant else ""
    return estimated(counts, lambda: ordinal_alpha(total), ordinal_alpha, undefined)


def _sampled(records: Sequence[GradedRecord]) -> GradedRecord | None:
    # The samples of a panel tell how far its judges are apart, which is another thing.
    found = (
        record
        for record in reversed(records)
        if not record.coach
        and len(record.made_from.judges) == 1
        and any(score.samples for score in record.scores)
    )
    return next(found, None)


def _coincidences(values: Sequence[int]) -> "NDArray[Any]":
    """The 5x5 coincidence matrix of one transcript: each ordered pair of its m values, weighed
    1 / (m - 1)."""
    import numpy as np

    given = np.array([values.count(point) for point in POINTS], dtype=float)
    pairs: NDArray[Any] = (np.outer(given, given) - np.diag(given)) / (len(values) - 1)
    return pairs


def ordinal_alpha(coincidences: "NDArray[Any]") -> "NDArray[Any]":
    """Krippendorff's alpha for ordinal data, of any stack of coincidence matrices.

    Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): 1 - observed over expected
    disagreement, where two values are as far apart as there are ratings between them.
    """
    import numpy as np

    given = coincidences.sum(axis=-1)
    upto = np.cumsum(given, axis=-1)
    between = abs(upto[..., :, None] - upto[..., None, :])
    # Those from one value to the other, each end counted half.
    apart = (between + (given[..., None, :] - given[..., :, None]) * _upward(given) / 2) ** 2
    observed = (coincidences * apart).sum(axis=(-2, -1))
    expected = (given[..., :, None] * given[..., None, :] * apart).sum(axis=(-2, -1))
    alpha: NDArray[Any] = 1 - (given.sum(axis=-1) - 1) * observed / expected
    return alpha


def _upward(given: "NDArray[Any]") -> "NDArray[Any]":
    """-1 above the diagonal and 1 below it, as a square for the values."""
    import numpy as np

    places = np.arange(given.shape[-1])
    signs: NDArray[Any] = np.sign(places[:, None] - places[None, :])
    return signs
