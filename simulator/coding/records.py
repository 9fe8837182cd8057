"""Builds what a coder returns, from quotes to readings, without pydantic's checks.

A turn has about ten of these, and checking them again takes longer than finding them. It is safe
here and only here: every field below is typed, and comes from a turn, a vocabulary or a filled-in
form that were checked. What comes from a file goes through the constructors of the nouns.
"""

from typing import TypeVar

from pydantic import BaseModel

from simulator.domain.base import Noun
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Mention, Move, Quote, Reading, Speaker, Stance

N = TypeVar("N", bound=Noun)

_set_fields = object.__setattr__
_set_given, _set_extra, _set_private = (
    vars(BaseModel)[f"__pydantic_{slot}__"].__set__ for slot in ("fields_set", "extra", "private")
)
_GIVEN: dict[type[Noun], set[str]] = {
    noun: set(noun.model_fields) for noun in (Quote, Mention, Move, Reading)
}
"""The fields that were given: always all of them, and nothing adds to those of a frozen noun."""


def new_quote(turn: int, start: int, end: int, text: str) -> Quote:
    """The words `text`, which are `start` to `end` of a turn."""
    return _unchecked(Quote, {"turn": turn, "start": start, "end": end, "text": text})


def new_mention(
    issue: str | None, value: Value, upto: float | None, stance: Stance, quote: Quote
) -> Mention:
    """A value, or a range of them, of an issue."""
    fields: dict[str, object] = {
        "issue": issue,
        "value": value,
        "upto": upto,
        "stance": stance,
        "quote": quote,
    }
    return _unchecked(Mention, fields)


def new_move(
    code: Code,
    quote: Quote,
    answers: Quote | None = None,
    terms: dict[str, Value] | None = None,
    asked: dict[str, Value] | None = None,
    conditional: bool = False,
    condition_first: bool = False,
    reasons: int = 0,
    alternative: bool = False,
    topic: str = "",
    tier: int = 0,
) -> Move:
    """A move; `terms` and `asked` are copied, as several moves of a turn have the same."""
    fields: dict[str, object] = {
        "code": code,
        "quote": quote,
        "answers": answers,
        "terms": dict(terms) if terms else {},
        "asked": dict(asked) if asked else {},
        "conditional": conditional,
        "condition_first": condition_first,
        "reasons": reasons,
        "alternative": alternative,
        "topic": topic,
        "tier": tier,
    }
    return _unchecked(Move, fields)


def new_reading(
    turn: int,
    speaker: Speaker,
    moves: tuple[Move, ...],
    mentions: tuple[Mention, ...],
    issues: tuple[str, ...],
) -> Reading:
    """What was seen in a turn."""
    fields: dict[str, object] = {
        "turn": turn,
        "speaker": speaker,
        "moves": moves,
        "mentions": mentions,
        "issues": issues,
    }
    return _unchecked(Reading, fields)


def _unchecked(noun: type[N], fields: dict[str, object]) -> N:
    """What `noun.model_construct` does, which is slower than checking because it looks for
    defaults and aliases.
    """
    made = object.__new__(noun)
    _set_fields(made, "__dict__", fields)
    _set_given(made, _GIVEN[noun])
    _set_extra(made, None)
    _set_private(made, None)
    return made
