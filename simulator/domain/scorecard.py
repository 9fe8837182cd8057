"""What a grade is made of: indicators with evidence, the concession ledger, three scores."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.moves import Quote, Reading

ScoreName = Literal["listening", "firmness", "trading"]
Verdict = Literal["scored", "no opportunity", "not enough evidence", "not scored"]
Met = Literal["met", "not met", "no opportunity"]


class Evidence(Noun):
    """One opportunity and what the trainee made of it.

    `buyer` is the words that opened it, `trainee` the words that answered; a claim that something
    is absent quotes what was said instead.
    """

    met: bool
    why: str
    buyer: Quote | None = None
    trainee: Quote | None = None


class Indicator(Noun):
    """One counted check of the rubric (A1..A6, F1..F11, T1..T9, negatives and caps)."""

    id: str
    name: str
    status: Met
    count: float = 0
    out_of: float | None = Field(default=None, description="None: a plain count, not a rate.")
    evidence: tuple[Evidence, ...] = ()

    @property
    def rate(self) -> float | None:
        """count / out_of in 0..1; None where there was no opportunity."""
        return self.count / self.out_of if self.out_of else None


class Score(Noun):
    """One headline score."""

    name: ScoreName
    verdict: Verdict
    value: int | None = Field(default=None, ge=1, le=5)
    because: str = Field(description="The anchor row that was met, or why there is no score.")
    caps: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()


LedgerVerdict = Literal["traded", "linked, not paid", "free", "people give"]


class LedgerRow(Noun):
    """One concession of the trainee's."""

    turn: int
    issue: str
    before: Value
    after: Value
    cost: float | None = Field(description="Money to the seller; None without a key.")
    value_to_buyer: float | None = None
    pressure: Quote | None = None
    given: Quote
    asked: Quote | None = None
    asked_for: dict[str, Value] = {}
    condition_first: bool = False
    got: Quote | None = Field(default=None, description="The buyer's words that paid for it.")
    value_got: float | None = None
    withdrawn: bool = False
    verdict: LedgerVerdict


class Highlight(Noun):
    """One line worth remembering: the words, why they matter, a better line."""

    tag: Literal[
        "DONE",
        "MISSED",
        "FREE GIVE",
        "EARLY PRICE",
        "LEAK",
        "BAIT TAKEN",
        "TRADE",
        "HELD",
        "WALK OK",
        "WALK EARLY",
        "WALK LATE",
    ]
    quote: Quote
    answers: Quote | None = None
    why: str
    try_instead: str = ""


class GradedRecord(Noun):
    """One grading of one transcript. Never overwritten: a re-grade is a further record."""

    type: Literal["grade"] = "grade"
    version: Literal[1] = 1
    id: str
    transcript: str = Field(description="The transcript's id, or its file's name.")
    graded: datetime
    rubric: str
    coder: str = Field(description="'rules', or the model's id and the prompt's hash.")
    status: Literal["graded", "low confidence", "not graded"] = "graded"
    note: str = ""
    readings: tuple[Reading, ...] = ()
    dropped: tuple[str, ...] = Field(default=(), description="Codes whose quote was not found.")
    ledger: tuple[LedgerRow, ...] = ()
    scores: tuple[Score, ...] = ()
    highlights: tuple[Highlight, ...] = Field(default=(), max_length=3)
    outcome: str = ""
    price_equivalent: float | None = None
