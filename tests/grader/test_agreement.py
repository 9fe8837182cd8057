import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Code
from simulator.domain.scorecard import Provenance
from simulator.grader.agreement.kappas import closeness, presence
from simulator.grader.agreement.report import Agreement, agreement
from tests.grader.rated import coached, graded


def tables(*pairs: tuple[int, int]) -> list[list[list[int]]]:
    """One transcript a pair of scores."""
    made = []
    for one, other in pairs:
        table = [[0] * 5 for _ in range(5)]
        table[one - 1][other - 1] = 1
        made.append(table)
    return made


# The statistics, by hand


def test_presence_is_what_the_table_says() -> None:
    """Of 50 turns the first has it in 25, the second in 20, both in 15."""
    found = presence([[[20, 5], [10, 15]]])
    assert found.precision.value == pytest.approx(15 / 25)
    assert found.recall.value == pytest.approx(15 / 20)
    assert found.f1.value == pytest.approx(2 * 15 / (25 + 20))
    assert found.kappa.value == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    assert (found.kappa.low, found.kappa.reason) == (None, "one transcript has no interval")


def test_closeness_is_what_the_pairs_say() -> None:
    """Squares of the differences: 4 seen, 26 / 4 expected by chance."""
    found = closeness(tables((1, 1), (2, 2), (3, 3), (1, 3)))
    assert found.kappa.value == pytest.approx(1 - 4 / 6.5)
    assert found.exact.value == pytest.approx(0.75)
    assert found.within_one.value == pytest.approx(0.75)
    assert found.bias.value == pytest.approx(-0.5)
    assert found.bias.low is not None
    assert found.bias.low < -0.5 < (found.bias.high or 0) + 1e-9


def test_what_is_undefined_has_a_reason_and_no_number() -> None:
    never = presence([[[3, 0], [0, 0]], [[2, 0], [0, 0]]])
    assert {e.value for e in (never.precision, never.recall, never.f1, never.kappa)} == {None}
    assert never.precision.reason == "the first never gave it"
    assert never.recall.reason == "the second never gave it"
    assert never.kappa.reason == "both gave the same throughout"
    missed = presence([[[3, 2], [0, 0]]])
    assert (missed.precision.value, missed.recall.value, missed.f1.value) == (None, 0, 0)
    assert missed.kappa.value == 0
    always = closeness(tables((4, 4), (4, 4), (4, 4)))
    assert (always.kappa.value, always.exact.value) == (None, 1)
    assert always.kappa.reason == "both gave the same throughout"
    nothing = closeness([])
    assert nothing.bias.value is None
    assert nothing.bias.reason == "nothing was scored by both"


def test_an_interval_that_few_resamples_define_is_none() -> None:
    rare = presence([[[5, 0], [0, 1]], *[[[6, 0], [0, 0]]] * 3])
    assert rare.kappa.value == 1
    assert rare.kappa.low is None
    assert rare.kappa.reason.startswith("undefined in ")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4).filter(any))
def test_the_resampled_statistic_is_the_librarys(cells: list[int]) -> None:
    """Of equal transcripts every resample is the whole again, so the interval is the value."""
    table = [cells[:2], cells[2:]]
    found = presence([table] * 3)
    for estimate in (found.precision, found.recall, found.f1, found.kappa):
        if estimate.value is None:
            assert estimate.reason
        else:
            assert estimate.low == pytest.approx(estimate.value)
            assert estimate.high == pytest.approx(estimate.value)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=8))
def test_the_resampled_weighted_kappa_is_the_librarys(pairs: list[tuple[int, int]]) -> None:
    table = [[0] * 5 for _ in range(5)]
    for one, other in pairs:
        table[one - 1][other - 1] += 1
    kappa = closeness([table] * 2).kappa
    if kappa.value is not None:
        assert kappa.low == pytest.approx(kappa.value)


# The report


def codes_of(report: Agreement, at: int = 0) -> dict[str, tuple[int, float | None, float | None]]:
    found = report.comparisons[at].codes
    return {
        c.code.value: (c.turns, c.agreement.precision.value, c.agreement.recall.value)
        for c in found
    }


def test_codes_are_compared_in_the_turns_that_the_coach_judged() -> None:
    own = graded("a", Code.HOLD, Code.HOLD, Code.OFFER, None)
    seen = graded("a", Code.HOLD, Code.LEAK, Code.HOLD, Code.HOLD)
    everywhere = agreement([[own, coached(own, seen)]])
    assert codes_of(everywhere) == {
        "HOLD": (4, 1 / 2, pytest.approx(1 / 3)),
        "OFFER": (4, 0, None),
        "LEAK": (4, None, 0),
    }
    one_turn = agreement([[own, coached(own, seen, of="1")]])
    assert codes_of(one_turn) == {"HOLD": (1, 0, None), "LEAK": (1, None, 0)}


def test_the_last_record_of_each_coach_counts_against_the_grade_it_goes_back_to() -> None:
    own, newer = graded("a", Code.HOLD), graded("a", Code.LEAK).model_copy(update={"id": "newer"})
    first = coached(own, graded("a", Code.LEAK))
    second = coached(own, graded("a", Code.OFFER))
    second = second.model_copy(update={"id": "second", "parent": first.id})
    report = agreement([[own, first, second, newer]])
    assert set(codes_of(report)) == {"HOLD", "OFFER"}


def test_records_whose_parents_are_lost_or_go_in_a_circle_are_left_out() -> None:
    own = graded("a", Code.HOLD)
    one = coached(own, own).model_copy(update={"id": "x", "parent": "y"})
    other = one.model_copy(update={"id": "y", "parent": "x"})
    lost = coached(own, own, "Bob").model_copy(update={"parent": "nowhere"})
    assert agreement([[own, one, other, lost]]).comparisons == ()


def test_blind_and_seen_corrections_are_split() -> None:
    sessions = []
    for n in range(4):
        own = graded(str(n), Code.HOLD, value=3)
        blind = n % 2 == 0
        sessions.append([own, coached(own, graded(str(n), value=1 if blind else 3), blind=blind)])
    report = agreement(sessions)
    bias = {c.corrections: c.scores[0].agreement.bias.value for c in report.comparisons}
    assert bias == {"all": 1, "blind": 2, "seen": 0}


def test_grades_from_one_answer_and_from_several_are_split() -> None:
    sessions = []
    for n in range(4):
        own = graded(str(n), Code.HOLD, value=3)
        voted = own.model_copy(update={"made_from": Provenance(samples=3 if n % 2 else 1)})
        sessions.append([voted, coached(voted, graded(str(n), value=1 if n % 2 else 3))])
    report = agreement(sessions)
    bias = {c.corrections: c.scores[0].agreement.bias.value for c in report.comparisons}
    assert bias == {"all": 1, "once": 0, "voted": 2}


def test_a_planted_bias_is_found_and_none_is_not() -> None:
    def report(shift: int) -> Agreement:
        sessions = []
        for n in range(30):
            own = graded(str(n), value=2 + n % 3)
            theirs = graded(str(n), value=2 + n % 3 - shift + (n % 5 == 0))
            sessions.append([own, coached(own, theirs)])
        return agreement(sessions)

    planted = report(1).comparisons[0].scores[0]
    assert planted.agreement.bias.value == pytest.approx(0.8)
    assert planted.biased
    assert not report(0).comparisons[0].scores[0].biased


def test_a_score_that_one_of_them_withholds_is_counted_apart() -> None:
    own = graded("a", value=None)
    report = agreement([[own, coached(own, graded("a", value=3))]])
    score = report.comparisons[0].scores[0]
    assert (score.pairs, score.unscored) == (0, 1)
    assert score.agreement.kappa.value is None


@pytest.mark.parametrize(("wrong", "named"), [(2, []), (3, ["F1"])])
def test_checks_overruled_in_more_than_a_fifth_of_the_cases_are_named(
    wrong: int, named: list[str]
) -> None:
    sessions = []
    for n in range(10):
        own = graded(str(n), held=True)
        sessions.append([own, coached(own, graded(str(n), held=n >= wrong))])
    report = agreement(sessions)
    assert [check.check for check in report.overridden] == named
    looked_at = [d for d in report.disagreements if d.what == "F1"]
    assert len(looked_at) == wrong
    assert looked_at[0].raters == ("grader", "Ann")
    assert looked_at[0].said == ("met", "not met")


def test_coaches_are_compared_where_both_judged() -> None:
    own = graded("a", Code.HOLD, Code.HOLD, None)
    ann = coached(own, graded("a", Code.HOLD, Code.LEAK, None), "Ann")
    bob = coached(own, graded("a", Code.HOLD, Code.HOLD, Code.HOLD), "Bob", of="1")
    report = agreement([[own, ann, bob]])
    assert [c.between for c in report.comparisons] == ["grader and coach", "coach and coach"]
    assert codes_of(report, 1) == {"HOLD": (1, None, 0), "LEAK": (1, 0, None)}
    assert [d.raters for d in report.disagreements][-1] == ("Ann", "Bob")


@pytest.mark.parametrize(("transcripts", "enough"), [(29, False), (30, True)])
def test_nothing_is_said_beside_people_before_two_coaches_rated_thirty(
    transcripts: int, enough: bool
) -> None:
    sessions = []
    for n in range(transcripts):
        own = graded(str(n), value=1 + n % 5)
        sessions.append([own, coached(own, own, "Ann"), coached(own, own, "Bob")])
    said = agreement(sessions).people
    assert said.startswith("Nothing can be said") is not enough
    assert ("firmness" in said) is enough
    assert "human" not in said


def test_one_coach_says_nothing_of_people_however_much_was_rated() -> None:
    sessions = []
    for n in range(40):
        own = graded(str(n))
        sessions.append([own, coached(own, own)])
    assert agreement(sessions).people.startswith("Nothing can be said")


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.metrics", None)
    with pytest.raises(NegotiateError, match=r"pip install 'negotiation-simulator\[agreement\]'"):
        agreement([])
