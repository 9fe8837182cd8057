"""The sample sessions are graded as the page beside them says."""

from pathlib import Path

import pytest

from simulator.domain.scorecard import GradedRecord, ScoreName
from simulator.grader.case import open_case
from simulator.grader.grade import grade_by_rules
from simulator.store.transcripts import read_transcript

SAMPLES = Path(__file__).parents[2] / "transcripts"


def graded(name: str) -> GradedRecord:
    return grade_by_rules(open_case(read_transcript(SAMPLES / f"{name}.jsonl"), name))


def met(record: GradedRecord, name: ScoreName, check: str) -> str:
    score = next(score for score in record.all_scores if score.name == name)
    return next(found.status for found in score.indicators if found.id == check)


def test_the_discount_to_buy_peace_is_one_and_buys_none() -> None:
    peace = graded("peace")
    assert next(row.verdict for row in peace.ledger if row.issue == "price") == "people give"
    assert met(peace, "trading", "T7") == "not met"
    assert met(peace, "relationship", "R5") == "not met"


def test_the_limits_that_were_none_are_no_kept_word() -> None:
    poor = graded("poor")
    assert poor.value_of("integrity") == 1
    assert met(poor, "process", "L3") != "met"


def test_who_leaves_politely_is_not_told_to_open_the_door() -> None:
    walked = graded("walked")
    assert ["bring you back: " in found.try_instead for found in walked.highlights].count(True) == 0
    assert met(walked, "relationship", "R5") != "not met"


@pytest.mark.parametrize("check", ["V3", "V7"])
def test_one_question_is_not_three_credits(check: str) -> None:
    assert met(graded("walked"), "value before price", check) != "met"
