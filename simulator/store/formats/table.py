"""CSV: a header row that names a column of speakers and one of words; any usual delimiter."""

import csv
from io import StringIO
from typing import NamedTuple

from simulator.domain.errors import TranscriptError
from simulator.store.formats.said import Parsed, Said
from simulator.store.formats.words import plain, words

DELIMITERS = ",;\t|"
LONGEST_HEADER = 4_096
"""Characters of a first row; a longer one is none."""


class Header(NamedTuple):
    """What the first row tells: the delimiter, and which columns count."""

    delimiter: str
    speaker: int
    text: int


def header_of(text: str) -> Header | None:
    """The first row with the delimiter by which it names both columns; None if none does."""
    first = text.lstrip("\n")[:LONGEST_HEADER].partition("\n")[0].replace("\r", "")
    known = words()
    for delimiter in DELIMITERS:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        names = [plain(cell) for cell in cells]
        speaker = next((names.index(n) for n in known.speaker_fields if n in names), None)
        said = next((names.index(n) for n in known.text_fields if n in names), None)
        if speaker is not None and said is not None:
            return Header(delimiter, speaker, said)
    return None


def read(text: str) -> Parsed:
    """One turn a row. Raises TranscriptError."""
    known, text = words(), text.lstrip("\n")
    header = header_of(text)
    if header is None:
        raise TranscriptError(
            "the first row has to name a column of speakers "
            f"({', '.join(known.speaker_fields[:4])} ...) and one of words "
            f"({', '.join(known.text_fields[:4])} ...); rename the columns."
        )
    # Strict: an open quotation mark would otherwise swallow the rest of the file.
    rows = csv.reader(StringIO(text, newline=""), delimiter=header.delimiter, strict=True)
    try:
        next(rows)
        turns = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            where = f"line {rows.line_num}"
            if len(row) <= max(header[1:]) or not row[header.speaker].strip():
                raise TranscriptError(f"{where}: a speaker or the words are missing; add them.")
            turns.append(Said(row[header.speaker], row[header.text], where))
    except csv.Error as error:
        raise TranscriptError(
            f"line {rows.line_num}: this row is not CSV ({error}); check its quotation marks."
        ) from error
    return Parsed(turns)
