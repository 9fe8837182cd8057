"""A conversation brought in from elsewhere: its first record, and what a coach knows of its deal.

A coach who has no scenario for it writes a small key: list price, floor and what each concession
costs. `scenario_of` makes it a scenario, so that grading takes the same path.
"""

from datetime import datetime
from math import floor, log10
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import Issue, IssueId, Option, OptionIssue, RangeIssue, Unit
from simulator.domain.scenario import Brief, Get, Give, Key, Scenario
from simulator.domain.utility import Curve, Preferences

FormatName = Literal["text", "json", "csv", "vtt", "srt", "teams", "markdown"]

Side = Literal["trainee", "buyer", "left out"]
"""Where a speaker belongs; who is left out has no turns in the transcript."""

Money = Annotated[float, Field(allow_inf_nan=False)]


class KeyRange(Noun):
    """An issue counted in a unit, and what one unit more costs the seller."""

    kind: Literal["range"]
    id: IssueId
    name: str
    words: tuple[str, ...] = Field(default=(), description="What people call it, in the talk.")
    unit: Unit = "count"
    low: Money = 0.0
    high: Money = Field(description="The most that could be meant: 120 for days of payment.")
    standard: Money = Field(description="The seller's list terms.")
    cost_per_unit: Money = Field(
        description="Money one unit more costs the seller; below 0 if it brings money."
    )

    @model_validator(mode="after")
    def _check_range(self) -> "KeyRange":
        if self.high <= self.low:
            raise ValueError("high: it has to be more than 'low'")
        if not self.low <= self.standard <= self.high:
            raise ValueError("standard: it has to lie between 'low' and 'high'")
        return self

    def issue(self) -> Issue:
        """The issue as a scenario has it."""
        step = max(1.0, _step(self.high - self.low))
        shape = self.model_dump(exclude={"cost_per_unit"})
        return RangeIssue(**shape, step=step)

    def worth(self) -> Curve:
        """Money to the seller, counted from the list terms."""
        return {v: (self.standard - v) * self.cost_per_unit for v in (self.low, self.high)}


class KeyOption(Noun):
    """One value, and what it is worth to the seller beside the list terms."""

    id: IssueId
    name: str
    worth: Money = Field(description="Money to the seller, 0 for the list terms, below 0 if lost.")
    words: tuple[str, ...] = ()


class KeyOptions(Noun):
    """An issue with a few named values."""

    kind: Literal["options"]
    id: IssueId
    name: str
    words: tuple[str, ...] = ()
    standard: str = Field(description="The id of the option in the list terms.")
    options: tuple[KeyOption, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _check_standard(self) -> "KeyOptions":
        worth = {option.id: option.worth for option in self.options}
        if worth.get(self.standard) != 0:
            known = ", ".join(worth)
            raise ValueError(f"standard: it has to be one of {known}, and that one has worth 0")
        return self

    def issue(self) -> Issue:
        """The issue as a scenario has it."""
        options = tuple(Option(id=o.id, name=o.name, words=o.words) for o in self.options)
        shape = self.model_dump(exclude={"options"})
        return OptionIssue(**shape, options=options)

    def worth(self) -> Curve:
        """Money to the seller, counted from the list terms."""
        return {option.id: option.worth for option in self.options}


class SmallKey(Noun):
    """What a coach has to know to have firmness and trading scored; all sums in one currency."""

    name: str = Field(default="Imported deal", description="What the lists call the deal.")
    list_price: float = Field(gt=0, allow_inf_nan=False, description="The seller's list price.")
    floor: float = Field(ge=0, allow_inf_nan=False, description="The lowest acceptable price.")
    buyer_limit: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="The most the buyer would pay."
    )
    price_words: tuple[str, ...] = Field(
        default=("price", "cost", "fee", "total", "quote", "figure", "amount", "budget"),
        description="What people call the price, in the talk.",
    )
    issues: tuple[Annotated[KeyRange | KeyOptions, Field(discriminator="kind")], ...] = Field(
        default=(), description="What else can be given or asked for; the price needs no entry."
    )

    @model_validator(mode="after")
    def _check(self) -> "SmallKey":
        if self.floor > self.list_price:
            raise ValueError("floor: it has to be at most 'list_price'")
        ids = [issue.id for issue in self.issues]
        twice = [issue_id for issue_id in ids if ids.count(issue_id) > 1 or issue_id == "price"]
        if twice:
            raise ValueError(f"issues: the id '{twice[0]}' stands twice; 'price' is there already")
        return self


def scenario_of(key: SmallKey) -> Scenario:
    """A scenario with what the key says and no more.

    Without a buyer's limit the buyer's side has no worth at all: nothing is known of it.
    """
    low = min(key.floor, key.buyer_limit or key.floor) / 2
    high = max(key.list_price, key.buyer_limit or 0) * 1.5
    step = _step(high - low)
    price = RangeIssue(
        kind="range",
        id="price",
        name="Price",
        words=key.price_words,
        core=True,
        unit="money",
        low=floor(low / step) * step,
        high=high,
        step=step,
        standard=key.list_price,
    )
    gains = {price.id: {value: value - key.list_price for value in (price.low, price.high)}}
    worth: dict[str, Curve] = {**gains, **{issue.id: issue.worth() for issue in key.issues}}
    costs: Curve = {value: -gain for value, gain in gains[price.id].items()}
    limit = 0.0 if key.buyer_limit is None else key.list_price - key.buyer_limit
    listed = f"{key.list_price:,.0f}"
    return Scenario(
        id="small_key",
        name=key.name,
        summary=f"A coach's key: list price {listed}, floor {key.floor:,.0f}.",
        brief=Brief(
            you_are="the seller",
            buyer_is="the buyer",
            situation="",
            goal="",
            alternatives=(),
            limit=f"{key.floor:,.0f}",
        ),
        issues=(price, *(issue.issue() for issue in key.issues)),
        seller=Preferences(worth=worth, reservation=key.floor - key.list_price, target=0),
        buyer=Preferences(
            worth={} if key.buyer_limit is None else {price.id: costs},
            reservation=limit,
            target=max(0.0, limit),
        ),
        gives=tuple(
            Give(issue=issue.id, to=option.id, cost=f"{-option.worth:,.0f}")
            for issue, option in _options(key)
            if option.worth < 0
        ),
        gets=tuple(
            Get(issue=issue.id, to=option.id, worth=f"{option.worth:,.0f}")
            for issue, option in _options(key)
            if option.worth > 0
        ),
        key=Key(real_problem="", trades=()),
    )


def _options(key: SmallKey) -> list[tuple[KeyOptions, KeyOption]]:
    named = [issue for issue in key.issues if isinstance(issue, KeyOptions)]
    return [(issue, option) for issue in named for option in issue.options]


def _step(span: float) -> float:
    """A power of ten that cuts a range into 100 to 1,000 steps."""
    return float(10.0 ** floor(log10(span / 100)))


class Basis(Noun):
    """What a conversation is graded against: a scenario, or a small key; nothing is fine too."""

    scenario: Scenario | None = None
    key: SmallKey | None = None

    @property
    def deal(self) -> Scenario | None:
        """The scenario, or the one the key makes."""
        return scenario_of(self.key) if self.key else self.scenario


class Imported(Noun):
    """The first line of an imported conversation: where it came from and who is who."""

    type: Literal["imported"] = "imported"
    version: Literal[1] = 1
    id: str
    created: datetime = Field(description="When it was imported.")
    source: str = Field(description="The source's file name, without its folder.")
    sha256: str = Field(description="Of the source's bytes, in hexadecimal.")
    format: FormatName
    speakers: dict[str, Side] = Field(description="Every speaker, as the source calls them.")
    basis: Basis = Basis()


class Attached(Noun):
    """A scenario or key that a coach added later; the last one counts."""

    type: Literal["attached"] = "attached"
    created: datetime
    basis: Basis
