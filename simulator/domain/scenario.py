"""The deal: what the trainee may know (brief) and what only policy and grader read (key)."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import Issue, IssueId, Value
from simulator.domain.moves import Pressure
from simulator.domain.utility import Preferences, standard_package


class Give(Noun):
    """Something the seller can move, what it costs, and what to ask for in return."""

    issue: IssueId
    to: Value
    cost: str = Field(description="What it costs the seller, in words and money.")
    ask_for: str = Field(default="", description="A return worth asking for.")


class Get(Noun):
    """Something worth asking the buyer for."""

    issue: IssueId
    to: Value
    worth: str


class Insight(Noun):
    """Something a contact tells a seller who asks for it before the meeting."""

    id: IssueId
    note: str = Field(description="What goes on the seller's sheet once it has been told.")
    words: tuple[str, ...] = Field(
        min_length=1, description="Words by which a question, or a later use of it, is recognised."
    )
    lines: tuple[str, ...] = Field(min_length=3, description="How the contact says it.")


class Contact(Noun):
    """Somebody at the customer, and what they know or care about."""

    name: str
    role: str
    words: tuple[str, ...] = ()
    cares_about: str
    concern: str = Field(
        default="", description="The same in three or four words, as others say it: 'the bills'."
    )
    guarded: bool = Field(
        default=False, description="A buyer who guards contacts minds a talk with this one."
    )
    insights: tuple[Insight, ...] = Field(
        default=(), description="What can be learned in a short talk before the meeting."
    )


class Lead(Noun):
    """An alternative the seller can look for before the meeting; it makes walking away easier."""

    id: IssueId
    name: str
    text: str = Field(description="What goes on the sheet, and may be mentioned from then on.")
    words: tuple[str, ...] = Field(min_length=1)
    worth: float = Field(description="The seller's new reservation value, in money; above the old.")


class Research(Noun):
    """Something to look up about a claim that buyers of this kind make."""

    id: IssueId
    name: str
    about: Pressure = Field(description="The kind of claim it throws light on: rival, deadline.")
    words: tuple[str, ...] = Field(min_length=1)
    if_true: str = Field(description="The finding if this buyer's claim of that kind is true.")
    if_false: str


class Preparation(Noun):
    """What a seller can do before the meeting, with little time."""

    actions: int = Field(ge=1, le=6, description="How many things there is time for.")
    leads: tuple[Lead, ...] = ()
    research: tuple[Research, ...] = ()


class Speech(Noun):
    """How people in this deal call things; personas' lines take it from here."""

    deal: str = Field(
        default="the offer", description="What is bought, with its article: 'the programme'."
    )
    supplier: str = Field(
        default="supplier", description="What the seller is, no article: 'agency', 'supplier'."
    )
    buyer_role: str = Field(
        default="the buyer", description="Who the buyer is here: 'the owner of a design studio'."
    )


class Fact(Noun):
    """A true statement about the product; anything else claimed about it is unproven."""

    id: IssueId
    text: str
    words: tuple[str, ...] = Field(description="Words by which a turn is seen to use the fact.")
    differentiator: bool = False


class Brief(Noun):
    """What the trainee reads before the meeting."""

    you_are: str
    buyer_is: str
    situation: str
    goal: str
    alternatives: tuple[str, ...] = Field(description="The seller's true alternatives.")
    limit: str = Field(description="The walk-away point, in words.")


class Trade(Noun):
    """A trade the key knows to be good for both: what to give, and what to get for it."""

    give: dict[str, Value]
    get: dict[str, Value]
    why: str


class Key(Noun):
    """Read by policy and grader only; never by a prompt, a screen or the trainee."""

    real_problem: str
    trades: tuple[Trade, ...]
    arithmetic: str = Field(default="", description="How the money in the key was worked out.")


class Scenario(Noun):
    """One deal, complete."""

    id: IssueId
    name: str
    summary: str = Field(description="One line for the list of deals.")
    place: int = Field(
        default=100, ge=0, description="Where it stands in the list; the first is the default."
    )
    version: Literal[1] = 1
    proposal_sent: bool = Field(
        default=False, description="True if the buyer already holds the standard terms in writing."
    )
    opening_line: str = Field(default="", description="One line that sets the scene.")
    speech: Speech = Speech()
    brief: Brief
    issues: tuple[Issue, ...] = Field(min_length=1)
    seller: Preferences = Field(description="The trainee's side.")
    buyer: Preferences = Field(description="Any buyer's side; a persona multiplies it.")
    gives: tuple[Give, ...]
    gets: tuple[Get, ...]
    settled: tuple[IssueId, ...] = Field(
        default=(), description="Issues agreed in earlier talks, at their standard value."
    )
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    preparation: Preparation | None = None
    key: Key

    @model_validator(mode="after")
    def _check_references(self) -> "Scenario":
        known = {issue.id: issue for issue in self.issues}
        if len(known) < len(self.issues):
            raise ValueError("two issues have the same 'id'")
        for name, side in (("seller", self.seller), ("buyer", self.buyer)):
            if side.target < side.reservation:
                raise ValueError(f"{name}: 'target' must be at least 'reservation'")
            for issue_id, curve in side.worth.items():
                if issue_id not in known:
                    raise ValueError(f"{name}.worth: there is no issue '{issue_id}'")
                issue = known[issue_id]
                wrong = [v for v in curve if not issue.holds(v)]
                if issue.kind == "options":
                    wrong += [v for v in issue.outcomes() if v not in curve]
                if wrong:
                    raise ValueError(
                        f"{name}.worth.{issue_id}: {wrong[0]!r} is missing or is no value of it"
                    )
        unknown = [issue_id for issue_id in self.settled if issue_id not in known]
        if unknown:
            raise ValueError(f"settled: there is no issue '{unknown[0]}'")
        pairs = [(give.issue, give.to) for give in self.gives]
        pairs += [(get.issue, get.to) for get in self.gets]
        pairs += [kv for t in self.key.trades for kv in (*t.give.items(), *t.get.items())]
        for issue_id, value in pairs:
            if issue_id not in known or not known[issue_id].holds(value):
                raise ValueError(f"there is no issue '{issue_id}' with the value {value!r}")
        return self

    def issue(self, issue_id: str) -> Issue:
        """The issue with that id; raises KeyError if there is none."""
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise KeyError(issue_id)

    @property
    def standard(self) -> dict[str, Value]:
        """The seller's published terms."""
        return standard_package(self.issues)

    def noteworthy(self, package: dict[str, Value]) -> dict[str, Value]:
        """The part of a package worth saying: what differs from the standard, and the core."""
        standard = self.standard
        core = {issue.id for issue in self.issues if issue.core}
        return {i: v for i, v in package.items() if i in core or v != standard[i]}

    def spoken_changes(self, terms: Mapping[str, Value]) -> str:
        """The price, and what else of the terms differs from the standard, as a person says it; or
        that nothing does.

        What the deal has no such issue for is left out.
        """
        standard = self.standard
        known = {i: v for i, v in terms.items() if i in standard}
        price = {i: v for i, v in known.items() if self.issue(i).core}
        others = {i: v for i, v in known.items() if i not in price and v != standard[i]}
        if others:
            return self.spoken({**price, **others})
        return " on ".join(filter(None, [self.spoken(price), "the standard terms"]))

    def spoken(self, terms: dict[str, Value]) -> str:
        """Terms as a person says them: '$60,000, net 90 and a signature this week'."""
        parts = [self.issue(issue_id).spoken(value) for issue_id, value in terms.items()]
        return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
