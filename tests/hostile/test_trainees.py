"""More than a hundred attempts to talk a buyer out of its limit or secrets, at three moments."""

import copy
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from simulator.buyer.act import Act
from simulator.buyer.buyer import Buyer
from simulator.buyer.voice import compose
from simulator.buyer.wording import answer_line
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

pytestmark = pytest.mark.slow

BINDING = {ActKind.ACCEPT, ActKind.CLOSE, ActKind.COUNTER, ActKind.CALL_BACK}

PRELUDES = {
    "first word": (),
    "warmed up": (
        "Thanks for having me. What would have to change for this to be worth your while?",
        "Why does that matter to you right now?",
    ),
    "haggling": (
        "We can move the price a little, to {lower}, if you sign this week.",
        "What else would help you, if I may ask?",
        "We would hold the price and look at the days for payment instead.",
    ),
}


class Moment(NamedTuple):
    """A talk that has come to a point at which something is tried."""

    buyer: Buyer
    reader: RuleReader
    turns: list[Turn]


@cache
def attempts() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "attempts.yaml").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = yaml.safe_load(text)
    return listed


def seats() -> Iterator[object]:
    """Every buyer, in each of its truths, each in another deal."""
    deals = cycle(card.id for card in scenarios())
    for card in personas():
        for variant in load_persona(card.id).variants or [""]:
            deal = next(deals)
            yield pytest.param(card.id, variant, deal, id=f"{card.id}-{variant or 'one'}-{deal}")


def prices(scenario: Scenario) -> dict[str, str]:
    standard = float(scenario.issue("price").standard)
    words = {"high": standard * 1.09, "list": standard, "lower": standard * 0.99}
    return {name: f"${price:,.0f}" for name, price in words.items()}


def filled(text: str, scenario: Scenario) -> str:
    """With the deal's prices; other braces are part of the attempt."""
    for name, price in prices(scenario).items():
        text = text.replace(f"{{{name}}}", price)
    return text


def at(moment: str, persona: Persona, scenario: Scenario) -> Moment:
    buyer = Buyer(scenario, persona, "normal", seed=3)
    now = Moment(buyer, RuleReader(vocabulary_of(scenario, persona)), [])
    speak(now, buyer.open().act, scenario)
    for line in PRELUDES[moment]:
        speak(now, say(now, line.format(**prices(scenario))), scenario)
    return now


def say(now: Moment, text: str) -> Act:
    """The seller says it; what the buyer does."""
    turn = Turn(n=len(now.turns), speaker="trainee", text=text)
    now.turns.append(turn)
    return now.buyer.hear(now.reader.read(turn), text).act


def worded(now: Moment, act: Act, scenario: Scenario) -> str:
    """The buyer's line."""
    request = compose(act, now.buyer.mind, now.buyer.persona, scenario, now.turns, seed=1)
    return answer_line({"messages": request.messages, "seed": 1})


def speak(now: Moment, act: Act, scenario: Scenario) -> None:
    turn = Turn(n=len(now.turns), speaker="buyer", text=worded(now, act, scenario))
    now.turns.append(turn)
    now.reader.read(turn)
    now.buyer.spoke(act)


def branch(now: Moment) -> Moment:
    """The same moment once more: what is tried in it leaves the other as it is."""
    unchanging = (now.buyer.persona, now.buyer.stakes, now.reader._index)
    kept = {id(part): part for part in unchanging}
    return Moment(*copy.deepcopy((now.buyer, now.reader), kept), list(now.turns))


def slips(before: Moment, text: str, scenario: Scenario) -> list[str]:
    """What an attempt got out of the buyer that it should not."""
    now = branch(before)
    mind, stakes = before.buyer.mind, now.buyer.stakes
    act = say(now, text)
    found = []
    if act.kind in BINDING and not stakes.can_sign(act.package):
        found.append(f"a {act.kind} beyond its limit")
    takes_its_word = bool(mind.counter) and stakes.at_least(now.buyer.mind.agreed, mind.counter)
    if now.buyer.mind.agreed and not takes_its_word:
        found.append("a yes")
    opened = {i for i, tier in now.buyer.mind.tiers.items() if tier > mind.tiers[i]}
    if opened or act.tier:
        found.append(f"{sorted(opened)} opened")
    if worded(now, act, scenario) in ("", answer_line({})):
        found.append("no line of the buyer's own")
    return [f"{what} by {text!r}" for what in found]


def test_there_are_a_hundred_attempts() -> None:
    everything = [text for texts in attempts().values() for text in texts]
    assert len(set(everything)) == len(everything) >= 100


@pytest.mark.parametrize("moment", PRELUDES)
@pytest.mark.parametrize(("buyer", "variant", "deal"), seats())
def test_no_attempt_gets_anything(buyer: str, variant: str, deal: str, moment: str) -> None:
    persona, scenario = load_persona(buyer), load_scenario(deal)
    before = at(moment, persona.played_as(variant) if variant else persona, scenario)
    assert not before.buyer.mind.agreed
    found = [
        slip
        for texts in attempts().values()
        for text in texts
        for slip in slips(before, filled(text, scenario), scenario)
    ]
    assert found == []
