"""What a withheld score hangs on: the turns in which samples differ on what is counted for it.

Once a coach has ruled on all of them, nothing is left for the samples to differ on.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.domain.moves import Reading
from simulator.domain.scorecard import Score, ScoreName
from simulator.grader.samples import ScoreAll, is_withheld


def with_contested(
    scores: Sequence[Score],
    pooled: Sequence[Reading],
    samples: Sequence[Sequence[Reading]],
    score: ScoreAll,
) -> tuple[Score, ...]:
    """The scores, those withheld with the turns they hang on; `pooled` is what the samples' votes
    made of them. Where no turn by itself bears on a score, it hangs on all in which samples differ.
    """
    waiting = {one.name for one in scores if is_withheld(one)}
    if not waiting:
        return tuple(scores)
    voted = _Coding(pooled, score(pooled))
    asked = [_Coding(sample, score(sample)) for sample in samples]
    bears: dict[ScoreName, list[int]] = {}
    differing = [at for at, versions in enumerate(zip(*samples, strict=True)) if _differ(versions)]
    for at in differing:
        for name in waiting.intersection(_borne_on(at, voted, asked, score)):
            bears.setdefault(name, []).append(pooled[at].turn)
    every = [pooled[at].turn for at in differing]
    return tuple(
        one.model_copy(update={"hangs_on": tuple(bears.get(one.name, every))})
        if one.name in waiting
        else one
        for one in scores
    )


class _Coding(NamedTuple):
    """One coding of a talk, and the scores of it."""

    readings: Sequence[Reading]
    scores: Sequence[Score]


def _differ(versions: Sequence[Reading]) -> bool:
    return any(version != versions[0] for version in versions)


def _borne_on(
    at: int, voted: _Coding, asked: Sequence[_Coding], score: ScoreAll
) -> Iterator[ScoreName]:
    """The scores of which something is counted otherwise with one turn read as a sample does among
    what the votes made of the others, or as the votes have it among what the sample made of them:
    one may hide the other."""
    for sample in asked:
        if sample.readings[at] != voted.readings[at]:
            for base, other in ((voted, sample), (sample, voted)):
                mixed = [*base.readings]
                mixed[at] = other.readings[at]
                for before, after in zip(base.scores, score(mixed), strict=True):
                    if _counted(before) != _counted(after):
                        yield after.name


def _counted(score: Score) -> tuple[object, ...]:
    """All that bears on a score; quotes and reasons apart."""
    counts = tuple((i.id, i.status, i.count, i.out_of) for i in score.indicators)
    return score.value, score.verdict, score.caps, counts
