"""The deal: what the trainee may know (brief) and what only policy and grader read (key)."""

from typing import Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import Issue, IssueId, Value
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


class Contact(Noun):
    """Somebody at the customer, and what they know or care about."""

    name: str
    role: str
    words: tuple[str, ...] = ()
    cares_about: str


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
    version: Literal[1] = 1
    proposal_sent: bool = Field(
        default=False, description="True if the buyer already holds the standard terms in writing."
    )
    opening_line: str = Field(default="", description="One line that sets the scene.")
    brief: Brief
    issues: tuple[Issue, ...] = Field(min_length=1)
    seller: Preferences = Field(description="The trainee's side.")
    buyer: Preferences = Field(description="Any buyer's side; a persona multiplies it.")
    gives: tuple[Give, ...]
    gets: tuple[Get, ...]
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
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

    def spoken(self, terms: dict[str, Value]) -> str:
        """Terms as a person says them: '$60,000, net 90 and a signature this week'."""
        parts = [self.issue(issue_id).spoken(value) for issue_id, value in terms.items()]
        return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
