"""Says in plain words what pydantic found wrong with the shape of a file, and what to do.

Places come from the YAML document, names of fields and their descriptions from the JSON schema.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.content.document import Document
from simulator.content.problems import Place, Problem
from simulator.content.schema import Schema

Path = tuple[int | str, ...]

LONGEST = 60
"""Characters of a wrong value that are quoted back."""


def shape_problems(
    error: ValidationError, model: type[BaseModel], document: Document
) -> list[Problem]:
    """The problems in the order of the file, the same spot named once."""
    schema = Schema(model.model_json_schema())
    details = _of_likeliest_branch(error.errors(include_url=False), schema)
    found = [_problem(detail, schema, document) for detail in details]
    # Several missing fields are at the same place, so the message tells them apart.
    return sorted(dict.fromkeys(found), key=lambda problem: problem.place.line)


def _of_likeliest_branch(errors: Sequence[ErrorDetails], schema: Schema) -> list[ErrorDetails]:
    """Where a value may be of several types, only the errors of the type it fits best."""
    unions: dict[Path, dict[str, list[ErrorDetails]]] = {}
    for detail in errors:
        spot = schema.spot(detail["loc"])
        unions.setdefault(spot.union, {}).setdefault(spot.branch, []).append(detail)
    return [detail for branch in unions.values() for detail in min(branch.values(), key=len)]


def _problem(detail: ErrorDetails, schema: Schema, document: Document) -> Problem:
    loc = detail["loc"]
    path = schema.spot(loc).path
    kind, value = detail["type"], detail["input"]
    if kind == "value_error":
        return _rule_problem(str(detail["ctx"]["error"]), path, document)
    if kind == "missing":
        about = schema.description(loc).rstrip(".")
        name = f"'{loc[-1]}'" if isinstance(loc[-1], str) else f"item {loc[-1] + 1}"
        told = f"{name} is missing; add it{f' ({about})' if about else ''}."
        return Problem(document.place(path[:-1]), told)
    place = document.place(path)
    if kind == "extra_forbidden":
        return Problem(place, _unknown_field(str(loc[-1]), schema.fields(loc[:-1])))
    if value is None:
        return Problem(place, "there is nothing here; fill it in or delete the line.")
    say = MESSAGES.get(kind)
    context = detail.get("ctx", {})
    return Problem(place, say(value, context) if say else f"{detail['msg']}; change it.")


def _rule_problem(message: str, path: Path, document: Document) -> Problem:
    """A rule of our own: its message may begin with the field, or quote what is wrong."""
    field, colon, rest = message.partition(": ")
    if colon and document.has((*path, *field.split("."))):
        path, message = (*path, *field.split(".")), rest
    place: Place | None = None
    for quoted in re.findall(r"'([^']+)'|\"([^\"]+)\"", message):
        text = "".join(quoted)
        if place is None and document.has((*path, text)):
            place = document.place((*path, text))
        place = place or document.place_of_text(text, path)
    return Problem(place or document.place(path), f"{message}.")


def _unknown_field(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"there is no such field; did you mean '{near[0]}'?"
    return f"there is no such field; known are: {', '.join(known)}."


def _quoted(value: object) -> str:
    text = "true" if value is True else "false" if value is False else repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _must_be_text(value: object, context: Mapping[str, Any]) -> str:
    if isinstance(value, list | tuple | dict):
        return "this has to be text, not a list or a group; write it on one line."
    told = _quoted(value)
    return f"{told} has to be text; put it in quotes: '{told}'."


def _must_be_number(value: object, context: Mapping[str, Any]) -> str:
    return f"{_quoted(value)} has to be a number; write digits only, like 60000."


def _must_be_whole(value: object, context: Mapping[str, Any]) -> str:
    return f"{_quoted(value)} has to be a whole number; write digits only, like 12."


def _must_be_truth(value: object, context: Mapping[str, Any]) -> str:
    return f"{_quoted(value)} has to be true or false; write one of them."


def _must_be_list(value: object, context: Mapping[str, Any]) -> str:
    return "this has to be a list; begin each item on a line of its own with '- ', or use [a, b]."


def _must_be_group(value: object, context: Mapping[str, Any]) -> str:
    return "this has to be a group; write 'field: value' lines under it, indented."


def _must_be_one_of(value: object, context: Mapping[str, Any]) -> str:
    expected = str(context.get("expected") or context.get("expected_tags"))
    known = re.findall(r"'([^']+)'", expected) or [expected]
    text = str(value.get("kind") if isinstance(value, dict) else value)
    near = get_close_matches(text, known, n=1) or get_close_matches(text.upper(), known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"it has to be one of {', '.join(known)}."
    return f"{_quoted(text)} is not known here; {hint}"


def _needs_kind(value: object, context: Mapping[str, Any]) -> str:
    return "'kind' is missing; add 'kind: range' for numbers or 'kind: options' for named values."


def _too_few(value: object, context: Mapping[str, Any]) -> str:
    has, needs = context["actual_length"], context["min_length"]
    return f"there are {has} items and at least {needs} are needed; add {needs - has}."


def _too_many(value: object, context: Mapping[str, Any]) -> str:
    return f"there are more than {context['max_length']} items; take some out."


def _no_id(value: object, context: Mapping[str, Any]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", str(value).lower()).strip("_")
    like = plain if plain[:1].isalpha() else f"a_{plain}".rstrip("_")
    return (
        f"{_quoted(value)} is no id; use small letters, digits and '_', a letter first, "
        f"like '{like}'."
    )


def _too_small(value: object, context: Mapping[str, Any]) -> str:
    bound, word = (context["gt"], "more than") if "gt" in context else (context["ge"], "at least")
    return f"{_quoted(value)} is too small; it has to be {word} {bound:g}."


def _too_large(value: object, context: Mapping[str, Any]) -> str:
    bound, word = (context["lt"], "less than") if "lt" in context else (context["le"], "at most")
    return f"{_quoted(value)} is too large; it has to be {word} {bound:g}."


MESSAGES: Mapping[str, Callable[[object, Mapping[str, Any]], str]] = {
    "string_type": _must_be_text,
    "float_type": _must_be_number,
    "float_parsing": _must_be_number,
    "finite_number": _must_be_number,
    "int_type": _must_be_whole,
    "int_parsing": _must_be_whole,
    "int_from_float": _must_be_whole,
    "bool_type": _must_be_truth,
    "bool_parsing": _must_be_truth,
    "tuple_type": _must_be_list,
    "dict_type": _must_be_group,
    "model_type": _must_be_group,
    "model_attributes_type": _must_be_group,
    "enum": _must_be_one_of,
    "literal_error": _must_be_one_of,
    "union_tag_invalid": _must_be_one_of,
    "union_tag_not_found": _needs_kind,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_pattern_mismatch": _no_id,
    "greater_than": _too_small,
    "greater_than_equal": _too_small,
    "less_than": _too_large,
    "less_than_equal": _too_large,
}
"""Plain words per kind of pydantic error: (wrong value, pydantic's context) -> message."""
