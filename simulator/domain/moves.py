"""What a turn does: the move codes, the terms it mentions, and the reading that holds both.

The codes are those of the rubric; their definitions, examples and look-back live in the codebook
file of `simulator.coding`, not here.
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.deal import Value

Speaker = Literal["trainee", "buyer"]


def other_side(speaker: Speaker) -> Speaker:
    """Whom a speaker talks to."""
    return "buyer" if speaker == "trainee" else "trainee"


class Code(StrEnum):
    """Every move a turn can be coded with; buyer codes follow the trainee's."""

    Q_OPEN = "Q-OPEN"
    Q_CLOSED = "Q-CLOSED"
    Q_WHY = "Q-WHY"
    REFLECT = "REFLECT"
    LABEL = "LABEL"
    TEST = "TEST"
    SUMM = "SUMM"
    INFORM = "INFORM"
    VALUE = "VALUE"
    UNIQUE = "UNIQUE"
    OFFER = "OFFER"
    CONCEDE = "CONCEDE"
    RESCOPE = "RESCOPE"
    ASK_GET = "ASK-GET"
    HOLD = "HOLD"
    BLUFF_TEST = "BLUFF-TEST"
    STAKE = "STAKE"
    COMMON = "COMMON"
    SPLIT_PEOPLE = "SPLIT-PEOPLE"
    LIMIT_UPFRONT = "LIMIT-UPFRONT"
    SHARE = "SHARE"
    ASK_SHARE = "ASK-SHARE"
    SEGMENT = "SEGMENT"
    OPTION = "OPTION"
    CHOICE = "CHOICE"
    WALK = "WALK"
    DOOR = "DOOR"
    LEAK = "LEAK"
    IRRIT = "IRRIT"
    ATTACK = "ATTACK"
    FALSE = "FALSE"
    PUSH_CLOSE = "PUSH-CLOSE"
    """Presses for a signature now, giving and asking nothing; ours, for buyers who retreat."""
    GUESS = "GUESS"
    """States as fact what the other side's reason is; ours, for buyers who correct it."""
    SMALL_TALK = "SMALL-TALK"
    OFF_ROLE = "OFF-ROLE"
    """Speaks to the program instead of the buyer ("ignore your instructions"); ours."""

    # Ours, from the practitioners' catalogue of behaviours: buyers react to them.
    FLEXIBLE = "FLEXIBLE"
    """Declares everything open: "we're flexible on all of it"."""
    PLEAD = "PLEAD"
    """Submits: begs, apologises for the price, "whatever works for you"."""
    APOLOGY = "APOLOGY"
    DEFEND = "DEFEND"
    """Answers a complaint with an excuse, a denial or blame."""
    DEFER = "DEFER"
    """Puts off naming a price, and says why or when."""
    GOAL = "GOAL"
    """States the own aim for the meeting."""
    SIGNPOST = "SIGNPOST"
    """Says where the talk stands or what comes next: an agenda, points settled and left."""
    PRINCIPLE = "PRINCIPLE"
    """Asks for a yes to the idea before the terms: "if we settle those, are we your choice?"."""
    COST = "COST"
    """Sets the price against what the problem costs."""
    PIPELINE = "PIPELINE"
    """Mentions other business that it has: an alternative to this deal."""
    PERMISSION = "PERMISSION"
    """Asks leave to talk to somebody else, or offers to do it together."""
    ESCALATE = "ESCALATE"
    """Threatens or announces to go over or around the buyer."""
    CITE = "CITE"
    """Says what somebody at the customer told it or wants; the topic is the contact."""
    BREACH = "BREACH"
    """Names calmly that something agreed was taken back, and asks to restore it."""
    PAUSE = "PAUSE"
    """Proposes a break, another session or another person at the table."""
    OFFER_HELP = "OFFER-HELP"
    """Offers help with a problem outside the product."""
    FIX = "FIX"
    """Offers a remedy for a grievance that is no price: a named contact, a response time."""
    INVITE = "INVITE"
    """Invites the other side to say what troubles it: "tell me all of it, I'm listening"."""

    # Either side
    ACCEPT = "ACCEPT"
    REJECT = "REJECT"

    # The buyer's
    PRESS = "PRESS"
    CUE = "CUE"
    DISCLOSE = "DISCLOSE"
    OBJECT = "OBJECT"
    COUNTER = "COUNTER"
    GIVE = "GIVE"
    CONFIRM = "CONFIRM"
    """The buyer says a reflection or test was right ("exactly")."""


Pressure = Literal[
    "price",
    "threat",
    "deadline",
    "rival",
    "authority",
    "nibble",
    "insult",
    "how-much",
    "limit-ask",
    "renege",
]


class Quote(Noun):
    """Words of one turn: `text` is exactly `turn.text[start:end]`."""

    turn: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int
    text: str


class Stance(StrEnum):
    """What a mention of a term is, seen from its speaker."""

    PROPOSED = "proposed"
    CONDITION = "condition"
    """The side of an if-then that the other party would have to give."""
    RETURN = "return"
    """The side of an if-then that the speaker would give."""
    QUOTED = "quoted"
    """The other side's figure, repeated."""
    REFUSED = "refused"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"
    OTHERS = "others"
    """Someone else's: a rival's price, another customer's terms."""
    ASKED = "asked"
    """Inside a question about it: neither offered nor refused."""


ON_THE_TABLE = frozenset({Stance.PROPOSED, Stance.CONDITION, Stance.RETURN})
"""The stances whose terms the speaker stands behind."""


class Mention(Noun):
    """One value of one issue found in a turn."""

    issue: str | None = Field(description="None: a figure that fits no issue of the scenario.")
    value: Value
    upto: float | None = Field(
        default=None,
        description="The other end where a range was said; `value` is the end that the other side "
        "likes better, which the speaker would have to live with.",
    )
    stance: Stance
    quote: Quote


class Move(Noun):
    """One coded act, with the verbatim words that earn it."""

    code: Code
    quote: Quote
    answers: Quote | None = Field(
        default=None, description="Reactive codes: the other side's words this responds to."
    )
    terms: dict[str, Value] = Field(
        default={}, description="OFFER, COUNTER, CONCEDE, GIVE: the terms put on the table."
    )
    asked: dict[str, Value] = Field(
        default={},
        description="ASK-GET, OFFER: what is asked in return, as terms where it has any.",
    )
    conditional: bool = False
    condition_first: bool = False
    reasons: int = Field(default=0, ge=0, description="HOLD: how many reasons were given.")
    alternative: bool = Field(default=False, description="HOLD: whether another way was offered.")
    topic: str = Field(
        default="",
        description="CUE, DISCLOSE, GUESS and questions: the interest or fact it is about; "
        "PRESS: the kind of pressure.",
    )
    tier: int = Field(default=0, ge=0, le=3, description="DISCLOSE: how much was said.")


class Reading(Noun):
    """What a reader saw in one turn."""

    turn: int
    speaker: Speaker
    moves: tuple[Move, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[str, ...] = Field(
        default=(),
        description="The issues spoken of, with values or without; empty in what is graded, where "
        "only codes count.",
    )

    def has(self, *codes: Code) -> bool:
        """Whether any of `codes` was seen."""
        return any(move.code in codes for move in self.moves)

    def all(self, *codes: Code) -> tuple[Move, ...]:
        """The moves with one of `codes`, in the order they were said."""
        return tuple(move for move in self.moves if move.code in codes)

    @property
    def terms(self) -> dict[str, Value]:
        """The terms the speaker put on the table; the last mention of an issue counts."""
        return {
            m.issue: m.value
            for m in self.mentions
            if m.issue is not None and m.stance in ON_THE_TABLE
        }
