from datetime import UTC, datetime, timedelta

import pytest

from simulator.tui.text import ago, counted, short_name

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=4), "4 days ago"),
        (timedelta(days=20), "18 February"),
        (timedelta(days=400), "3 February 2025"),
    ],
)
def test_how_long_ago(before: timedelta, words: str) -> None:
    assert ago((NOW - before).isoformat(), NOW) == words


def test_a_date_that_is_none_is_shown_as_it_is() -> None:
    assert ago("soon\x1b", NOW) == "soon␛"


def test_names_and_counts() -> None:
    assert short_name("Karin Holt, owner") == "Karin"
    assert short_name("  ") == "Buyer"
    assert [counted(n, "turn") for n in (0, 1, 2)] == ["0 turns", "1 turn", "2 turns"]
