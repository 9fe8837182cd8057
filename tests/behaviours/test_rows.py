"""Every behaviour of the catalogue is provoked, and good and bad handling are told apart."""

from pathlib import Path

import pytest

from simulator.domain.persona import ActKind
from tests.behaviours.playing import PROVOKED, ROWS, exchange
from tests.behaviours.table import table

ROOT = Path(__file__).resolve().parents[2]


def test_the_catalogue_is_whole() -> None:
    assert list(ROWS) == [f"B{number:02}" for number in range(1, 79)]


@pytest.mark.parametrize("row", PROVOKED)
def test_the_buyer_provokes_it(row: str) -> None:
    pressed = exchange(row, "good").pressed
    assert pressed.kind is ActKind.PRESS
    assert pressed.tactic == ROWS[row]["buyer"][1]


@pytest.mark.parametrize("row", PROVOKED)
@pytest.mark.parametrize(("side", "verdict"), [("good", "well"), ("bad", "badly")])
def test_it_is_taken_as_it_was_meant(row: str, side: str, verdict: str) -> None:
    tactic = ROWS[row]["buyer"][1]
    assert any(
        reason.startswith(f"took '{tactic}' {verdict}")
        for reason in exchange(row, side).answer.reasons
    )


@pytest.mark.parametrize("row", PROVOKED)
def test_good_and_bad_are_answered_differently(row: str) -> None:
    good, bad = exchange(row, "good"), exchange(row, "bad")
    assert good.reply != bad.reply
    assert (good.after.trust + good.after.respect - good.after.heat) >= (
        bad.after.trust + bad.after.respect - bad.after.heat
    )


@pytest.mark.parametrize("row", [row for row, entry in ROWS.items() if "shown_by" in entry])
def test_a_row_without_a_tactic_names_the_test_that_shows_it(row: str) -> None:
    path, _, name = ROWS[row]["shown_by"].partition("::")
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_the_table_in_the_docs_is_the_one_the_tests_make() -> None:
    written = (ROOT / "docs" / "behaviours.md").read_text("utf-8")
    assert written == table(), "run python -m tests.behaviours.table"
