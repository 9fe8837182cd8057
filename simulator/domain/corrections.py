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


class Target(Noun):
    """One judgement of a grade: a code, a row of the ledger, or an opportunity."""

    kind: Literal["code", "ledger", "opportunity"]
    turn: int = Field(ge=0, description="Of the words judged; an opportunity's is the reply's.")
    of: str = Field(description="The code, the issue, or the indicator (A1 to T9).")
    quote: Quote | None = Field(default=None, description="Tells two of a kind in a turn apart.")


class Correction(Noun):
    """One judgement that a coach accepted, changed, added or removed, and why."""

    id: str
    made: datetime
    coach: str
    action: Action
    target: Target
    reason: str = ""
    blind: bool = Field(default=False, description="Made before the grader's score was seen.")
    dispute: str = Field(default="", description="The dispute that this rules on.")
    move: Move | None = Field(default=None, description="The code after a change or an addition.")
    verdict: LedgerVerdict | None = Field(default=None, description="The row's, likewise.")
    before: Value | None = Field(default=None, description="An added row: the issue's value.")
    after: Value | None = None
    met: bool | None = Field(default=None, description="The opportunity's, likewise.")


class Dispute(Noun):
    """A judgement that the trainee thinks wrong; one a session. A coach rules on it."""

    type: Literal["dispute"] = "dispute"
    version: Literal[1] = 1
    id: str
    made: datetime
    grade: str = Field(description="The graded record that holds the judgement.")
    target: Target
    reason: str
