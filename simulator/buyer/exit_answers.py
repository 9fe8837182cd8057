"""The buyer's own view of the meeting: four answers on the way out, from its private state.

Reported beside the scores and no part of them: a good meeting can end with a cross buyer.
"""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from simulator.buyer.mind import SCALE, Mind
from simulator.buyer.stakes import Stakes
from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.deal import Value
from simulator.domain.transcript import ExitAnswer

STEPS = 5


class Asked(Noun):
    """One question, and what is said for each of the five values."""

    question: str
    answers: tuple[str, ...] = Field(min_length=STEPS, max_length=STEPS)
    none: str = Field(default="", description="What is said where there is nothing to judge.")


@cache
def _questions() -> dict[str, Asked]:
    return {
        name: Asked.model_validate(asked)
        for name, asked in read_data("simulator.buyer", "exit.yaml").items()
    }


def exit_answers(mind: Mind, stakes: Stakes, agreed: Mapping[str, Value]) -> tuple[ExitAnswer, ...]:
    """What the buyer answers; each value is 1..5, from a mean of what it felt, scaled to that."""
    calm = 1 - mind.heat / SCALE
    trust, respect = mind.trust / SCALE, mind.respect / SCALE
    told = max(mind.tiers.values(), default=0) / 3
    shares = {
        "heard": (told + trust) / 2,
        "fair": (calm + respect) / 2,
        "again": (calm + trust + respect) / 3,
        "terms": _gain(stakes, agreed) if agreed else None,
    }
    return tuple(_answer(asked, shares[name]) for name, asked in _questions().items())


def _gain(stakes: Stakes, agreed: Mapping[str, Value]) -> float:
    """Where the deal lies between what no deal is worth (0) and what was hoped for (1)."""
    room = stakes.target - stakes.reservation
    above = stakes.worth(dict(agreed)) - stakes.reservation
    return 1.0 if room <= 0 else above / room


def _answer(asked: Asked, share: float | None) -> ExitAnswer:
    if share is None:
        return ExitAnswer(question=asked.question, value=None, words=asked.none)
    value = 1 + min(STEPS - 1, max(0, int(share * STEPS)))
    return ExitAnswer(question=asked.question, value=value, words=asked.answers[value - 1])
