"""A quote is found whatever marks and spaces it came with, and is cut from the raw turn."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
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


@pytest.mark.parametrize(
    ("raw", "cited", "found"),
    [
        ("un caf\u00e9.", "cafe\u0301", "caf\u00e9"),
        ("un cafe\u0301.", "caf\u00e9", "cafe\u0301"),
        ("a\u0316\u0301b", "a\u0301\u0316b", "a\u0316\u0301b"),
        ("\u1112\u1161\u11ab yes", "\ud55c yes", "\u1112\u1161\u11ab yes"),
        ("it\u00b4s late", "it's late", "it\u00b4s late"),
        ("5\u2033 wide", '5" wide', "5\u2033 wide"),
        ("I \u2764\ufe0f it", "I \u2764 it", "I \u2764\ufe0f it"),
        ("the o\ufb03ce is", "office", "o\ufb03ce"),
        ("auf der Stra\u00dfe", "STRASSE", "Stra\u00dfe"),
        ("\u0130stanbul", "i\u0307STANBUL", "\u0130stanbul"),
        ("Say K\u0131rd\u0131.", "k\u0131rd\u0131", "K\u0131rd\u0131"),
    ],
    ids=[
        "composed", "decomposed", "mark order", "hangul", "acute as apostrophe", "double prime",
        "variation selector", "ligature", "sharp s", "dotted I", "dotless i",
    ],
)  # fmt: skip
def test_other_ways_to_write_the_same_are_found(raw: str, cited: str, found: str) -> None:
    quote = find_quote(turn(raw), cited)
    assert quote is not None
    assert quote.text == found
    assert raw[quote.start : quote.end] == found


def test_other_letters_are_not_taken_for_the_same() -> None:
    assert find_quote(turn("un cafe\u0301."), "cafe") is None
    assert find_quote(turn("K\u0131rd\u0131."), "kirdi") is None


BLANK = " \n\u00a0\u3000\u200b\ufe0f"
SPELLINGS = (
    "a B \u0131 \u0130 I e\u0301 \u00e9 a\u0316\u0301 \ufb03 \u00df \ufdfa \uff21 \u212b "
    "' \u2019 \u00b4 \u201c \" \u2033 - \u2014 \ud55c \u1112\u1161\u11ab \uff76\uff9e \u202e \x00"
)
LETTERS = st.sampled_from([*BLANK, *SPELLINGS.split(" ")])


@settings(max_examples=80)
@given(st.lists(LETTERS, min_size=1, max_size=40), st.data(), st.sampled_from(["NFC", "NFD"]))
def test_every_part_of_a_turn_is_found_in_it(
    letters: list[str], data: st.DataObject, form: Literal["NFC", "NFD"]
) -> None:
    first = data.draw(st.integers(0, len(letters) - 1))
    last = data.draw(st.integers(first + 1, len(letters)))
    said, part = turn("".join(letters)), "".join(letters[first:last])
    quote = find_quote(said, unicodedata.normalize(form, part))
    if quote is None:
        assert not part.strip(BLANK)
    else:
        assert said.text[quote.start : quote.end] == quote.text != ""


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=8))
def test_what_is_found_stands_in_the_turn(text: str, wanted: str) -> None:
    quote = find_quote(turn(text), wanted)
    if quote is not None:
        assert text[quote.start : quote.end] == quote.text
        # What was found holds what was wanted.
        assert find_quote(turn(quote.text), wanted) is not None


@pytest.mark.parametrize(
    "letter",
    ["\u201c", "'\u2033", "a\u0301\u0316", "\u0301\u0316", "\ufb03", "\u0130", "\u200b", " "],
)
def test_a_turn_of_100_000_characters_is_searched_to_its_end(letter: str) -> None:
    long = letter * (100_000 // len(letter))
    quote = find_quote(turn(long + " the end"), "THE END")
    assert quote is not None
    assert quote.text == "the end"
    assert find_quote(turn(long), long[:50_000] + "b") is None
