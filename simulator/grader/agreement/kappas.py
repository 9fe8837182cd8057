"""Statistics of how far two raters agree, with intervals: scikit-learn's, and scipy's bootstrap.

What was rated in one transcript is not independent, so whole transcripts are resampled. Both
libraries come with the extra `agreement` and are imported late.
"""

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.errors import NegotiateError

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESAMPLES = 1_000
BATCH = 100
"""Resamples made at a time, which bounds the memory."""
SEED = 20_260_101
LEVEL = 0.95
LEAST_DEFINED = 0.9
"""Share of the resamples in which a statistic must be defined for an interval to be given."""
POINTS = (1, 2, 3, 4, 5)
"""The values of a score."""


class Estimate(Noun):
    """A statistic with its 95 % interval; without a value, or an interval, the reason."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = Field(default="", description="Why there is no value, or no interval.")


class Presence(Noun):
    """Agreement on whether something is there. The second rater is the standard."""

    precision: Estimate
    recall: Estimate
    f1: Estimate
    kappa: Estimate = Field(description="Cohen's.")


class Closeness(Noun):
    """Agreement on scores of 1 to 5."""

    kappa: Estimate = Field(description="Cohen's, with quadratic weights.")
    exact: Estimate = Field(description="Share of equal scores, 0..1.")
    within_one: Estimate = Field(description="Share at most one apart, 0..1.")
    bias: Estimate = Field(description="Mean of the first rater minus the second, in points.")


def need_library() -> None:
    """Raises NegotiateError, with what to install, if the statistics cannot be computed."""
    try:
        import scipy.stats  # noqa: F401
        import sklearn.metrics  # noqa: F401
    except ImportError as error:
        raise NegotiateError(
            "The statistics of agreement need scikit-learn: run pip install "
            "'negotiation-simulator[agreement]'."
        ) from error


def presence(tables: Sequence[Sequence[Sequence[int]]]) -> Presence:
    """Agreement from one 2x2 table of counts a transcript: [first: no, yes][second: no, yes]."""
    import numpy as np
    from sklearn.metrics import cohen_kappa_score, f1_score, precision_score, recall_score

    counts = np.asarray(tables, dtype=float).reshape(-1, 2, 2)
    rated = {"sample_weight": counts.sum(axis=0).ravel()}
    first, second = [0, 0, 1, 1], [0, 1, 0, 1]
    undefined = {**rated, "zero_division": np.nan}
    yes = counts.sum(axis=0)
    return Presence(
        precision=estimated(
            counts,
            lambda: precision_score(second, first, **undefined),
            lambda t: t[..., 1, 1] / t[..., 1, :].sum(axis=-1),
            "the first never gave it" if not yes[1].sum() else "",
        ),
        recall=estimated(
            counts,
            lambda: recall_score(second, first, **undefined),
            lambda t: t[..., 1, 1] / t[..., :, 1].sum(axis=-1),
            "the second never gave it" if not yes[:, 1].sum() else "",
        ),
        f1=estimated(
            counts,
            lambda: f1_score(second, first, **undefined),
            lambda t: 2 * t[..., 1, 1] / (t[..., 1, :].sum(axis=-1) + t[..., :, 1].sum(axis=-1)),
            "neither gave it" if not (yes[1].sum() or yes[:, 1].sum()) else "",
        ),
        kappa=estimated(
            counts,
            lambda: cohen_kappa_score(first, second, **rated),
            _kappa_of(1 - np.eye(2)),
            _constant(yes),
        ),
    )


def closeness(tables: Sequence[Sequence[Sequence[int]]]) -> Closeness:
    """Agreement from one 5x5 table of counts a transcript: [first's score][second's score]."""
    import numpy as np
    from sklearn.metrics import cohen_kappa_score

    counts = np.asarray(tables, dtype=float).reshape(-1, len(POINTS), len(POINTS))
    total = counts.sum(axis=0)
    first, second = (place.ravel() for place in np.indices(total.shape))
    apart = np.subtract.outer(np.array(POINTS), np.array(POINTS)).astype(float)

    def mean_of(value: Any) -> "Callable[[NDArray[Any]], NDArray[Any]]":
        return lambda t: (t * value).sum(axis=(-2, -1)) / t.sum(axis=(-2, -1))

    def mean(value: Any) -> Estimate:
        statistic = mean_of(value)
        none = "" if total.sum() else "nothing was scored by both"
        return estimated(counts, lambda: statistic(total), statistic, none)

    return Closeness(
        kappa=estimated(
            counts,
            lambda: cohen_kappa_score(
                first, second, weights="quadratic", sample_weight=total.ravel()
            ),
            _kappa_of(apart**2),
            _constant(total),
        ),
        exact=mean(apart == 0),
        within_one=mean(abs(apart) <= 1),
        bias=mean(apart),
    )


def _constant(total: "NDArray[Any]") -> str:
    """Why kappa is undefined: no chance of disagreeing is left to compare with."""
    if not total.sum():
        return "nothing was rated by both"
    used = (total.sum(axis=1) > 0) | (total.sum(axis=0) > 0)
    return "both gave the same throughout" if used.sum() < 2 else ""


def _kappa_of(weights: "NDArray[Any]") -> "Callable[[NDArray[Any]], NDArray[Any]]":
    """Cohen (1968): 1 - observed over expected disagreement, of any stack of tables."""

    def kappa(tables: "NDArray[Any]") -> "NDArray[Any]":
        rows, columns = tables.sum(axis=-1), tables.sum(axis=-2)
        expected = rows[..., :, None] * columns[..., None, :]
        observed = (weights * tables).sum(axis=(-2, -1)) * tables.sum(axis=(-2, -1))
        chance: NDArray[Any] = 1 - observed / (weights * expected).sum(axis=(-2, -1))
        return chance

    return kappa


def estimated(
    counts: "NDArray[Any]",
    point: Callable[[], Any],
    statistic: "Callable[[NDArray[Any]], NDArray[Any]]",
    undefined: str,
) -> Estimate:
    """A statistic of a stack of tables, one a transcript, with its interval.

    `point` gives its value, from the library where that has it; `statistic` is its like for any
    stack of tables. `undefined` says why there is none.
    """
    import numpy as np

    if undefined:
        return Estimate(reason=undefined)
    value = float(point())
    if len(counts) < 2:
        return Estimate(value=value, reason="one transcript has no interval")
    drawn = _resampled(counts, statistic)
    defined = drawn[np.isfinite(drawn)]
    if len(defined) < LEAST_DEFINED * len(drawn):
        missing = len(drawn) - len(defined)
        return Estimate(value=value, reason=f"undefined in {missing} of {len(drawn)} resamples")
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value=value, low=float(low), high=float(high))


def _resampled(
    counts: "NDArray[Any]", statistic: "Callable[[NDArray[Any]], NDArray[Any]]"
) -> "NDArray[Any]":
    """The statistic of every resample of the transcripts; nan where it is undefined."""
    import numpy as np
    from scipy.stats import bootstrap

    def of_sample(places: "NDArray[Any]", axis: int = -1) -> "NDArray[Any]":
        # scipy resamples along the last axis; the tables of a sample are added up.
        return statistic(counts[places].sum(axis=-3))

    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore")
        drawn = bootstrap(
            (np.arange(len(counts)),),
            of_sample,
            n_resamples=RESAMPLES,
            batch=BATCH,
            vectorized=True,
            method="percentile",
            rng=SEED,
        ).bootstrap_distribution
    result: NDArray[Any] = np.asarray(drawn)
    return result
