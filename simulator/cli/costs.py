"""What a run would ask of models, or asked, in tokens and dollars: in sum, and judge by judge."""

import argparse
from collections.abc import Iterator, Mapping
from functools import reduce

from simulator.batch.grading import total_usage
from simulator.domain.scorecard import judges_of
from simulator.domain.text import one_line
from simulator.grader.answering import Counted
from simulator.grader.panel import panel_named
from simulator.llm.model import Usage
from simulator.llm.prices import Price, known_price

Prices = Mapping[str, Price | None]
"""Of each judge; None: not known."""


def prices_of(args: argparse.Namespace) -> Prices:
    """The price given goes before the one that is known, but on a panel it is for those judges
    whose price is not known. Half a price is none."""
    given = None
    if args.price_in is not None and args.price_out is not None:
        given = Price(args.price_in, args.price_out)
    judges = judges_of(panel_named(args.model))
    if len(judges) == 1:
        return {judges[0]: given or known_price(judges[0])}
    return {judge: known_price(judge) or given for judge in judges}


def unknown(prices: Prices) -> str:
    """The judges whose price is not known, as words; empty if there are none."""
    return " and ".join(one_line(judge) for judge, price in prices.items() if price is None)


def estimate_lines(model: str, counted: Mapping[str, Counted], prices: Prices) -> Iterator[str]:
    """What would be asked of `model`, one or a panel, and what it would cost."""
    total = reduce(Counted.plus, counted.values(), Counted())
    yield (
        f"{total.requests:,} requests to {one_line(model)}: {_tokens(total)}; a passage whose "
        "codes cannot be verified is asked for once more"
    )
    missing = unknown(prices)
    if missing:
        yield (
            f"The price of {missing} is not known here: give --price-in and --price-out for the "
            "cost."
        )
    else:
        costs = [_cost(counted.get(judge, Counted()), price) for judge, price in prices.items()]
        yield _about(*map(sum, zip(*costs, strict=True)))
    if len(prices) > 1:
        for judge, price in prices.items():
            own = counted.get(judge, Counted())
            cost = f"; {_about(*_cost(own, price))}" if price else ""
            yield f"  {one_line(judge)}: {own.requests:,} requests: {_tokens(own)}{cost}"


def _tokens(counted: Counted) -> str:
    about = "" if counted.exact else "~"
    return (
        f"{about}{counted.prompt_tokens:,} tokens in, ~{counted.likely_tokens:,} out, "
        f"at most {counted.most_tokens:,}"
    )


def _cost(counted: Counted, price: Price | None) -> tuple[float, float]:
    """Dollars, likely and at most."""
    if price is None:
        return 0.0, 0.0
    return (
        price.dollars(counted.prompt_tokens, counted.likely_tokens),
        price.dollars(counted.prompt_tokens, counted.most_tokens),
    )


def _about(likely: float, most: float) -> str:
    return f"about {_dollars(likely)}, at most {_dollars(most)}"


def spent_lines(usages: Mapping[str, Usage], prices: Prices) -> Iterator[str]:
    """What was asked, and what it did cost; nothing if nobody was asked."""
    total = total_usage(usages.values())
    if not total.requests:
        return
    costs = [_spent(usage, prices.get(judge)) for judge, usage in usages.items()]
    known = [cost for cost in costs if cost is not None]
    yield _asked(total, sum(known) if len(known) == len(costs) else None)
    if len(usages) > 1:
        for (judge, usage), cost in zip(usages.items(), costs, strict=True):
            yield f"  {one_line(judge)}: {_asked(usage, cost)}"


def _spent(usage: Usage, price: Price | None) -> float | None:
    return price.dollars(usage.prompt_tokens, usage.completion_tokens) if price else None


def _asked(usage: Usage, dollars: float | None) -> str:
    cost = "" if dollars is None else f", {_dollars(dollars)}"
    return (
        f"asked {usage.requests:,} times: {usage.prompt_tokens:,} tokens in, "
        f"{usage.completion_tokens:,} out{cost}"
    )


def _dollars(amount: float) -> str:
    return "less than $0.01" if 0 < amount < 0.005 else f"${amount:,.2f}"
