import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.buyer import bidding
from simulator.buyer.mind import Mind, first_mind
from simulator.buyer.stakes import Stakes
from simulator.domain.persona import Bidding, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.tactics import Seen


@pytest.fixture
def bids(persona: Persona) -> Bidding:
    changes = {"budget": 0.3, "free_give": 0.02, "big_drop": 0.03, "shrinking": 0.01}
    return persona.bidding.model_copy(update=changes)


@pytest.fixture
def bidder(persona: Persona, bids: Bidding) -> Persona:
    return persona.model_copy(update={"bidding": bids})


@pytest.fixture
def mind(persona: Persona) -> Mind:
    return first_mind(persona, "normal").model_copy(update={"heard": 1})


@given(elapsed=st.floats(-1, 2), pace=st.floats(0.5, 2))
def test_aspiration_stays_between_reservation_and_target(
    stakes: Stakes, persona: Persona, elapsed: float, pace: float
) -> None:
    wanted = bidding.aspiration(elapsed, persona.bidding, pace, stakes)
    assert stakes.reservation <= wanted <= stakes.target


def test_aspiration_only_falls(stakes: Stakes, persona: Persona) -> None:
    falling = [bidding.aspiration(n / 10, persona.bidding, 1.0, stakes) for n in range(11)]
    assert falling == sorted(falling, reverse=True)


def test_a_round_moves_no_further_than_its_budget(
    bidder: Persona, mind: Mind, stakes: Stakes
) -> None:
    late = mind.model_copy(update={"patience": 1, "demand": stakes.target})
    span = stakes.target - stakes.reservation
    assert bidding.demand(late, bidder, "normal", stakes) == stakes.target - 0.3 * span


def test_a_gift_raises_the_next_demand(
    bidder: Persona, mind: Mind, stakes: Stakes, scenario: Scenario
) -> None:
    hardness, why = bidding.hardened(mind, frozenset({Seen.FREE_GIVE}), (), bidder, stakes)
    assert hardness == pytest.approx(0.02 * scenario.standard["price"])  # type: ignore[operator]
    assert why == ["a gift: next demand +2% of the price"]


def test_a_big_drop_hardens_early_and_not_late(bidder: Persona, mind: Mind, stakes: Stakes) -> None:
    signs = frozenset({Seen.BIG_DROP})
    early, _ = bidding.hardened(mind, signs, (), bidder, stakes)
    late, _ = bidding.hardened(mind.model_copy(update={"heard": 9}), signs, (), bidder, stakes)
    assert early > 0 == late


def test_shrinking_steps_ease(bidder: Persona, mind: Mind, stakes: Stakes) -> None:
    signs = frozenset({Seen.PRICE_CUT})
    eased, _ = bidding.hardened(mind, signs, (1_000.0, 500.0), bidder, stakes)
    growing, _ = bidding.hardened(mind, signs, (500.0, 1_000.0), bidder, stakes)
    assert eased < 0 == growing


@given(shares=st.lists(st.floats(-1, 1), max_size=30))
def test_hardness_has_bounds(stakes: Stakes, shares: list[float]) -> None:
    hardness = 0.0
    for share in shares:
        hardness = bidding.harder(hardness, share, stakes)
    assert abs(hardness) <= stakes.money_of(bidding.MOST_HARDNESS)


@given(wanted=st.floats(1_200, 60_000))
def test_a_trade_is_met_in_kind(stakes: Stakes, persona: Persona, wanted: float) -> None:
    left = bidding.met(wanted, persona.bidding, stakes) - stakes.reservation
    assert left == pytest.approx((wanted - stakes.reservation) * (1 - persona.bidding.reciprocity))
