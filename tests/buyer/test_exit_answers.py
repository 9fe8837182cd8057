"""What the buyer says on the way out follows from how it was treated, and only from that."""

import pytest

from simulator.buyer.buyer import Buyer
from simulator.buyer.exit_answers import exit_answers
from simulator.content import load_persona, load_scenario
from simulator.domain.transcript import ExitAnswer


@pytest.fixture(scope="module")
def buyer() -> Buyer:
    return Buyer(load_scenario("services_60k"), load_persona("cash_flow_worried"), "normal", 1)


def values(answers: tuple[ExitAnswer, ...]) -> list[int | None]:
    return [answer.value for answer in answers]


def test_a_calm_trusting_buyer_who_was_understood_is_content(buyer: Buyer) -> None:
    told = dict.fromkeys(buyer.mind.tiers, 3)
    mind = buyer.mind.model_copy(
        update={"heat": 0.0, "trust": 10.0, "respect": 10.0, "tiers": told}
    )
    assert values(exit_answers(mind, buyer.stakes, {})) == [5, 5, 5, None]


def test_a_heated_buyer_who_was_not_heard_is_not(buyer: Buyer) -> None:
    untold = dict.fromkeys(buyer.mind.tiers, 0)
    mind = buyer.mind.model_copy(
        update={"heat": 10.0, "trust": 0.0, "respect": 0.0, "tiers": untold}
    )
    assert values(exit_answers(mind, buyer.stakes, {})) == [1, 1, 1, None]


def test_better_terms_for_the_buyer_are_never_judged_worse(buyer: Buyer) -> None:
    standard = load_scenario("services_60k").standard
    prices = [60_000, 58_000, 56_000, 52_000]
    judged = [
        exit_answers(buyer.mind, buyer.stakes, {**standard, "price": price})[-1].value or 0
        for price in prices
    ]
    assert judged == sorted(judged)
    assert judged[-1] == 5
    assert judged[0] == 1


def test_every_answer_has_its_question_and_words(buyer: Buyer) -> None:
    for answer in exit_answers(buyer.mind, buyer.stakes, {}):
        assert answer.question.endswith("?")
        assert answer.words
