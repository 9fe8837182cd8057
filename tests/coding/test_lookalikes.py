"""Words that often carry a code and do not here, beside near ones that do."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.content import load_persona, load_scenario
from simulator.domain.vocabulary import Vocabulary, vocabulary_of
from tests.coding.lines import last_reading, named

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "lookalikes.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocabulary_of(load_scenario("services_60k"), load_persona("cash_flow_worried"))


@pytest.mark.parametrize(
    "case",
    [case for cases in CASES.values() for case in cases],
    ids=lambda case: case["talk"][-1][3:60],
)
def test_only_what_is_meant_is_read(vocabulary: Vocabulary, case: dict[str, Any]) -> None:
    codes = named(last_reading(vocabulary, *case["talk"]))
    assert set(case.get("has", "").split()) <= codes
    assert codes.isdisjoint(case.get("lacks", "").split())
