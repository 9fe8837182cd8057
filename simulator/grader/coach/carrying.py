"""Carries coaches' corrections over to a later grade of the same talk, each one that still fits.

Pure. Whatever fits no longer stays on the record it was made on, and is told of in a sentence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from simulator.domain.corrections import Correction, Target
from simulator.domain.errors import NegotiateError
from simulator.domain.scorecard import GradedRecord
from simulator.grader.case import Case
from simulator.grader.coach.corrections import corrected_case
from simulator.grader.coach.judgements import judgements

EVERY_TURN = Target(kind="turn")
STAYS = "stays with the grade it was made on"


class CarriedOver(NamedTuple):
    """What became of the corrections: a record for each coach of whom something still fits."""

    records: tuple[GradedRecord, ...] = ()
    kept: int = 0
    """Corrections carried over, of all coaches."""
    left: tuple[str, ...] = ()
    """A sentence for each one that stays behind."""


def carried_over(grade: GradedRecord, records: Sequence[GradedRecord], case: Case) -> CarriedOver:
    """Apply to `grade` what coaches made of earlier grades of this talk, `records`, oldest first.

    A coach who has corrected `grade` already is passed over. The new records are of the grade's
    own time, and point back at it: each coach starts from the grader.
    """
    known = _of_this_talk(records, case)
    made, kept, left = [], 0, []
    # Whoever spoke last of the old grade speaks last of the new one.
    lately = dict.fromkeys(record.coach for record in reversed(known) if record.coach)
    for coach in reversed(lately):
        of_coach = [record for record in known if record.coach == coach]
        if grade.id in {_root(record, known) for record in of_coach}:
            continue
        after = grade
        for correction, where in _each_once(of_coach):
            before = len(after.corrections)
            after, why = _applied(correction, where, after, case)
            kept += len(after.corrections) > before
            left += [f"{_named(correction)} {why}."] if why else []
        if after is not grade:
            made.append(after.model_copy(update={"parent": grade.id, "graded": grade.graded}))
    return CarriedOver(tuple(made), kept, tuple(left))


def _of_this_talk(records: Iterable[GradedRecord], case: Case) -> list[GradedRecord]:
    return [
        record
        for record in records
        if record.transcript == case.name or record.made_from.transcript == case.transcript_hash
    ]


def _root(record: GradedRecord, known: Sequence[GradedRecord]) -> str:
    """The id of the grade that a coach's record goes back to; "" if it is lost."""
    by_id = {one.id: one for one in known}
    seen: set[str] = set()
    while record.coach:
        if record.id in seen or record.parent not in by_id:
            return ""
        seen.add(record.id)
        record = by_id[record.parent]
    return record.id


def _each_once(records: Iterable[GradedRecord]) -> Iterator[tuple[Correction, GradedRecord]]:
    """A coach's corrections in the order they were made, each with the first record that has it.

    Those that an earlier grade had no place for are among them: this one may have it again. What
    was carried over of 'accept all', turn by turn, is that one correction.
    """
    seen: list[Correction] = []
    for record in records:
        for correction in record.corrections:
            of_all = correction.model_copy(update={"target": EVERY_TURN})
            if correction not in seen and of_all not in seen:
                seen.append(correction)
                yield correction, record


def _applied(
    correction: Correction, where: GradedRecord, grade: GradedRecord, case: Case
) -> tuple[GradedRecord, str]:
    """The grade with as much of the correction as fits it, and what of it does not, and why.

    What was accepted was accepted as it stood: if the grade says something else there now, that
    is nothing the coach has seen.
    """
    parts, gone = [correction], ""
    if correction.action == "accept" and correction.target.kind == "turn":
        parts, gone = _turns_alike(correction, where, grade, case)
    elif correction.action == "accept" and _verdict(correction, where) != _verdict(
        correction, grade
    ):
        parts, gone = [], f"{STAYS}: that is judged otherwise now"
    for part in parts:
        try:
            grade = corrected_case(grade, case, part)
        except NegotiateError as error:
            gone = f"{STAYS}: {str(error).rstrip('.')}"
    return grade, gone


def _turns_alike(
    correction: Correction, where: GradedRecord, grade: GradedRecord, case: Case
) -> tuple[list[Correction], str]:
    """The acceptance of whole turns, of those that have the same codes now."""
    same_words = where.made_from.transcript in ("", case.transcript_hash)
    old, new = _codes(where), _codes(grade)
    turn = correction.target.turn
    turns = sorted(old) if turn is None else [turn]
    alike = [turn for turn in turns if same_words and old.get(turn) == new.get(turn)]
    if alike == turns:
        return [correction], ""
    others = ", ".join(str(turn) for turn in turns if turn not in alike)
    parts = [Target(kind="turn", turn=turn) for turn in alike]
    gone = "holds no longer" if parts else STAYS
    return (
        [correction.model_copy(update={"target": part}) for part in parts],
        f"{gone}: other codes stand now in turn {others}",
    )


def _verdict(correction: Correction, record: GradedRecord) -> str:
    found = (j for j in judgements(record) if j.target.same(correction.target))
    return next((judgement.verdict for judgement in found), "")


def _codes(record: GradedRecord) -> dict[int, Counter[str]]:
    return {r.turn: Counter(move.code.value for move in r.moves) for r in record.readings}


def _named(correction: Correction) -> str:
    return f"{correction.coach}'s correction '{correction.action} {correction.target.id}'"
