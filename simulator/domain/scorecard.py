"""What a grade is made of: indicators with evidence, the concession ledger, scores, the outcome."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.corrections import Correction, LedgerVerdict
from simulator.domain.deal import Value
from simulator.domain.moves import Quote, Reading

Headline = Literal["listening", "firmness", "trading"]
Secondary = Literal[
    "value before price",
    "uniqueness",
    "preparation",
    "stakeholders",
    "structure",
    "relationship",
    "disclosure",
    "process",
    "integrity",
]
ScoreName = Headline | Secondary
Verdict = Literal[
    "scored",
    "no opportunity",
    "not enough evidence",
    "not scored",
    "not judged by the rules",
]
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
    unjudged: bool = Field(
        default=False, description="Left to a model or a coach; the status is 'no opportunity'."
    )
    count: float = 0
    out_of: float | None = Field(default=None, description="None: a plain count, not a rate.")
    evidence: tuple[Evidence, ...] = ()

    @property
    def rate(self) -> float | None:
        """count / out_of in 0..1; None where there was no opportunity."""
        return self.count / self.out_of if self.out_of else None


class Score(Noun):
    """One score, headline or secondary."""

    name: ScoreName
    verdict: Verdict
    value: int | None = Field(default=None, ge=1, le=5)
    interval: tuple[float, float] | None = Field(
        default=None, description="95 %, over the samples of a model coder; None: one sample."
    )
    samples: tuple[int | None, ...] = Field(
        default=(), description="What each sample gives by itself; empty: one sample."
    )
    because: str = Field(description="The anchor row that was met, or why there is no score.")
    hangs_on: tuple[int, ...] = Field(
        default=(),
        description="Of a score withheld because samples differ: the turns in which they do, on "
        "what is counted for it.",
    )
    caps: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def words(self) -> str:
        """'4 of 5', or why there is no number."""
        return self.verdict if self.value is None else f"{self.value} of 5"

    def differs(self, other: "Score") -> bool:
        """Whether the number of one is not the other's, or one of them has none."""
        return (self.value, self.verdict) != (other.value, other.verdict)


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


class Outcome(Noun):
    """How it ended, in the money of the scenario's key, counted from the standard terms.

    Reported beside the scores, never part of them.
    """

    deal: bool
    terms: dict[str, Value] = Field(default={}, description="All that was agreed.")
    seller: float = Field(description="Worth of the outcome to the seller.")
    seller_floor: float = Field(description="The least that is better than the own alternative.")
    buyer: float
    joint_share: float | None = Field(
        default=None, description="Joint gain over the best possible, 0..1; None: no zone."
    )
    better: dict[str, Value] = Field(
        default={}, description="A package better for both that was there, if there was one."
    )
    better_seller: float = 0
    better_buyer: float = 0
    right_exit: bool | None = Field(
        default=None, description="Whether leaving, or signing, was right; None: cannot be told."
    )


class Doubt(Noun):
    """A code that did not simply stand: its quote had to be looked for, or the samples differed.

    A paraphrase, and a code with the smaller part of the votes, are shown and do not count.
    """

    turn: int
    code: str = Field(description="The code, or 'mention'.")
    kind: Literal["repaired", "paraphrase", "vote"]
    said: str = Field(default="", description="The words the coder gave, or the words quoted.")
    share: float | None = Field(default=None, description="Of the samples, 0..1; votes only.")


BETWEEN_JUDGES = ","


def judges_of(panel: str) -> tuple[str, ...]:
    """The models that a panel's name holds; a model by itself is a panel of one."""
    return tuple(panel.split(BETWEEN_JUDGES))


class Provenance(Noun):
    """What a grade was made from; equal provenance, equal grade."""

    model: str = Field(default="", description="The judges, with commas between them.")
    prompt: str = Field(default="", description="Hash of the coder's fixed prompt and schema.")
    transcript: str = Field(default="", description="Hash of what was said and how it ended.")
    scenario: str = Field(default="", description="Hash of the deal; empty without one.")
    persona: str = Field(default="", description="Hash of the buyer; empty without one.")
    samples: int = Field(default=1, ge=1, description="How often each judge was asked.")

    @property
    def judges(self) -> tuple[str, ...]:
        """The models that coded it; one is a panel of one."""
        return judges_of(self.model)

    @property
    def votes(self) -> int:
        """How many answers there were on each passage."""
        return self.samples * len(self.judges)


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
    doubts: tuple[Doubt, ...] = Field(default=(), description="Codes to be taken with care.")
    ledger: tuple[LedgerRow, ...] = ()
    scores: tuple[Score, ...] = Field(default=(), description="The three headline scores.")
    secondary: tuple[Score, ...] = ()
    result: Outcome | None = Field(default=None, description="None: no key to count with.")
    highlights: tuple[Highlight, ...] = Field(default=(), max_length=3)
    outcome: str = ""
    price_equivalent: float | None = None
    made_from: Provenance = Provenance()
    file: str = Field(
        default="",
        description="Hash of the transcript's file: the same bytes, the same provenance.",
    )
    parent: str = Field(default="", description="The record that this one regrades or corrects.")
    coach: str = Field(default="", description="Who corrected it; empty: the grader alone.")
    left_behind: int = Field(
        default=0, description="Corrections of the coach's older grade that do not fit this one."
    )
    corrections: tuple[Correction, ...] = Field(
        default=(), description="Every correction since the grader's own record, oldest first."
    )

    @property
    def all_scores(self) -> tuple[Score, ...]:
        """The headline scores, then the secondary ones."""
        return (*self.scores, *self.secondary)

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        """The doubts that no coach has settled by a ruling on the code, or on its turn."""
        return tuple(doubt for doubt in self.doubts if not self._ruled(doubt.turn, doubt.code))

    def unsettled(self, score: Score) -> tuple[int, ...]:
        """The turns a withheld score hangs on and no coach has ruled on, on every doubt in them."""
        doubtful = {doubt.turn for doubt in self.open_doubts}
        return tuple(n for n in score.hangs_on if n in doubtful or not self._ruled(n))

    def _ruled(self, turn: int, code: str = "") -> bool:
        return any(correction.target.covers(turn, code) for correction in self.corrections)

    def value_of(self, name: ScoreName) -> int | None:
        """The number of a score; None if it has none, or is not there."""
        return next((score.value for score in self.all_scores if score.name == name), None)
