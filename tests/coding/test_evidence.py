"""Quotes of every kind are sorted right: said there, said elsewhere, nearly said, not said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.coding.evidence import Standing, locate
from simulator.domain.moves import Speaker
from simulator.domain.transcript import Turn


def turn(n: int, speaker: Speaker, text: str) -> Turn:
    return Turn(n=n, speaker=speaker, text=text)


CITED = turn(
    3,
    "trainee",
    "Well — what makes it “steep”\u00a0for you 😀, is it 10,000 or the timing of the payments?",
)
OTHERS = (
    turn(1, "trainee", "We could do net 60 if you sign this week. Does that help you?"),
    turn(5, "trainee", "As I said, does that help you? The price stays where it is."),
)


@pytest.mark.parametrize(
    ("quote", "standing", "at"),
    [
        ('what makes it "steep" for you', Standing.VERBATIM, 3),
        ("WELL - what  makes\nit 'steep'", Standing.PARAPHRASE, None),
        ("what makes it “steep”\u00a0for you 😀", Standing.VERBATIM, 3),
        ("10,000", Standing.VERBATIM, 3),
        ("is", Standing.VERBATIM, 3),
        ("net 60 if you sign this week", Standing.REPAIRED, 1),
        ("does that help you", Standing.MISSING, None),  # in two other turns
        ("net 60", Standing.MISSING, None),  # too short to be told
        ("is it 10,000 or the timing of payments", Standing.PARAPHRASE, None),
        ("what makes it steep ... the timing of the payments", Standing.MISSING, None),
        ("what makes it the timing of the payments", Standing.MISSING, None),
        ("We cannot lower the price", Standing.MISSING, None),
        ("he", Standing.MISSING, None),
        ("1", Standing.MISSING, None),
        ("", Standing.MISSING, None),
        (":", Standing.MISSING, None),
        ("😀", Standing.MISSING, None),
    ],
)
def test_a_quote_is_sorted(quote: str, standing: Standing, at: int | None) -> None:
    found = locate(quote, CITED, lambda: OTHERS)
    assert found.standing is standing
    assert (found.quote and found.quote.turn) == at


def test_a_turn_that_is_not_there_can_still_be_put_right() -> None:
    assert locate("net 60 if you sign", None, lambda: OTHERS).standing is Standing.REPAIRED
    assert locate("the price goes down", None, lambda: OTHERS).standing is Standing.MISSING


words = st.lists(
    st.sampled_from(
        ["we", "could", "do", "net", "sixty", "if", "you", "sign", "this", "week", "now"]
    )
)


@given(words, words, st.integers(0, 5), st.integers(1, 12))
def test_what_counts_is_cut_from_a_turn(
    said: list[str], elsewhere: list[str], start: int, size: int
) -> None:
    cited, other = turn(1, "trainee", " ".join(said)), turn(3, "trainee", " ".join(elsewhere))
    found = locate(" ".join(said[start : start + size]), cited, lambda: [other])
    if said[start : start + size]:
        assert found.standing is Standing.VERBATIM
    if found.quote is not None:
        source = cited if found.quote.turn == 1 else other
        assert source.text[found.quote.start : found.quote.end] == found.quote.text
