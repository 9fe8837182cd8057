"""Intervals: known values, and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.trainees.estimates import difference, mean, share


def test_wilsons_interval_has_its_published_values() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148.
    found = share(81, 263)
    assert [found.low, found.high] == pytest.approx([0.2553, 0.3662], abs=5e-5)
    found = share(15, 148)
    assert [found.low, found.high] == pytest.approx([0.0624, 0.1605], abs=5e-5)


@given(n=st.integers(1, 500), data=st.data())
def test_a_share_lies_in_its_interval(n: int, data: st.DataObject) -> None:
    found = share(data.draw(st.integers(0, n)), n)
    assert 0.0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1.0


@given(sample=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_a_mean_is_repeatable_and_its_interval_inside_the_sample(sample: list[float]) -> None:
    found = mean(sample)
    assert found == mean(sample)
    assert found is not None
    assert min(sample) - 1e-6 <= found.low <= found.high <= max(sample) + 1e-6


def test_nothing_has_no_mean() -> None:
    assert mean([]) is None


def test_more_meetings_narrow_the_interval() -> None:
    few, many = mean([0.0, 1.0] * 10), mean([0.0, 1.0] * 1_000)
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 5


def test_a_difference_is_taken_meeting_by_meeting() -> None:
    found = difference([3.0, 5.0, 9.0], [1.0, 3.0, 7.0])
    assert found is not None
    assert (found.value, found.low, found.high) == (2.0, 2.0, 2.0)
