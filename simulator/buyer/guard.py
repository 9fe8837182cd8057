"""Checks every sentence of the buyer's before it is shown, against the act it should word.

The model may be hostile or broken: a sentence passes only if its figures, its commitments and
what it tells are all in the act. What fails is cut, with the reason, and never shown.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from simulator.buyer.act import Act
from simulator.buyer.mind import Mind
from simulator.coding.figures import Figure, find_figures
from simulator.coding.text import Text
from simulator.domain.base import Noun
from simulator.domain.deal import RangeIssue
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.text import whole_words

ACCEPTING = frozenset({ActKind.ACCEPT, ActKind.CLOSE})
BINDING = ACCEPTING | {ActKind.COUNTER, ActKind.CALL_BACK}

Commitment = Literal["accepting", "offering", "out_of_role"]


class _Phrases(Noun):
    accepting: tuple[str, ...]
    offering: tuple[str, ...]
    out_of_role: tuple[str, ...]


@cache
def _phrases() -> dict[Commitment, re.Pattern[str]]:
    import yaml

    text = files("simulator.buyer").joinpath("guard.yaml").read_text(encoding="utf-8")
    lists = _Phrases.model_validate(yaml.safe_load(text))
    return {
        "accepting": whole_words(lists.accepting),
        "offering": whole_words(lists.offering),
        "out_of_role": whole_words(lists.out_of_role),
    }


class Guard:
    """The checks for one act. `mind` is the state with the act's own disclosure in it."""

    def __init__(self, act: Act, mind: Mind, persona: Persona, scenario: Scenario) -> None:
        self._act = act
        known = (act.terms, act.theirs, act.package, act.quoted)
        allowed = [scenario.spoken(terms) for terms in known]
        if act.tier:
            allowed += persona.interest(act.interest).tiers[act.tier - 1].figures
        if act.fact:
            allowed += next(fact.figures for fact in persona.facts if fact.id == act.fact)
        self._figures = set().union(*map(figures, allowed))
        self._needed = _must_say(act, scenario)
        shut = [
            word
            for interest in persona.interests
            for words in interest.secret[mind.tiers[interest.id] :]
            for word in words
        ]
        self._secrets = whole_words(shut) if shut else None

    def objection(self, sentence: str) -> str | None:
        """Why the sentence may not be shown, for the rewrite; None if it may."""
        strange = figures(sentence) - self._figures
        if strange:
            return f"it names a figure that is not in the act ({min(strange):g})"
        plain = sentence.replace("’", "'")
        if self._secrets and (told := self._secrets.search(plain)):
            return f"it tells what is not to be told yet ({told.group()!r})"
        if _phrases()["out_of_role"].search(plain):
            return "it steps out of the role"
        if self._act.kind not in ACCEPTING and _phrases()["accepting"].search(plain):
            return "it agrees to something, and the act does not"
        if self._act.kind not in BINDING and _phrases()["offering"].search(plain):
            return "it offers something, and the act does not"
        return None

    def missing(self, line: str) -> str | None:
        """What the finished line should have said and did not; None if it is complete."""
        if not line.strip():
            return "nothing was said"
        lacking = self._needed - figures(line)
        return f"the terms were not named ({min(lacking):g})" if lacking else None


def _must_say(act: Act, scenario: Scenario) -> set[float]:
    """The numbers a line that asks, offers or accepts has to name."""
    return {
        float(value)
        for issue, value in act.terms.items()
        if isinstance(scenario.issue(issue), RangeIssue)
    }


def figures(text: str) -> set[float]:
    """Every amount in a text, in digits or in words; "one" and "this quarter" are no amounts."""
    read = Text(text)
    return {f.value for f in find_figures(read) if _is_amount(f, read.words)}


def _is_amount(figure: Figure, words: list[str]) -> bool:
    word = words[figure.start]
    if word == "one":
        return figure.value != 1
    return word != "quarter" or words[figure.start - 1] == "a"
