"""What lies behind a buyer's position, told tier by tier, and the plain facts it always tells."""

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.deal import IssueId


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
