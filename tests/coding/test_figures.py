"""Figures in running text: money, shares, days, months and counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.coding.figures import Figure, find_figures
from simulator.coding.text import Text


def only(text: str) -> Figure:
    (figure,) = find_figures(Text(text))
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$9.50", 9.5, "money"),
        ("9.5k", 9500, None),
        ("€ 1,250", 1250, "money"),
        ("sixty thousand dollars", 60_000, "money"),
        ("sixty-five hundred", 6500, None),
        ("fifty-seven and a half thousand", 57_500, None),
        ("a hundred and ten", 110, None),
        ("1.250.000", 1_250_000, None),
        ("twenty five percent", 25, "percent"),
        ("10 per cent", 10, "percent"),
        ("half the price", 50, "percent"),
        ("half a million", 500_000, None),
        ("two weeks", 14, "days"),
        ("a 30-day term", 30, "days"),
        ("ninety days", 90, "days"),
        ("two years", 24, "months"),
        ("a 24-month contract", 24, "months"),
        ("on 12 December", 12, "ordinal"),
        ("the 12th", 12, "ordinal"),
    ],
)
def test_a_figure_has_its_value_and_unit(text: str, value: float, unit: str | None) -> None:
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert figure.unit == unit


def test_a_figure_covers_the_words_that_say_it() -> None:
    text = Text("We could do fifty-seven thousand dollars for you.")
    (figure,) = find_figures(text)
    assert text.words[figure.start : figure.end] == ["fifty", "seven", "thousand", "dollars"]


@given(st.integers(min_value=1, max_value=9_999_999))
def test_digits_mean_what_they_say_with_and_without_separators(number: int) -> None:
    assert only(f"{number:,}").value == number
    assert only(f"${number}").value == number


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for figure in find_figures(Text(text)):
        assert figure.start < figure.end
