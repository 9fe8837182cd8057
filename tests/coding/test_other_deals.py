"""How the reader has to see turns of the other shipped deals, as play-testers typed them."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.content import load_scenario
from simulator.domain.moves import Code
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary, vocabulary_of

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("data").joinpath("other_deals.yaml").read_text(encoding="utf-8")
)
BEFORE = "Hm. I'm not sure about this yet."


@cache
def vocabulary(deal: str) -> Vocabulary:
    return vocabulary_of(load_scenario(deal))


@pytest.mark.parametrize(
    "case",
    [case for cases in CASES.values() for case in cases],
    ids=lambda case: case["text"][:60],
)
def test_a_turn_of_any_deal_is_read_as_people_mean_it(case: dict[str, Any]) -> None:
    reader = RuleReader(vocabulary(case["deal"]))
    reader.read(Turn(n=0, speaker="buyer", text=case.get("before", BEFORE)))
    reading = reader.read(Turn(n=1, speaker="trainee", text=case["text"]))
    codes = {move.code.value for move in reading.moves}
    assert set(case.get("has", "").split()) <= codes
    assert codes.isdisjoint(case.get("lacks", "").split())
    if "terms" in case:
        assert reading.terms == case["terms"]
    if "linked" in case:
        offers = [move for move in reading.moves if move.code.value == "OFFER"]
        assert offers
        assert all(move.conditional for move in offers)
    if "threat" in case:
        assert all(move.conditional for move in reading.moves if move.code.value == "WALK")
    if "reasons" in case:
        assert [move.reasons for move in reading.all(Code.HOLD)] == [case["reasons"]]
    if "issues" in case:
        assert set(reading.issues) == set(case["issues"].split())
