"""What a deal and a buyer settle before a word is said: worked out once for all their meetings."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256

from simulator.domain.deal import Value
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import Preferences, scaled
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of


class Ground:
    """A deal, or none, and a buyer, or none. See `ground_of`."""

    def __init__(self, scenario: Scenario | None, persona: Persona | None) -> None:
        self.scenario, self.persona = scenario, persona

    @cached_property
    def hashes(self) -> tuple[str, str]:
        """Of the deal and of the buyer; empty without one."""
        return _hash_of(self.scenario), _hash_of(self.persona)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the deal; the generic ones without a scenario."""
        return vocabulary_of(self.scenario, self.persona) if self.scenario else GENERIC

    @cached_property
    def standard(self) -> Mapping[str, Value]:
        """The list terms; empty without a scenario."""
        return self.scenario.standard if self.scenario else {}

    @cached_property
    def core(self) -> frozenset[str]:
        """The price-like issues."""
        return frozenset(issue.id for issue in self.vocabulary.issues if issue.core)

    @cached_property
    def buyer_side(self) -> Preferences | None:
        """What the buyer's side values; None without a scenario, or a key that does not say."""
        if self.scenario is None or not self.scenario.buyer.worth:
            return None
        return scaled(self.scenario.buyer, self.persona.multipliers if self.persona else {})

    @cached_property
    def cue_topics(self) -> Mapping[str, frozenset[str]]:
        """For a cue or an interest: every id a move about it may carry."""
        related: dict[str, frozenset[str]] = {}
        for interest in self.persona.interests if self.persona else ():
            family = frozenset({interest.id, *(cue.id for cue in interest.cues)})
            related.update(dict.fromkeys(family, family))
        return related


def _hash_of(noun: Scenario | Persona | None) -> str:
    return sha256(noun.model_dump_json().encode()).hexdigest()[:16] if noun is not None else ""


_KEPT = 64
_kept: dict[tuple[int, int], tuple[Scenario | None, Persona | None, Ground]] = {}
"""By the objects, which are held here so that their ids stay their own."""


def ground_of(scenario: Scenario | None, persona: Persona | None) -> Ground:
    """The ground of a deal and a buyer; of equal ones the same.

    Working it out, the index of its words and the search for possible deals included, takes longer
    than grading a meeting on it; so the last few are kept.
    """
    key = (id(scenario), id(persona))
    found = _kept.get(key)
    if found is not None:
        return found[2]
    fresh = Ground(scenario, persona)
    equal = (known for _, _, known in list(_kept.values()) if known.hashes == fresh.hashes)
    ground = next(equal, fresh)
    while len(_kept) >= _KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = (scenario, persona, ground)
    return ground
