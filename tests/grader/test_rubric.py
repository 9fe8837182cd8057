import pytest
from pydantic import ValidationError

from simulator.grader.data import read_text
from simulator.grader.highlights import load_templates
from simulator.grader.rubric import Row, load_rubric, parse_rubric


@pytest.mark.parametrize("table", ["listening", "firmness", "trading"])
def test_rows_go_from_five_to_one_and_the_last_asks_for_nothing(table: str) -> None:
    rows: tuple[Row, ...] = getattr(load_rubric(), table).rows
    assert [row.score for row in rows] == [5, 4, 3, 2, 1]
    assert rows[-1].model_dump(exclude_defaults=True).keys() == {"score", "anchor"}


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse_rubric(read_text("rubric.yaml").replace("taken_up:", "taken_upp:"))


def test_another_threshold_is_another_rubric() -> None:
    text = read_text("rubric.yaml")
    changed = parse_rubric(text.replace("held: 0.75", "held: 0.70"))
    assert changed.id == load_rubric().id
    assert changed.label != load_rubric().label


def test_line_endings_make_no_other_rubric() -> None:
    crlf = read_text("rubric.yaml").replace("\n", "\r\n")
    assert parse_rubric(crlf).label == load_rubric().label


def test_every_claim_has_its_bait_and_every_template_a_better_line() -> None:
    kinds = load_templates().kinds
    claims = load_rubric().firmness.claim_pressures
    assert {f"bait_{claim}" for claim in claims} <= kinds.keys()
    assert all(line.strip() for template in kinds.values() for line in template.better)
