"""Estimates with 95 % intervals from a sample of meetings.

Shares have Wilson's score interval (Wilson 1927), which stays inside 0..1 and is fair to small
samples. Means have a percentile bootstrap interval (Efron 1979): what meetings bring is a mixture
of deals and of nothing, and far from normal. The resampling is seeded, so a sample always has the
same interval.
"""

from collections.abc import Sequence
from math import sqrt
from random import Random
from statistics import NormalDist, fmean
from typing import NamedTuple

LEVEL = 0.95
RESAMPLES = 400

_Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


class Estimate(NamedTuple):
    """A share or a mean, its interval, and the number of meetings it comes from."""

    value: float
    low: float
    high: float
    n: int


def share(hits: int, n: int) -> Estimate:
    """`hits` of `n` (at least 1) as a share, with Wilson's interval."""
    found = hits / n
    centre = (found + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * sqrt(found * (1 - found) / n + _Z**2 / (4 * n * n))
    return Estimate(found, max(0.0, centre - reach), min(1.0, centre + reach), n)


def mean(sample: Sequence[float]) -> Estimate | None:
    """The mean of a sample with its bootstrap interval; None of an empty one."""
    if not sample:
        return None
    rng, n = Random(0), len(sample)
    means = sorted(fmean(rng.choices(sample, k=n)) for _ in range(RESAMPLES))
    cut = round((1 - LEVEL) / 2 * (RESAMPLES - 1))
    return Estimate(fmean(sample), means[cut], means[-1 - cut], n)


def difference(ones: Sequence[float], others: Sequence[float]) -> Estimate | None:
    """The mean of `ones` minus that of `others`, meeting by meeting: both by the same seeds."""
    return mean([one - other for one, other in zip(ones, others, strict=True)])
