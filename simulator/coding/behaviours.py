"""Which behaviours of published corpora a turn shows: one data table over codes and signals."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, TypeAdapter

from simulator.domain.base import Noun

Behaviour = Literal[
    "question",
    "question_open",
    "question_closed",
    "why_followup",
    "reflection",
    "summary",
    "empathy",
    "preference_elicitation",
    "small_talk",
    "offer",
    "price",
    "conditional_trade",
    "accept",
    "reject",
    "walk_away",
    "counter_offer",
    "concession",
    "position_hold",
    "uptake",
]


class Row(Noun):
    """When a behaviour is there."""

    any_of: tuple[str, ...] = Field(alias="any")
    unless: tuple[str, ...] = ()

    def holds(self, seen: frozenset[str]) -> bool:
        """Whether what was seen shows the behaviour."""
        return not seen.isdisjoint(self.any_of) and seen.isdisjoint(self.unless)


class Table(Noun):
    """The file: a row a behaviour, and rows of sources that use a name in another sense."""

    behaviours: dict[Behaviour, Row]
    sources: dict[str, dict[Behaviour, Row]]


@cache
def _table() -> Table:
    raw = Path(__file__).with_name("behaviours.yaml").read_bytes()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return TypeAdapter(Table).validate_python(yaml.load(raw, Loader=loader))


@cache
def _rows(source: str) -> dict[Behaviour, Row]:
    table = _table()
    return {**table.behaviours, **table.sources.get(source, {})}


def behaviours_shown(source: str, seen: frozenset[str]) -> dict[str, bool]:
    """Every behaviour of the table, true or false, for codes and signals seen in a turn."""
    return {name: row.holds(seen) for name, row in _rows(source).items()}
