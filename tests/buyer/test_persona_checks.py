"""What has to hold for every buyer, whoever it meets: 200 seeded meetings of each, and more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content import personas, scenarios
from simulator.domain.persona import ActKind
from simulator.trainees.book import load_book
from simulator.trainees.study import stage, variants
from tests.buyer.meetings import breaches

pytestmark = pytest.mark.slow

BUYERS = [(card.id, variant) for card in personas() for variant in variants(card.id)]
DEALS = [card.id for card in scenarios()]
NAMED = [bot for bot in load_book().bots if bot != "random"]

every_buyer = pytest.mark.parametrize(("buyer", "variant"), BUYERS)


def deal_of(buyer: str, seed: int) -> str:
    """Three deals in turn, other ones for every buyer: a stage takes a while to make ready."""
    first = [card.id for card in personas()].index(buyer)
    return DEALS[(first + seed % 3 * 2) % len(DEALS)]


@every_buyer
def test_nobody_breaks_a_buyer(buyer: str, variant: str) -> None:
    found: list[str] = []
    for seed in range(200):
        ready = stage(buyer, variant, deal_of(buyer, seed), "normal")
        found += breaches(ready, ready.play("random", seed))
    assert found == []


@every_buyer
def test_no_kind_of_trainee_breaks_a_buyer(buyer: str, variant: str) -> None:
    found: list[str] = []
    for seed, bot in enumerate(NAMED):
        ready = stage(buyer, variant, deal_of(buyer, seed), "normal")
        found += breaches(ready, ready.play(bot, seed))
    assert found == []


@every_buyer
def test_a_mere_discounter_gets_nowhere_with_a_buyer_whom_no_discount_helps(
    buyer: str, variant: str
) -> None:
    ready = stage(buyer, variant, DEALS[0], "normal")
    outcomes = {ready.play("fake_trader", seed).outcome for seed in range(10)}
    assert ready.persona.discount_alone or "deal" not in outcomes


@every_buyer
def test_two_meetings_differ_in_words_and_in_the_order_of_tactics(buyer: str, variant: str) -> None:
    ready = stage(buyer, variant, DEALS[0], "normal")
    played = [ready.play("pitcher", seed) for seed in range(8)]
    words = {tuple(step.text for step in p.steps) for p in played}
    used = {tuple(s.act.tactic for s in p.steps if s.act.kind is ActKind.PRESS) for p in played}
    assert len(words) == len(played)
    assert len(used) > len(played) / 2


@settings(max_examples=12, deadline=None)
@given(
    who=st.sampled_from(BUYERS),
    deal=st.sampled_from(DEALS),
    bot=st.sampled_from(list(load_book().bots)),
    seed=st.integers(0, 2**31),
)
def test_the_same_seed_decides_the_same_and_says_the_same(
    who: tuple[str, str], deal: str, bot: str, seed: int
) -> None:
    ready = stage(*who, deal, "normal")
    once, again = ready.play(bot, seed), ready.play(bot, seed)
    assert once == again
    assert breaches(ready, once) == []
