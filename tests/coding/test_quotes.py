"""A quote is found whatever marks and spaces it came with, and is cut from the raw turn."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.coding.quotes import find_quote
from simulator.domain.transcript import Turn


def turn(text: str) -> Turn:
    return Turn(n=3, speaker="buyer", text=text)


def test_marks_case_and_spaces_do_not_matter() -> None:
    said = turn("Well — “it’s  the\ntiming”, she SAID.")
    quote = find_quote(said, "it's the timing")
    assert quote is not None
    assert quote.text == "it’s  the\ntiming"
    assert said.text[quote.start : quote.end] == quote.text
    assert find_quote(said, "Well - \"IT'S") is not None


def test_what_was_not_said_is_not_found() -> None:
    assert find_quote(turn("It's the timing."), "the price") is None
    assert find_quote(turn("It's the timing."), "") is None
    assert find_quote(turn(""), "timing") is None


@given(st.text(min_size=1, max_size=80), st.data())
def test_every_part_of_a_turn_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = find_quote(turn(text), text[start:end])
    if quote is None:
        # Only what normalises to nothing is nowhere.
        assert not text[start:end].strip() or not text[start:end].isprintable()
    else:
        assert text[quote.start : quote.end] == quote.text
