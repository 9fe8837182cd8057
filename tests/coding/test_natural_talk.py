"""How the reader takes turns in the words people use: which figures are terms, what is conditional,
and what presses, agrees or tells.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.content import load_persona, load_scenario
from simulator.domain.moves import Code, Mention
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of
from tests.coding.lines import last_reading, named

Case = dict[str, Any]
DATA = Path(__file__).with_name("data")
CASES: list[Case] = [
    case
    for name in ("natural_talk.yaml", "figures_in_talk.yaml", "misread_words.yaml")
    for cases in yaml.safe_load(DATA.joinpath(name).read_text(encoding="utf-8")).values()
    for case in cases
]


@cache
def vocabulary(deal: str) -> Vocabulary:
    if deal == "none":
        return GENERIC
    return vocabulary_of(load_scenario(deal), load_persona("dictator"))


def mention_line(mention: Mention) -> str:
    value = mention.value if isinstance(mention.value, str) else f"{mention.value:g}"
    return f"{mention.issue}={value} {mention.stance}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["talk"][-1][3:60])
def test_the_last_turn_is_read_as_people_mean_it(case: Case) -> None:
    reading = last_reading(vocabulary(case.get("deal", "spare_parts")), *case["talk"])
    codes = named(reading)
    assert set(case.get("has", "").split()) <= codes
    assert codes.isdisjoint(case.get("lacks", "").split())
    if "terms" in case:
        assert reading.terms == case["terms"]
    if "said" in case:
        assert [mention_line(mention) for mention in reading.mentions] == case["said"]
    if "reasons" in case:
        assert [move.reasons for move in reading.all(Code.HOLD)] == [case["reasons"]]
    if "asked" in case:
        asked = [move.asked for move in reading.all(Code.ASK_GET)]
        assert case["asked"] in asked
