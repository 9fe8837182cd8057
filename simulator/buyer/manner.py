"""The buyer's state as manner, in words: how it speaks now, and how that differs from before."""

from functools import cache
from typing import Literal

from simulator.buyer.act import Act
from simulator.buyer.mind import Mind
from simulator.domain.base import Noun
from simulator.domain.data import read_data
from simulator.domain.persona import Persona

Felt = Literal["heat", "trust", "respect"]


class _Band(Noun):
    upto: float
    say: str


class _Change(Noun):
    up: str
    down: str


class _Words(Noun):
    telling: str
    warm: str
    cool: str


class _Manner(Noun):
    how: tuple[_Band, ...]
    step: float
    changes: dict[Felt, _Change]
    same: str
    words: _Words
    restless: int
    restless_say: str


@cache
def _manner() -> _Manner:
    return _Manner.model_validate(read_data("simulator.buyer", "manner.yaml"))


def manner(mind: Mind, before: Mind, persona: Persona) -> str:
    """How the buyer speaks: 'cool, matter-of-fact; cooler than before'. Holds no number."""
    data = _manner()
    share = mind.heat / persona.thresholds.leave_heat
    how = next((band.say for band in data.how if share <= band.upto), data.how[-1].say)
    changed = [
        change.up if moved > 0 else change.down
        for trait, change in data.changes.items()
        if abs(moved := getattr(mind, trait) - getattr(before, trait)) >= data.step
    ]
    restless = [data.restless_say] if mind.patience <= data.restless else []
    return "; ".join([how, *(changed or [data.same]), *restless])


def wordiness(act: Act) -> str:
    """How much the buyer says in this act."""
    words = _manner().words
    if act.tier or act.package:
        return words.telling
    return words.warm if act.tone == "warm" else words.cool
