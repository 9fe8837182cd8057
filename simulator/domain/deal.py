"""What is negotiated: issues, the values they can take, and terms (a value for some issues).

Everything that can be given or asked for is an issue, the small things too (a reference, a
signature this week): so one arithmetic covers every trade.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun

IssueId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

Value = float | str
"""A number in the issue's unit for a range issue, an option's id for an options issue."""

Terms = Mapping[str, Value]
"""A value for some issues, keyed by issue id."""

Package = Mapping[str, Value]
"""A value for every issue of the scenario."""

Unit = Literal["money", "days", "months", "percent", "count"]


class _IssueBase(Noun):
    id: IssueId
    name: str = Field(description="What the screen calls it.")
    words: tuple[str, ...] = Field(
        default=(), description="What people call it: 'price', 'fee', 'the total'."
    )
    fixed: bool = Field(
        default=False, description="Policy: the seller may never move it, whatever is offered."
    )
    core: bool = Field(
        default=False, description="Price-like: the firmness score looks only at these."
    )
    note: str = Field(default="", description="One line for the seller's brief.")


class RangeIssue(_IssueBase):
    """A number between `low` and `high`; offers move in `step`s."""

    kind: Literal["range"]
    unit: Unit
    low: float
    high: float
    step: float = Field(gt=0)
    standard: float = Field(description="The seller's published position: the list terms.")
    say: str = Field(default="{value}", description="How it is said: 'net {value}'.")

    @model_validator(mode="after")
    def _check_bounds(self) -> "RangeIssue":
        if not self.low <= self.standard <= self.high:
            raise ValueError("'standard' must lie between 'low' and 'high'")
        return self

    def holds(self, value: Value) -> bool:
        """Whether `value` is a number inside the range (off-step values are fine)."""
        return not isinstance(value, str) and self.low <= value <= self.high

    def outcomes(self) -> tuple[float, ...]:
        """Every value on a step, lowest first."""
        count = int((self.high - self.low) / self.step + 1e-9)
        return tuple(self.low + i * self.step for i in range(count + 1))

    def spoken(self, value: Value) -> str:
        """`value` as a person says it, e.g. '$57,500' or 'net 90'; words, which are no value of
        it, as they are."""
        if isinstance(value, str):
            return value
        number = float(value)
        figure = f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
        return self.say.format(value=f"${figure}" if self.unit == "money" else figure)


class Option(Noun):
    """One value of an options issue."""

    id: IssueId
    name: str = Field(description="As a person says it: 'the full programme'.")
    words: tuple[str, ...] = Field(default=(), description="Other ways to say it.")


class OptionIssue(_IssueBase):
    """One of a few named options."""

    kind: Literal["options"]
    options: tuple[Option, ...] = Field(min_length=1)
    standard: str = Field(description="The id of the seller's published option.")

    @model_validator(mode="after")
    def _check_standard(self) -> "OptionIssue":
        if self.standard not in self.outcomes():
            raise ValueError(f"'standard' must be one of {', '.join(self.outcomes())}")
        return self

    def holds(self, value: Value) -> bool:
        """Whether `value` is the id of one of the options."""
        return any(option.id == value for option in self.options)

    def outcomes(self) -> tuple[str, ...]:
        """Every option id, in the file's order."""
        return tuple(option.id for option in self.options)

    def spoken(self, value: Value) -> str:
        """The option's name as a person says it."""
        return next((o.name for o in self.options if o.id == value), str(value))


Issue = Annotated[RangeIssue | OptionIssue, Field(discriminator="kind")]
