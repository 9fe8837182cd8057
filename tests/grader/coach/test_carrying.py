"""Where the grader says the same again, all that a coach made of it is made of it again."""

from contextlib import suppress
from datetime import timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content import load_persona, load_scenario
from simulator.domain.corrections import Action, Correction
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Code
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.case import Case, open_case
from simulator.grader.coach.carrying import carried_over
from simulator.grader.coach.corrections import corrected
from simulator.grader.coach.drafts import Draft, drafted, target_of
from simulator.grader.coach.judgements import judgements
from tests.grader import bots
from tests.grader.graded import MADE, record_of


@cache
def talk() -> tuple[Transcript, GradedRecord, Case]:
    scenario, persona = load_scenario("services_60k"), load_persona("cash_flow_worried")
    transcript = bots.transcript_of(bots.SANTA, scenario, persona)
    record = record_of(transcript)
    return transcript, record, open_case(transcript, record.transcript)


def chain(data: st.DataObject, steps: int) -> list[GradedRecord]:
    """A grader's record, and what a coach made of it step by step."""
    transcript, own, _ = talk()
    records = [own]
    for step in range(steps):
        names = ["all", "3", "5", *(j.id for j in judgements(records[-1]))]
        name = data.draw(st.sampled_from(names))
        whole = name in ("all", "3", "5")
        either: st.SearchStrategy[Action] = st.sampled_from(["accept", "remove"])
        action: Action = "accept" if whole else data.draw(either)
        with suppress(NegotiateError):  # an earlier step may have taken it away
            target = target_of(name, action, records[-1], transcript)
            draft = Draft(action, target, reason="because")
            made = MADE + timedelta(minutes=step)
            correction = drafted(draft, records[-1], transcript, "Ann", made)
            records.append(corrected(records[-1], transcript, correction))
    return records


def said(corrections: tuple[Correction, ...]) -> list[str]:
    """The corrections, each once: what is accepted twice is accepted."""
    return list(dict.fromkeys(correction.model_dump_json() for correction in corrections))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_grade_that_says_the_same_becomes_the_coachs_again(data: st.DataObject) -> None:
    _, own, case = talk()
    records = chain(data, data.draw(st.integers(1, 5)))
    again = own.model_copy(update={"id": "again", "parent": own.id})
    found = carried_over(again, [*records, again], case)
    (made,) = found.records
    assert found.left == ()
    assert said(made.corrections) == said(records[-1].corrections)
    assert found.kept == len(made.corrections)
    assert made.all_scores == records[-1].all_scores
    assert (made.readings, made.ledger) == (records[-1].readings, records[-1].ledger)
    assert carried_over(again, [*records, again, made], case) == ((), 0, ())


def test_what_the_grader_finds_by_itself_now_is_not_there_twice() -> None:
    transcript, own, case = talk()
    found = next(m for r in own.readings for m in r.moves if m.code is Code.HOLD)
    at = found.quote.turn
    less = [
        r.model_copy(update={"moves": tuple(m for m in r.moves if m != found)})
        for r in own.readings
    ]
    before = record_of(transcript, tuple(less)).model_copy(update={"id": "before"})
    words = found.quote.text.split()[0]
    target = target_of(str(at), "add", before, transcript, to="HOLD", words=words)
    draft = Draft("add", target, to="HOLD", words=words, reason="because")
    coached = corrected(before, transcript, drafted(draft, before, transcript, "Ann", MADE))
    (made,) = carried_over(own, [before, coached, own], case).records
    assert made.readings == own.readings
    assert [c.action for c in made.corrections] == ["add"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_the_grader_says_now_each_correction_fits_or_is_named(
    data: st.DataObject,
) -> None:
    _, own, case = talk()
    records = chain(data, 4)
    gone = data.draw(st.sets(st.sampled_from([r.turn for r in own.readings]), min_size=1))
    readings = [r.model_copy(update={"moves": ()}) if r.turn in gone else r for r in own.readings]
    transcript = talk()[0]
    other = record_of(transcript, tuple(readings)).model_copy(update={"id": "other"})
    found = carried_over(other, [*records, other], case)
    assert found.kept + len(found.left) >= len(said(records[-1].corrections))
    for record in found.records:
        assert (record.parent, record.graded, record.coach) == ("other", other.graded, "Ann")
        known = {reading.turn: reading for reading in record.readings}
        assert not any(known[turn].moves for turn in gone)
