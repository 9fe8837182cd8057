"""Whether the grader agrees with itself, and what its points are in those of the coaches."""

import numpy as np
import pytest

from simulator.domain.scorecard import GradedRecord, Provenance
from simulator.grader.agreement.calibration import Calibration
from simulator.grader.agreement.reliability import ordinal_alpha
from simulator.grader.agreement.report import agreement
from tests.grader.rated import graded, rated, sampled


def coincidences(units: list[list[int]]) -> np.ndarray:
    """By definition: every ordered pair of a unit's m values counts 1 / (m - 1)."""
    table = np.zeros((5, 5))
    for values in units:
        for at, one in enumerate(values):
            for other in values[:at] + values[at + 1 :]:
                table[one - 1, other - 1] += 1 / (len(values) - 1)
    return table


def test_ordinal_alpha_is_the_published_one() -> None:
    """Four observers and twelve units of Krippendorff (2011), part C; ordinal: 0.815."""
    units = [
        [1, 1, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [5, 5, 5],
        [1, 1],
    ]
    assert float(ordinal_alpha(coincidences(units))) == pytest.approx(0.815, abs=0.0005)


def test_samples_that_agree_are_called_reliable_and_others_not() -> None:
    steady = [[sampled(f"t{n}", *[1 + n % 5] * 5)] for n in range(20)]
    erratic = [[sampled(f"t{n}", *(1 + (n + k * k) % 5 for k in range(5)))] for n in range(20)]
    (sure,), (unsure,) = (agreement(some).reliability for some in (steady, erratic))
    assert (sure.name, sure.transcripts, sure.reliable) == ("firmness", 20, True)
    assert sure.alpha.value == 1
    assert unsure.reliable is False
    assert unsure.alpha.low is not None
    assert unsure.alpha.low <= (unsure.alpha.value or 0) < 0.8


def test_without_a_spread_there_is_no_alpha_but_a_reason() -> None:
    (found,) = agreement([[sampled(f"t{n}", 4, 4, 4)] for n in range(20)]).reliability
    assert found.alpha.value is None
    assert found.reliable is None
    assert found.alpha.reason == "every sample gave the same throughout"


def test_a_panel_says_nothing_of_one_judge_with_itself() -> None:
    records = [[sampled(f"t{n}", 1 + n % 5, 2)] for n in range(20)]
    panel = Provenance(model="a,b", samples=1)
    assert not agreement(
        [[one.model_copy(update={"made_from": panel})] for (one,) in records]
    ).reliability


def test_one_sample_or_one_number_says_nothing_of_reliability() -> None:
    assert not agreement([[graded("a")], [sampled("b", 3, None, None)]]).reliability


def calibrated(sessions: list[list[GradedRecord]]) -> Calibration:
    return agreement(sessions).calibration


def test_a_bias_of_half_a_point_is_gone_on_transcripts_that_were_not_seen() -> None:
    found = calibrated(rated(40, 0.5))
    fresh = rated(40, 0.5, start=1_000)
    off = [found.of(own)["firmness"] - (coach.scores[0].value or 0) for own, coach in fresh]
    assert abs(sum(off) / len(off)) < 0.1
    (score_map,) = found.maps
    assert score_map.error_held_out < score_map.error


def test_ten_transcripts_are_too_few_for_a_map() -> None:
    found = calibrated(rated(10, 1.0))
    assert not found.maps
    assert "there are 10" in found.without["firmness"]
    assert not found.of(graded("t", value=3))


def test_corrections_made_seeing_the_scores_are_too_few_however_many() -> None:
    found = calibrated(rated(40, 1.0, blind=False))
    assert "there are 0" in found.without["firmness"]


def test_a_grader_as_near_as_can_be_is_left_alone() -> None:
    found = calibrated(rated(40, 0.0))
    assert not found.maps
    assert "as near to the coaches" in found.without["firmness"]


def test_a_map_is_of_no_use_for_another_rubric_or_without_a_score() -> None:
    found = calibrated(rated(40, 1.0))
    assert found.of(graded("t", value=2)) == {"firmness": pytest.approx(3)}
    assert not found.of(graded("t", value=2).model_copy(update={"rubric": "another"}))
    assert not found.of(graded("t", value=None))
