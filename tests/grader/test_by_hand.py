"""Thirty transcripts written by hand and read by two people, each without seeing the other's
reading or the grader's: the yardstick of the offline grader."""

import pytest

from simulator.coding.codebook import load_codebook
from simulator.domain.moves import Code
from tests.grader.agreement_by_hand import compared
from tests.grader.hand import HEADLINES, graded, marks, names, quoted, written

HUMAN = 0.80
"""Quadratic kappa of the two people, at least: below, there would be nothing to measure by."""
GRADER = 0.50
"""Of the grader with either of them: a floor that a change of the rules may not fall below."""


@pytest.mark.parametrize("reader", ["first", "second"])
@pytest.mark.parametrize("name", names())
def test_a_reading_quotes_its_text_and_knows_its_codes(name: str, reader: str) -> None:
    talk, book = written(name), load_codebook().codes
    for turn, code, quote in quoted(reader, name):
        assert quote in talk.turns[turn].text
        assert book[Code(code)].allows(talk.turns[turn].speaker)
    assert all(value is None or 1 <= value <= 5 for value in marks(reader, name).scores.values())


def test_there_are_ten_of_each_buyer() -> None:
    buyers = [written(name).persona.id for name in names()]
    assert sorted(set(buyers)) == ["cash_flow_worried", "contentious_client", "dictator"]
    assert len(buyers) == 30
    assert {buyers.count(buyer) for buyer in buyers} == {10}


@pytest.mark.parametrize("headline", HEADLINES)
def test_two_people_agree_on_the_scores(headline: str) -> None:
    found = compared("first", "second", headline, names())
    assert found.kappa.value is not None
    assert found.kappa.value >= HUMAN


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("reader", ["first", "second"])
def test_the_offline_grader_keeps_to_its_agreement_with_people(headline: str, reader: str) -> None:
    found = compared("grader", reader, headline, names())
    assert found.kappa.value is not None
    assert found.kappa.value >= GRADER


@pytest.mark.parametrize("name", names())
def test_every_one_of_them_is_graded(name: str) -> None:
    assert len(graded(written(name)).scores) == 3
