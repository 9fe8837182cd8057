"""The record of a session: JSON Lines, appended and never rewritten.

header, then turns, sentences, private mind records and faults, last an end record. A conversation
from elsewhere has an imported record for a header, turns, and deals attached to it later.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.imported import Attached, Imported
from simulator.domain.moves import Speaker
from simulator.domain.persona import Level, Persona
from simulator.domain.scenario import Scenario

VERSION = 1


class Plan(Noun):
    """The trainee's one-minute preparation sheet."""

    target: str = ""
    walk_away: str = ""
    trades: str = Field(default="", description="What I would give, and for what.")


class Learned(Noun):
    """What the trainee found out before the meeting; on the sheet during the talk."""

    insights: tuple[str, ...] = Field(default=(), description="Ids of what contacts told.")
    leads: tuple[str, ...] = Field(default=(), description="Ids of alternatives found.")
    research: tuple[str, ...] = Field(default=(), description="Ids of claims looked up.")
    met: tuple[str, ...] = Field(default=(), description="Names of the contacts talked to.")
    went_around: bool = Field(
        default=False, description="Whether one of them is guarded by the buyer."
    )

    @property
    def anything(self) -> bool:
        """Whether any preparation was done."""
        return bool(self.insights or self.leads or self.research or self.met)


class Parent(Noun):
    """Where a branch left its parent."""

    id: str
    turn: int


class Header(Noun):
    """The first line: everything needed to play or grade the session again."""

    type: Literal["header"] = "header"
    version: Literal[1] = 1
    id: str
    created: datetime
    scenario: Scenario
    persona: Persona
    level: Level
    seed: int
    model: str
    plan: Plan = Plan()
    variant: str = Field(
        default="", description="Which truth behind the persona was played; not for the trainee."
    )
    truth: str = Field(
        default="", description="What was true in that variant, in words; for the debrief."
    )
    learned: Learned = Learned()
    purpose: Literal["deal", "preparation"] = Field(
        default="deal", description="Preparation: a short talk with somebody who cannot deal."
    )
    parent: Parent | None = None


class Turn(Noun):
    """One side's words, whole. The buyer's opening is turn 0; turns count up from there."""

    type: Literal["turn"] = "turn"
    n: int = Field(ge=0)
    speaker: Speaker
    text: str
    interrupted: bool = Field(default=False, description="Stopped by the trainee half-way.")
    scene: str = Field(
        default="", description="What happens before the words: 'An hour later, the phone rings.'"
    )
    at: datetime | None = None


class Sentence(Noun):
    """A part of a buyer's turn, written before it is shown; its turn record repeats it."""

    type: Literal["sentence"] = "sentence"
    n: int
    text: str


class MindRecord(Noun):
    """The buyer's private state after a trainee turn, and its act. For debrief and coach."""

    type: Literal["mind"] = "mind"
    n: int = Field(description="The buyer turn this act is spoken in.")
    state: dict[str, object]
    act: dict[str, object]
    reasons: tuple[str, ...] = Field(
        default=(), description="Why, in words: 'free give on Payment: respect 5 to 4'."
    )


class Fault(Noun):
    """Something that went wrong and was survived: a model error, a line the guard refused."""

    type: Literal["fault"] = "fault"
    n: int
    kind: Literal["model", "guard"]
    message: str


class ExitAnswer(Noun):
    """What the buyer says, asked on the way out; from its own state, and no part of a grade."""

    question: str
    value: int | None = Field(ge=1, le=5, description="None: it does not apply.")
    words: str


class End(Noun):
    """How it ended, and on what terms."""

    type: Literal["end"] = "end"
    outcome: Literal["deal", "buyer_left", "trainee_left"]
    terms: dict[str, Value] = {}
    answers: tuple[ExitAnswer, ...] = ()


Record = Annotated[
    Header | Turn | Sentence | MindRecord | Fault | End | Imported | Attached,
    Field(discriminator="type"),
]
RECORD: TypeAdapter[Record] = TypeAdapter(Record)


class Transcript(Noun):
    """A session as it was read back from its file, or a conversation from elsewhere."""

    header: Header | None = Field(description="None: a conversation that was not played here.")
    records: tuple[Record, ...]
    problems: tuple[str, ...] = Field(default=(), description="What was skipped while reading.")

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What was said, in order."""
        return tuple(record for record in self.records if isinstance(record, Turn))

    def turn(self, number: int | None) -> Turn | None:
        """The turn with that number; None if there is none."""
        return next((turn for turn in self.turns if turn.n == number), None)

    @property
    def imported(self) -> Imported | None:
        """Where it came from; None for a session played here, or a file read as it is."""
        first = self.records[0] if self.records else None
        return first if isinstance(first, Imported) else None

    @property
    def scenario(self) -> Scenario | None:
        """The deal it is about: the one played, or the last one a coach attached; None if none."""
        if self.header is not None:
            return self.header.scenario
        known = [r.basis.deal for r in self.records if isinstance(r, Imported | Attached)]
        return next((deal for deal in reversed(known) if deal is not None), None)

    @property
    def end(self) -> End | None:
        """How it ended; None while it is still open."""
        last = self.records[-1] if self.records else None
        return last if isinstance(last, End) else None
