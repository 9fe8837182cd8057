"""A budget is never passed, whatever is in flight, and is given back what was not used."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.llm.budget import Budget, BudgetSpentError, Need, paid
from simulator.llm.prices import Price, known_price


async def spend(budget: Budget, need: Need, prompt: int, completion: int) -> None:
    async with paid(budget, need) as bill:
        await asyncio.sleep(0)
        bill.settle(prompt, completion)


async def test_what_is_not_used_is_given_back() -> None:
    budget = Budget(100)
    for _ in range(4):
        await spend(budget, Need(10, 30), 10, 10)
    assert budget.spent == 80
    with pytest.raises(BudgetSpentError, match="100 tokens is used up: 80 tokens are spent"):
        await spend(budget, Need(10, 30), 10, 10)


async def test_a_call_waits_for_those_in_flight_before_it_gives_up() -> None:
    budget = Budget(50)
    await asyncio.gather(*(spend(budget, Need(10, 30), 1, 1) for _ in range(5)))
    assert budget.spent == 10


async def test_a_call_that_failed_counts_as_its_prompt() -> None:
    budget = Budget(100)
    with pytest.raises(ConnectionError):
        async with paid(budget, Need(10, 30)):
            raise ConnectionError
    assert budget.spent == 10
    await budget.reserve(90)


@given(
    st.floats(0, 500),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50)), max_size=8),
)
def test_the_cap_is_never_passed(cap: float, calls: list[tuple[int, int, int]]) -> None:
    budget = Budget(cap)

    async def all_at_once() -> None:
        spent = (spend(budget, Need(p, most), p, min(used, most)) for p, most, used in calls)
        await asyncio.gather(*spent, return_exceptions=True)

    asyncio.run(all_at_once())
    assert budget.spent <= cap


async def test_dollars_are_counted_by_the_price() -> None:
    budget = Budget(1.0, Price(2.0, 8.0))
    await spend(budget, Need(100_000, 50_000), 100_000, 50_000)
    assert budget.spent == pytest.approx(0.6)
    with pytest.raises(BudgetSpentError, match=r"\$1\.00 is used up: \$0\.60 are spent"):
        await spend(budget, Need(100_000, 50_000), 0, 0)


def test_a_price_is_known_for_a_dated_version_and_unknown_for_a_stranger() -> None:
    assert known_price("gpt-4.1-mini-2025-04-14") == Price(0.4, 1.6)
    assert known_price("gpt-4o-2024-05-13") == Price(5.0, 15.0)  # dearer than later ones
    assert known_price("a-model-of-our-own") is None
