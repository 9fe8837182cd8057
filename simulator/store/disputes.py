"""The trainee's dispute of a judgement, kept among the grades of its session."""

from pathlib import Path

from pydantic import ValidationError

from simulator.domain.corrections import Dispute
from simulator.domain.errors import TranscriptError
from simulator.store.grades import DISPUTE, grades_path
from simulator.store.lines import append_line, read_lines


def append_dispute(transcript: Path, dispute: Dispute) -> None:
    """Put a dispute on record. Raises NegotiateError if the disk refuses it."""
    append_line(grades_path(transcript), dispute.model_dump_json())


def read_dispute(transcript: Path) -> Dispute | None:
    """The dispute of a session; None if there is none. Raises TranscriptError if it is damaged."""
    path = grades_path(transcript)
    if not path.is_file():
        return None
    for line in read_lines(path):
        if line.whole and line.text.startswith(DISPUTE):
            try:
                return Dispute.model_validate_json(line.text)
            except ValidationError as error:
                raise TranscriptError(
                    f"{path}, line {line.number}: this dispute is damaged or of another version; "
                    "restore the file from a copy, or delete that line."
                ) from error
    return None
