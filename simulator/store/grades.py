"""Graded records beside their transcript: appended, never overwritten."""

from pathlib import Path

from pydantic import ValidationError

from simulator.domain.errors import TranscriptError
from simulator.domain.scorecard import GradedRecord
from simulator.store.lines import LineAppender, read_lines


def grades_path(transcript: Path) -> Path:
    """X.jsonl -> X.grades.jsonl, in the same folder."""
    return transcript.with_suffix(".grades.jsonl")


def append_grade(transcript: Path, record: GradedRecord) -> Path:
    """Add a grading; returns the file it went to."""
    path = grades_path(transcript)
    lines = LineAppender(path)
    try:
        lines.append(record.model_dump_json())
    finally:
        lines.close()
    return path


def read_grades(transcript: Path) -> list[GradedRecord]:
    """Every grading of a transcript, oldest first; a torn last line is left out.

    Raises TranscriptError for a damaged line before the last.
    """
    path = grades_path(transcript)
    if not path.is_file():
        return []
    records = []
    lines = read_lines(path)
    for line in lines:
        try:
            records.append(GradedRecord.model_validate_json(line.text))
        except ValidationError as error:
            if line is lines[-1] and not line.whole:
                break
            raise TranscriptError(
                f"{path}, line {line.number}: this graded record is damaged or of another "
                "version; move the file away and grade the transcript again."
            ) from error
    return records
