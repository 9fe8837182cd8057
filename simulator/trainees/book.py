"""The scripted trainees as data: their rules and their lines, read from the files beside this one.

`bots.yaml` says who does what when, `lines.yaml` in which words; both are validated here.
"""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal

from pydantic import Field, model_validator

from simulator.domain.base import Noun
from simulator.domain.deal import IssueId
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Code, Pressure
from simulator.domain.persona import ActKind

SLOTS = frozenset(
    {
        "terms",
        "get",
        "asked",
        "package",
        "price",
        "floor",
        "settled",
        "echo",
        "words",
        "fact",
        "unique",
        "alternative",
    }
)
"""What a line may leave open; `lines.yaml` says what each stands for."""


class Bid(StrEnum):
    """The terms a rule's lines speak of."""

    TRADE = "trade"
    """A package of gives, linked to gets, that is worth what the trainee wants by now."""
    SMALL_TRADE = "small_trade"
    """One give for one get."""
    AGAIN = "again"
    """The gives of the last trade, without what was asked for them."""
    COUNTER = "counter"
    """What the buyer offered."""
    ASKED = "asked"
    """What the buyer asked for."""
    CUT = "cut"
    """A price lower by `share` of the standard."""
    EXTRA = "extra"
    """The cheapest give, except the price, that has not been given yet."""
    PRICE = "price"
    """The own price as it stands."""
    PACKAGE = "package"
    """All that is settled."""
    RANDOM = "random"
    """Any section of the lines, with any terms."""


class Section(Noun):
    """Wordings of one thing to say."""

    reads: tuple[Code, ...] = Field(description="Codes the reader has to see in each of them.")
    after: Pressure | None = Field(
        default=None, description="The pressure it answers, where the reader needs one."
    )
    lines: tuple[str, ...] = Field(min_length=1)


class When(Noun):
    """What has to hold before a rule is used; everything given has to."""

    kinds: tuple[ActKind, ...] = ()
    pressure: tuple[Pressure | Literal["other"], ...] = ()
    hears: tuple[str, ...] = ()
    turn: tuple[int, int] = (1, 999)
    asks: bool | None = None
    agreed: bool | None = None
    bearable: bool | None = None
    hopeless: bool | None = None
    settled: int = 0


class Rule(Noun):
    """One thing a trainee does, or with `follow` all that another one does."""

    when: When = When()
    say: tuple[str, ...] = ()
    bid: Bid | None = None
    share: float = Field(default=0.0, ge=0, lt=1)
    most: int = Field(default=999, ge=1)
    follow: IssueId | None = None


class Wants(Noun):
    """How the own demand falls, as shares of the way from the reservation (0) to the target (1)."""

    first: float = 1.0
    last: float = 0.0
    turns: tuple[int, int] = Field(default=(1, 12), description="The last turn at each of them.")


class Bot(Noun):
    """One scripted trainee."""

    name: str
    about: str
    wants: Wants = Wants()
    rules: tuple[Rule, ...] = Field(min_length=1)


class Book(Noun):
    """Every trainee and every line."""

    bots: dict[IssueId, Bot]
    sections: dict[str, Section]
    yours: dict[str, str] = Field(description="How the buyer's 'my' is given back: 'your'.")

    @model_validator(mode="after")
    def _check_slots(self) -> "Book":
        for name, section in self.sections.items():
            for line in section.lines:
                unknown = slots(line) - SLOTS
                if unknown:
                    raise ValueError(f"{name}: there is no slot {{{min(unknown)}}}")
        return self

    @model_validator(mode="after")
    def _check_references(self) -> "Book":
        for name, bot in self.bots.items():
            for rule in bot.rules:
                unknown = [section for section in rule.say if section not in self.sections]
                if unknown:
                    raise ValueError(f"{name}: there is no section '{unknown[0]}'")
                if rule.follow is not None and rule.follow not in self.bots:
                    raise ValueError(f"{name}: there is no trainee '{rule.follow}'")
        return self

    def rules(self, bot_id: str) -> tuple[Rule, ...]:
        """A trainee's rules, with those it follows in their place."""
        found: list[Rule] = []
        for rule in self.bots[bot_id].rules:
            found += self.rules(rule.follow) if rule.follow else [rule]
        return tuple(found)


@cache
def slots(line: str) -> frozenset[str]:
    """The slots of a line: {terms} and the like."""
    return frozenset(name for _, name, _, _ in Formatter().parse(line) if name)


@cache
def load_book() -> Book:
    """The trainees that come with the program."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    here = files("simulator.trainees")
    bots, lines = (
        yaml.load(here.joinpath(name).read_text(encoding="utf-8"), Loader=loader)
        for name in ("bots.yaml", "lines.yaml")
    )
    return Book.model_validate({**bots, "sections": lines})


def bot_ids(name: str) -> list[str]:
    """The trainees meant by a name: one, or every one for 'all'. Raises NegotiateError."""
    bots = load_book().bots
    if name == "all":
        return list(bots)
    if name not in bots:
        raise NegotiateError(f"There is no trainee {name!r}; known are: {', '.join(bots)}.")
    return [name]
