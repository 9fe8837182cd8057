"""The arithmetic of a deal, against its definitions and against brute force."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.deal import Issue, RangeIssue, Value
from simulator.domain.utility import (
    Outcome,
    Preferences,
    frontier,
    nash_point,
    scaled,
    standard_package,
    utility,
    weights,
    worth,
    worth_of,
    zone,
)
from tests.domain.deals import Deal, deals, every_outcome, money, packages

curves = st.dictionaries(st.integers(0, 200).map(float), money, min_size=1, max_size=6)


def rounded(outcomes: list[Outcome]) -> set[tuple[float, float]]:
    return {(round(o.seller, 6), round(o.buyer, 6)) for o in outcomes}


# --- worth -------------------------------------------------------------------------------------


@given(curves)
def test_worth_is_exact_at_the_points(curve: dict[float, float]) -> None:
    assert {point: worth_of(curve, point) for point in curve} == curve


@given(curves, st.floats(-50, 250))
def test_worth_lies_between_the_neighbouring_points(curve: dict[float, float], at: float) -> None:
    below = max((x for x in curve if x <= at), default=min(curve))
    above = min((x for x in curve if x >= at), default=max(curve))
    low, high = sorted((curve[below], curve[above]))
    assert low - 1e-6 <= worth_of(curve, at) <= high + 1e-6


@given(st.lists(st.integers(0, 200), min_size=2, unique=True).map(sorted), st.data())
def test_a_rising_curve_gives_rising_worth(xs: list[int], data: st.DataObject) -> None:
    curve = {float(x): float(n * n) for n, x in enumerate(xs)}
    at = sorted(data.draw(st.lists(st.floats(0, 200), min_size=2, max_size=5)))
    found = [worth_of(curve, x) for x in at]
    assert all(a <= b + 1e-9 for a, b in pairwise(found))


def test_half_way_between_two_points_is_worth_the_middle() -> None:
    assert worth_of({30.0: 0.0, 90.0: -789.0}, 60.0) == pytest.approx(-394.5)


def test_beyond_the_curve_the_nearest_end_counts() -> None:
    curve = {30.0: 10.0, 90.0: 70.0}
    assert (worth_of(curve, 0.0), worth_of(curve, 500.0)) == (10.0, 70.0)


def test_an_option_the_curve_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        worth_of({"full": 0.0}, "starter")


def test_an_issue_a_side_does_not_value_is_worth_nothing() -> None:
    side = Preferences(worth={"price": {0.0: 0.0, 10.0: 10.0}}, reservation=0, target=0)
    assert worth(side, {"price": 4.0, "colour": "red"}) == 4.0


# --- weights and utility -----------------------------------------------------------------------


@given(deals())
def test_weights_sum_to_one_unless_nothing_matters(deal: Deal) -> None:
    found = weights(deal.seller)
    matters = any(max(c.values()) > min(c.values()) for c in deal.seller.worth.values())
    assert sum(found.values()) == pytest.approx(1.0 if matters else 0.0)
    assert all(0.0 <= weight <= 1.0 for weight in found.values())


@given(deals().flatmap(lambda d: st.tuples(st.just(d), packages(d.issues))))
def test_utility_lies_between_0_and_1(drawn: tuple[Deal, dict[str, float | str]]) -> None:
    deal, package = drawn
    # A side may value only some issues: its worst and best are over those.
    assert -1e-9 <= utility(deal.buyer, package) <= 1.0 + 1e-9


@given(deals())
def test_the_best_and_worst_packages_have_utility_1_and_0(deal: Deal) -> None:
    side = deal.seller
    best: dict[str, Value] = {}
    worst: dict[str, Value] = {}
    for issue, curve in side.worth.items():
        ranked: list[tuple[Value, float]] = sorted(curve.items(), key=lambda item: item[1])
        worst[issue], best[issue] = ranked[0][0], ranked[-1][0]
    if worth(side, best) > worth(side, worst):
        assert utility(side, best) == pytest.approx(1.0)
    assert utility(side, worst) == pytest.approx(0.0)


@given(deals().flatmap(lambda d: st.tuples(st.just(d), packages(d.issues))))
def test_utility_is_the_weighted_sum_of_the_scaled_curves(
    drawn: tuple[Deal, dict[str, float | str]],
) -> None:
    deal, package = drawn
    side, total = deal.seller, 0.0
    for issue, weight in weights(side).items():
        low, high = min(side.worth[issue].values()), max(side.worth[issue].values())
        share = (worth_of(side.worth[issue], package[issue]) - low) / (high - low or 1.0)
        total += weight * share
    assert utility(side, package) == pytest.approx(total, abs=1e-9)


@given(deals(), st.floats(0.1, 10))
def test_scaling_touches_only_what_is_named(deal: Deal, factor: float) -> None:
    named = deal.issues[0].id
    changed = scaled(deal.buyer, {named: factor})
    for issue, curve in deal.buyer.worth.items():
        by = factor if issue == named else 1.0
        assert changed.worth[issue] == {value: money * by for value, money in curve.items()}
    assert changed.reservation == deal.buyer.reservation


# --- frontier, zone, Nash point ----------------------------------------------------------------


@given(deals())
def test_nothing_on_the_frontier_is_dominated(deal: Deal) -> None:
    front = frontier(deal.issues, deal.seller, deal.buyer)
    for one in front:
        for other in front:
            better = other.seller > one.seller + 1e-6 and other.buyer >= one.buyer - 1e-6
            assert not better
            better = other.buyer > one.buyer + 1e-6 and other.seller >= one.seller - 1e-6
            assert not better


@given(deals())
def test_the_frontier_is_that_of_brute_force(deal: Deal) -> None:
    everything = rounded(every_outcome(deal))
    undominated = {
        (seller, buyer)
        for seller, buyer in everything
        if not any(s >= seller and b >= buyer and (s, b) != (seller, buyer) for s, b in everything)
    }
    assert rounded(frontier(deal.issues, deal.seller, deal.buyer)) == undominated


@given(deals())
def test_the_frontier_adds_up_and_keeps_policy(deal: Deal) -> None:
    for outcome in frontier(deal.issues, deal.seller, deal.buyer):
        assert outcome.seller == pytest.approx(worth(deal.seller, outcome.package))
        assert outcome.buyer == pytest.approx(worth(deal.buyer, outcome.package))
        assert set(outcome.package) == {issue.id for issue in deal.issues}
        for issue in deal.issues:
            assert not issue.fixed or outcome.package[issue.id] == issue.standard


@given(deals())
def test_the_zone_holds_what_both_prefer_to_no_deal(deal: Deal) -> None:
    everything = every_outcome(deal)
    inside = zone(everything, deal.seller, deal.buyer)
    for outcome in everything:
        suits = (
            outcome.seller >= deal.seller.reservation and outcome.buyer >= deal.buyer.reservation
        )
        assert (outcome in inside) == suits


@given(deals())
def test_the_nash_point_is_on_the_frontier_and_best_of_everything(deal: Deal) -> None:
    def product_of_gains(outcome: Outcome) -> float:
        return (outcome.seller - deal.seller.reservation) * (outcome.buyer - deal.buyer.reservation)

    front = frontier(deal.issues, deal.seller, deal.buyer)
    found = nash_point(front, deal.seller, deal.buyer)
    possible = zone(every_outcome(deal), deal.seller, deal.buyer)
    if found is None:
        assert possible == []
        return
    assert found in front
    assert product_of_gains(found) == pytest.approx(max(map(product_of_gains, possible)))


def test_two_sides_splitting_a_sum_meet_in_the_middle() -> None:
    price: tuple[Issue, ...] = (
        RangeIssue(
            kind="range", id="price", name="", unit="money", low=0, high=100, step=1, standard=100
        ),
    )
    seller = Preferences(worth={"price": {0.0: -100.0, 100.0: 0.0}}, reservation=-80, target=0)
    buyer = Preferences(worth={"price": {0.0: 100.0, 100.0: 0.0}}, reservation=40, target=60)
    point = nash_point(frontier(price, seller, buyer), seller, buyer)
    # The seller can go down to 20, the buyer up to 60.
    assert point is not None
    assert point.package == {"price": 40.0}


@given(deals())
def test_the_standard_package_has_every_issue_at_its_standard(deal: Deal) -> None:
    assert standard_package(deal.issues) == {i.id: i.standard for i in deal.issues}
