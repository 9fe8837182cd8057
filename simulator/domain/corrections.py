"""What a coach changes in a grade, and what a trainee disputes: one judgement at a time.

A correction never edits a record: the grade with it applied is a new record that points back.
"""

from datetime import datetime
from typing import Literal

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.moves import Move, Quote

LedgerVerdict = Literal["traded", "linked, not paid", "free", "people give"]
Action = Literal["accept", "change", "add", "remove"]
Ruling = Literal["uphold", "overturn"]


class Target(Noun):
    """What a coach or a trainee speaks of: one judgement of a grade, or all codes of a turn."""

    kind: Literal["code", "ledger", "opportunity", "turn"]
    of: str = Field(default="", description="The code, the issue, or the indicator (A1 to T9).")
    turn: int | None = Field(
        default=None,
        description="Of the words judged. None: of the kind 'turn', every turn; of an "
        "opportunity, one that no words opened.",
    )
    quote: Quote | None = Field(
        default=None,
        description="The words that earned the code, gave the concession, or called for the "
        "answer; where nothing called for it, the words that are counted.",
    )
    topic: str = Field(
        default="", description="Of a code: what it is about; tells two on the same words apart."
    )

    @property
    def id(self) -> str:
        """Short and stable: 'c7.hold', 'l7.price', 'a1.6', 't7', or 'all'."""
        match self.kind:
            case "code":
                return f"c{self.turn}.{self.of.lower()}"
            case "ledger":
                return f"l{self.turn}.{self.of}"
            case "opportunity":
                return self.of.lower() + ("" if self.turn is None else f".{self.turn}")
            case _:
                return "all" if self.turn is None else f"t{self.turn}"

    def same(self, other: "Target") -> bool:
        """Whether both are one judgement; a turn has one row an issue, whatever it quotes."""
        if (self.kind, self.of, self.turn) != (other.kind, other.of, other.turn):
            return False
        return self.kind == "ledger" or (self.quote, self.topic) == (other.quote, other.topic)

    def covers(self, turn: int, code: str = "") -> bool:
        """Whether this is the whole turn, or that code in it; without `code`, any code in it."""
        if self.kind == "turn":
            return self.turn in (None, turn)
        return (self.kind, self.turn) == ("code", turn) and code in ("", self.of)


class Correction(Noun):
    """One judgement that a coach accepted, changed, added or removed, and why."""

    made: datetime
    coach: str = Field(min_length=1)
    action: Action
    target: Target
    reason: str = ""
    blind: bool = Field(default=False, description="Made before the grader's score was seen.")
    dispute: str = Field(default="", description="The id of the dispute that this rules on.")
    move: Move | None = Field(default=None, description="The code after a change or an addition.")
    verdict: LedgerVerdict | None = Field(default=None, description="The row's, likewise.")
    words: Quote | None = Field(
        default=None, description="The row: what was asked for it, or the buyer's words that paid."
    )
    before: Value | None = Field(default=None, description="An added row: the issue's value.")
    after: Value | None = None
    met: bool | None = Field(default=None, description="The opportunity's, likewise.")


class Dispute(Noun):
    """A judgement that the trainee thinks wrong; one a session. A coach rules on it."""

    type: Literal["dispute"] = "dispute"
    version: Literal[1] = 1
    id: str
    made: datetime
    grade: str = Field(description="The id of the graded record that holds the judgement.")
    target: Target
    reason: str
