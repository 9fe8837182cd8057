"""How a seller's turn changes heat, trust, respect and patience, each change with its reason."""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.buyer.mind import Mind, clamped
from simulator.domain.persona import Persona
from simulator.domain.tactics import Feelings, Seen, Sign, Trait

MOST_COOLING = 1.0
"""Nobody calms down by more than this in one turn."""

MOST_HEATING = 3.0
"""Nor does one sentence that is several faults at once make anybody explode."""

FREE_GIVE_RESPECT = -1.0
STONEWALL_HEAT = 1.0


class Felt(NamedTuple):
    """Something that changes the state, and what to call it."""

    why: str
    change: Feelings


def causes(mind: Mind, signs: frozenset[Sign], persona: Persona) -> list[Felt]:
    """What in a turn changes the state: the persona's reactions and the rules all buyers share."""
    found = [Felt(str(sign.value), persona.reactions[sign]) for sign in _ordered(signs, persona)]
    if Seen.FREE_GIVE in signs:
        found.append(Felt("gave something for nothing", {"respect": FREE_GIVE_RESPECT}))
    if Seen.BARE_NO in signs and mind.stonewalls + 1 >= persona.thresholds.stonewalls:
        found.append(Felt("one bare no after the other", {"heat": STONEWALL_HEAT}))
    return found


def felt(mind: Mind, found: Iterable[Felt]) -> tuple[Mind, list[str]]:
    """The state after all of it, and what moved in words: "REFLECT: trust 4 to 6"."""
    reasons: list[str] = []
    now: dict[str, float] = {}
    for why, change in found:
        moved: list[str] = []
        for trait, delta in change.items():
            before: float = now.get(trait, getattr(mind, trait))
            after = _stepped(before, trait, delta)
            if trait == "heat":
                after = min(mind.heat + MOST_HEATING, max(mind.heat - MOST_COOLING, after))
            if after != before:
                now[trait] = after
                moved.append(f"{trait} {before:g} to {after:g}")
        if moved:
            reasons.append(f"{why}: {', '.join(moved)}")
    return (mind.model_copy(update=now) if now else mind), reasons


def _stepped(before: float, trait: Trait, delta: float) -> float:
    return int(before + delta) if trait == "patience" else clamped(before + delta)


def _ordered(signs: frozenset[Sign], persona: Persona) -> list[Sign]:
    """The signs this persona reacts to, in the order of its file: sets have none."""
    return [sign for sign in persona.reactions if sign in signs]
