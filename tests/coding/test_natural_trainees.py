"""Sellers who speak naturally are read as a careful person reads them; traps are left alone."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary, vocabulary_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "natural_trainees.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocabulary_of(load_scenario("services_60k"), load_persona("cash_flow_worried"))


def codes_of(vocabulary: Vocabulary, buyer: str, trainee: str) -> set[str]:
    reader = RuleReader(vocabulary)
    reader.read(Turn(n=0, speaker="buyer", text=buyer))
    return {m.code.value for m in reader.read(Turn(n=1, speaker="trainee", text=trainee)).moves}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["trainee"][:60])
def test_a_seller_is_read_as_it_speaks(vocabulary: Vocabulary, case: dict[str, Any]) -> None:
    codes = codes_of(vocabulary, case["buyer"], case["trainee"])
    assert set(case.get("has", "").split()) <= codes
    assert codes.isdisjoint(case.get("lacks", "").split())


@pytest.mark.parametrize("politeness", ["Thank you. {}", "{} Thank you.", "{} I appreciate it."])
def test_politeness_changes_no_other_code(vocabulary: Vocabulary, politeness: str) -> None:
    for case in CASES:
        plain = codes_of(vocabulary, case["buyer"], case["trainee"])
        polite = codes_of(vocabulary, case["buyer"], politeness.format(case["trainee"]))
        assert plain - {"SMALL-TALK"} == polite - {"SMALL-TALK"}, case["trainee"]
