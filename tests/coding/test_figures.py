"""Figures in running text: money, shares, days, months and counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.coding.figures import Figure, find_figures, join_ranges
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
        ("March 3rd", 3, "ordinal"),
        ("in 2026", 2026, "ordinal"),
        ("at 3 pm", 3, "ordinal"),
        ("57,5", 57.5, None),
        ("$35and no more", 35, "money"),
        ("5 points off", 5, "percent"),
        ("14 a unit", 14, "money"),
        ("1,200 a month", 1200, "money"),
        ("three invoices", 3, "things"),
        ("3 a week", 3, None),
        ("57 works", 57, None),
        ("80k miles", 80_000, "things"),
        ("a 56 cm frame", 56, "things"),
        ("28-inch wheels", 28, "things"),
        ("the mileage is 9,000", 9000, "things"),
        ("size 52", 52, "things"),
        ("4200 Mill Street", 4200, "things"),
        ("call 5550142", 5_550_142, "things"),
        ("he is 40", 40, "things"),
        ("we are at 40", 40, None),
        ("I pay 1500000", 1_500_000, None),
        ("100 on the street", 100, None),
        ("a 2012 model", 2012, "ordinal"),
        ("a lovely old 1968 caravan", 1968, "ordinal"),
        ("2009 Corolla", 2009, "ordinal"),
        ("a round 1950", 1950, None),
        ("the late 1800's", 1800, "ordinal"),
        ("1800's fine", 1800, None),
        ("the I-450", 450, "ordinal"),
        ("a WH-1000", 1000, "ordinal"),
        ("the RTX3080", 3080, "ordinal"),
        ("net-60", 60, None),
        ("USD500", 500, None),
        ("US$450", 450, "money"),
        ("my father turned 80", 80, "things"),
        ("my father is at 80", 80, None),
        ("a car with 90k on it", 90_000, "things"),
        ("the 2017", 2017, "ordinal"),
        ("the 1975", 1975, None),
        ("I offer 2012", 2012, None),
    ],
)
def test_a_figure_has_its_value_and_unit(text: str, value: float, unit: str | None) -> None:
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("between 55 and 58k", 55_000, 58_000, None),
        ("55 to 58 thousand", 55_000, 58_000, None),
        ("$56,000-58,000", 56_000, 58_000, "money"),
        ("2 to 3 weeks", 14, 21, "days"),
        ("two or three months", 2, 3, "months"),
        ("5 to 10 percent", 5, 10, "percent"),
        ("anywhere from 50 to 60 units", 50, 60, "things"),
    ],
)
def test_a_range_is_one_figure(text: str, low: float, high: float, unit: str | None) -> None:
    read = Text(text)
    (figure,) = join_ranges(read.words, find_figures(read))
    assert (figure.least, figure.value, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 60,000 to 58,000", [60_000, 58_000]),
        ("24/7", [24, 7]),
        ("60 and 90 days", [60, 90]),
        ("fifty-fifty", [50, 50]),
    ],
)
def test_two_figures_that_are_no_range_stay_two(text: str, values: list[float]) -> None:
    read = Text(text)
    assert [figure.value for figure in join_ranges(read.words, find_figures(read))] == values


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
