"""What a meeting came to in the money of the key, and the better package that was there."""

import pytest

from simulator.coding.rules import code_by_rules
from simulator.domain.transcript import End, Turn
from simulator.domain.utility import worth
from simulator.domain.vocabulary import GENERIC
from simulator.grader.scoring import score
from tests.grader.builders import DEAL, Talk, deal_on


def test_a_deal_is_worth_what_its_terms_are_worth() -> None:
    result = Talk().fill().score(end=deal_on(price=9_600, days=60)).result
    assert result is not None
    assert result.deal
    assert result.seller == pytest.approx(-450)
    assert result.buyer == pytest.approx(700)
    assert result.right_exit


def test_a_better_package_is_better_for_both() -> None:
    result = Talk().fill().score(end=deal_on(price=9_600)).result
    assert result is not None
    assert result.joint_share is not None
    assert 0 < result.joint_share < 1
    assert result.better_seller > result.seller
    assert result.better_buyer >= result.buyer
    assert worth(DEAL.seller, result.better) == pytest.approx(result.better_seller)


def test_the_best_joint_deal_leaves_nothing_on_the_table() -> None:
    best = deal_on(price=9_600, days=120, training="day", signing="now", reference="call")
    result = Talk().fill().score(end=best).result
    assert result is not None
    assert result.joint_share == pytest.approx(1)
    assert not result.better


def test_signing_below_the_floor_was_the_wrong_exit() -> None:
    result = Talk().fill().score(end=deal_on(price=8_000)).result
    assert result is not None
    assert result.right_exit is False


def test_leaving_inside_the_zone_was_wrong_and_being_left_no_choice() -> None:
    left = Talk().fill().score(end=End(outcome="trainee_left")).result
    dropped = Talk().fill().score(end=End(outcome="buyer_left")).result
    assert left is not None
    assert dropped is not None
    assert left.right_exit is False
    assert dropped.right_exit is None
    assert left.better
    assert left.seller == DEAL.seller.reservation


def test_without_a_zone_every_exit_is_right() -> None:
    rich = DEAL.buyer.model_copy(update={"reservation": 50_000, "target": 50_000})
    closed = DEAL.model_copy(update={"buyer": rich})
    result = Talk().fill().score(closed, end=End(outcome="trainee_left")).result
    assert result is not None
    assert result.right_exit
    assert result.joint_share is None
    assert not result.better


def test_without_a_key_or_an_end_nothing_is_claimed() -> None:
    assert Talk().fill().score(scenario=None).result is None
    assert Talk().fill().score().result is None


def _found(*said: str) -> str:
    """How a talk without a key ended, as far as its words tell; the seller speaks first."""
    turns = [Turn(n=n, speaker="buyer" if n % 2 else "trainee", text=t) for n, t in enumerate(said)]
    return score(turns, code_by_rules(turns, GENERIC).readings).outcome


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        (("What else do you need?", "One more key and we have a deal.", "Sounds good."), True),
        (("What else do you need?", "One more key and we have a deal.", "Not that one."), False),
        (("What else do you need?", "A key would be nice.", "Sounds good."), False),
        (("It is 900 with a lamp.", "With the lamp?", "Yes.", "OK. I will take it."), True),
        (("It is 900 with a lamp.", "With the lamp?", "Yes.", "I'll take it to my wife."), False),
        (("900 and a free lamp?", "You throw in the lamp and we have a deal."), True),
        (("900 and a free lamp?", "You throw in two lamps and we have a deal."), False),
        (("It is 900.", "800.", "860 and we have a deal.", "Sounds good."), True),
        (("It is 900.", "Deal.", "Good. Then let's leave it there for today."), True),
    ],
)
def test_an_agreement_is_found_in_the_words(said: tuple[str, ...], agreed: bool) -> None:
    assert _found(*said).startswith("A deal" if agreed else "No agreement")


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"price": 10_000, "days": 60}, "Deal: $10,000 and net 60. "),
        ({"price": 9_600}, "Deal: $9,600 on the standard terms. "),
        ({"price": 9_600, "signing": "now"}, "Deal: $9,600 and a signature this week. "),
    ],
)
def test_the_price_is_named_whatever_it_is(terms: dict[str, float | str], words: str) -> None:
    assert Talk().fill().score(end=deal_on(**terms)).outcome.startswith(words)
