"""The codebook as data: what every code means, what it is not, and where it comes from."""

from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import Field, TypeAdapter, model_validator

from simulator.domain.base import Noun
from simulator.domain.moves import Code, Speaker, Stance

Family = Literal[
    "ask",
    "listen",
    "inform",
    "offer",
    "trade",
    "firm",
    "people",
    "trust",
    "create",
    "exit",
    "fault",
    "answer",
    "press",
    "hint",
]


class Exchange(Noun):
    """An example that needs the buyer's turn before it."""

    buyer: str
    trainee: str


class Entry(Noun):
    """One code of the codebook."""

    side: Literal["trainee", "buyer", "either"]
    family: Family
    title: str
    means: str
    not_this: str
    examples: tuple[str | Exchange, ...] = Field(min_length=2, max_length=3)
    look_back: int = Field(ge=0, le=2, description="Turns of the other side it depends on.")
    schemes: dict[Literal["rackham", "miti", "negotiact"], str]

    def allows(self, speaker: Speaker) -> bool:
        """Whether that side can earn the code."""
        return self.side in (speaker, "either")


class Codebook(Noun):
    """Every code and every stance, in the order of the file."""

    stances: dict[Stance, str]
    codes: dict[Code, Entry]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := [*(set(Code) - set(self.codes)), *(set(Stance) - set(self.stances))]:
            raise ValueError(f"nothing is said of {', '.join(sorted(missing))}")
        return self


@cache
def load_codebook() -> Codebook:
    """The codebook of codebook.yaml, read once a process."""
    raw = Path(__file__).with_name("codebook.yaml").read_bytes()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return TypeAdapter(Codebook).validate_python(yaml.load(raw, Loader=loader))
