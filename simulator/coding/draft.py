"""A value of an issue found in a turn, before it is decided what it is: offered, refused, past."""

from dataclasses import dataclass

from simulator.coding.text import Span
from simulator.domain.deal import Value


@dataclass(slots=True)
class Draft:
    """A value of an issue at words `span`; the stance is decided later."""

    issue: str | None
    value: Value
    span: Span
    option: bool = False
    weak: bool = False
    figure_beside: bool = False
    """Whether a figure of another issue stands in the same sentence."""
    accompanied: bool = False
    """Whether any other value stands in the same sentence."""
    matched: bool = False
    """Whether the speaker asks for a figure that it has just told of others."""
    upto: float | None = None
    """The end of a range that costs the speaker less."""
