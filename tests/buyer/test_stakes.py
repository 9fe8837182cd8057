import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.buyer.stakes import Stakes
from simulator.domain.deal import Value
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.utility import frontier


def package(scenario: Scenario, **changes: Value) -> dict[str, Value]:
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


def test_no_counter_needs_more_issues_than_the_movement_budget(
    scenario: Scenario, stakes: Stakes
) -> None:
    movable = ["payment_days", "start_date", "price"]
    assert stakes.counter(scenario.standard, movable, 2_000.0, 1) != scenario.standard


@given(data=st.data(), demand=st.floats(1_200, 6_000), most=st.integers(1, 3))
def test_every_counter_is_one_it_would_sign(
    stakes: Stakes, scenario: Scenario, data: st.DataObject, demand: float, most: int
) -> None:
    offered: dict[str, Value] = {}
    for issue in scenario.issues:
        outcomes: tuple[Value, ...] = issue.outcomes()
        offered[issue.id] = data.draw(st.sampled_from(outcomes), label=issue.id)
    movable = data.draw(st.lists(st.sampled_from(sorted(offered)), unique=True, max_size=4))
    counter = stakes.counter(offered, movable, demand, most)
    if counter is not None:
        assert stakes.content_with(counter, demand)
        changed = {issue for issue in offered if counter[issue] != offered[issue]}
        assert changed <= set(movable)
        assert len(changed) <= most


@given(data=st.data(), demand=st.floats(1_200, 6_000))
def test_a_counter_changes_the_least_that_is_enough(
    stakes: Stakes, scenario: Scenario, data: st.DataObject, demand: float
) -> None:
    """Against trying every value of one issue, one by one."""
    issue = data.draw(st.sampled_from(["price", "payment_days", "start_date"]))
    offered = {**scenario.standard, "payment_days": 90.0} | (
        {"payment_days": 30.0} if issue == "payment_days" else {}
    )
    tried = [{**offered, issue: value} for value in scenario.issue(issue).outcomes()]
    enough = [stakes.worth(p) for p in tried if stakes.content_with(p, demand)]
    better = [worth for worth in enough if worth > stakes.worth(offered)]
    counter = stakes.counter(offered, [issue], demand, 1)
    if stakes.content_with(offered, demand):
        return
    assert (None if counter is None else stakes.worth(counter)) == min(better, default=None)


def test_without_a_zone_only_what_hurts_the_seller_is_signed(
    scenario: Scenario, persona: Persona
) -> None:
    wall = Stakes(scenario, persona.model_copy(update={"no_zone": True}), "normal")
    bearable = [
        outcome.package
        for outcome in frontier(scenario.issues, scenario.seller, scenario.buyer)
        if outcome.seller >= scenario.seller.reservation
    ]
    assert bearable
    assert not any(wall.can_sign(outcome) for outcome in bearable)
