"""What a trainee knows of its own money, and which packages it finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content import load_scenario, scenarios
from simulator.domain.utility import worth
from simulator.trainees.book import Wants
from simulator.trainees.purse import Purse

DEALS = [card.id for card in scenarios()]
PURSES = {deal: Purse(load_scenario(deal)) for deal in DEALS}


@given(deal=st.sampled_from(DEALS), share=st.floats(0, 1.3))
def test_a_trade_is_worth_what_is_wanted_and_moves_no_fixed_issue(deal: str, share: float) -> None:
    purse, scenario = PURSES[deal], load_scenario(deal)
    wanted = purse.reservation + share * (scenario.seller.target - purse.reservation)
    package = purse.trade(wanted)
    if package is None:
        return
    assert worth(scenario.seller, package) >= wanted
    fixed = {issue.id for issue in scenario.issues if issue.fixed}
    assert all(package[issue] == scenario.standard[issue] for issue in fixed)


def test_a_lower_demand_never_finds_less_for_the_buyer() -> None:
    purse = PURSES["services_60k"]
    cheap, dear = purse.trade(1_000.0), purse.trade(-3_000.0)
    assert cheap is not None
    assert dear is not None
    assert purse.worth(cheap) > purse.worth(dear)


def test_what_the_buyer_asked_for_comes_first() -> None:
    purse = PURSES["services_60k"]
    indifferent = purse.trade(1_500.0)
    asked = purse.trade(1_500.0, dear={"start_date"})
    assert indifferent is not None
    assert asked is not None
    assert asked["start_date"] != purse.standard["start_date"]


def test_the_buyers_offer_is_built_upon() -> None:
    purse = PURSES["services_60k"]
    offered = {**purse.standard, "price": 57_250.0, "payment_days": 75.0}
    found = purse.trade(-3_000.0, dear={"payment_days"}, offered=offered)
    assert found is not None
    assert purse.worth(found) >= -3_000.0


@pytest.mark.parametrize(("turn", "share"), [(1, 1.0), (5, 1.0), (9, 0.5), (13, 0.0), (99, 0.0)])
def test_the_own_demand_falls_between_its_turns(turn: int, share: float) -> None:
    purse, scenario = PURSES["services_60k"], load_scenario("services_60k")
    wants = Wants(first=1.0, last=0.0, turns=(5, 13))
    span = scenario.seller.target - purse.reservation
    assert purse.wanted(wants, turn) == pytest.approx(purse.reservation + share * span)


def test_the_floor_is_the_lowest_price_that_can_be_lived_with() -> None:
    assert PURSES["services_60k"].floor == 56_000.0


def test_what_is_said_is_all_that_differs_from_the_standard() -> None:
    purse = PURSES["services_60k"]
    table = {**purse.standard, "start_date": "january"}
    package = {**purse.standard, "payment_days": 90.0, "reference": "call"}
    give, get = purse.split(package, table)
    assert give == {"payment_days": 90.0}
    assert get == {"reference": "call", "start_date": "december"}
