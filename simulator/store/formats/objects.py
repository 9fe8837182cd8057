"""JSON, or JSON Lines: a list of turns, or an object that holds one under a usual name."""

import json
from collections.abc import Mapping
from typing import Any

from simulator.domain.errors import TranscriptError
from simulator.store.formats.said import Parsed, Said
from simulator.store.formats.words import known_side, words

SHAPE = 'write a list of {"speaker": ..., "text": ...}'
_DEEPEST = 4
"""Objects around the list of turns."""


def read(text: str) -> Parsed:
    """One turn an item. Raises TranscriptError."""
    items = _items(_loaded(text), _DEEPEST)
    if items is None:
        raise TranscriptError(f"the JSON holds no list of turns; {SHAPE}.")
    if items and isinstance(items[0], dict) and items[0].get("type") in ("header", "imported"):
        raise TranscriptError(
            "this is a transcript of this program already; grade or replay it as it is."
        )
    return Parsed([_said(item, f"item {number}") for number, item in enumerate(items, start=1)])


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            return [_line(number, line) for number, line in enumerate(lines, start=1)]
        raise TranscriptError(
            f"line {error.lineno}: this is not JSON ({error.msg}); {SHAPE}."
        ) from error
    except RecursionError as error:
        raise TranscriptError(f"the JSON is nested too deep; {SHAPE}.") from error
    except ValueError as error:
        raise TranscriptError(f"a number in the JSON is too long; {SHAPE}.") from error


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TranscriptError(
            f"line {number}: this is not JSON; write one turn on each line."
        ) from error


def _items(data: Any, depth: int) -> list[Any] | None:
    if isinstance(data, list):
        # A list with one object that holds the turns is how chats are exported.
        inner = _items(data[0], depth - 1) if len(data) == 1 and isinstance(data[0], dict) else None
        return data if inner is None else inner
    if not isinstance(data, dict) or not depth:
        return None
    held = (_items(data[name], depth - 1) for name in words().list_fields if name in data)
    return next((items for items in held if items is not None), None)


def _said(item: Any, where: str) -> Said:
    if not isinstance(item, dict):
        raise TranscriptError(f'{where}: this is no turn; write {{"speaker": ..., "text": ...}}.')
    names = [_name(item[field]) for field in words().speaker_fields if field in item]
    labels = [name.strip() for name in names if name and name.strip()]
    if not labels:
        raise TranscriptError(f"{where}: no speaker is named; add a 'speaker'.")
    telling = (label for label in labels if known_side(label) is not None)
    return Said(next(telling, labels[0]), _words(item, where), where)


def _name(value: Any) -> str | None:
    """The name itself, or the name in an object about the speaker."""
    if isinstance(value, Mapping):
        fields = ("name", "display_name", "displayName", "role", "id")
        value = next((value[field] for field in fields if value.get(field)), None)
    return str(value) if isinstance(value, str | int) else None


def _words(item: Mapping[str, Any], where: str) -> str:
    for field in words().text_fields:
        if field in item:
            text = _text(item[field])
            if text is not None:
                return text
    raise TranscriptError(f"{where}: 'text' is missing or is no text; give the words said.")


def _text(value: Any) -> str | None:
    """Words as they are, nothing for null, or the texts of a list of parts."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        value = value.get("parts", value.get("text"))
    if isinstance(value, list):
        parts = [part.get("text") if isinstance(part, Mapping) else part for part in value]
        return "\n".join(part for part in parts if isinstance(part, str))
    return value if isinstance(value, str) else None
