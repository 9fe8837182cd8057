"""Summaries and checks that are real, and words that only look like them."""

import pytest

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

HEARD = "I need ninety days to pay, because our clients pay late, and a start in January."


@pytest.fixture(scope="module")
def reader(scenario: Scenario) -> RuleReader:
    return RuleReader(vocabulary_of(scenario))


def carries(reader: RuleReader, code: Code, text: str) -> bool:
    reader.start_over()
    reader.read(Turn(n=0, speaker="buyer", text=HEARD))
    return reader.read(Turn(n=1, speaker="trainee", text=text)).has(code)


@pytest.mark.parametrize(
    ("text", "summed"),
    [
        ("To sum up: you want more time to pay, and the start should move.", True),
        ("So far we have net 90, a start in January and the full fee.", True),
        ("Let me sum up where we are.", False),
        ("Let me bring my colleague along, she is good at this.", False),
    ],
)
def test_a_summary_says_at_least_two_things(reader: RuleReader, text: str, summed: bool) -> None:
    assert carries(reader, Code.SUMM, text) is summed


@pytest.mark.parametrize(
    ("text", "tested"),
    [
        ("So it's the late payments that hurt, is that right?", True),
        ("Did I get that right?", True),
        ("Is the date all right?", False),
        ("Would that be right for January? Is that right for you?", False),
    ],
)
def test_a_plain_question_checks_no_understanding(
    reader: RuleReader, text: str, tested: bool
) -> None:
    assert carries(reader, Code.TEST, text) is tested
