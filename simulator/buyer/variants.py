"""Which truth behind a persona is played; the trainee is not told."""

from random import Random

from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona


def drawn(persona: Persona, variant: str, seed: int) -> tuple[Persona, str]:
    """The persona as it is played and its variant's name: the one asked for, or one by the seed.

    Raises NegotiateError if the persona has no such variant.
    """
    if not persona.variants:
        if variant:
            raise NegotiateError(f"{persona.name} has no variants; leave out '{variant}'.")
        return persona, ""
    if variant and variant not in persona.variants:
        known = ", ".join(persona.variants)
        raise NegotiateError(f"{persona.name} has no variant '{variant}'; known are: {known}.")
    names = list(persona.variants)
    weights = [persona.variants[name].weight for name in names]
    name = variant or Random(f"{seed}:variant").choices(names, weights)[0]
    return persona.played_as(name), name
