"""A condition is one in whatever words it opens; the same words without one tie nothing."""

from pathlib import Path

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code, Reading
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

SENTENCES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "conditions.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def reader(scenario: Scenario) -> RuleReader:
    return RuleReader(vocabulary_of(scenario))


def read(reader: RuleReader, text: str) -> Reading:
    reader.start_over()
    reader.read(Turn(n=0, speaker="buyer", text="It's a bit steep for us."))
    return reader.read(Turn(n=1, speaker="trainee", text=text))


@pytest.mark.parametrize("text", SENTENCES["tied"])
def test_what_is_tied_is_given_on_a_condition(reader: RuleReader, text: str) -> None:
    reading = read(reader, text)
    assert reading.has(Code.OFFER)
    assert reading.has(Code.ASK_GET)
    assert all(m.conditional for m in reading.all(Code.OFFER, Code.CONCEDE))


@pytest.mark.parametrize("text", SENTENCES["plain"])
def test_what_is_tied_to_nothing_is_given_freely(reader: RuleReader, text: str) -> None:
    reading = read(reader, text)
    assert reading.has(Code.CONCEDE)
    assert not reading.has(Code.ASK_GET)
    assert not any(m.conditional for m in reading.all(Code.OFFER, Code.CONCEDE))


@pytest.mark.parametrize("text", SENTENCES["no_offer"])
def test_words_of_a_condition_alone_offer_nothing(reader: RuleReader, text: str) -> None:
    reading = read(reader, text)
    assert not reading.all(Code.OFFER, Code.CONCEDE, Code.ASK_GET)
