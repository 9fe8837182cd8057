"""The nine secondary scores of a meeting, from their checks and tables."""

from collections.abc import Mapping, Sequence
from itertools import chain

from simulator.domain.scorecard import Indicator, Score, Secondary
from simulator.grader.ledger import Ledger
from simulator.grader.marks import highest, scored, too_little, unscored
from simulator.grader.meeting import Meeting
from simulator.grader.secondary.counting import count
from simulator.grader.secondary.judging import (
    WHY_OPEN,
    Tallies,
    at_best,
    at_worst,
    left_open,
    ruled_on,
)
from simulator.grader.secondary.occasions import OCCASIONS
from simulator.grader.secondary.rules import SecondaryRow, SecondaryRules


def score_secondary(
    meeting: Meeting, ledger: Ledger, headlines: Sequence[Score]
) -> tuple[Score, ...]:
    """Every secondary score, in the rubric's order."""
    known = {i.id: i for i in chain.from_iterable(score.indicators for score in headlines)}
    return tuple(
        _score(name, rules, meeting, ledger, known)
        for name, rules in meeting.rubric.secondary.items()
    )


def _score(
    name: Secondary,
    rules: SecondaryRules,
    meeting: Meeting,
    ledger: Ledger,
    known: Mapping[str, Indicator],
) -> Score:
    counted = {check.id: count(check, meeting, ledger, known) for check in rules.checks}
    by_rules = meeting.by_rules and not ruled_on(rules, meeting.corrections)
    if by_rules:
        counted = {check.id: left_open(check, counted[check.id]) for check in rules.checks}
    indicators = tuple(counted.values())
    occasions = sum(indicator.status != "no opportunity" for indicator in indicators)
    reason = too_little(meeting, max(occasions, meeting.rubric.evidence.min_opportunities))
    if reason is not None:
        return unscored(name, reason, indicators)
    if name == "preparation" and meeting.sheet is None:
        because = "This was not played here: there is no preparation sheet to look at."
        return Score(name=name, verdict="not scored", because=because, indicators=indicators)
    if rules.occasion and not OCCASIONS[rules.occasion](meeting, counted):
        return Score(
            name=name, verdict="no opportunity", because=rules.without, indicators=indicators
        )
    if not by_rules:
        return scored(name, _row(rules, counted), (), indicators)
    row = _row(rules, at_worst(counted))
    # What is open can only raise a score.
    if row is rules.rows[0] or row.score == _row(rules, at_best(rules, counted)).score:
        return scored(name, row, (), indicators)
    return Score(
        name=name, verdict="not judged by the rules", because=WHY_OPEN, indicators=indicators
    )


def _row(rules: SecondaryRules, counted: Tallies) -> SecondaryRow:
    return highest(rules.rows, lambda candidate: _meets(candidate, counted))


def _meets(row: SecondaryRow, counted: Tallies) -> bool:
    return (
        all(counted[check].status != "not met" for check in row.met)
        and all(counted[check].count >= least for check, least in row.counts.items())
        and sum(counted[check].status == "met" for check in row.some) >= row.least
    )
