"""FALSE, where it can be checked against the seller's sheet."""

import pytest

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of


def is_false(vocabulary: Vocabulary, text: str, before: str = "I need to think.") -> bool:
    reader = RuleReader(vocabulary)
    reader.read(Turn(n=0, speaker="buyer", text=before))
    return reader.read(Turn(n=1, speaker="trainee", text=text)).has(Code.FALSE)


INVENTED = (
    "Another client has already signed for your slot.",
    "We have another client who offers 62,000 for the same months.",
    "Another studio will pay $60,000 for it tomorrow.",
    "Somebody else is ready to sign today.",
    "Our clients win 60% of their pitches.",
    "We raise your revenue by 25 percent.",
)


@pytest.mark.parametrize("text", INVENTED)
def test_what_the_sheet_does_not_hold_is_false(scenario: Scenario, text: str) -> None:
    assert is_false(vocabulary_of(scenario), text)


@pytest.mark.parametrize(
    "text",
    [
        "A recruitment agency wants the same programme at 58,000.",
        "Another client would take it from February at 58,000.",
        "A recruitment agency is ready to sign.",
        "Other clients are interested too.",
        "Another studio paid 57,000 last year.",
        "Studios in the programme went from 31% to 39% of pitches won.",
        "If our clients won 50% of their pitches, would that help you?",
        "We can take 5% off.",
        "Another client asked for net 90 as well.",
        "Does somebody else need to sign?",
        "Most studios pay 50% upfront.",
        "Someone else in your team has already signed the form.",
        "Our clients could win 50% more pitches.",
    ],
)
def test_what_is_true_vague_supposed_or_asked_is_not(scenario: Scenario, text: str) -> None:
    assert not is_false(vocabulary_of(scenario), text)


def test_a_figure_of_the_buyers_own_is_no_claim(scenario: Scenario) -> None:
    vocabulary = vocabulary_of(scenario)
    heard = "We win 22% of our pitches."
    assert not is_false(vocabulary, "Our other clients won 22% of their pitches, too.", heard)


@pytest.mark.parametrize("text", INVENTED)
def test_without_a_sheet_nothing_is_false(text: str) -> None:
    assert not is_false(GENERIC, text)


def test_the_true_alternative_is_nobodys_offer_here(scenario: Scenario) -> None:
    reader = RuleReader(vocabulary_of(scenario))
    text = "A recruitment agency would take the programme at 58,000."
    assert reader.read(Turn(n=0, speaker="trainee", text=text)).terms == {}
