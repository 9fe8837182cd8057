import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.domain.deal import RangeIssue
from simulator.domain.imported import Basis, SmallKey, scenario_of
from simulator.domain.scenario import Scenario
from simulator.domain.utility import worth

ISSUES: list[dict[str, object]] = [
    {
        "kind": "range",
        "id": "payment_days",
        "name": "Payment",
        "unit": "days",
        "high": 120,
        "standard": 30,
        "cost_per_unit": 10,
    },
    {
        "kind": "options",
        "id": "reference",
        "name": "Reference",
        "standard": "nothing",
        "options": [
            {"id": "nothing", "name": "no reference", "worth": 0},
            {"id": "call", "name": "a reference call", "worth": 500},
            {"id": "veto", "name": "a veto on texts", "worth": -200},
        ],
    },
]


def key(**changes: object) -> SmallKey:
    fields = {"list_price": 60_000, "floor": 52_000, "issues": ISSUES}
    return SmallKey.model_validate({**fields, **changes})


def test_a_key_is_worth_what_it_says() -> None:
    scenario = scenario_of(key(buyer_limit=58_000))
    seller, buyer = scenario.seller, scenario.buyer
    assert scenario.standard == {"price": 60_000, "payment_days": 30, "reference": "nothing"}
    assert worth(seller, scenario.standard) == worth(buyer, scenario.standard) == 0
    assert worth(seller, {"price": 57_000, "payment_days": 60}) == -3_300
    assert worth(seller, {"reference": "call"}) == 500
    assert worth(seller, {"price": 52_000}) == seller.reservation
    assert worth(buyer, {"price": 58_000}) == buyer.reservation
    assert [(give.issue, give.to) for give in scenario.gives] == [("reference", "veto")]
    assert [(get.issue, get.to) for get in scenario.gets] == [("reference", "call")]


def test_without_a_limit_nothing_is_known_of_the_buyer() -> None:
    assert scenario_of(key()).buyer.worth == {}


@given(
    listed=st.floats(0.01, 1e12),
    share=st.floats(0, 1),
    limit=st.none() | st.floats(0.01, 1e12),
)
def test_any_prices_make_a_scenario(listed: float, share: float, limit: float | None) -> None:
    made = scenario_of(key(list_price=listed, floor=listed * share, buyer_limit=limit))
    assert Scenario.model_validate_json(made.model_dump_json()) == made
    price = made.issue("price")
    assert isinstance(price, RangeIssue)
    assert price.core
    assert 50 <= len(price.outcomes()) <= 1_100
    assert all(price.holds(sum_) for sum_ in (listed, listed * share, limit or listed))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"floor": 60_001}, "floor: it has to be at most 'list_price'"),
        ({"list_price": 0}, "greater than 0"),
        ({"list_price": float("inf")}, "finite"),
        ({"issues": [{**ISSUES[0], "id": "price"}]}, "the id 'price' stands twice"),
        ({"issues": [ISSUES[0], ISSUES[0]]}, "the id 'payment_days' stands twice"),
        ({"issues": [{**ISSUES[0], "high": 0}]}, "high: it has to be more than 'low'"),
        ({"issues": [{**ISSUES[0], "standard": 121}]}, "standard: it has to lie between"),
        ({"issues": [{**ISSUES[1], "standard": "call"}]}, "and that one has worth 0"),
        ({"issues": [{**ISSUES[1], "standard": "gone"}]}, "one of nothing, call, veto"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        key(**changes)


def test_a_basis_is_a_scenario_or_the_one_a_key_makes(scenario: Scenario) -> None:
    assert Basis().deal is None
    assert Basis(scenario=scenario).deal is scenario
    assert Basis(key=key()).deal == scenario_of(key())
