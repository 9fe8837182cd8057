"""What lies behind a buyer's position, told tier by tier, and the plain facts it always tells."""

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.deal import IssueId, Value


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


class OtherWords(Noun):
    """How a person may put an interest without any of its `words`; only the buyer hears by it."""

    it_is: tuple[str, ...] = Field(
        default=(), description="What it is about, in words that prove nothing alone: 'moment'."
    )
    it_is_not: tuple[str, ...] = Field(
        default=(),
        description="What it is mistaken for: 'sum'. 'The moment, not the sum' is right, 'the sum, "
        "not the moment' wrong, and 'the sum or the moment' neither.",
    )
    all_of: tuple[tuple[tuple[str, ...], ...], ...] = Field(
        default=(),
        description="Lists of groups of words; right if a word of every group of a list is said.",
    )


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
    other_words: OtherWords = OtherWords()
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


class Want(Noun):
    """A thing beside the price that the buyer asks for, whether the deal has an issue for it or
    not: it is noticed when it is offered, and the yes holds it."""

    id: IssueId
    words: tuple[str, ...] = Field(min_length=1, description="How a seller offers it.")
    terms: dict[IssueId, Value] = Field(
        default={}, description="What it is called in the deals that have such an issue."
    )
    noted: tuple[str, ...] = Field(min_length=3, description="Said when it is offered.")
    kept: tuple[str, ...] = Field(
        min_length=3, description="Added to the yes where the deal has no issue for it."
    )


class PlainFact(Noun):
    """Something the buyer always answers when asked; it unlocks nothing."""

    id: IssueId
    words: tuple[str, ...]
    figures: tuple[str, ...] = ()
    lines: tuple[str, ...] = Field(min_length=3)
