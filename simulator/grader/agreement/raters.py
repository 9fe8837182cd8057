"""Who rated the same transcript, and what each said: the material of the agreement report."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from simulator.domain.corrections import Target
from simulator.domain.moves import Code, Reading
from simulator.domain.scorecard import GradedRecord
from simulator.grader.coach.judgements import indicators
from simulator.grader.lineage import root_of
from simulator.grader.rulings import is_ruled, opportunity

GRADER = "grader"


class Pair(NamedTuple):
    """Two raters of one transcript; the second is a coach, and the standard."""

    transcript: str
    first: GradedRecord
    second: GradedRecord
    turns: frozenset[int]
    """The turns whose codes were judged, by both where both are coaches."""
    blind: bool
    """Whether every correction was made before the grader's scores were seen."""

    @property
    def votes(self) -> int:
        """How many answers the codes that were corrected come from."""
        return self.first.made_from.votes

    @property
    def names(self) -> tuple[str, str]:
        """The two raters."""
        return self.first.coach or GRADER, self.second.coach


class Said(NamedTuple):
    """One thing that was rated, and the two ratings ('' where a rater did not see it)."""

    turn: int | None
    what: str
    first: str
    second: str


def pairs_of(
    records: Iterable[GradedRecord],
) -> tuple[list[Pair], list[Pair]]:
    """The pairs of one transcript's records: grader and coach, and coach and coach.

    Of each coach the last record counts, against the grader's own record that it goes back to;
    two coaches are compared only if they go back to the same one. A record that was carried over
    to another grade in part only is not what the coach makes of that grade.
    """
    known = {record.id: record for record in records}
    last = {one.coach: one for one in known.values() if one.coach and not one.left_behind}
    rooted = [(record, root) for record in last.values() if (root := root_of(record, known))]
    rooted.sort(key=lambda pair: pair[0].coach)
    grader = [
        Pair(root.transcript, root, record, _judged(record), _blind(record))
        for record, root in rooted
    ]
    coaches = [
        Pair(
            one_root.transcript,
            one,
            other,
            _judged(one) & _judged(other),
            _blind(one) and _blind(other),
        )
        for (one, one_root), (other, other_root) in combinations(rooted, 2)
        if one_root.id == other_root.id
    ]
    return grader, coaches


def _judged(record: GradedRecord) -> frozenset[int]:
    """The turns in which the coach accepted or corrected a code, or accepted them all."""
    targets = [c.target for c in record.corrections if c.target.kind in ("code", "turn")]
    if any(target.turn is None for target in targets):
        return frozenset(reading.turn for reading in record.readings)
    return frozenset(target.turn for target in targets if target.turn is not None)


def _blind(record: GradedRecord) -> bool:
    return all(correction.blind for correction in record.corrections)


def codes_said(pair: Pair) -> Iterator[Said]:
    """For every judged turn and every code that either rater gave there: who gave it."""
    first, second = _codes(pair.first.readings), _codes(pair.second.readings)
    for turn in sorted(pair.turns):
        one, other = first.get(turn, frozenset()), second.get(turn, frozenset())
        for code in sorted(one | other):
            mine, theirs = (code.value if code in said else "" for said in (one, other))
            yield Said(turn, code.value, mine, theirs)


def _codes(readings: Sequence[Reading]) -> dict[int, frozenset[Code]]:
    return {r.turn: frozenset(move.code for move in r.moves) for r in readings}


def checks_said(pair: Pair) -> Iterator[Said]:
    """Every opportunity and ledger row that either rater has, and both verdicts on it."""
    first, second = _verdicts(pair.first), _verdicts(pair.second)
    for target in dict.fromkeys([*first, *second]):
        what = "ledger" if target.kind == "ledger" else target.of
        yield Said(target.turn, what, first.get(target, ""), second.get(target, ""))


def _verdicts(record: GradedRecord) -> dict[Target, str]:
    found = {
        Target(kind="ledger", of=row.issue, turn=row.turn): row.verdict for row in record.ledger
    }
    verdicts: dict[Target, str] = {**found}
    for indicator in indicators(record):
        if is_ruled(indicator.id):
            for item in indicator.evidence:
                target = opportunity(indicator.id, item)
                verdicts[target] = "met" if item.met else "not met"
    return verdicts
