"""What a buyer does of its own accord to test a seller, and how it takes the answer.

A tactic provokes: a demand, a claim, a jab, a silence. The seller's next turn shows signs; the
first answer whose signs fit says what changes and what the buyer says. All of it is data.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import IssueId
from simulator.domain.moves import Code, Pressure

Trait = Literal["heat", "trust", "respect", "patience"]

Feelings = dict[Trait, float]
"""Changes of heat, trust and respect (0..10 each) and of patience (turns)."""


class Seen(StrEnum):
    """What a seller's turn shows beyond its codes; worked out from the deal and the talk so far."""

    FREE_GIVE = "free-give"
    """Gave something on any issue and asked for nothing."""
    FREE_PRICE_CUT = "free-price-cut"
    PRICE_CUT = "price-cut"
    """Lowered the price, linked to something or not."""
    BIG_DROP = "big-drop"
    """Gave at least an eighth of the price away in one step."""
    TRADE = "trade"
    """Gave something and asked for something in the same breath."""
    NO_MOVE = "no-move"
    """Gave nothing in this turn."""
    REASONED_NO = "reasoned-no"
    """Refused or held with a reason or another way."""
    BARE_NO = "bare-no"
    """Refused with neither a reason, nor another way, nor a question."""
    FIRST_PRICE = "first-price"
    """Named a price for the first time."""
    OTHER_PRICE = "other-price"
    """Named a price that differs from the one named before."""
    SAME_PRICE = "same-price"
    """Named the price it named before."""
    SPLIT = "split"
    """Offered the middle between both sides' figures."""
    OTHER_ISSUE = "other-issue"
    """Brought up an issue other than the price."""
    QUESTION = "question"
    """Asked for more than a yes to a price."""
    LISTENS = "listens"
    """Reflected, labelled, tested or summed up."""
    ANSWERS_NEED = "answers-need"
    """An offer, a value or a suggestion tied to something this buyer has told."""
    TESTS_CLAIM = "tests-claim"
    """Asked for specifics or consequences of a claim that stands."""
    TAKES_CLAIM = "takes-claim"
    """Gave something away while a claim stood untested."""
    RIGHT_RECAP = "right-recap"
    """Said how many points are settled, and it is so."""
    WRONG_RECAP = "wrong-recap"
    WRONG_GUESS = "wrong-guess"
    WIDE_DEMAND = "wide-demand"
    """Asked to be told everything."""
    LATE_LIMIT = "late-limit"
    """Told a hard constraint only after terms were agreed or taken up."""
    NEW_CONDITION = "new-condition"
    """Asked for something new after the yes."""
    CITES_LEARNED = "cites-learned"
    """Used what was learned in preparation or told in the talk about somebody at the customer."""
    CITES_UNKNOWN = "cites-unknown"
    """Cited somebody or something it cannot know."""
    EMPTY_WALK = "empty-walk"
    """Gave something away after it had spoken of walking out."""
    LECTURE = "lecture"
    """Went on for more than ninety words."""
    SILENCE = "silence"
    """Too few words to mean anything."""


Sign = Annotated[Code | Seen, Field(union_mode="left_to_right")]


class Milestone(StrEnum):
    """What has happened in the meeting so far; tactics wait for it."""

    PRICE_NAMED = "price-named"
    CONCEDED = "conceded"
    """The seller gave something for nothing."""
    TRADED = "traded"
    POINT_SETTLED = "point-settled"
    """Both sides have said the same on at least one issue."""
    NEAR_YES = "near-yes"
    """The buyer would sign the seller's package now."""
    AGREED = "agreed"
    """The buyer has said yes; one more turn of the seller's closes the meeting."""
    NEED_ASKED = "need-asked"
    """The seller asked an open question or a why."""
    TOLD = "told"
    """The pivotal interest is at least a tier open."""
    PREPARED = "prepared"
    """The seller learned something before the meeting."""
    WENT_AROUND = "went-around"
    """The seller met somebody whom this buyer guards, without leave."""


class Demand(Noun):
    """Something the buyer asks for without promising anything; exactly one of these."""

    cut: float | None = Field(
        default=None, gt=0, lt=1, description="A price lower by this share than it stands at."
    )
    below_floor: float | None = Field(
        default=None, ge=0, lt=1, description="A price this share under the seller's own floor."
    )
    extra: tuple[IssueId, ...] = Field(
        default=(), description="The first of these issues on which the seller can still give."
    )
    reopens: bool = Field(
        default=False, description="Takes back a point that was settled, and asks for more on it."
    )
    forbidden: bool = Field(
        default=False, description="Something the seller may not give: the deal's fixed issue."
    )

    @model_validator(mode="after")
    def _check_one(self) -> "Demand":
        priced = (self.cut is not None, self.below_floor is not None)
        if sum((*priced, bool(self.extra), self.reopens, self.forbidden)) != 1:
            raise ValueError(
                "give exactly one of 'cut', 'below_floor', 'extra', 'reopens', 'forbidden'"
            )
        return self


class Answer(Noun):
    """How the buyer takes a seller's turn: the signs it looks for, what changes, what it says."""

    any_of: tuple[Sign, ...] = Field(min_length=1)
    all_of: tuple[Sign, ...] = ()
    none_of: tuple[Sign, ...] = ()
    feel: Feelings = {}
    opens: IssueId | None = Field(
        default=None, description="The interest of which it tells the next tier, after the line."
    )
    asks: Demand | None = Field(default=None, description="Asks for this; every line says {terms}.")
    harden: float = Field(
        default=0.0,
        ge=-1,
        le=1,
        description="Share of the price by which its demands rise from here on; negative: ease.",
    )
    drops: bool = Field(
        default=False, description="Gives up the claim this tactic makes, and the tactic."
    )
    again: bool = Field(default=False, description="May use the tactic again, beyond its 'most'.")
    counters: bool = Field(
        default=False, description="Turns to terms: makes a counter-offer if it has one."
    )
    leaves: bool = Field(default=False, description="Ends the meeting.")
    lines: tuple[str, ...] = Field(min_length=3)

    def fits(self, signs: frozenset[Sign]) -> bool:
        """Whether a turn that shows `signs` is taken this way."""
        return (
            any(sign in signs for sign in self.any_of)
            and all(sign in signs for sign in self.all_of)
            and not any(sign in signs for sign in self.none_of)
        )


class Moment(Noun):
    """When a tactic may be used. Everything given has to hold."""

    from_turn: int = Field(default=1, ge=1, description="Seller turns heard, this one included.")
    until_turn: int = Field(default=99, ge=1)
    heat: tuple[float, float] = Field(default=(0, 10), description="Lowest and highest heat.")
    trust: tuple[float, float] = (0, 10)
    respect: tuple[float, float] = (0, 10)
    seen: tuple[Sign, ...] = Field(
        default=(), description="Only right after a turn that shows one of these; goes first then."
    )
    unseen: tuple[Sign, ...] = Field(
        default=(), description="Only right after a turn that shows none of these."
    )
    has: tuple[Milestone, ...] = Field(default=(), description="All of these have happened.")
    lacks: tuple[Milestone, ...] = Field(default=(), description="None of these has happened.")


class Tactic(Noun):
    """One provocation: what it says, when, and how the seller's answer is taken."""

    id: IssueId
    trains: tuple[str, ...] = Field(
        default=(), description="Rows of the behaviour catalogue it provokes: B16, B38."
    )
    pressure: Pressure | None = Field(
        default=None, description="The kind of pressure it is; none for a cue-like remark."
    )
    weight: float = Field(gt=0, description="How often it is drawn, relative to the others.")
    most: int = Field(default=1, ge=1, description="Times it is used in a meeting.")
    when: Moment = Moment()
    claim: IssueId | None = Field(default=None, description="The claim it puts forward.")
    asks: Demand | None = Field(default=None, description="Asks for this; every line says {terms}.")
    lines: tuple[str, ...] = Field(min_length=3)
    well: tuple[Answer, ...] = Field(min_length=1, description="Handled well; the first that fits.")
    badly: tuple[Answer, ...] = Field(
        min_length=1, description="Handled badly; looked at before 'well'."
    )


class Claim(Noun):
    """Something the buyer says that may or may not be true. It can be tested, twice."""

    id: IssueId
    kind: Pressure
    true: bool | Literal["either"] = Field(description="'either': drawn by the seed.")
    price_below: float | None = Field(
        default=None,
        gt=0,
        lt=1,
        description="A rival's price, this share under the seller's; lines say it as {rival}.",
    )
    words: tuple[str, ...] = Field(
        min_length=1, description="Words by which a question is seen to be about it."
    )
    wobbles: tuple[str, ...] = Field(
        min_length=3, description="False, tested once: vaguer than before."
    )
    dropped: tuple[str, ...] = Field(min_length=3, description="False, tested twice: given up.")
    proved: tuple[str, ...] = Field(min_length=3, description="True, tested: concrete detail.")
