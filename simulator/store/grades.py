"""Graded records beside their transcript: appended, never overwritten."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from simulator.domain.errors import NegotiateError, TranscriptError
from simulator.domain.scorecard import GradedRecord, Provenance
from simulator.store.lines import append_line, read_lines
from simulator.store.paths import GRADES

_AT_ONCE = 8
"""Files waited for together: the disk puts them down in one go, six times as fast as singly."""

DISPUTE = '{"type":"dispute"'
"""How the line of a trainee's dispute begins; it lies among the grades, see `disputes`."""


def grades_path(transcript: Path) -> Path:
    """X.jsonl -> X.grades.jsonl, in the same folder."""
    return transcript.with_suffix(GRADES)


def append_grade(transcript: Path, record: GradedRecord, *, durable: bool = True) -> Path:
    """Add a grading; returns the file it went to. See `make_durable` for `durable`."""
    return append_grades(transcript, [record], durable=durable)


def append_grades(
    transcript: Path, records: Iterable[GradedRecord], *, durable: bool = True
) -> Path:
    """Add gradings in one go, so that a kill does not leave a grade without its corrections."""
    path = grades_path(transcript)
    append_line(path, "\n".join(r.model_dump_json() for r in records), durable=durable)
    return path


def make_durable(files: Iterable[Path]) -> None:
    """Put on the disk what was appended to these files: for many at once that is far cheaper.

    Raises NegotiateError if the disk refuses it.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_sync, files):
            pass  # a fault of the disk is raised here


def _sync(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise NegotiateError(
            f"{path}: the grades could not be saved ({error.strerror}); free some space, then run "
            "the command again."
        ) from error


class ScoreCard(BaseModel):
    """What a list needs of a score."""

    model_config = ConfigDict(extra="ignore")

    name: str
    value: int | None
    verdict: str = ""
    because: str = ""
    interval: tuple[float, float] | None = None
    samples: tuple[int | None, ...] = ()


class GradeCard(BaseModel):
    """What a list needs of a graded record, read at a fifth of the cost."""

    model_config = ConfigDict(extra="ignore")

    id: str
    transcript: str
    rubric: str
    status: str
    note: str = ""
    made_from: Provenance = Provenance()
    file: str = ""
    parent: str = ""
    coach: str = ""
    left_behind: int = 0
    scores: tuple[ScoreCard, ...] = ()


def list_grades(transcript: Path) -> list[GradeCard]:
    """Every grading of a transcript in short, oldest first. Raises as `read_grades` does."""
    return _read(transcript, GradeCard)


def read_grades(transcript: Path) -> list[GradedRecord]:
    """Every grading of a transcript, oldest first; a line torn by a crash is left out.

    Raises TranscriptError for a line that is damaged in another way.
    """
    return _read(transcript, GradedRecord)


Form = TypeVar("Form", GradeCard, GradedRecord)


def _read(transcript: Path, form: type[Form]) -> list[Form]:
    path = grades_path(transcript)
    if not path.is_file():
        return []
    records = []
    for line in read_lines(path):
        if line.text.startswith(DISPUTE):
            continue
        try:
            records.append(form.model_validate_json(line.text))
        except ValidationError as error:
            if not line.text.endswith("}"):  # torn; a later record starts on a line of its own
                continue
            raise TranscriptError(
                f"{path}, line {line.number}: this graded record is damaged or of another "
                "version; move the file away and grade the transcript again."
            ) from error
    return records
