"""A withheld score gets its number once a coach has ruled on all it hangs on, not before."""

import asyncio
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content import load_persona, load_scenario
from simulator.domain.scorecard import GradedRecord, Score, ScoreName
from simulator.domain.transcript import Transcript
from simulator.grader.case import open_case
from simulator.grader.coach.carrying import carried_over
from simulator.grader.coach.corrections import corrected
from simulator.grader.coach.drafts import Draft, drafted, target_of
from simulator.grader.samples import is_withheld
from simulator.report.certainty import waits_for
from tests.grader import bots
from tests.grader.graded import MADE, record_of
from tests.report.sampled import wavered


@cache
def sampled() -> tuple[Transcript, GradedRecord]:
    """A session, and its grade by three samples that differ: two scores are withheld."""
    scenario, persona = load_scenario("services_60k"), load_persona("cash_flow_worried")
    transcript = bots.transcript_of(bots.SANTA, scenario, persona)
    return transcript, asyncio.run(wavered(transcript))


def rule(record: GradedRecord, action: str, name: str, **draft: str) -> GradedRecord:
    """A correction as a coach would type it."""
    transcript, _ = sampled()
    to, words = draft.get("to", ""), draft.pop("words", "")
    target = target_of(name, action, record, transcript, to=to, words=words)  # type: ignore[arg-type]
    made = MADE + timedelta(minutes=len(record.corrections))
    typed = Draft(action, target, reason="because", **draft)  # type: ignore[arg-type]
    return corrected(record, transcript, drafted(typed, record, transcript, "Ann", made))


def named(record: GradedRecord, name: ScoreName) -> Score:
    return next(score for score in record.all_scores if score.name == name)


def withheld(record: GradedRecord) -> set[str]:
    return {score.name for score in record.all_scores if is_withheld(score)}


def test_a_withheld_score_hangs_on_the_turns_that_bear_on_it_and_on_no_other() -> None:
    _, own = sampled()
    assert withheld(own) == {"listening", "value before price"}
    assert named(own, "value before price").hangs_on == (1,)
    assert named(own, "listening").hangs_on == (1, 5)
    assert not any(s.hangs_on for s in own.all_scores if not is_withheld(s))
    assert waits_for(own, named(own, "listening")) == (
        "Listening has a number once a coach has ruled on the codes of turns 1 and 5."
    )
    assert waits_for(own, named(own, "firmness")) == ""


def test_each_score_is_published_when_the_last_of_its_turns_is_ruled_on() -> None:
    transcript, own = sampled()
    before = own.model_dump_json()
    record = rule(own, "accept", "c1.q-why")
    assert withheld(record) == {"listening"}
    assert named(record, "value before price").value == 3
    for turn in ("9", "11"):
        record = rule(record, "accept", turn)
        assert named(record, "listening") == named(own, "listening")
    assert waits_for(record, named(record, "listening")).endswith("on the codes of turn 5.")
    last = rule(record, "accept", "5")
    assert withheld(last) == set()
    assert (last.coach, last.parent) == ("Ann", record.id)
    # No sample differs any longer, so the number is that of the codes as they stand.
    plain = record_of(transcript, last.readings)
    numbers = [(i.id, i.count, i.out_of) for i in named(plain, "listening").indicators]
    assert [(i.id, i.count, i.out_of) for i in named(last, "listening").indicators] == numbers
    assert named(last, "listening").value == named(plain, "listening").value == 3
    assert own.model_dump_json() == before


def test_every_doubtful_code_of_a_turn_has_to_be_ruled_on() -> None:
    _, record = sampled()
    for turn in ("1", "9", "11"):
        record = rule(record, "accept", turn)
    # In turn 5 one sample found IRRIT; of all three, HOLD has words that were not quite said.
    record = rule(record, "add", "5", to="IRRIT", words="price")
    assert withheld(record) == {"listening"}
    record = rule(record, "add", "5", to="HOLD", words="The price stays at $60,000")
    assert withheld(record) == set()


def test_a_ruling_on_something_else_publishes_nothing() -> None:
    _, own = sampled()
    for name in ("c3.concede", "l3.payment_days", "3", "7", "13"):
        assert withheld(rule(own, "accept", name)) == withheld(own)
    assert withheld(rule(own, "change", "l3.payment_days", to="people give")) == withheld(own)


def test_a_correction_that_moves_a_score_gives_it_its_number_and_no_other() -> None:
    _, own = sampled()
    moved = rule(own, "remove", "c1.q-why")
    assert (named(own, "listening").samples, named(moved, "listening").value) == ((3, 3, 1), 1)
    neither = rule(own, "add", "9", to="Q-CLOSED", words="price")
    assert withheld(neither) == withheld(own)
    kept, before = named(neither, "listening"), named(own, "listening")
    assert (kept.interval, kept.samples) == (before.interval, before.samples)
    assert kept.indicators != before.indicators  # the evidence is new


def test_whoever_accepts_everything_has_ruled_on_everything() -> None:
    _, own = sampled()
    assert withheld(rule(own, "accept", "all")) == set()


@settings(max_examples=25, deadline=None)
@given(st.permutations(["1", "3", "5", "7", "9", "11", "13"]), st.integers(0, 7))
def test_in_whatever_order_a_score_is_published_with_its_last_turn(
    order: list[str], many: int
) -> None:
    _, own = sampled()
    record = own
    for turn in order[:many]:
        record = rule(record, "accept", turn)
    ruled = set(map(int, order[:many]))
    for score in own.all_scores:
        if is_withheld(score):
            assert is_withheld(named(record, score.name)) != ruled.issuperset(score.hangs_on)
        else:
            assert named(record, score.name) == score


@pytest.mark.parametrize("turns", [("1",), ("1", "5", "9", "11")])
def test_a_new_grade_that_says_the_same_is_settled_by_the_same_rulings(
    turns: tuple[str, ...],
) -> None:
    transcript, own = sampled()
    record = own
    for turn in turns:
        record = rule(record, "accept", turn)
    again = own.model_copy(update={"id": "again", "parent": own.id})
    case = open_case(transcript, own.transcript)
    (made,) = carried_over(again, [own, record, again], case).records
    assert withheld(made) == withheld(record)
    assert made.all_scores == record.all_scores
