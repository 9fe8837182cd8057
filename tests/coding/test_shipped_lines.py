"""How the reader sees the buyers' own scripted lines, act by act; the grader counts on it.

A yes must never be missed or imagined; the other codes may be missed in a few wordings.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from simulator.buyer.act import Act
from simulator.buyer.mind import first_mind
from simulator.buyer.wording import groups
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario, personas
from simulator.domain.moves import Code, Reading
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
    ActKind.THANK: "ACCEPT COUNTER GIVE PRESS DISCLOSE",
    ActKind.HESITATE: "ACCEPT COUNTER GIVE",
    ActKind.RETREAT: "ACCEPT COUNTER GIVE PRESS",
    ActKind.REFUSE: "ACCEPT GIVE",
    ActKind.POCKET: "COUNTER PRESS",
    ActKind.CHAT: "ACCEPT COUNTER GIVE PRESS DISCLOSE",
    ActKind.UNSURE: "ACCEPT COUNTER GIVE PRESS",
}
"""Codes that at most one line in twenty of an act has; ACCEPT none at all."""


def lines(kind: ActKind, persona: Persona, scenario: Scenario) -> Iterator[str]:
    mind = first_mind(persona, "normal")
    fields: dict[str, Any] = {
        "kind": kind,
        "terms": {"price": 57_250.0},
        "package": {"price": 57_250.0},
    }
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


SHARE_SEEN = {
    ActKind.ASK: ("PRESS", 0.7),
    ActKind.NIBBLE: ("PRESS", 0.8),
    ActKind.COUNTER: ("COUNTER", 1.0),
    ActKind.ACCEPT: ("ACCEPT", 1.0),
    ActKind.REVEAL: ("DISCLOSE", 0.75),
    ActKind.REFUSE: ("REJECT", 0.85),
    ActKind.CONFIRM: ("CONFIRM", 0.9),
    ActKind.CALL_BACK: ("COUNTER", 0.9),
}
"""For every buyer: the code of an act's lines, and the share of the lines that must have it."""

NO_YES = set(ActKind) - {
    *(ActKind.ACCEPT, ActKind.CLOSE, ActKind.WELCOME, ActKind.FAREWELL, ActKind.LEAVE),
    *(ActKind.PRESS, ActKind.TESTED, ActKind.REPLY, ActKind.POCKET),
}
"""Acts in which no buyer says yes. A "fine" to one point, a gift or a goodbye is no matter."""

TACTICS_SEEN = 0.6
every_buyer = pytest.mark.parametrize("buyer", [card.id for card in personas()])
in_both_deals = pytest.mark.parametrize(
    "deal", ["services_60k", pytest.param("gold_service", marks=pytest.mark.slow)]
)

OFFERED = "We could come down to $58,500 for you."
UNDERSTOOD = "So it is the timing that worries you. Is that right?"
ASKED = "And why?"
BEFORE = {ActKind.CONFIRM: UNDERSTOOD, ActKind.REVEAL: ASKED, ActKind.ANSWER: ASKED}
"""What the trainee has just said; a buyer tells of itself where it was asked."""


TELLING = (ActKind.REVEAL, ActKind.CONFIRM, ActKind.ANSWER, ActKind.UNSURE, ActKind.CHAT)
MEANT = {ActKind.CHAT: {"insult"}, ActKind.ANSWER: {"insult", "threat", "renege"}}
"""Acts that ask for nothing, and what can be meant in them all the same: a jibe among
pleasantries, an answer that one could go elsewhere or has thought again.
"""

SAID = {
    "asked": [ASKED],
    "understood": [UNDERSTOOD],
    "offered": [OFFERED],
    "taken": [OFFERED, "Good. That works for me.", "Thank you. Shall I send the papers?"],
}
"""What was said before, the trainee and the buyer by turns."""


@cache
def reader_of(persona: str, scenario: str) -> RuleReader:
    return RuleReader(vocabulary_of(load_scenario(scenario), load_persona(persona)))


def read(kind: ActKind, line: str, persona: Persona, scenario: Scenario) -> Reading:
    reader = reader_of(persona.id, scenario.id)
    reader.start_over()
    before = BEFORE.get(kind, OFFERED)
    reader.read(Turn(n=0, speaker="trainee", text=before))
    return reader.read(Turn(n=1, speaker="buyer", text=line))


@cache
def codes_by_line(kind: ActKind, buyer: str, deal: str) -> list[tuple[str, set[str]]]:
    persona, scenario = load_persona(buyer), load_scenario(deal)
    return [
        (line, {move.code.value for move in read(kind, line, persona, scenario).moves})
        for line in lines(kind, persona, scenario)
    ]


@pytest.mark.parametrize("kind", WANTED)
def test_an_act_is_seen_for_what_it_is(kind: ActKind, persona: Persona, scenario: Scenario) -> None:
    read_lines = codes_by_line(kind, persona.id, scenario.id)
    missed = [line for line, codes in read_lines if WANTED[kind] not in codes]
    allowed = 0 if kind is ActKind.ACCEPT else len(read_lines) // 10
    assert len(missed) <= allowed, missed


@pytest.mark.parametrize("kind", UNWANTED)
def test_nothing_is_seen_that_is_not_there(
    kind: ActKind, persona: Persona, scenario: Scenario
) -> None:
    read_lines = codes_by_line(kind, persona.id, scenario.id)
    unwanted = set(UNWANTED[kind].split())
    wrong = [(line, found) for line, codes in read_lines if (found := codes & unwanted)]
    assert not [line for line, found in wrong if "ACCEPT" in found]
    assert len(wrong) <= len(read_lines) // 20, wrong


@every_buyer
@in_both_deals
def test_the_lines_of_every_buyer_are_seen(buyer: str, deal: str) -> None:
    for kind, (code, share) in SHARE_SEEN.items():
        read_lines = codes_by_line(kind, buyer, deal)
        missed = [line for line, codes in read_lines if code not in codes]
        assert len(missed) <= (1 - share) * len(read_lines), (kind, missed)


@every_buyer
@in_both_deals
def test_no_buyer_seems_to_say_yes_where_it_does_not(buyer: str, deal: str) -> None:
    spoken = {*load_persona(buyer).lines, ActKind.REVEAL} & NO_YES
    assert not [
        line
        for kind in spoken
        for line, codes in codes_by_line(kind, buyer, deal)
        if "ACCEPT" in codes
    ]


@pytest.mark.parametrize("said", SAID)
@every_buyer
@in_both_deals
def test_no_buyer_seems_to_press_where_it_only_tells(buyer: str, deal: str, said: str) -> None:
    persona, scenario = load_persona(buyer), load_scenario(deal)
    reader, wrong = reader_of(buyer, deal), []
    for kind in TELLING:
        spoken = kind in persona.lines or kind in (ActKind.REVEAL, ActKind.ANSWER)
        for line in lines(kind, persona, scenario) if spoken else ():
            reader.start_over()
            for n, text in enumerate(SAID[said]):
                reader.read(Turn(n=n, speaker=("trainee", "buyer")[n % 2], text=text))
            reading = reader.read(Turn(n=len(SAID[said]), speaker="buyer", text=line))
            pressed = {move.topic for move in reading.all(Code.PRESS)}
            if pressed - MEANT.get(kind, set()):
                wrong.append((kind, line, pressed))
    assert not wrong


def tactic_lines(
    persona: Persona, scenario: Scenario, asking: bool
) -> Iterator[tuple[str, str | None]]:
    """The lines of the tactics that ask for terms or only press, with the pressure they are."""
    mind = first_mind(persona, "normal")
    for tactic in persona.tactics:
        if bool(tactic.asks) != asking or not (tactic.asks or tactic.pressure):
            continue
        act = Act(
            kind=ActKind.PRESS,
            tone="warm",
            tactic=tactic.id,
            terms={"price": 57_250.0},
            quoted={"price": 51_500.0},
        )
        for group in groups(act, mind, persona, scenario):
            yield from ((line, tactic.pressure) for line in group.lines.values())


@every_buyer
def test_most_tactics_press_in_their_own_way(buyer: str) -> None:
    persona, scenario = load_persona(buyer), load_scenario("services_60k")
    missed, count = [], 0
    for asking in (True, False):
        for line, pressure in tactic_lines(persona, scenario, asking):
            moves = read(ActKind.PRESS, line, persona, scenario).all(Code.PRESS)
            count += 1
            if not any(pressure in (None, move.topic) for move in moves):
                missed.append((pressure, line))
    assert len(missed) <= (1 - TACTICS_SEEN) * count, missed


@every_buyer
def test_what_only_presses_puts_no_terms_on_the_table(buyer: str) -> None:
    persona, scenario = load_persona(buyer), load_scenario("gold_service")
    wrong = [
        (line, terms)
        for line, _ in tactic_lines(persona, scenario, asking=False)
        if (terms := read(ActKind.PRESS, line, persona, scenario).terms)
    ]
    assert not wrong


@every_buyer
@in_both_deals
def test_a_hint_puts_no_terms_on_the_table(buyer: str, deal: str) -> None:
    persona, scenario = load_persona(buyer), load_scenario(deal)
    hints = (cue for interest in persona.interests for cue in interest.cues)
    read_hints = [
        (line, read(ActKind.CHAT, line, persona, scenario))
        for cue in hints
        for line in (*cue.loud, *cue.faint)
    ]
    dealing = (Code.ACCEPT, Code.COUNTER, Code.GIVE)
    assert not [line for line, found in read_hints if found.terms or found.has(*dealing)]
