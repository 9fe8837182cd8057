"""The grades a transcript has already: whether one of them says what a new one would say."""

from collections.abc import Iterator
from pathlib import Path

from simulator.domain.scorecard import GradedRecord, Provenance
from simulator.grader.case import Case, coder_hash
from simulator.grader.coach.carrying import CarriedOver, carried_over
from simulator.grader.lineage import descendants
from simulator.grader.rubric import load_rubric
from simulator.store.grades import GradeCard, list_grades, read_grades


class Earlier:
    """The grades on record beside one transcript, oldest first."""

    def __init__(self, path: Path) -> None:
        """Raises TranscriptError if they are damaged."""
        self._path = path
        self._cards = list_grades(path)

    def of_file(self, digest: str, model: str, samples: int) -> GradeCard | None:
        """The last grade of a file with these bytes by the same means; the file need not be read
        then. `digest` empty: unknown."""
        if not digest:
            return None
        means = (digest, model, coder_hash(model), samples)
        return next((card for card in self._standing() if _means(card) == means), None)

    def made_from(self, wanted: Provenance) -> GradeCard | None:
        """The last grade made from the same."""
        return next((card for card in self._standing() if card.made_from == wanted), None)

    def _standing(self) -> Iterator[GradeCard]:
        """The grader's own grades by the rubric of today, the newest first."""
        rubric = load_rubric().label
        return (card for card in self._own() if card.rubric == rubric)

    def _own(self) -> Iterator[GradeCard]:
        """The grader's own grades, corrections and failures left out, the newest first."""
        return (c for c in reversed(self._cards) if not c.coach and c.status != "not graded")

    def strangers(self, case: Case) -> tuple[str, ...]:
        """A sentence, if these grades are all of other transcripts."""
        if not self._cards or any(
            card.transcript == case.name or card.made_from.transcript == case.transcript_hash
            for card in self._cards
        ):
            return ()
        other = self._cards[-1].transcript
        return (f"{self._path}: the grades beside it are of {other!r}; graded anew.",)

    def last_of_grader(self) -> GradedRecord | None:
        """The grader's last record, corrections and failures left out."""
        own = next(self._own(), None)
        return self.whole(own.id) if own else None

    def carried_over(self, grade: GradedRecord, case: Case) -> CarriedOver:
        """What coaches made of the grades before this one, as it fits this one."""
        if grade.status == "not graded" or not any(card.coach for card in self._cards):
            return CarriedOver()
        return carried_over(grade, [*read_grades(self._path), grade], case)

    def seen_by_a_coach(self, grade: GradeCard) -> bool:
        """Whether a coach has looked at that grade, and not only at one before it."""
        return any(not one.left_behind for one in descendants(grade, self._cards))

    def whole(self, record: str) -> GradedRecord:
        """The record with this id, which is on the list."""
        return next(one for one in read_grades(self._path) if one.id == record)

    def says_as_much(self, failed: GradedRecord) -> bool:
        """Whether the last record says already that it could not be graded, and why."""
        last = self._cards[-1] if self._cards else None
        return (
            failed.status == "not graded"
            and last is not None
            and (last.status, last.note) == ("not graded", failed.note)
        )


def _means(card: GradeCard) -> tuple[str, str, str, int]:
    made = card.made_from
    return card.file, made.model, made.prompt, made.samples
