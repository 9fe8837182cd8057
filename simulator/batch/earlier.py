"""The grades a transcript has already: whether one of them says what a new one would say."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.domain.scorecard import GradedRecord, Provenance
from simulator.grader.case import Case, coder_hash
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
        return self._last(
            card
            for card in self._standing()
            if digest
            and card.file == digest
            and card.made_from.model == model
            and card.made_from.prompt == coder_hash(model)
            and card.made_from.samples == samples
        )

    def made_from(self, wanted: Provenance) -> GradeCard | None:
        """The last grade made from the same."""
        return self._last(card for card in self._standing() if card.made_from == wanted)

    def _standing(self) -> Iterator[GradeCard]:
        """The grader's own grades by the rubric of today, without failed ones."""
        rubric = load_rubric().label
        return (
            card
            for card in self._cards
            if not card.coach and card.status != "not graded" and card.rubric == rubric
        )

    @staticmethod
    def _last(cards: Iterable[GradeCard]) -> GradeCard | None:
        found = list(cards)
        return found[-1] if found else None

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
        own = [c.id for c in self._cards if not c.coach and c.status != "not graded"]
        return self.whole(own[-1]) if own else None

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
