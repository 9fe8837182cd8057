from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.text import ago, counted, short_name, shown

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@given(st.text())
def test_nothing_that_is_shown_can_steer_a_terminal(text: str) -> None:
    seen = shown(text)
    assert all(ord(c) >= 0x20 or c == "\n" for c in seen)
    assert not any(0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in seen)
    assert not set(seen) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs"))))
def test_words_of_any_script_are_shown_as_they_are(text: str) -> None:
    assert shown(text) == text


def test_a_control_character_is_visible_and_keeps_its_place() -> None:
    assert shown("a\x1b[31mb\x00\x9b") == "a␛[31mb␀\N{REPLACEMENT CHARACTER}"
    assert shown("one\r\ntwo\rthree") == "one\ntwo␍three"


def test_markup_is_left_alone() -> None:
    assert shown("[red]x[/red] [@click=quit]") == "[red]x[/red] [@click=quit]"


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
