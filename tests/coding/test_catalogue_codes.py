"""Each code of the practitioners' catalogue against own sentences that carry it or only look it."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

DATA = Path(__file__).with_name("data")
COMPLAINT = "We wrote to you three times, and I'm still waiting. It's a bit steep, too."
PRECISION, RECALL = 0.9, 0.85


@cache
def sentences(name: str) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = yaml.safe_load(DATA.joinpath(name).read_text("utf-8"))
    return read


def carries(reader: RuleReader, code: str, text: str) -> bool:
    reader.start_over()
    reader.read(Turn(n=0, speaker="buyer", text=COMPLAINT))
    return reader.read(Turn(n=1, speaker="trainee", text=text)).has(Code(code))


@pytest.fixture(scope="module")
def reader(scenario: Scenario, persona: Persona) -> RuleReader:
    return RuleReader(vocabulary_of(scenario, persona))


@pytest.mark.parametrize("code", sentences("catalogue_codes.yaml"))
def test_a_code_of_the_catalogue_is_found_and_not_imagined(reader: RuleReader, code: str) -> None:
    group = sentences("catalogue_codes.yaml")[code]
    meant, lookalike = group["yes"].splitlines(), group["no"].splitlines()
    missed = [text for text in meant if not carries(reader, code, text)]
    wrong = [text for text in lookalike if carries(reader, code, text)]
    found = len(meant) - len(missed)
    assert found / len(meant) >= RECALL, missed
    assert found / (found + len(wrong)) >= PRECISION, wrong


def test_every_code_of_the_catalogue_has_its_sentences() -> None:
    codes = list(Code)
    first, last = codes.index(Code.FLEXIBLE), codes.index(Code.INVITE)
    assert set(sentences("catalogue_codes.yaml")) == {
        code.value for code in codes[first : last + 1]
    }
