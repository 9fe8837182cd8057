"""The person across the table: voice, temper, interests, limits, reactions and scripted lines."""

from collections import Counter
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import IssueId, Value
from simulator.domain.interest import Interest, PlainFact, Want
from simulator.domain.merge import merged
from simulator.domain.tactics import Answer, Claim, Feelings, Sign, Tactic, Trait
from simulator.domain.utility import Curve, worth_of

Level = Literal["easy", "normal", "hard"]
Tone = Literal["warm", "cool"]


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
    CALL_BACK = "call_back"
    """Comes back after a walk-out with `terms` it would sign."""
    CAUGHT = "caught"
    """Catches the seller citing what it cannot know."""
    PRESS = "press"
    """Uses a tactic; the tactic has the lines."""
    REPLY = "reply"
    """Takes the seller's answer to a tactic; the answer has the lines."""
    TESTED = "tested"
    """Answers a test of a claim; the claim has the lines."""


WITHOUT_AUTHORITY = (
    ActKind.OPEN,
    ActKind.HESITATE,
    ActKind.REFUSE,
    ActKind.CHAT,
    ActKind.UNSURE,
    ActKind.WARN,
    ActKind.LEAVE,
    ActKind.FAREWELL,
)
"""All that somebody does who can talk and cannot agree to anything."""


class Wordings(Noun):
    """Scripted lines of one act in two tones.

    They may use {terms} (what the act offers or asks), {theirs} (the seller's terms), {package}
    (everything agreed), {fact} and {reason}.
    """

    warm: tuple[str, ...] = Field(min_length=5)
    cool: tuple[str, ...] = Field(
        default=(), description="At least five; without any, the warm ones serve."
    )


class Limit(Noun):
    """A hard line on one issue; the buyer never agrees, offers or counters past it.

    It is drawn in the buyer's own worth, so it holds in every deal that has the issue, whatever
    its unit and direction.
    """

    issue: IssueId
    share: float = Field(
        ge=0,
        le=1,
        description="How much of the issue's best worth to the buyer it needs at least: 0 is the "
        "standard terms, 1 the best it could get.",
    )
    unless: dict[IssueId, tuple[Value, ...]] = Field(
        default={}, description="Waived when any of these issues has one of these values."
    )
    why: str = Field(description="For the debrief; never in a prompt.")

    def keeps(self, curve: Curve, value: Value) -> bool:
        """Whether a value of the issue is inside it; `curve` is the issue's worth to the buyer."""
        return worth_of(curve, value) >= self.share * max(curve.values()) - 1e-9


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
    budget: float = Field(
        default=1.0,
        gt=0,
        le=1,
        description="Movement budget: how far the demand may fall in one round, as a share of the "
        "way from the target to the reservation value.",
    )
    free_give: float = Field(
        default=0.0,
        ge=0,
        le=0.2,
        description="Share of the price by which a free give raises the next demand.",
    )
    big_drop: float = Field(
        default=0.0, ge=0, le=0.2, description="The same for a big price cut early in the meeting."
    )
    shrinking: float = Field(
        default=0.0,
        ge=0,
        le=0.2,
        description="The same, downwards, for price steps that get smaller: the limit is near.",
    )


class LevelSettings(Noun):
    """What a level of difficulty changes."""

    patience: int = Field(ge=4, description="Buyer turns before it ends the meeting.")
    faint_cues: bool = False
    earliest_yes: int = Field(
        default=1, ge=1, description="Seller turns before it can say yes, however good the offer."
    )
    cue_every: int = Field(ge=1, description="A cue at most every so many turns.")
    trust_to_open: tuple[float, float, float] = Field(description="Trust needed for each tier.")
    target_bonus: float = Field(
        description="Added to the target, as a share of the standard price."
    )
    tactic_every: int = Field(default=2, ge=1, description="A tactic at most every so many turns.")


class Thresholds(Noun):
    """Where state turns into behaviour."""

    warm_heat: float = Field(description="At or below this heat the tone is warm.")
    leave_heat: float
    warnings: int = Field(description="Out-of-role remarks it lets pass with a warning.")
    stonewalls: int = Field(description="Bare refusals in a row before heat rises.")
    follow_up_respect: float = Field(
        description="Respect at which a polite walk is answered warmly."
    )


class Temperament(Noun):
    """How two meetings with the same buyer differ; drawn by the seed."""

    pace: tuple[float, float] = Field(
        default=(1.0, 1.0), description="The bidding's pace is multiplied by a number in between."
    )
    deck: int = Field(default=99, ge=1, description="Tactics that are in play in one meeting.")


class Variant(Noun):
    """Another truth behind the same face; the trainee is not told which one is played."""

    weight: float = Field(default=1.0, gt=0, description="How often the seed draws it.")
    about: str = Field(description="For the debrief: what was true this time.")
    changes: dict[str, object] = Field(
        default={},
        description="Fields of the persona that differ. Mappings are merged, lists of things with "
        "an id are merged by id, everything else is replaced.",
    )


class Persona(Noun):
    """One buyer, complete; it can be played in any scenario."""

    id: IssueId
    name: str
    summary: str = Field(description="One line for the list of buyers; gives nothing away.")
    place: int = Field(
        default=100, ge=0, description="Where it stands in the list; the first is the default."
    )
    version: Literal[1] = 1
    character: str = Field(
        description="Who this is, for the model's prompt; no limits, no secrets."
    )
    voice: tuple[str, ...] = Field(description="How this person talks, for the model's prompt.")
    authority: bool = Field(
        default=True, description="False: can talk, and cannot agree to anything."
    )
    start: dict[Trait, float] = Field(description="State at the first turn; patience is per level.")
    levels: dict[Level, LevelSettings]
    thresholds: Thresholds
    temperament: Temperament = Temperament()
    reactions: dict[Sign, Feelings] = Field(description="How a seller's move changes the state.")
    multipliers: dict[IssueId, float] = Field(
        default={}, description="How much more an issue matters than to any buyer."
    )
    limits: tuple[Limit, ...] = ()
    bidding: Bidding
    discount_alone: bool = Field(
        description="False: a price cut never makes this buyer say yes by itself."
    )
    no_zone: bool = Field(
        default=False,
        description="True: no package suits both sides; only one that hurts the seller is signed.",
    )
    calls_back: bool = Field(
        default=False,
        description="Comes back once after a calm walk with the door left open, half-way to its "
        "limit, if there is a package for both.",
    )
    cools_to: float | None = Field(
        default=None,
        description="Having left in anger, comes back at this heat if the seller held a door open.",
    )
    guards_contacts: Feelings | None = Field(
        default=None,
        description="Changes at the start if the seller met somebody behind this buyer's back.",
    )
    tactics: tuple[Tactic, ...] = ()
    opens_with: IssueId | None = Field(
        default=None,
        description="The tactic its opening lines amount to; the seller's first turn answers it.",
    )
    answers: tuple[Answer, ...] = Field(
        default=(), description="How it takes remarks that answer no tactic; each used once."
    )
    claims: tuple[Claim, ...] = ()
    variants: dict[IssueId, Variant] = {}
    interests: tuple[Interest, ...]
    wide_demands: tuple[str, ...] = Field(
        default=(), description="Phrases that ask to be told everything, and so open nothing."
    )
    facts: tuple[PlainFact, ...] = ()
    wants: tuple[Want, ...] = ()
    asides: tuple[str, ...] = Field(
        default=(),
        description="Said after the yes to a question that no yes answers, with {terms}; without "
        "any, the yes is said again.",
    )
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
        by_topic = {
            ActKind.REVEAL,
            ActKind.DEFLECT,
            ActKind.ANSWER,
            ActKind.PRESS,
            ActKind.REPLY,
            ActKind.TESTED,
        }
        needed = ActKind if self.authority else WITHOUT_AUTHORITY
        return tuple(act for act in needed if act not in self.lines and act not in by_topic)

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
        replies = [*self.answers, *(a for t in self.tactics for a in (*t.well, *t.badly))]
        tested = [line for c in self.claims for line in (*c.wobbles, *c.dropped, *c.proved)]
        return (
            *acts,
            *interests,
            *(line for fact in self.facts for line in fact.lines),
            *(line for want in self.wants for line in (*want.noted, *want.kept)),
            *self.asides,
            *(line for tactic in self.tactics for line in tactic.lines),
            *(line for reply in replies for line in reply.lines),
            *tested,
        )

    def interest(self, interest_id: str) -> Interest:
        """The interest with that id; raises KeyError if there is none."""
        for interest in self.interests:
            if interest.id == interest_id:
                return interest
        raise KeyError(interest_id)

    def tactic(self, tactic_id: str) -> Tactic:
        """The tactic with that id; raises KeyError if there is none."""
        for tactic in self.tactics:
            if tactic.id == tactic_id:
                return tactic
        raise KeyError(tactic_id)

    def want(self, want_id: str) -> Want:
        """The want with that id; raises KeyError if there is none."""
        for want in self.wants:
            if want.id == want_id:
                return want
        raise KeyError(want_id)

    def claim(self, claim_id: str) -> Claim:
        """The claim with that id; raises KeyError if there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)

    def played_as(self, variant: str) -> "Persona":
        """This buyer with one variant's changes, and no variants left.

        Raises KeyError for an unknown variant and pydantic's ValidationError if the changes make
        no persona; `negotiate check` tries every variant.
        """
        changes = self.variants[variant].changes
        whole = merged(self.model_dump(mode="json", exclude={"variants"}), changes)
        return Persona.model_validate(whole)
