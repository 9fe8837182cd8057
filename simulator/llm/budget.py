"""A cap on what may be spent: room is reserved before each attempt and settled after it.

Several processes may share one cap, so the two counters live in memory that they share.
"""

import asyncio
import ctypes
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import copy
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from simulator.domain.errors import NegotiateError
from simulator.llm.prices import Price
from simulator.llm.request import Request
from simulator.llm.tokens import count_tokens

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import SynchronizedArray

_LOOK_AGAIN = 0.05
"""Seconds between two looks at whether calls in flight have left some of their room."""


class BudgetSpentError(NegotiateError):
    """The next call could pass the cap; nothing more is asked."""


class Need(NamedTuple):
    """The most that one attempt can cost."""

    prompt_tokens: int
    completion_tokens: int


class Budget:
    """A cap in tokens, or in US dollars where a price is given. Picklable while starting a process.

    `cap` is in the unit of what is counted; `price` None means tokens.
    """

    def __init__(self, cap: float, price: Price | None = None) -> None:
        self.cap = cap
        self.price = price
        self._counters: SynchronizedArray[float] = get_context("spawn").Array(
            ctypes.c_double, 2
        )  # spent, reserved

    def at(self, price: Price) -> "Budget":
        """The same cap and counters, for a model of that price."""
        other = copy(self)
        other.price = price
        return other

    @property
    def spent(self) -> float:
        """What has been settled so far, by all processes."""
        return self._counters[0]

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        """Tokens in the unit of the cap."""
        if self.price is None:
            return prompt_tokens + completion_tokens
        return self.price.dollars(prompt_tokens, completion_tokens)

    def need(self, request: Request) -> Need:
        """The most that one attempt at a request can cost."""
        return Need(count_tokens(request.prompt(), request.model).n, request.max_tokens)

    async def reserve(self, amount: float) -> None:
        """Set `amount` aside, when calls in flight have settled if need be.

        Raises BudgetSpentError when it would not fit even then.
        """
        while not self._reserved(amount):
            await asyncio.sleep(_LOOK_AGAIN)

    def _reserved(self, amount: float) -> bool:
        with self._counters.get_lock():
            spent, reserved = self._counters[0], self._counters[1]
            if spent + reserved + amount <= self.cap:
                self._counters[1] = reserved + amount
                return True
            if spent + amount > self.cap or not reserved:
                raise BudgetSpentError(
                    f"The budget of {self.shown(self.cap)} is used up: {self.shown(spent)} are "
                    "spent, and the next request could pass it; run the command again with a "
                    "larger --budget to go on from here."
                )
        return False

    def settle(self, amount: float, cost: float) -> None:
        """Give back what was set aside, and count what it did cost."""
        with self._counters.get_lock():
            self._counters[0] += cost
            self._counters[1] = max(0.0, self._counters[1] - amount)

    def shown(self, amount: float) -> str:
        """An amount with its unit."""
        return f"${amount:,.2f}" if self.price else f"{amount:,.0f} tokens"


class Bill:
    """What one attempt turned out to cost. Left unsettled, it counts as its prompt read in vain:
    a request that failed on the way may have been billed."""

    def __init__(self, cost: Callable[[int, int], float], need: Need) -> None:
        self._cost = cost
        self.amount = cost(need.prompt_tokens, 0)

    def settle(self, prompt_tokens: int, completion_tokens: int) -> None:
        """Count what the endpoint reports; one that reports nothing leaves the estimate."""
        if prompt_tokens or completion_tokens:
            self.amount = self._cost(prompt_tokens, completion_tokens)


@asynccontextmanager
async def paid(budget: Budget | None, need: Need | None) -> AsyncIterator[Bill]:
    """One attempt under the budget, if there is one."""
    if budget is None or need is None:
        yield Bill(lambda prompt, completion: 0.0, Need(0, 0))
        return
    most = budget.cost(*need)
    await budget.reserve(most)
    bill = Bill(budget.cost, need)
    try:
        yield bill
    finally:
        budget.settle(most, bill.amount)
