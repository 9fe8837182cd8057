"""Reads a conversation that was not played here: plain text, or a JSON list of turns.

Plain text has a turn a paragraph, "Seller: ..." or "Buyer: ..."; JSON is
[{"speaker": "seller", "text": "..."}]. Turns of one speaker in a row stay apart.
"""

import json
import re
from pathlib import Path

from simulator.domain.errors import TranscriptError
from simulator.domain.moves import Speaker
from simulator.domain.transcript import Transcript, Turn

SPEAKERS: dict[str, Speaker] = {
    **dict.fromkeys(("seller", "trainee", "vendor", "you", "me"), "trainee"),
    **dict.fromkeys(("buyer", "customer", "client"), "buyer"),
}
"""Names a speaker may have, in any case, and the side they mean."""

_LABEL = re.compile(r"([^\W\d_][\w.'-]*(?: [\w.'-]+)?)\s*:(?:\s+|$)(.*)", re.DOTALL)
"""A name of one or two words and a colon. A web address or a time of day is none."""

_REMEDY = "name the speakers Seller and Buyer"


def read_conversation(path: Path) -> Transcript:
    """Read a conversation; the transcript has no header, and its turns count from 0.

    Raises TranscriptError, naming the line or the item, for a file that cannot be read as one.
    """
    text = _read_text(path)
    if not text.strip():
        raise TranscriptError(f"{path}: the file is empty; choose a conversation that has turns.")
    as_json = path.suffix.lower() == ".json" or text.lstrip().startswith(("[{", "[\n", "[ "))
    said = _from_json(path, text) if as_json else _from_lines(path, text)
    turns = tuple(
        Turn(n=number, speaker=speaker, text=words)
        for number, (speaker, words) in enumerate(_without_empty(said))
    )
    if not turns:
        raise TranscriptError(f"{path}: nobody says anything; {_REMEDY} and give them words.")
    return Transcript(header=None, records=turns)


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TranscriptError(
            f"{path}: byte {error.start} is not UTF-8; save the conversation as UTF-8 text."
        ) from error
    except OSError as error:
        reason = "there is no such file" if not path.exists() else error.strerror
        raise TranscriptError(f"{path}: cannot be read ({reason}); check the path.") from error


def _without_empty(said: list[tuple[Speaker, str]]) -> list[tuple[Speaker, str]]:
    # A lone half of a surrogate pair, which JSON can spell, could never be written down again.
    whole = [(who, words.encode("utf-8", "replace").decode().strip()) for who, words in said]
    return [(who, words) for who, words in whole if words]


def _from_lines(path: Path, text: str) -> list[tuple[Speaker, str]]:
    said: list[tuple[Speaker, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        label = _LABEL.match(line)
        if label is not None:
            speaker = SPEAKERS.get(label[1].casefold())
            if speaker is None:
                raise TranscriptError(
                    f"{path}, line {number}: the speaker {label[1]!r} is not known; {_REMEDY}, or "
                    "indent the line if it belongs to the turn above."
                )
            said.append((speaker, [label[2]]))
        elif said:
            said[-1][1].append(line.strip())
        elif line.strip():
            raise TranscriptError(
                f"{path}, line {number}: no speaker is named; {_REMEDY}, as in 'Seller: Hello'."
            )
    return [(speaker, "\n".join(lines)) for speaker, lines in said]


def _from_json(path: Path, text: str) -> list[tuple[Speaker, str]]:
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise TranscriptError(
            f"{path}, line {error.lineno}: this is not JSON ({error.msg}); write a list of "
            '{"speaker": ..., "text": ...}.'
        ) from error
    except RecursionError as error:
        raise TranscriptError(
            f"{path}: the JSON is nested too deep; write a list of turns."
        ) from error
    if not isinstance(items, list):
        raise TranscriptError(
            f'{path}: the JSON is no list of turns; write [{{"speaker": ..., "text": ...}}].'
        )
    return [_from_item(path, number, item) for number, item in enumerate(items, start=1)]


def _from_item(path: Path, number: int, item: object) -> tuple[Speaker, str]:
    where = f"{path}, item {number}"
    if not isinstance(item, dict):
        raise TranscriptError(f'{where}: this is no turn; write {{"speaker": ..., "text": ...}}.')
    name, words = item.get("speaker"), item.get("text")
    if not isinstance(words, str):
        raise TranscriptError(f"{where}: 'text' is missing or is no text; give the words said.")
    speaker = SPEAKERS.get(name.strip().casefold()) if isinstance(name, str) else None
    if speaker is None:
        raise TranscriptError(f"{where}: the speaker {name!r} is not known; {_REMEDY}.")
    return speaker, words
