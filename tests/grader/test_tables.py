"""Rows of an anchor table that no meeting could reach are found."""

from pathlib import Path

import pytest

from simulator.domain.errors import NegotiateError
from simulator.grader.data import read_text
from simulator.grader.rubric import parse_rubric, read_rubric
from simulator.grader.tables import unreachable

TEXT = read_text("rubric.yaml")


def dead(old: str, new: str) -> list[str]:
    assert TEXT.count(old) == 1
    return list(unreachable(parse_rubric(TEXT.replace(old, new))))


def test_every_row_of_ours_can_be_reached() -> None:
    assert not list(unreachable(parse_rubric(TEXT)))


FIRMNESS_TWO = "      held: 0.25\n"
AS_THREE = "      held: 0.55\n      max_self_bids: 1\n      floor_safe: true\n"


def test_a_row_that_asks_for_more_than_the_one_above_is_dead() -> None:
    found = dead(FIRMNESS_TWO, AS_THREE)
    assert "Firmness: no meeting can reach the row for 2" in found[0]


def test_a_row_below_a_looser_one_is_dead_in_a_secondary_table_too() -> None:
    found = dead("counts: {L1: 1, L2: 1, L3: 1, L4: 1}", "counts: {L3: 1}")
    assert "Process and close: no meeting can reach the row for 4" in found[0]


def test_scores_go_from_the_highest_down() -> None:
    row = "{score: 3, anchor: The terms said again."
    assert "highest score first" in dead(row, row.replace("3", "5"))[0]


def test_a_file_that_is_no_rubric_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    for text in ("", "- 1", "id: x", "a: [", TEXT.replace("held: 0.90", "held: much")):
        path.write_text(text)
        with pytest.raises(NegotiateError, match=r"mine\.yaml") as caught:
            read_rubric(path)
        assert str(caught.value).count("\n") == 0
