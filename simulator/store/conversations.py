"""Reads a conversation that was not played here, in any of the formats of `store/formats`."""

from pathlib import Path
from typing import NamedTuple

from simulator.domain.errors import TranscriptError
from simulator.domain.imported import FormatName
from simulator.domain.moves import Speaker
from simulator.domain.transcript import Transcript, Turn
from simulator.store.formats.detect import READERS, format_of
from simulator.store.formats.said import Said
from simulator.store.formats.words import known_side, plain
from simulator.store.source import decoded, read_source
from simulator.store.speakers import quoted
from simulator.store.transcripts import read_transcript


class Conversation(NamedTuple):
    """A file from elsewhere as it was read: nobody's side is known yet."""

    data: bytes
    format: FormatName
    said: tuple[Said, ...]
    """At least one turn, each with words; a speaker is always spelled the same."""
    problems: tuple[str, ...] = ()


def open_transcript(path: Path) -> Transcript:
    """A transcript of this program, told by its name, or a conversation from elsewhere.

    Raises NegotiateError for a file that is neither.
    """
    return read_transcript(path) if path.suffix == ".jsonl" else read_conversation(path)


def read_conversation(path: Path) -> Transcript:
    """Read a conversation whose labels tell the sides; the transcript has no header.

    Raises TranscriptError, naming the line or the item, if it cannot be read as one.
    """
    conversation = read_said(path)
    turns: list[tuple[Speaker, str]] = []
    for turn in conversation.said:
        side = known_side(turn.speaker)
        if side is None:
            raise TranscriptError(
                f"{path}: {turn.where}: the speaker {quoted(turn.speaker)} is not known; name the "
                "speakers Seller and Buyer, bring the file in with 'negotiate import', or indent "
                "the line if it belongs to the turn above."
            )
        if side != "left out":
            turns.append((side, turn.text))
    if not turns:
        raise TranscriptError(f"{path}: neither seller nor buyer says anything; give them words.")
    return Transcript(header=None, records=numbered(turns), problems=conversation.problems)


def numbered(turns: list[tuple[Speaker, str]]) -> tuple[Turn, ...]:
    """The turns, counted from 0."""
    return tuple(
        Turn(n=number, speaker=speaker, text=text) for number, (speaker, text) in enumerate(turns)
    )


def read_said(path: Path, form: FormatName | None = None) -> Conversation:
    """Read who said what; `form` overrides what the file looks like. Raises TranscriptError."""
    data = read_source(path)
    try:
        text = decoded(data)
        if not text.text.strip():
            raise TranscriptError("the file is empty; choose a conversation that has turns.")
        form = form or format_of(path.suffix, text.text)
        parsed = READERS[form](text.text)
        said = _without_empty(parsed.said)
        if not said:
            raise TranscriptError("nobody says anything; choose a conversation that has turns.")
    except TranscriptError as error:
        raise TranscriptError(f"{path}: {error}") from error
    problems = tuple(f"{path}: {problem}" for problem in (*text.problems, *parsed.problems))
    return Conversation(data, form, said, problems)


def _without_empty(said: list[Said]) -> tuple[Said, ...]:
    names: dict[str, str] = {}
    whole = []
    for turn in said:
        # A lone half of a surrogate pair, which JSON can spell, could never be written down again.
        words = turn.text.encode("utf-8", "replace").decode().strip()
        name = " ".join(turn.speaker.encode("utf-8", "replace").decode().split())
        if words:
            whole.append(Said(names.setdefault(plain(name), name), words, turn.where))
    return tuple(whole)
