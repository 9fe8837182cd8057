"""Loads one persona or scenario file and reports what is wrong with it, all of it or the first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ValidationError

from simulator.content.card import Kind, read_card
from simulator.content.deal_rules import deal_problems
from simulator.content.document import Document, read_document
from simulator.content.line_rules import line_problems
from simulator.content.persona_rules import persona_problems
from simulator.content.problems import Problem
from simulator.content.shape import shape_problems
from simulator.domain.base import Noun
from simulator.domain.errors import ContentError
from simulator.domain.imported import SmallKey
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario

NounT = TypeVar("NounT", bound=Noun)


def read_persona(path: Path) -> Persona:
    """The persona in a file; raises ContentError naming file, line, field and remedy."""
    document = read_document(path)
    persona = _validated(document, Persona)
    _raise_first(document, _persona_problems(persona, document))
    return persona


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file; raises ContentError naming file, line, field and remedy."""
    document = read_document(path)
    scenario = _validated(document, Scenario)
    _raise_first(document, list(deal_problems(scenario, document)))
    return scenario


def read_key(path: Path) -> SmallKey:
    """The small key of an imported conversation; raises ContentError, as for a scenario."""
    return _validated(read_document(path), SmallKey)


def kind_of(document: Document) -> Kind | Literal["key"]:
    """What a file describes, by the field only that kind has; raises ContentError."""
    fields = document.data if isinstance(document.data, dict) else {}
    if "list_price" in fields:
        return "key"
    if "issues" in fields or "brief" in fields:
        return "scenario"
    if "lines" in fields or "character" in fields:
        return "persona"
    raise ContentError(
        f"{document.name}:1: this is neither a persona (it has no 'lines') nor a scenario (it has "
        "no 'issues'); copy one that came with the program and change it."
    )


def check_file(path: Path) -> Persona | Scenario | SmallKey:
    """What a file describes; raises ContentError that lists every problem, one a line."""
    document = read_document(path)
    noun: Persona | Scenario
    kind = kind_of(document)
    if kind == "key":
        return _validated(document, SmallKey, every=True)
    if kind == "persona":
        noun = _validated(document, Persona, every=True)
        found = _persona_problems(noun, document)
    else:
        noun = _validated(document, Scenario, every=True)
        found = list(deal_problems(noun, document))
    found += _card_problems(noun, path, document)
    if found:
        raise ContentError("\n".join(problem.told(document.name) for problem in found))
    return noun


def _persona_problems(persona: Persona, document: Document) -> list[Problem]:
    # Lines of variants can be looked at only once every variant makes a persona.
    return list(persona_problems(persona, document)) or list(line_problems(persona, document))


def _validated(document: Document, model: type[NounT], *, every: bool = False) -> NounT:
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = shape_problems(error, model, document)
        if every:
            message = "\n".join(problem.told(document.name) for problem in found)
            raise ContentError(message) from None
        _raise_first(document, found)
        raise


def _raise_first(document: Document, found: list[Problem]) -> None:
    if not found:
        return
    more = len(found) - 1
    rest = f" ({more} more: 'negotiate check {document.name}' lists them)" if more else ""
    raise ContentError(f"{found[0].told(document.name)}{rest}")


def _card_problems(noun: Persona | Scenario, path: Path, document: Document) -> Iterator[Problem]:
    card = read_card(path)
    if card is None or (card.id, card.name, card.summary) != (noun.id, noun.name, noun.summary):
        yield Problem(
            document.place(("summary",)),
            "the lists read only the top of the file; put 'id', 'name' and 'summary' there, one "
            "line each, without an empty line between them.",
        )
