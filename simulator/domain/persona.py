"""The person across the table: voice, temper, interests, limits, reactions and scripted lines."""

from collections import Counter
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import IssueId, Value
from simulator.domain.moves import Code

Level = Literal["easy", "normal", "hard"]
Tone = Literal["warm", "cool"]
Trait = Literal["heat", "trust", "respect", "patience"]


class ActKind(StrEnum):
    """What a buyer can do in a turn. Code chooses it; the voice only words it."""

    OPEN = "open"
    """Greets and says where things stand, with a first hesitation."""
    ASK = "ask"
    """Asks for terms without promising anything: `terms` is the wish."""
    COUNTER = "counter"
    """Offers `terms`; the whole package is one the buyer would sign."""
    ACCEPT = "accept"
    """Says yes to the seller's whole package; `terms` is what to repeat of it."""
    CLOSE = "close"
    """After the yes: confirms and ends the meeting."""
    WELCOME = "welcome"
    """Takes up one point of a trade, while the rest stays open."""
    REVEAL = "reveal"
    """Answers a good question with the next tier of an interest."""
    CONFIRM = "confirm"
    """Says that a reflection or a test was right; also opens a reveal that answers one."""
    DEFLECT = "deflect"
    """Answers a demand to know everything with a reason for holding back."""
    ANSWER = "answer"
    """Gives the plain fact that was asked for."""
    CORRECT = "correct"
    """Politely says that a guess was wrong."""
    THANK = "thank"
    """Takes a price cut: relief for one turn, no commitment."""
    HESITATE = "hesitate"
    """Still cannot say yes, and does not say why."""
    POCKET = "pocket"
    """Takes a free give and offers nothing back."""
    NIBBLE = "nibble"
    """Asks for a little more after a free give: `terms` is the wish."""
    RETREAT = "retreat"
    """Draws back from pressure to sign: 'I need to think'."""
    REFUSE = "refuse"
    """Turns down terms that are outside what it can do, without naming its limit."""
    UNSURE = "unsure"
    """Did not understand, or nothing was said; brings the talk back to the deal."""
    CHAT = "chat"
    """Answers small talk."""
    WARN = "warn"
    """Stays in role after something out of place, once."""
    LEAVE = "leave"
    """Ends the meeting without a deal."""
    FAREWELL = "farewell"
    """Answers a seller who walks away politely."""


class Wordings(Noun):
    """Scripted lines of one act in two tones.

    They may use {terms} (what the act offers or asks), {theirs} (the seller's terms), {package}
    (everything agreed), {fact} and {reason}.
    """

    warm: tuple[str, ...] = Field(min_length=5)
    cool: tuple[str, ...] = Field(min_length=5)


class Cue(Noun):
    """A hint at an interest. It is given at most twice: first as `loud`, then as `faint`."""

    id: IssueId
    words: tuple[str, ...] = Field(
        min_length=1, description="What marks it in the buyer's line: 'this quarter'."
    )
    loud: tuple[str, ...] = Field(min_length=1, description="Sentences added to a line.")
    faint: tuple[str, ...] = Field(min_length=1)


class Tier(Noun):
    """One step of the disclosure ladder."""

    gist: str = Field(description="What is told at this tier, for the model's prompt.")
    figures: tuple[str, ...] = Field(
        default=(), description="Numbers this tier may say: '90', '40'."
    )
    lines: tuple[str, ...] = Field(min_length=5)


class Interest(Noun):
    """What lies behind a position. The buyer never names it first; it opens tier by tier."""

    id: IssueId
    pivotal: bool = False
    explains: tuple[IssueId, ...] = Field(
        default=(), description="Asking why about these issues touches this interest."
    )
    opens: tuple[IssueId, ...] = Field(
        default=(), description="Issues the buyer bargains on only once a tier is open."
    )
    words: tuple[str, ...] = Field(
        description="Words by which a question or reflection is seen to touch it."
    )
    secret: tuple[tuple[str, ...], ...] = Field(
        description="Per tier, the words the buyer may not say before that tier is open.",
        min_length=3,
        max_length=3,
    )
    cues: tuple[Cue, ...] = ()
    tiers: tuple[Tier, ...] = Field(min_length=3, max_length=3)
    holding_back: tuple[str, ...] = Field(
        min_length=5, description="Real answers that do not tell, with a reason in character."
    )


class PlainFact(Noun):
    """Something the buyer always answers when asked; it unlocks nothing."""

    id: IssueId
    words: tuple[str, ...]
    figures: tuple[str, ...] = ()
    lines: tuple[str, ...] = Field(min_length=3)


class Limit(Noun):
    """A hard line on one issue; the buyer never agrees, offers or counters past it."""

    issue: IssueId
    at_least: float | None = None
    at_most: float | None = None
    unless: dict[IssueId, tuple[Value, ...]] = Field(
        default={}, description="Waived when any of these issues has one of these values."
    )
    why: str = Field(description="For the debrief; never in a prompt.")

    @model_validator(mode="after")
    def _check_bound(self) -> "Limit":
        if self.at_least is None and self.at_most is None:
            raise ValueError("a limit needs 'at_least' or 'at_most'")
        return self

    def allows(self, package: dict[str, Value]) -> bool:
        """Whether the package respects this limit; an issue it lacks cannot break it."""
        if any(package.get(issue) in values for issue, values in self.unless.items()):
            return True
        value = package.get(self.issue)
        if value is None or isinstance(value, str):
            return True
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )


class Bidding(Noun):
    """How demands fall over the meeting: time-dependent concession (Faratin et al. 1998).

    Aspiration at fraction t of the patience is target - (target - reservation) * t ** (1 / pace):
    pace below 1 holds out and gives late, above 1 gives early.
    """

    pace: float = Field(gt=0)
    bargains_on: tuple[IssueId, ...] = Field(
        description="Issues it moves in its counters, in order."
    )
    price_asks: tuple[float, ...] = Field(
        description="Cuts it asks for, as fractions of the price on the table: 0.05."
    )
    reciprocity: float = Field(
        ge=0,
        le=1,
        description="How far a trade (something asked in return) brings the demand down towards "
        "the reservation value: 0 not at all, 1 all the way.",
    )
    largest_step: int = Field(ge=1, description="Movement budget: issues changed in one counter.")


class LevelSettings(Noun):
    """What a level of difficulty changes."""

    patience: int = Field(ge=4, description="Buyer turns before it ends the meeting.")
    faint_cues: bool = False
    earliest_yes: int = Field(
        default=1, ge=1, description="Seller turns before it can say yes, however good the offer."
    )
    cue_every: int = Field(ge=1, description="A cue at most every so many turns.")
    trust_to_open: tuple[float, float, float] = Field(description="Trust needed for each tier.")
    target_bonus: float = Field(description="Money added to the target.")


class Thresholds(Noun):
    """Where state turns into behaviour."""

    warm_heat: float = Field(description="At or below this heat the tone is warm.")
    leave_heat: float
    warnings: int = Field(description="Out-of-role remarks it lets pass with a warning.")
    stonewalls: int = Field(description="Bare refusals in a row before heat rises.")
    follow_up_respect: float = Field(
        description="Respect at which a polite walk is answered warmly."
    )


class Persona(Noun):
    """One buyer, complete; it can be played in any scenario."""

    id: IssueId
    name: str
    summary: str = Field(description="One line for the list of buyers; gives nothing away.")
    version: Literal[1] = 1
    character: str = Field(
        description="Who this is, for the model's prompt; no limits, no secrets."
    )
    voice: tuple[str, ...] = Field(description="How this person talks, for the model's prompt.")
    start: dict[Trait, float] = Field(description="State at the first turn; patience is per level.")
    levels: dict[Level, LevelSettings]
    thresholds: Thresholds
    reactions: dict[Code, dict[Trait, float]] = Field(
        description="How a seller's move changes the state."
    )
    multipliers: dict[IssueId, float] = Field(
        default={}, description="How much more an issue matters than to any buyer."
    )
    limits: tuple[Limit, ...] = ()
    bidding: Bidding
    discount_alone: bool = Field(
        description="False: a price cut never makes this buyer say yes by itself."
    )
    interests: tuple[Interest, ...]
    wide_demands: tuple[str, ...] = Field(
        default=(), description="Phrases that ask to be told everything, and so open nothing."
    )
    facts: tuple[PlainFact, ...] = ()
    lines: dict[ActKind, Wordings]
    again: tuple[str, ...] = Field(
        default=("As I said: {line}",),
        min_length=1,
        description="Frames for repeating a line on purpose, once every wording is spent.",
    )

    @model_validator(mode="after")
    def _check_lines(self) -> "Persona":
        repeated = [line for line, n in Counter(self.scripted()).items() if n > 1]
        if repeated:
            raise ValueError(f"the line {repeated[0]!r} stands twice; word one of them anew")
        return self

    @property
    def unworded(self) -> tuple[ActKind, ...]:
        """Acts it has no lines for. A file must have none; a transcript of an older version may.

        Reveals, deflections and answers are worded by the interest or the fact itself.
        """
        by_topic = {ActKind.REVEAL, ActKind.DEFLECT, ActKind.ANSWER}
        return tuple(act for act in ActKind if act not in self.lines and act not in by_topic)

    def scripted(self) -> tuple[str, ...]:
        """Every line this persona has."""
        acts = [line for w in self.lines.values() for line in (*w.warm, *w.cool)]
        interests = [
            line
            for interest in self.interests
            for line in (
                *(line for tier in interest.tiers for line in tier.lines),
                *interest.holding_back,
                *(line for cue in interest.cues for line in (*cue.loud, *cue.faint)),
            )
        ]
        return (*acts, *interests, *(line for fact in self.facts for line in fact.lines))

    def interest(self, interest_id: str) -> Interest:
        """The interest with that id; raises KeyError if there is none."""
        for interest in self.interests:
            if interest.id == interest_id:
                return interest
        raise KeyError(interest_id)
