"""What an ending came to, in sentences."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.persona import Persona
from simulator.domain.scorecard import Outcome
from simulator.report.outcome import end_sections, outcome_lines
from tests.tui import stage


@pytest.mark.parametrize(
    ("better", "words"),
    [
        ({"price": 12_000.0, "days": 60.0, "care": "full"}, "$12,000, net 60 and full care"),
        ({"price": 12_000.0, "days": 30.0, "care": "basic"}, "$12,000 on the standard terms"),
        ({"days": 45.0, "unknown": "x"}, "net 45"),
    ],
)
def test_the_better_package_is_told_by_what_it_changes(
    better: dict[str, Value], words: str
) -> None:
    result = Outcome(deal=True, seller=0, seller_floor=-1, buyer=0, better=better)
    lines = list(outcome_lines(result, stage.DEAL))
    assert f"This was there as well: {words}; worth $0 to you and $0 to the buyer." in lines


def test_an_ending_nobody_can_count_has_no_section(persona: Persona) -> None:
    assert list(end_sections(stage.grade(), stage.transcript(persona))) == []


def test_words_in_the_place_of_a_figure_are_spoken_as_they_are() -> None:
    assert stage.PRICE.spoken("not stated before") == "not stated before"


def test_without_a_deal_each_side_has_its_own_alternative() -> None:
    result = Outcome(deal=False, seller=-9, seller_floor=-9, buyer=70, right_exit=True)
    first, last = outcome_lines(result, stage.DEAL)
    assert first.endswith(
        "your alternative is worth -$9 to you (your floor: -$9); "
        "its own alternative is worth $70 to the buyer."
    )
    assert last.startswith("No deal was possible")


def test_a_deal_that_was_signed_was_not_left() -> None:
    result = Outcome(deal=True, seller=-9, seller_floor=-1, buyer=0, right_exit=False)
    *_, last = outcome_lines(result, stage.DEAL)
    assert last.endswith("walking away would have been right.")
