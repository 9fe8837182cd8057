"""A grade under review, on the disk: the coach's corrections, the trainee's dispute, the ruling.

Every coach starts from the grader's own latest record, so that two coaches do not lean on one
another; nothing is overwritten.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from simulator.domain.corrections import Correction, Dispute, Target
from simulator.domain.errors import NegotiateError
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.coach.corrections import corrected
from simulator.grader.lineage import descendants
from simulator.store.disputes import append_dispute, read_dispute
from simulator.store.grades import append_grade, read_grades


class Review(NamedTuple):
    """A transcript, the grader's own latest record, and what was said of it since."""

    path: Path
    transcript: Transcript
    records: tuple[GradedRecord, ...]
    """Every record of the session, oldest first."""
    dispute: Dispute | None = None

    @property
    def own(self) -> GradedRecord:
        """The grader's own latest record; a grading that failed does not take its place."""
        own = [record for record in self.records if not record.coach]
        return next((one for one in reversed(own) if one.status != "not graded"), own[-1])

    def of(self, coach: str) -> GradedRecord:
        """What a coach has made of the grader's latest record; that one, if nothing yet."""
        chain = descendants(self.own, self.records)
        return next((r for r in reversed(chain) if r.coach == coach), self.own)

    def after(self, record: GradedRecord) -> "Review":
        """The review once that record has been added."""
        return self._replace(records=(*self.records, record))

    @property
    def ruling(self) -> Correction | None:
        """A coach's ruling on the dispute; None as long as there is none."""
        if self.dispute is None:
            return None
        made = (c for record in reversed(self.records) for c in record.corrections)
        return next((c for c in made if c.dispute == self.dispute.id), None)


def open_review(path: Path, transcript: Transcript) -> Review:
    """The review of a transcript. Raises NegotiateError if it has no grade, or a damaged one."""
    return review_of(path, transcript, read_grades(path))


def review_of(path: Path, transcript: Transcript, records: Sequence[GradedRecord]) -> Review:
    """The review of a transcript whose grades were read; see `open_review`."""
    if not any(not record.coach for record in records):
        raise NegotiateError(f"{path}: there is no grade yet; run 'negotiate grade' on it first.")
    return Review(path, transcript, tuple(records), read_dispute(path))


def correct(
    review: Review, correction: Correction, *, scenario: Scenario | None = None
) -> GradedRecord:
    """Add a coach's correction to the disk; returns the new record.

    What a coach makes of the disputed judgement is the ruling on the dispute. Raises
    NegotiateError for a correction that cannot be made, and then nothing is written.
    """
    dispute = review.dispute
    if dispute is not None and review.ruling is None and correction.target.same(dispute.target):
        correction = correction.model_copy(update={"dispute": dispute.id})
    record = review.of(correction.coach)
    made = corrected(record, review.transcript, correction, scenario=scenario)
    append_grade(review.path, made)
    return made


def raise_dispute(review: Review, target: Target, reason: str, now: datetime) -> Dispute:
    """Put the trainee's dispute of a judgement on record. Raises NegotiateError for a second."""
    if review.dispute is not None:
        raise NegotiateError(
            f"One judgement a session can be disputed, and {review.dispute.target.id} was: "
            "a coach rules on it."
        )
    if not reason.strip():
        raise NegotiateError("A dispute needs a reason.")
    grade = review.records[-1]
    words = f"{grade.id}\0{target.model_dump_json()}\0{now.isoformat()}"
    dispute = Dispute(
        id=sha256(words.encode()).hexdigest()[:12],
        made=now,
        grade=grade.id,
        target=target,
        reason=reason,
    )
    append_dispute(review.path, dispute)
    return dispute


def rule(
    review: Review, correction: Correction, *, scenario: Scenario | None = None
) -> GradedRecord:
    """Add a coach's ruling on the dispute. Raises NegotiateError if there is none open."""
    if review.dispute is None:
        raise NegotiateError(f"{review.path}: nothing is disputed here.")
    if review.ruling is not None:
        raise NegotiateError(f"{review.ruling.coach} has ruled on this dispute already.")
    return correct(review, correction, scenario=scenario)
