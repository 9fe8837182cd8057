"""Hypothesis strategies: small deals, and what two sides think of them."""

from itertools import product
from typing import NamedTuple

from hypothesis import strategies as st

from simulator.domain.deal import Issue, Option, OptionIssue, RangeIssue, Value
from simulator.domain.utility import Outcome, Preferences, worth

money = st.integers(-5_000, 5_000).map(float)


class Deal(NamedTuple):
    issues: tuple[Issue, ...]
    seller: Preferences
    buyer: Preferences


@st.composite
def range_issues(draw: st.DrawFn, name: str = "price") -> RangeIssue:
    low = draw(st.integers(0, 50))
    step = draw(st.integers(1, 20))
    count = draw(st.integers(0, 4))
    standard = low + step * draw(st.integers(0, count))
    return RangeIssue(
        kind="range",
        id=name,
        name=name,
        unit="count",
        low=low,
        high=low + step * count,
        step=step,
        standard=standard,
        fixed=draw(st.booleans()),
    )


@st.composite
def option_issues(draw: st.DrawFn, name: str = "scope") -> OptionIssue:
    ids = draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True))
    return OptionIssue(
        kind="options",
        id=name,
        name=name,
        options=tuple(Option(id=option, name=option) for option in ids),
        standard=draw(st.sampled_from(ids)),
        fixed=draw(st.booleans()),
    )


@st.composite
def preferences(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Preferences:
    curves: dict[str, dict[float, float] | dict[str, float]] = {}
    for issue in issues:
        if draw(st.integers(0, 5)) == 0:
            continue  # an issue this side does not care about
        if isinstance(issue, OptionIssue):
            curves[issue.id] = {option: draw(money) for option in issue.outcomes()}
        else:
            points = draw(st.sets(st.sampled_from(issue.outcomes()), min_size=1))
            curves[issue.id] = {point: draw(money) for point in points}
    reservation = draw(money)
    return Preferences(worth=curves, reservation=reservation, target=reservation)


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    kinds = draw(st.lists(st.booleans(), min_size=1, max_size=4))
    drawn: list[Issue] = []
    for number, is_range in enumerate(kinds):
        name = f"issue_{number}"
        drawn.append(draw(range_issues(name)) if is_range else draw(option_issues(name)))
    issues = tuple(drawn)
    return Deal(issues, draw(preferences(issues)), draw(preferences(issues)))


@st.composite
def packages(draw: st.DrawFn, issues: tuple[Issue, ...]) -> dict[str, Value]:
    package: dict[str, Value] = {}
    for issue in issues:
        values: list[Value] = [*issue.outcomes()]
        package[issue.id] = draw(st.sampled_from(values))
    return package


def every_outcome(deal: Deal) -> list[Outcome]:
    """Brute force: each package the seller may agree to, with both sides' worth."""
    values = [(i.standard,) if i.fixed else i.outcomes() for i in deal.issues]
    found = []
    for choice in product(*values):
        package = dict(zip((issue.id for issue in deal.issues), choice, strict=True))
        found.append(Outcome(worth(deal.seller, package), worth(deal.buyer, package), package))
    return found
