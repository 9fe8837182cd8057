"""Votes over samples: what most found counts, and what they cannot agree on is withheld."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.moves import Code, Mention, Move, Quote, Reading, Stance
from simulator.domain.scorecard import Score
from simulator.grader.panel import left_to_a_coach
from simulator.grader.samples import majority, with_intervals


def reading(*codes: Code, turn: int = 1, values: Sequence[float] = ()) -> Reading:
    quote = Quote(turn=turn, start=0, end=4, text="What")
    return Reading(
        turn=turn,
        speaker="trainee",
        moves=tuple(Move(code=code, quote=quote) for code in codes),
        mentions=tuple(
            Mention(issue="price", value=v, stance=Stance.PROPOSED, quote=quote) for v in values
        ),
    )


def found(readings: Sequence[Reading]) -> list[Code]:
    return [move.code for one in readings for move in one.moves]


def test_more_than_half_have_to_find_a_code() -> None:
    votes = majority(
        [
            [reading(Code.Q_WHY, Code.HOLD, values=(1,))],
            [reading(Code.Q_WHY, Code.OFFER, values=(1, 2))],
            [reading(Code.Q_WHY, Code.OFFER)],
        ]
    )
    assert set(found(votes.readings)) == {Code.Q_WHY, Code.OFFER}
    assert [mention.value for mention in votes.readings[0].mentions] == [1]
    shares = {doubt.code: doubt.share for doubt in votes.doubts}
    assert shares == {"HOLD": pytest.approx(1 / 3), "OFFER": pytest.approx(2 / 3)}


def test_the_second_of_two_alike_is_voted_on_by_itself() -> None:
    twice, once = [reading(Code.Q_OPEN, Code.Q_OPEN)], [reading(Code.Q_OPEN)]
    assert found(majority([twice, once, once]).readings) == [Code.Q_OPEN]
    assert found(majority([twice, twice, once]).readings) == [Code.Q_OPEN, Code.Q_OPEN]


def test_one_sample_is_left_as_it_is() -> None:
    one = [reading(Code.HOLD)]
    assert majority([one]) == (tuple(one), ())


lists = st.lists(st.sampled_from([Code.Q_WHY, Code.HOLD, Code.OFFER]), max_size=3)


@given(st.lists(lists, min_size=2, max_size=5))
def test_samples_that_agree_are_their_own_majority(samples: list[list[Code]]) -> None:
    alike = [[reading(*samples[0])] for _ in samples]
    assert sorted(found(majority(alike).readings)) == sorted(samples[0])
    readings = [[reading(*codes)] for codes in samples]
    assert majority(readings).readings == majority(readings[::-1]).readings


def by_codes(readings: Sequence[Reading]) -> list[Score]:
    """A score for tests: one point for each code found."""
    value = min(5, 1 + len(found(readings)))
    return [Score(name="listening", verdict="scored", value=value, because="so")]


def judged(*samples: Sequence[Reading]) -> Score:
    (score,) = with_intervals(by_codes(majority(samples).readings), samples, 20, by_codes)
    return score


def test_agreement_makes_a_narrow_interval() -> None:
    same = [reading(Code.HOLD)]
    score = judged(same, same, same)
    assert (score.value, score.interval) == (2, (2.0, 2.0))


def test_disagreement_is_withheld_with_the_reason() -> None:
    score = judged(
        [reading(Code.HOLD, Code.OFFER, Code.Q_WHY, Code.LABEL)],
        [reading()],
        [reading(Code.HOLD, Code.OFFER)],
    )
    assert (score.value, score.verdict) == (None, "not scored")
    assert "Left to a coach: the samples put it anywhere from 1 to 5" in score.because
    assert score.interval == (1.0, 5.0)


def test_one_sample_has_no_interval() -> None:
    assert judged([reading(Code.HOLD)]).interval is None


def test_an_interval_is_the_same_each_time() -> None:
    samples = ([reading(Code.HOLD)], [reading()], [reading(Code.HOLD)])
    assert judged(*samples) == judged(*samples)


def test_judges_who_were_asked_once_are_not_scored_again() -> None:
    apart = Score(name="firmness", verdict="scored", value=3, because="so", samples=(1, 4))
    near = Score(name="listening", verdict="scored", value=3, because="so", samples=(3, None))

    def never(readings: Sequence[Reading]) -> Sequence[Score]:
        raise AssertionError("what each judge gives is in the samples")

    one = [reading(Code.HOLD)]
    found = left_to_a_coach([apart, near], ("ada", "bob"), [one, one], never)
    assert found[0].because.endswith("too far apart: ada makes it 1, bob makes it 4.")
    assert found[1] == near
