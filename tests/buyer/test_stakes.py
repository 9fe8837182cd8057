import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.buyer.stakes import Stakes
from simulator.domain.scenario import Scenario


def package(scenario: Scenario, **changes: object) -> dict:
    return {**scenario.standard, **changes}


def test_full_price_with_time_to_pay_is_signed(scenario: Scenario, stakes: Stakes) -> None:
    assert stakes.can_sign(package(scenario, payment_days=90.0))


@pytest.mark.parametrize("price", [57_000.0, 48_000.0, 30_000.0])
def test_no_discount_is_signed_while_the_bill_comes_too_early(
    scenario: Scenario, stakes: Stakes, price: float
) -> None:
    assert not stakes.can_sign(package(scenario, price=price))


def test_a_phased_start_waives_the_payment_limit(scenario: Scenario, stakes: Stakes) -> None:
    assert stakes.can_sign(package(scenario, scope="phased"))


def test_above_its_price_limit_it_signs_nothing(scenario: Scenario, stakes: Stakes) -> None:
    assert not stakes.can_sign(package(scenario, price=60_250.0, payment_days=120.0))


@given(elapsed=st.floats(-1, 2))
def test_aspiration_stays_between_reservation_and_target(
    stakes: Stakes, scenario: Scenario, elapsed: float
) -> None:
    side = scenario.buyer
    assert side.reservation <= stakes.aspiration(elapsed) <= side.target


def test_aspiration_only_falls(stakes: Stakes) -> None:
    falling = [stakes.aspiration(step / 10) for step in range(11)]
    assert falling == sorted(falling, reverse=True)


@given(data=st.data(), elapsed=st.floats(0, 1))
def test_every_counter_is_one_it_would_sign(
    stakes: Stakes, scenario: Scenario, data: st.DataObject, elapsed: float
) -> None:
    offered = {
        issue.id: data.draw(st.sampled_from(issue.outcomes()), label=issue.id)
        for issue in scenario.issues
    }
    open_issues = set(data.draw(st.sets(st.sampled_from(sorted(offered)))))
    demand = stakes.demand(elapsed, linked=False)
    counter = stakes.counter(offered, open_issues, demand)
    if counter is not None:
        assert stakes.content_with(counter, demand)
        changed = {issue for issue in offered if counter[issue] != offered[issue]}
        assert changed <= open_issues
        assert len(changed) <= 2


def test_a_small_gap_is_closed_on_days(scenario: Scenario, stakes: Stakes) -> None:
    offered = package(scenario, payment_days=60.0, signing="this_week")
    counter = stakes.counter(offered, set(offered), 1_500)
    assert counter is not None
    assert counter["payment_days"] > 60
    assert counter["price"] == 60_000


def test_without_the_issue_that_matters_there_is_no_counter(
    scenario: Scenario, stakes: Stakes
) -> None:
    assert stakes.counter(scenario.standard, {"price", "start_date"}, 1_300) is None


@given(elapsed=st.floats(0, 1))
def test_a_trade_is_met_with_a_smaller_demand(stakes: Stakes, elapsed: float) -> None:
    assert stakes.demand(elapsed, linked=True) <= stakes.demand(elapsed, linked=False)
