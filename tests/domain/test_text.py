from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.text import one_line, shortened, shown, whole_words


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


def test_one_line_has_no_breaks() -> None:
    assert one_line(" a\n\tb\x1b ") == "a b␛"


def test_a_long_line_is_cut_at_a_word_and_marked() -> None:
    assert shortened("All of it,\nand more.", 30) == "All of it, and more."
    assert shortened("All of it,\nand more.", 12) == "All of it …"
    assert shortened("Unbreakable", 5) == "Unbre …"


@given(st.text(), st.integers(1, 40))
def test_a_cut_line_is_the_beginning_of_the_whole(text: str, longest: int) -> None:
    cut = shortened(text, longest)
    assert one_line(text).startswith(cut.removesuffix(" …"))
    assert len(cut) <= longest + len(" …")


def test_whole_words_are_found_in_any_case_and_the_longest_first() -> None:
    pattern = whole_words(["deal", "deal!", "a deal"])
    assert [m.group() for m in pattern.finditer("Deal! Ideal, a deal.")] == ["Deal!", "a deal"]
