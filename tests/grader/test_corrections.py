from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.corrections import Correction, Target
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord, Score, ScoreName
from simulator.domain.transcript import Transcript
from simulator.grader.coach.corrections import corrected
from simulator.grader.coach.drafts import Draft, addition, drafted, target_of
from simulator.grader.coach.judgements import judgement, judgements
from simulator.grader.samples import withheld
from simulator.grader.scoring import score
from tests.grader import bots
from tests.grader.builders import M, Talk
from tests.grader.graded import MADE, played, record_of

BOTS = {"ideal": bots.IDEAL, "santa": bots.SANTA, "leaker": bots.LEAKER}


def fix(
    record: GradedRecord, transcript: Transcript, action: str, name: str, **draft: object
) -> GradedRecord:
    """A correction as a coach would type it."""
    to, of, words = (str(draft.get(key, "")) for key in ("to", "of", "words"))
    target = target_of(name, action, record, transcript, to=to, of=of, words=words)  # type: ignore[arg-type]
    known = {k: v for k, v in draft.items() if k != "of" and not (action == "add" and k == "words")}
    made = drafted(
        Draft(action, target, **{"reason": "because", **known}),  # type: ignore[arg-type]
        record,
        transcript,
        "Ann",
        MADE,
    )
    return corrected(record, transcript, made)


def points(record: GradedRecord, name: ScoreName) -> int | None:
    return next(s.value for s in (*record.scores, *record.secondary) if s.name == name)


@pytest.fixture
def pressed(persona: Persona) -> Transcript:
    """Three pressures: held, given way to, held."""
    return played(_pressed(), persona)


def _pressed() -> Talk:
    talk = Talk().fill(3)
    talk.buyer("It is too dear.", M(Code.PRESS, topic="price"))
    talk.seller("The price stands, it pays for the crew.", M(Code.HOLD, reasons=1))
    talk.buyer("Still too dear.", M(Code.PRESS, topic="price"))
    talk.seller("Then 9,800.", M(Code.CONCEDE, terms={"price": 9_800}))
    talk.buyer("And again: too dear.", M(Code.PRESS, topic="price"))
    talk.seller("No, because of the crew.", M(Code.HOLD, reasons=1))
    return talk


@pytest.fixture
def own(pressed: Transcript) -> GradedRecord:
    return record_of(pressed, tuple(_pressed().readings))


def test_a_correction_is_a_new_record_that_points_back(
    own: GradedRecord, pressed: Transcript
) -> None:
    before = own.model_dump_json()
    after = fix(own, pressed, "remove", "c9.concede")
    assert (after.parent, after.coach, after.graded) == (own.id, "Ann", MADE)
    assert after.id != own.id
    assert [c.target.id for c in after.corrections] == ["c9.concede"]
    assert own.model_dump_json() == before
    again = fix(after, pressed, "accept", "c7.hold")
    assert [c.action for c in again.corrections] == ["remove", "accept"]
    assert again.parent == after.id


def test_a_code_that_goes_takes_its_terms_and_its_ledger_row_along(
    own: GradedRecord, pressed: Transcript
) -> None:
    assert [row.issue for row in own.ledger] == ["price"]
    after = fix(own, pressed, "remove", "c9.concede")
    assert after.ledger == ()
    assert points(after, "trading") != points(own, "trading")


def test_a_code_becomes_another_and_keeps_only_what_suits_it(
    own: GradedRecord, pressed: Transcript
) -> None:
    offer = fix(own, pressed, "change", "c9.concede", to="offer")
    move = next(m for r in offer.readings if r.turn == 9 for m in r.moves)
    assert (move.code, move.terms) == (Code.OFFER, {"price": 9_800})
    hold = fix(own, pressed, "change", "c9.concede", to="HOLD", details={"reasons": "2"})
    move = next(m for r in hold.readings if r.turn == 9 for m in r.moves)
    assert (move.code, move.terms, move.reasons) == (Code.HOLD, {}, 2)
    assert hold.ledger == ()


def test_an_added_code_counts_with_its_exact_words(own: GradedRecord, pressed: Transcript) -> None:
    after = fix(own, pressed, "add", "7", to="LEAK", words="the PRICE stands")
    added = judgement(after, "c7.leak").target.quote
    assert added is not None
    assert added.text == "The price stands"
    firmness = next(s for s in after.scores if s.name == "firmness")
    leaks = next(i for i in firmness.indicators if i.id == "F8")
    assert (leaks.count, leaks.status) == (1, "not met")


def test_an_opportunity_is_met_or_not_or_none_as_the_coach_says(
    own: GradedRecord, pressed: Transcript
) -> None:
    def held(record: GradedRecord) -> tuple[float, float | None]:
        firmness = next(s for s in record.scores if s.name == "firmness")
        f1 = next(i for i in firmness.indicators if i.id == "F1")
        return f1.count, f1.out_of

    assert held(own) == (2, 3)
    met = fix(own, pressed, "change", "f1.8", to="met")
    assert held(met) == (3, 3)
    none = fix(own, pressed, "change", "f1.8", to="no opportunity")
    assert held(none) == (2, 2)
    anew = fix(none, pressed, "add", "8", of="f1", to="not met")
    assert held(anew) == (2, 3)
    missed = fix(own, pressed, "add", "10", of="F1", to="met", words="too dear")
    assert held(missed) == (3, 4)


def test_a_row_is_paid_free_gone_or_there_as_the_coach_says(
    own: GradedRecord, pressed: Transcript
) -> None:
    assert own.ledger[0].verdict == "free"
    traded = fix(own, pressed, "change", "l9.price", to="traded", words="And again")
    row = traded.ledger[0]
    assert (row.verdict, row.got and row.got.turn, row.asked is not None) == ("traded", 10, True)
    assert (points(traded, "trading") or 0) > (points(own, "trading") or 0)
    back = fix(traded, pressed, "change", "l9.price", to="free")
    assert points(back, "trading") == points(own, "trading")
    assert fix(own, pressed, "remove", "l9.price").ledger == ()
    added = fix(own, pressed, "add", "11", of="days", to="free", after=90.0)
    assert [(r.issue, r.before, r.after, r.cost) for r in added.ledger][1] == ("days", 30, 90, 100)


@pytest.mark.parametrize(
    ("action", "name", "draft", "sentence"),
    [
        ("change", "c9.hold", {"to": "OFFER"}, "names no judgement"),
        ("add", "9", {"to": "HOLD", "words": "never said"}, "Turn 9 does not have the words"),
        ("add", "9", {"to": "CUE"}, "who cannot earn CUE"),
        ("add", "8", {"to": "HOLD"}, "the buyer's, who cannot earn HOLD"),
        ("add", "99", {"to": "HOLD"}, "There is no turn 99"),
        ("add", "9", {"to": "NICE"}, "'NICE' is no code"),
        ("change", "c9.concede", {"to": "NICE"}, "'NICE' is no code"),
        ("change", "l9.price", {"to": "lovely"}, "'lovely' is none of"),
        ("add", "9", {"of": "price", "to": "free"}, "is there already"),
        ("add", "9", {"of": "moon", "to": "free", "after": 1.0}, "is no issue of this deal"),
        ("add", "11", {"of": "days", "to": "free", "after": 9e9}, "is no value of days"),
        ("add", "11", {"of": "extra", "to": "free", "after": nan}, "extra: nan is no figure"),
        ("add", "11", {"of": "extra", "to": "free", "before": -inf}, "extra: -inf is no figure"),
        ("change", "c9.concede", {"details": {"terms.price": "nan"}}, "price: nan is no figure"),
        ("add", "9", {"to": "OFFER", "details": {"asked.days": "inf"}}, "days: inf is no figure"),
        ("add", "8", {"of": "days", "to": "free", "after": 60.0}, "not the trainee's"),
        ("add", "9", {"of": "T1", "to": "met"}, "correct those"),
        ("add", "9", {"of": "F2", "to": "met"}, "counts faults"),
        ("add", "9", {"of": "F9", "to": "met"}, "how the talk ended, once"),
        ("remove", "c9.concede", {"reason": " "}, "needs a reason"),
        ("change", "f1.8", {"to": "perhaps"}, "'perhaps' is none of"),
        ("add", "9", {"to": "HOLD", "details": {"tier": "9"}}, "tier"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    own: GradedRecord,
    pressed: Transcript,
    action: str,
    name: str,
    draft: dict[str, object],
    sentence: str,
) -> None:
    with pytest.raises(NegotiateError, match=sentence):
        fix(own, pressed, action, name, **draft)


def test_words_that_are_not_in_the_turn_are_refused_whoever_made_the_quote(
    own: GradedRecord, pressed: Transcript
) -> None:
    target = addition(pressed, 7, "HOLD", "", "")
    assert target.quote is not None
    forged = target.quote.model_copy(update={"text": "I promise"})
    move = own.readings[7].moves[0].model_copy(update={"quote": forged, "code": Code.LEAK})
    correction = Correction(
        made=MADE, coach="Ann", action="add", reason="x", move=move,
        target=Target(kind="code", of="LEAK", turn=7, quote=forged),
    )  # fmt: skip
    with pytest.raises(NegotiateError, match="does not have the words 'I promise'"):
        corrected(own, pressed, correction)


def test_a_grade_of_another_rubric_or_none_is_not_corrected(
    own: GradedRecord, pressed: Transcript
) -> None:
    other = own.model_copy(update={"rubric": "older"})
    with pytest.raises(NegotiateError, match="graded by rubric older"):
        fix(other, pressed, "accept", "c7.hold")
    none = own.model_copy(update={"status": "not graded"})
    with pytest.raises(NegotiateError, match="no grade to correct"):
        fix(none, pressed, "accept", "c7.hold")


@pytest.fixture
def sampled(own: GradedRecord) -> GradedRecord:
    """The same grade of three samples, trading withheld."""

    def of_samples(score: Score) -> Score:
        sure = score.model_copy(update={"interval": (1.0, 2.0), "samples": (1, 2, 2)})
        return withheld(sure, "they differ") if score.name == "trading" else sure

    return own.model_copy(
        update={
            "scores": tuple(map(of_samples, own.scores)),
            "secondary": tuple(map(of_samples, own.secondary)),
        }
    )


def number(score: Score) -> tuple[object, ...]:
    return score.verdict, score.value, score.interval, score.samples


def test_a_score_whose_points_stay_keeps_its_interval_or_stays_withheld(
    sampled: GradedRecord, pressed: Transcript
) -> None:
    held = fix(sampled, pressed, "change", "c7.hold", to="HOLD", details={"reasons": "2"})
    for before, after in zip(sampled.all_scores, held.all_scores, strict=True):
        assert number(after) == number(before)
    assert held.scores[2].because == "Left to a coach: they differ."


def test_only_the_scores_that_a_correction_moves_are_new(
    own: GradedRecord, sampled: GradedRecord, pressed: Transcript
) -> None:
    moved = fix(sampled, pressed, "change", "l9.price", to="traded", words="And again")
    plain = fix(own, pressed, "change", "l9.price", to="traded", words="And again")
    untouched = 0
    for start, before, after, computed in zip(
        own.all_scores, sampled.all_scores, moved.all_scores, plain.all_scores, strict=True
    ):
        if start.differs(computed):
            assert after == computed
        else:
            assert number(after) == number(before)
            assert after.indicators == computed.indicators
            untouched += 1
    assert points(sampled, "trading") is None
    assert points(moved, "trading") is not None
    assert untouched > 3


def test_the_key_takes_no_code_back_that_a_coach_gave(persona: Persona) -> None:
    talk = _pressed()
    talk.buyer("How low can you go?", M(Code.PRESS, topic="limit-ask"))
    words = "We cannot go below the list price of 10,000."
    talk.seller(words, M(Code.LEAK))
    transcript = played(talk, persona)
    own = record_of(transcript, tuple(talk.readings))

    def leaks(record: GradedRecord) -> float:
        firmness = next(s for s in record.scores if s.name == "firmness")
        return next(i.count for i in firmness.indicators if i.id == "F8")

    assert leaks(own) == 0
    again = fix(own, transcript, "change", "c13.leak", to="LEAK", details={"reasons": "1"})
    assert leaks(again) == 1


@pytest.mark.parametrize("name", sorted(BOTS))
def test_every_judgement_can_be_accepted_and_taken_out(
    name: str, scenario: Scenario, persona: Persona
) -> None:
    transcript = bots.transcript_of(BOTS[name], scenario, persona)
    own = record_of(transcript)
    card = {"ledger", "scores", "secondary", "highlights", "outcome", "result", "price_equivalent"}
    for found in judgements(own):
        accepted = fix(own, transcript, "accept", found.id)
        assert accepted.model_dump(include=card) == own.model_dump(include=card)
        gone = fix(own, transcript, "remove", found.id)
        assert not any(j.target.same(found.target) for j in judgements(gone)), found


def test_every_rate_is_turned_round_by_a_ruling(scenario: Scenario, persona: Persona) -> None:
    transcript = bots.transcript_of(bots.SANTA, scenario, persona)
    own = record_of(transcript)
    turned = set()
    for found in judgements(own):
        if found.target.kind == "opportunity" and found.target.of in ("A1", "A2", "A3", "F1"):
            other = "not met" if found.verdict == "met" else "met"
            after = fix(own, transcript, "change", found.id, to=other)
            assert judgement(after, found.id).verdict == other
            turned.add(found.target.of)
    assert len(turned) >= 3


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_chain_of_code_corrections_scores_as_its_readings_do(data: st.DataObject) -> None:
    """Same codes, same score, whichever way a coach got there."""
    talk = _pressed()
    transcript = Transcript(header=None, records=tuple(talk.turns))
    card = score(talk.turns, talk.readings)
    record = record_without_key(talk, card._asdict())
    for _ in range(data.draw(st.integers(1, 4))):
        found = [j for j in judgements(record) if j.target.kind == "code"]
        chosen = data.draw(st.sampled_from(found))
        action = data.draw(st.sampled_from(["remove", "change"]))
        to = data.draw(st.sampled_from(["OFFER", "HOLD", "Q-WHY", "IRRIT"]))
        try:
            record = fix(record, transcript, action, chosen.id, to=to)
        except NegotiateError:
            continue
    rescored = score(talk.turns, record.readings)
    assert rescored.scores == record.scores
    assert rescored.ledger == record.ledger


def record_without_key(talk: Talk, card: dict[str, object]) -> GradedRecord:
    from simulator.grader.rubric import load_rubric

    record = GradedRecord(
        id="root", transcript="talk", graded=MADE, rubric=load_rubric().label, coder="rules",
        readings=tuple(talk.readings),
    )  # fmt: skip
    return record.model_copy(update=card)
