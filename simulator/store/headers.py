"""Reads the first line of a session.

Nearly all of it is the deal and the buyer, and thousands of sessions have the same ones: of equal
texts each is read once, and the sessions share what was read.
"""

import json
from functools import lru_cache

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Header

_DEAL, _BUYER, _REST = '"scenario":', ',"persona":', ',"level":'
"""Where the parts of the line begin, as `TranscriptWriter` writes it."""

_KEPT = 32


def known_header(text: str) -> Header | None:
    """The header in a line, if it is written as this program writes it and nothing is wrong."""
    head, _, whole = text.partition(_DEAL)
    deal, _, buyer_on = whole.partition(_BUYER)
    buyer, _, rest = buyer_on.rpartition(_REST)
    try:
        # Whatever a part holds: unless all three are whole, none of it is taken.
        fields = json.loads(f"{head}{_REST[1:]}{rest}")
        return Header.model_validate(
            {**fields, "scenario": _scenario(deal), "persona": _persona(buyer)}
        )
    except (ValueError, RecursionError, TypeError):
        return None


@lru_cache(maxsize=_KEPT)
def _scenario(text: str) -> Scenario:
    return Scenario.model_validate_json(text)


@lru_cache(maxsize=_KEPT)
def _persona(text: str) -> Persona:
    return Persona.model_validate_json(text)
