"""Several samples of one coding: the codes that most of them found, and how sure a score is.

A move is told by its turn and code (and, where a turn makes the same move twice, by which of the
two); it counts if more than half of the samples found it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple, TypeVar

from simulator.domain.moves import Mention, Move, Reading
from simulator.domain.scorecard import Doubt, Score, ScoreName

MOST_SPREAD = 1.0
"""Points of 5: where the interval is wider, the score is left to a coach."""

LEFT_TO_A_COACH = "Left to a coach"
"""How the reason of a score that is withheld for want of certainty begins."""

_DRAWS = 40
"""Bootstrap draws; the ends of the interval move by less than half a point beyond that."""


class Votes(NamedTuple):
    """What the majority found, and what they did not agree on."""

    readings: tuple[Reading, ...]
    doubts: tuple[Doubt, ...]


def majority(samples: Sequence[Sequence[Reading]]) -> Votes:
    """The moves and mentions that more than half of the samples have, turn by turn.

    Each sample has one reading for each turn. Of one sample, it is that sample.
    """
    if len(samples) == 1:
        return Votes(tuple(samples[0]), ())
    readings, doubts = [], []
    for versions in zip(*samples, strict=True):
        reading, contested = _vote(versions)
        readings.append(reading)
        doubts += contested
    return Votes(tuple(readings), tuple(doubts))


def _vote(versions: Sequence[Reading]) -> tuple[Reading, list[Doubt]]:
    moves: dict[tuple[str, int], list[Move]] = {}
    mentions: dict[tuple[object, ...], list[Mention]] = {}
    for version in versions:
        seen: Counter[str] = Counter()
        for move in version.moves:
            moves.setdefault((move.code.value, seen[move.code.value]), []).append(move)
            seen[move.code.value] += 1
        for mention in {(m.issue, m.value, m.stance): m for m in version.mentions}.values():
            mentions.setdefault((mention.issue, mention.value, mention.stance), []).append(mention)
    needed = len(versions) / 2
    turn = versions[0].turn
    kept = [_commonest(found) for found in moves.values() if len(found) > needed]
    said = [_commonest(found) for found in mentions.values() if len(found) > needed]
    reading = Reading(
        turn=turn,
        speaker=versions[0].speaker,
        moves=tuple(sorted(kept, key=lambda m: (m.quote.start, m.quote.end, m.code))),
        mentions=tuple(sorted(said, key=lambda m: (m.quote.start, str(m.value), m.stance))),
    )
    doubts = [
        Doubt(
            turn=turn,
            code=code,
            kind="vote",
            said=found[0].quote.text,
            share=len(found) / len(versions),
        )
        for (code, _), found in moves.items()
        if len(found) < len(versions)
    ]
    return reading, doubts


Item = TypeVar("Item", Move, Mention)


def _commonest(found: list[Item]) -> Item:
    dumps = [item.model_dump_json() for item in found]
    counts = Counter(dumps)
    # Of equally common ones, the first by its words: the order of samples must not matter.
    best = min(dumps, key=lambda dump: (-counts[dump], dump))
    return found[dumps.index(best)]


ScoreAll = Callable[[Sequence[Reading]], Sequence[Score]]
"""All scores of one coding, in a fixed order."""


def with_intervals(
    scores: Sequence[Score], samples: Sequence[Sequence[Reading]], windows: int, score: ScoreAll
) -> tuple[Score, ...]:
    """The scores with what each sample gives alone, and with 95 % intervals: a bootstrap over
    samples, drawn anew for each passage of `windows` turns. A score too uncertain to stand is
    withheld, with the reason.
    """
    if len(samples) == 1:
        return tuple(scores)
    values = _drawn_values(samples, windows, score)
    alone = [{one.name: one.value for one in score(sample)} for sample in samples]
    return tuple(
        _judged(one, values[one.name]).model_copy(
            update={"samples": tuple(own.get(one.name) for own in alone)}
        )
        for one in scores
    )


def _drawn_values(
    samples: Sequence[Sequence[Reading]], windows: int, score: ScoreAll
) -> dict[ScoreName, list[int | None]]:
    dice = Random(len(samples))  # no chance: equal samples, equal interval
    turns = len(samples[0])
    known: dict[tuple[tuple[int, ...], ...], Sequence[Score]] = {}
    values: dict[ScoreName, list[int | None]] = {}
    for _ in range(_DRAWS):
        draw = tuple(
            tuple(sorted(dice.choices(range(len(samples)), k=len(samples))))
            for _ in range(0, max(turns, 1), windows)
        )
        if draw not in known:
            known[draw] = score(_composed(samples, windows, draw))
        for one in known[draw]:
            values.setdefault(one.name, []).append(one.value)
    return values


def _composed(
    samples: Sequence[Sequence[Reading]], windows: int, draw: tuple[tuple[int, ...], ...]
) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    for number, chosen in enumerate(draw):
        part = slice(number * windows, (number + 1) * windows)
        readings += majority([samples[sample][part] for sample in chosen]).readings
    return tuple(readings)


def _judged(score: Score, drawn: Sequence[int | None]) -> Score:
    if score.value is None:
        return score
    found = sorted(value for value in drawn if value is not None)
    if len(found) < 0.95 * len(drawn):
        return withheld(score, "the samples do not agree that there is enough to score")
    low, high = _percentile(found, 0.025), _percentile(found, 0.975)
    interval = (float(min(low, score.value)), float(max(high, score.value)))
    scored = score.model_copy(update={"interval": interval})
    if interval[1] - interval[0] > MOST_SPREAD:
        return withheld(scored, f"the samples put it anywhere from {low} to {high}")
    return scored


def is_withheld(score: Score) -> bool:
    """Whether a coach has to give the number, because samples or judges differ too much."""
    return score.because.startswith(LEFT_TO_A_COACH)


def withheld(score: Score, why: str) -> Score:
    """The score without a number, and why a coach has to give one."""
    return score.model_copy(
        update={
            "verdict": "not scored",
            "value": None,
            "because": f"{LEFT_TO_A_COACH}: {why}.",
            "caps": (),
        }
    )


def _percentile(ordered: Sequence[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
