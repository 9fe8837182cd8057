"""How the reader sees the buyer's own scripted lines, act by act; the grader counts on it.

A yes must never be missed or imagined; the other codes may be missed in a few wordings.
"""

from collections.abc import Iterator

import pytest

from simulator.buyer.act import Act
from simulator.buyer.mind import first_mind
from simulator.buyer.wording import groups
from simulator.coding.reader import RuleReader
from simulator.domain.moves import Reading
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

WANTED = {
    ActKind.OPEN: "PRESS",
    ActKind.ASK: "PRESS",
    ActKind.NIBBLE: "PRESS",
    ActKind.COUNTER: "COUNTER",
    ActKind.ACCEPT: "ACCEPT",
    ActKind.REVEAL: "DISCLOSE",
    ActKind.ANSWER: "DISCLOSE",
    ActKind.REFUSE: "REJECT",
    ActKind.CONFIRM: "CONFIRM",
}
"""The code that at least nine in ten lines of an act have."""

UNWANTED = {
    ActKind.OPEN: "COUNTER ACCEPT REJECT GIVE",
    ActKind.ASK: "ACCEPT GIVE",
    ActKind.NIBBLE: "ACCEPT GIVE",
    ActKind.COUNTER: "ACCEPT",
    ActKind.REVEAL: "PRESS COUNTER ACCEPT REJECT GIVE",
    ActKind.CONFIRM: "ACCEPT COUNTER GIVE PRESS REJECT",
    ActKind.DEFLECT: "COUNTER ACCEPT GIVE",
    ActKind.ANSWER: "PRESS COUNTER ACCEPT REJECT GIVE",
    ActKind.THANK: "ACCEPT COUNTER GIVE PRESS",
    ActKind.HESITATE: "ACCEPT COUNTER GIVE",
    ActKind.RETREAT: "ACCEPT COUNTER GIVE PRESS",
    ActKind.REFUSE: "ACCEPT GIVE",
    ActKind.POCKET: "COUNTER PRESS",
    ActKind.CHAT: "ACCEPT COUNTER GIVE PRESS",
    ActKind.UNSURE: "ACCEPT COUNTER GIVE PRESS",
}
"""Codes that at most one line in twenty of an act has; ACCEPT none at all."""


def lines(kind: ActKind, persona: Persona, scenario: Scenario) -> Iterator[str]:
    mind = first_mind(persona, "normal")
    fields: dict = {"kind": kind, "terms": {"price": 57_250.0}, "package": {"price": 57_250.0}}
    if kind is ActKind.REVEAL:
        acts = [
            Act(**fields, tone="warm", interest=interest.id, tier=tier)
            for interest in persona.interests
            for tier in (1, 2, 3)
        ]
    elif kind is ActKind.DEFLECT:
        acts = [Act(**fields, tone="warm", interest=i.id) for i in persona.interests]
    elif kind is ActKind.ANSWER:
        acts = [Act(**fields, tone="warm", fact=fact.id) for fact in persona.facts]
    else:
        fields["theirs"] = {"price": 58_500.0}
        acts = [Act(**fields, tone="warm"), Act(**fields, tone="cool")]
    for act in acts:
        yield from groups(act, mind, persona, scenario)[0].lines.values()


OFFERED = "We could come down to $58,500 for you."
UNDERSTOOD = "So it is the timing that worries you. Is that right?"


def read(kind: ActKind, line: str, persona: Persona, scenario: Scenario) -> Reading:
    reader = RuleReader(vocabulary_of(scenario, persona))
    before = UNDERSTOOD if kind is ActKind.CONFIRM else OFFERED
    reader.read(Turn(n=0, speaker="trainee", text=before))
    return reader.read(Turn(n=1, speaker="buyer", text=line))


def codes_by_line(
    kind: ActKind, persona: Persona, scenario: Scenario
) -> list[tuple[str, set[str]]]:
    return [
        (line, {move.code.value for move in read(kind, line, persona, scenario).moves})
        for line in lines(kind, persona, scenario)
    ]


@pytest.mark.parametrize("kind", WANTED)
def test_an_act_is_seen_for_what_it_is(kind: ActKind, persona: Persona, scenario: Scenario) -> None:
    read_lines = codes_by_line(kind, persona, scenario)
    missed = [line for line, codes in read_lines if WANTED[kind] not in codes]
    allowed = 0 if kind is ActKind.ACCEPT else len(read_lines) // 10
    assert len(missed) <= allowed, missed


@pytest.mark.parametrize("kind", UNWANTED)
def test_nothing_is_seen_that_is_not_there(
    kind: ActKind, persona: Persona, scenario: Scenario
) -> None:
    read_lines = codes_by_line(kind, persona, scenario)
    unwanted = set(UNWANTED[kind].split())
    wrong = [(line, found) for line, codes in read_lines if (found := codes & unwanted)]
    assert not [line for line, found in wrong if "ACCEPT" in found]
    assert len(wrong) <= len(read_lines) // 20, wrong
