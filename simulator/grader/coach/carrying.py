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
from simulator.grader.coach.corrections import corrected_case, published, with_correction
from simulator.grader.coach.judgements import judgements
from simulator.grader.lineage import root_of
from simulator.grader.screening import overlap

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
    own time, and point back at it: each coach starts from the grader. What the grade says by itself
    now is carried over, too: it agrees with the coach.
    """
    known = _of_this_talk(records, case)
    by_id = {record.id: record for record in known}
    made, kept, left = [], 0, []
    # Whoever spoke last of the old grade speaks last of the new one.
    lately = dict.fromkeys(record.coach for record in reversed(known) if record.coach)
    for coach in reversed(lately):
        of_coach = [record for record in known if record.coach == coach]
        roots = (root_of(record, by_id) for record in of_coach)
        if any(root is not None and root.id == grade.id for root in roots):
            continue
        after, behind = grade, 0
        for correction, where in _each_once(of_coach):
            before = len(after.corrections)
            after, why = _applied(correction, where, after, case)
            kept += len(after.corrections) > before
            behind += bool(why)
            left += [f"{_named(correction)} {why}."] if why else []
        if after is not grade:
            of_grade = {"parent": grade.id, "graded": grade.graded, "left_behind": behind}
            made.append(after.model_copy(update=of_grade))
    return CarriedOver(tuple(made), kept, tuple(left))


def _of_this_talk(records: Iterable[GradedRecord], case: Case) -> list[GradedRecord]:
    return [
        record
        for record in records
        if record.transcript == case.name or record.made_from.transcript == case.transcript_hash
    ]


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
    if _same_words(where, case) and _says_so_already(correction, grade):
        return published(with_correction(grade, correction), case), ""
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


def _same_words(where: GradedRecord, case: Case) -> bool:
    return where.made_from.transcript in ("", case.transcript_hash)


def _says_so_already(correction: Correction, grade: GradedRecord) -> bool:
    """Whether a grade has by itself what a coach had added, and not what was taken out of it."""
    target = correction.target
    if correction.action == "accept":
        return False
    if target.kind != "code":
        there = [j.verdict for j in judgements(grade) if j.target.same(target)]
        return not there if correction.action == "remove" else there == [_wanted(correction)]
    stands = {
        move.code.value
        for reading in grade.readings
        for move in reading.moves
        if target.quote is None or overlap(move.quote, target.quote)
    }
    gone = correction.action == "add" or target.of not in stands
    return gone and (correction.move is None or correction.move.code.value in stands)


def _wanted(correction: Correction) -> str:
    """The verdict of a row or an opportunity as the coach would have it."""
    if correction.verdict is not None:
        return correction.verdict
    return "met" if correction.met else "not met"


def _turns_alike(
    correction: Correction, where: GradedRecord, grade: GradedRecord, case: Case
) -> tuple[list[Correction], str]:
    """The acceptance of whole turns, of those that have the same codes now."""
    if not _same_words(where, case):
        return [], f"{STAYS}: other words stand in the transcript now"
    old, new = _codes(where), _codes(grade)
    turn = correction.target.turn
    turns = sorted(old) if turn is None else [turn]
    alike = [turn for turn in turns if old.get(turn) == new.get(turn)]
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
