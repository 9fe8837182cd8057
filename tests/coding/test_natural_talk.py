"""How the reader takes turns in the words people use: which figures are terms, what is conditional,
and what presses, agrees or tells.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.moves import Code
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary, vocabulary_of

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("data").joinpath("natural_talk.yaml").read_text(encoding="utf-8")
)


@cache
def parts_deal() -> Vocabulary:
    return vocabulary_of(load_scenario("spare_parts"), load_persona("dictator"))


@pytest.mark.parametrize(
    "case",
    [case for cases in CASES.values() for case in cases],
    ids=lambda case: case["talk"][-1][3:60],
)
def test_the_last_turn_is_read_as_people_mean_it(case: dict[str, Any]) -> None:
    reader = RuleReader(parts_deal())
    for n, line in enumerate(case["talk"]):
        speaker = "buyer" if line.startswith("B: ") else "trainee"
        reading = reader.read(Turn(n=n, speaker=speaker, text=line[3:]))
    codes = {move.code.value for move in reading.moves}
    codes |= {f"PRESS:{move.topic}" for move in reading.all(Code.PRESS)}
    assert set(case.get("has", "").split()) <= codes
    assert codes.isdisjoint(case.get("lacks", "").split())
    if "terms" in case:
        assert reading.terms == case["terms"]
    if "asked" in case:
        asked = [move.asked for move in reading.all(Code.ASK_GET)]
        assert case["asked"] in asked
