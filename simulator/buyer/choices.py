"""Offers put side by side: "60,000 with the call, or 58,000 without". They are never one offer.

Whoever adds up the best of both has heard something that nobody said.
"""

import re
from collections.abc import Sequence

from simulator.buyer.stakes import Package
from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Mention, Reading, Stance

_OR = re.compile(r"\b(?:or|otherwise|else|if not)\b", re.IGNORECASE)
_OFFERED = ON_THE_TABLE | {Stance.ASKED, Stance.HYPOTHETICAL}


def alternatives(reading: Reading, text: str) -> tuple[Package, ...]:
    """The packages between which a turn leaves the choice; none where it puts one offer, or where
    what stands on both sides of the "or" does not exclude each other.
    """
    said = [m for m in reading.mentions if m.issue is not None and m.stance in _OFFERED]
    if not reading.has(Code.CHOICE) and not any(m.stance in ON_THE_TABLE for m in said):
        return ()
    packages = tuple(_terms(part) for part in _parted(said, text))
    return packages if any(_differ(a, b) for a in packages for b in packages) else ()


def _parted(said: Sequence[Mention], text: str) -> list[list[Mention]]:
    parts: list[list[Mention]] = []
    end = 0
    for mention in sorted(said, key=lambda m: m.quote.start):
        if not parts or _OR.search(text[end : mention.quote.start]):
            parts.append([])
        parts[-1].append(mention)
        end = mention.quote.end
    return parts


def _terms(said: Sequence[Mention]) -> dict[str, Value]:
    return {m.issue: m.value for m in said if m.issue is not None}


def _differ(one: Package, other: Package) -> bool:
    return any(issue in other and other[issue] != value for issue, value in one.items())
