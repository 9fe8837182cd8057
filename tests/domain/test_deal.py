"""Issues: the values they hold, the steps between them, and how they are said."""

import pytest
from hypothesis import given
from pydantic import ValidationError

from simulator.domain.deal import Option, OptionIssue, RangeIssue
from tests.domain.deals import option_issues, range_issues


def days(**changed: object) -> RangeIssue:
    fields = {
        "kind": "range",
        "id": "payment_days",
        "name": "Payment",
        "unit": "days",
        "low": 0,
        "high": 120,
        "step": 15,
        "standard": 30,
        "say": "net {value}",
    }
    return RangeIssue.model_validate(fields | changed)


def price(**changed: object) -> RangeIssue:
    return days(id="price", unit="money", say="{value}", high=100_000, standard=60_000, **changed)


@given(range_issues())
def test_every_step_is_held_and_the_standard_is_one(issue: RangeIssue) -> None:
    outcomes = issue.outcomes()
    assert all(map(issue.holds, outcomes))
    assert (outcomes[0], outcomes[-1]) == (issue.low, issue.high)
    assert issue.standard in outcomes


@given(range_issues())
def test_a_range_ends_where_it_ends(issue: RangeIssue) -> None:
    assert not issue.holds(issue.low - 1)
    assert not issue.holds(issue.high + 1)
    assert not issue.holds("full")


def test_steps_that_do_not_divide_the_range_stop_below_its_end() -> None:
    assert days(high=40).outcomes() == (0, 15, 30)


def test_a_tenth_as_a_step_loses_no_value() -> None:
    assert len(days(low=0, high=0.3, step=0.1, standard=0).outcomes()) == 4


def test_off_step_values_are_held() -> None:
    assert days().holds(47)


@pytest.mark.parametrize("standard", [-1, 121])
def test_the_standard_has_to_be_inside(standard: float) -> None:
    with pytest.raises(ValidationError, match="'standard' must lie between"):
        days(standard=standard)


@given(option_issues())
def test_options_hold_their_ids_and_nothing_else(issue: OptionIssue) -> None:
    assert all(map(issue.holds, issue.outcomes()))
    assert not issue.holds("elsewhere")
    assert not issue.holds(30.0)


def test_the_standard_option_has_to_exist() -> None:
    options = (Option(id="full", name="the full programme"),)
    with pytest.raises(ValidationError, match="'standard' must be one of full"):
        OptionIssue(kind="options", id="scope", name="", options=options, standard="whole")


def test_money_is_said_with_its_sign_and_separators() -> None:
    assert price().spoken(57_500.0) == "$57,500"
    assert price().spoken(57_500.5) == "$57,500.50"


def test_days_are_said_as_the_scenario_says_them() -> None:
    assert days().spoken(90.0) == "net 90"


def test_an_option_is_said_by_its_name() -> None:
    options = (Option(id="full", name="the full programme"),)
    issue = OptionIssue(kind="options", id="scope", name="", options=options, standard="full")
    assert issue.spoken("full") == "the full programme"
