from pathlib import Path

import pytest

from simulator.domain.corrections import Correction, Target
from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.grader.coach.drafts import Draft, drafted
from simulator.grader.coach.judgements import judgement
from simulator.grader.coach.review import Review, correct, open_review, raise_dispute, rule
from simulator.store.grades import append_grade, grades_path, read_grades
from tests.grader import bots
from tests.grader.graded import MADE, graded_file


@pytest.fixture
def path(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    transcript = bots.transcript_of(bots.SANTA, scenario, persona)
    return graded_file(tmp_path, transcript)


def reviewed(path: Path) -> Review:
    from simulator.store.transcripts import read_transcript

    return open_review(path, read_transcript(path))


def made(review: Review, coach: str, action: str, name: str, to: str = "") -> Correction:
    target = judgement(review.of(coach), name).target
    draft = Draft(action, target, to=to, reason="because")  # type: ignore[arg-type]
    return drafted(draft, review.of(coach), review.transcript, coach, MADE)


def test_nothing_is_overwritten_and_each_coach_starts_from_the_grader(path: Path) -> None:
    before = grades_path(path).read_bytes()
    review = reviewed(path)
    correct(review, made(review, "Ann", "remove", "l3.payment_days"))
    review = reviewed(path)
    correct(review, made(review, "Bob", "accept", "l3.payment_days"))
    review = reviewed(path)
    second = correct(review, made(review, "Ann", "accept", "c3.concede"))
    assert grades_path(path).read_bytes().startswith(before)
    ann, bob = reviewed(path).of("Ann"), reviewed(path).of("Bob")
    assert ann.id == second.id
    assert [c.action for c in ann.corrections] == ["remove", "accept"]
    assert [c.action for c in bob.corrections] == ["accept"]
    assert bob.parent == "root"
    assert len(ann.ledger) == len(bob.ledger) - 1


def test_a_grade_made_anew_is_what_coaches_start_from(path: Path) -> None:
    review = reviewed(path)
    correct(review, made(review, "Ann", "remove", "l3.payment_days"))
    append_grade(path, review.own.model_copy(update={"id": "second", "parent": "root"}))
    assert reviewed(path).of("Ann").id == "second"


def test_parents_that_go_round_in_a_circle_end_nowhere(path: Path) -> None:
    review = reviewed(path)
    for name, parent in (("x", "y"), ("y", "x")):
        strange = review.own.model_copy(update={"id": name, "parent": parent, "coach": "Eve"})
        append_grade(path, strange)
    assert reviewed(path).of("Eve").id == "root"


def test_a_refused_correction_writes_nothing(path: Path) -> None:
    before = grades_path(path).read_bytes()
    review = reviewed(path)
    correction = made(review, "Ann", "accept", "c3.concede")
    gone = correction.model_copy(update={"target": Target(kind="turn", turn=99)})
    with pytest.raises(NegotiateError, match="no turn 99"):
        correct(review, gone)
    assert grades_path(path).read_bytes() == before


@pytest.mark.parametrize(("action", "stands"), [("accept", True), ("remove", False)])
def test_one_dispute_a_session_and_one_ruling_stay_on_record(
    path: Path, action: str, stands: bool
) -> None:
    review = reviewed(path)
    target = judgement(review.own, "l3.payment_days").target
    dispute = raise_dispute(review, target, "I was asked to.", MADE)
    review = reviewed(path)
    assert review.dispute == dispute
    assert review.ruling is None
    with pytest.raises(NegotiateError, match="One judgement a session"):
        raise_dispute(review, target, "Once more.", MADE)
    record = correct(review, made(review, "Ann", action, "l3.payment_days"))
    assert any(row.turn == 3 for row in record.ledger) is stands
    review = reviewed(path)
    assert review.ruling is not None
    assert review.ruling.dispute == dispute.id
    with pytest.raises(NegotiateError, match="Ann has ruled"):
        rule(review, made(review, "Bob", "accept", "l3.payment_days"))
    assert reviewed(path).dispute == dispute


def test_a_dispute_needs_a_reason_and_a_ruling_a_dispute(path: Path) -> None:
    review = reviewed(path)
    target = judgement(review.own, "l3.payment_days").target
    with pytest.raises(NegotiateError, match="needs a reason"):
        raise_dispute(review, target, "  ", MADE)
    with pytest.raises(NegotiateError, match="nothing is disputed"):
        rule(review, made(review, "Ann", "accept", "l3.payment_days"))


def test_grades_and_a_dispute_share_a_file(path: Path) -> None:
    review = reviewed(path)
    raise_dispute(review, judgement(review.own, "l3.payment_days").target, "No.", MADE)
    assert [record.id for record in read_grades(path)] == ["root"]


def test_without_a_grade_there_is_nothing_to_review(path: Path) -> None:
    grades_path(path).unlink()
    with pytest.raises(NegotiateError, match="no grade yet"):
        reviewed(path)
