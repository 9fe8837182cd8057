"""The secondary part of the rubric as typed objects; the checks and tables are in rubric.yaml."""

from typing import Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.moves import Code, Pressure


class Check(Noun):
    """One counted check. Exactly one of codes, phrases, indicator and measure says of what."""

    id: str = Field(pattern=r"^[A-Z]\d$")
    name: str
    why: str = Field(default="", description="What its quotes show.")
    judge: Literal["rules", "seen", "model"] = Field(
        default="rules",
        description="What grades coded by the rules tell of it: all; 'seen': only that it was "
        "there; 'model': nothing. The rest a model or a coach has to judge.",
    )
    codes: tuple[Code, ...] = Field(default=(), description="Moves of the trainee's.")
    phrases: tuple[str, ...] = Field(default=(), description="Whole words of the trainee's.")
    indicator: str = Field(default="", description="A headline indicator, taken over.")
    measure: str = Field(default="", description="The name of a rule in `measures`.")

    least: int = Field(default=1, description="How many make it met.")
    fault: bool = Field(default=False, description="Met where none was found.")
    distinct: bool = Field(default=False, description="Counts kinds of codes, not turns.")
    beside: tuple[str, ...] = Field(
        default=(), description="Phrases count only in a sentence that has one of these as well."
    )
    condition: str = Field(
        default="",
        description="Codes count only under this, the name of a rule in `conditions`.",
    )
    unless: frozenset[Code] = Field(
        default=frozenset(), description="Not in a turn with one of these."
    )
    window: Literal["", "opening", "closing"] = ""
    answers: tuple[Pressure, ...] = Field(
        default=(), description="Counted as a rate over the answers to these pressures."
    )
    earns: frozenset[Code] = Field(
        default=frozenset(), description="Counts only if the buyer's next turn holds one of these."
    )

    @model_validator(mode="after")
    def _one_source(self) -> "Check":
        given = [self.codes, self.phrases, self.indicator, self.measure]
        if sum(map(bool, given)) != 1:
            raise ValueError(f"{self.id}: give one of codes, phrases, indicator and measure")
        return self


class SecondaryRow(Noun):
    """One line of a table; the last one has no conditions."""

    score: int = Field(ge=1, le=5)
    anchor: str
    met: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    some: tuple[str, ...] = ()
    least: int = 0

    @property
    def checks(self) -> frozenset[str]:
        """The checks it speaks of."""
        return frozenset({*self.met, *self.counts, *self.some})


class SecondaryRules(Noun):
    """One secondary score."""

    title: str
    checks: tuple[Check, ...] = Field(min_length=1)
    occasion: str = Field(
        default="", description="The name of what there has to be in `occasions`; empty: nothing."
    )
    without: str = Field(default="", description="Why there is no score without that.")
    rows: tuple[SecondaryRow, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _known_checks(self) -> "SecondaryRules":
        known = {check.id for check in self.checks}
        for row in self.rows:
            unknown = row.checks - known
            if unknown:
                raise ValueError(f"{self.title}: there is no check {min(unknown)}")
        return self
