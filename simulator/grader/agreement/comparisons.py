"""Pairs of raters made into tables, and those into statistics: by code, and by score.

The unit of a code is a turn: is the code there, however often? Counted are the turns in which the
coach accepted or corrected a code, or accepted the turn; in those, every code that the speaker
can earn. What a coach left alone in other turns is no agreement. Scores count wherever a coach
has corrected anything in the transcript.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import filterfalse
from typing import Literal

from pydantic import Field

from simulator.coding.codebook import load_codebook
from simulator.domain.base import Noun
from simulator.domain.moves import Code
from simulator.domain.scorecard import ScoreName
from simulator.grader.agreement.kappas import (
    POINTS,
    Closeness,
    Estimate,
    Presence,
    closeness,
    presence,
)
from simulator.grader.agreement.raters import Pair, Said, codes_said

BIASED = 0.25
"""Points; a bias whose interval lies wholly beyond it, either way, is named."""

Between = Literal["grader and coach", "coach and coach"]
Part = Literal["all", "blind", "seen", "once", "voted"]
_HALVES: tuple[tuple[Part, Part, Callable[[Pair], bool]], ...] = (
    ("blind", "seen", lambda pair: pair.blind),
    # Asked once a model takes its likeliest answer, asked more often it samples.
    ("once", "voted", lambda pair: pair.votes == 1),
)
Cells = Counter[tuple[int, int]]
"""Counts by the first rater's row and the second's column."""


class CodeAgreement(Noun):
    """Of one code."""

    code: Code
    turns: int = Field(description="Judged turns of a speaker who can earn it.")
    agreement: Presence


class ScoreAgreement(Noun):
    """Of one score."""

    name: ScoreName
    pairs: int = Field(description="Ratings in which both gave a number.")
    unscored: int = Field(description="Ratings in which one of the two, or both, gave none.")
    agreement: Closeness
    biased: bool


class Comparison(Noun):
    """One kind of raters: over all corrections, the blind ones, those made seeing scores, or those
    of grades from one answer of a model and from several.
    """

    between: Between
    corrections: Part
    transcripts: int
    codes: tuple[CodeAgreement, ...]
    scores: tuple[ScoreAgreement, ...]


def comparisons(between: Between, pairs: list[Pair]) -> Iterator[Comparison]:
    """All pairs; and each half by itself, where they are of both kinds."""
    parts: list[tuple[Part, list[Pair]]] = [("all", pairs)]
    for name, other, is_first in _HALVES:
        first, second = list(filter(is_first, pairs)), list(filterfalse(is_first, pairs))
        if first and second:
            parts += [(name, first), (other, second)]
    for part, some in parts:
        if some:
            yield Comparison(
                between=between,
                corrections=part,
                transcripts=len({pair.transcript for pair in some}),
                codes=tuple(_codes(some)),
                scores=tuple(_scores(some)),
            )


def _tables(cells: Iterable[tuple[str, Cells]], size: int) -> list[list[list[int]]]:
    """A square table of counts for each transcript, its pairs added up."""
    tables: dict[str, list[list[int]]] = {}
    for transcript, counts in cells:
        table = tables.setdefault(transcript, [[0] * size for _ in range(size)])
        for (row, column), count in counts.items():
            table[row][column] += count
    return list(tables.values())


def _codes(pairs: list[Pair]) -> Iterator[CodeAgreement]:
    """Of the codes that somebody gave; of the others nothing can be said."""
    rated = [(pair, list(codes_said(pair))) for pair in pairs]
    given = {said.what for _, all_said in rated for said in all_said}
    for code in (code for code in Code if code.value in given):
        cells = [(pair.transcript, _presence(code, pair, said)) for pair, said in rated]
        yield CodeAgreement(
            code=code,
            turns=sum(counts.total() for _, counts in cells),
            agreement=presence(_tables(cells, 2)),
        )


def _presence(code: Code, pair: Pair, all_said: Sequence[Said]) -> Cells:
    """The turns of one pair by who gave the code."""
    counts = Counter(
        (int(bool(said.first)), int(bool(said.second)))
        for said in all_said
        if said.what == code.value
    )
    entry, readings = load_codebook().codes[code], pair.second.readings
    turns = sum(r.turn in pair.turns and entry.allows(r.speaker) for r in readings)
    counts[0, 0] = turns - counts.total()
    return counts


def _scores(pairs: list[Pair]) -> Iterator[ScoreAgreement]:
    for name in dict.fromkeys(score.name for pair in pairs for score in pair.second.all_scores):
        rated = [(pair.transcript, pair.first.value_of(name), pair.second.value_of(name))
                 for pair in pairs]  # fmt: skip
        cells = [
            (transcript, Counter([(POINTS.index(one), POINTS.index(other))]))
            for transcript, one, other in rated
            if one is not None and other is not None
        ]
        found = closeness(_tables(cells, len(POINTS)))
        yield ScoreAgreement(
            name=name,
            pairs=len(cells),
            unscored=len(pairs) - len(cells),
            agreement=found,
            biased=_lies_beyond(found.bias),
        )


def _lies_beyond(bias: Estimate) -> bool:
    if bias.low is None or bias.high is None:
        return False
    return bias.low > BIASED or bias.high < -BIASED
