"""What the rules say of the nine scores in a grade they coded, and what they leave open."""

from datetime import UTC, datetime

import pytest

from simulator.domain.corrections import Action, Correction, Target
from simulator.domain.moves import Code, Quote
from simulator.domain.persona import Persona
from simulator.domain.scenario import Contact, Scenario
from simulator.domain.scorecard import ScoreName
from simulator.grader.case import open_case, scored
from simulator.grader.rubric import load_rubric
from simulator.report.plain import debrief_text
from tests.grader import bots
from tests.grader.builders import DEAL, M, Talk, indicator, named, value
from tests.grader.graded import played, record_of

OPEN = "not judged by the rules"


def kind_words() -> Talk:
    talk = Talk().buyer("Well?").seller("That sounds hard.", M(Code.LABEL))
    return talk.fill(4)


def test_what_needs_judgement_has_no_number_by_the_rules_and_one_by_a_model() -> None:
    by_model, by_rules = kind_words().score(), kind_words().score(by_rules=True)
    assert value(by_model, "relationship") == 4
    open_score = named(by_rules, "relationship")
    assert (open_score.value, open_score.words) == (None, OPEN)
    feelings = indicator(by_rules, "relationship", "R1")
    assert (feelings.status, feelings.unjudged, feelings.evidence) == ("no opportunity", True, ())
    assert not indicator(by_model, "relationship", "R1").unjudged


@pytest.mark.parametrize("bot", [bots.IDEAL, bots.SANTA, bots.LEAKER])
def test_a_number_of_the_rules_is_the_number_those_codes_give(
    bot: bots.Bot, scenario: Scenario, persona: Persona
) -> None:
    transcript = bots.transcript_of(bot, scenario, persona)
    by_rules = record_of(transcript)
    by_model = scored(open_case(transcript, "talk"), by_rules.readings)
    for score in by_rules.secondary:
        assert score.verdict == OPEN or score.value == value(by_model, score.name)
    assert any(score.verdict == OPEN for score in by_rules.secondary)


def test_a_fault_that_is_seen_stands_and_its_absence_does_not() -> None:
    talk = kind_words()
    assert indicator(talk.score(by_rules=True), "relationship", "R4").unjudged
    talk.buyer("You are late again.").seller("That is your own fault.", M(Code.ATTACK))
    seen = indicator(talk.score(by_rules=True), "relationship", "R4")
    assert (seen.status, seen.count, seen.unjudged) == ("not met", 1, False)
    assert seen.name.endswith(", at least")


@pytest.mark.parametrize(("code", "name"), [(Code.LEAK, "disclosure"), (Code.FALSE, "integrity")])
def test_a_fault_that_decides_a_score_decides_it_by_the_rules_too(
    code: Code, name: ScoreName
) -> None:
    talk = Talk().fill(4)
    assert named(talk.score(by_rules=True), name).verdict == OPEN
    assert value(talk.seller("I can go to 9,000.", M(code)).score(by_rules=True), name) == 1


def test_a_score_that_no_open_check_can_move_is_given() -> None:
    talk = Talk().buyer("Well?").seller("I want a plan we both sign.", M(Code.GOAL)).fill(3)
    talk.seller("Net 60 for 10,000.", M(Code.OFFER, terms={"price": 10_000, "days": 60}))
    talk.buyer("Good.").seller("Two points are settled.", M(Code.SIGNPOST)).buyer("Yes.")
    assert named(talk.score(by_rules=True), "process").verdict == OPEN
    again = M(Code.SUMM, "So 10,000 and net 60.", terms={"price": 10_000, "days": 60})
    talk.seller("So 10,000 and net 60. I'll send the papers on Monday.", again)
    assert value(talk.score(by_rules=True), "process") == 5


def ruling(of: str, turn: int, action: Action = "add", *, kind: str = "opportunity") -> Correction:
    quote = Quote(turn=turn, start=0, end=4, text="Well")
    return Correction.model_validate(
        {
            "made": datetime(2026, 3, 4, tzinfo=UTC),
            "coach": "Ann",
            "action": action,
            "target": Target.model_validate({"kind": kind, "of": of, "turn": turn, "quote": quote}),
            "met": True if kind == "opportunity" and action != "accept" else None,
            "reason": "It is one.",
        }
    )


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (ruling("R3", 1), "scored"),
        (ruling("ATTACK", 1, "remove", kind="code"), "scored"),
        (ruling("R3", 1, "accept"), OPEN),
        (ruling("F1", 0), OPEN),
        (ruling("HOLD", 1, "remove", kind="code"), OPEN),
    ],
)
def test_a_coach_who_rules_on_what_is_open_gives_the_score(made: Correction, verdict: str) -> None:
    talk = Talk().buyer("Well?").seller("Well, we both want it to run.").fill(4)
    card = talk.score(corrections=(made,), by_rules=True)
    assert named(card, "relationship").verdict == verdict


def test_the_report_says_so_in_a_line(persona: Persona) -> None:
    transcript = played(kind_words(), persona)
    lines = debrief_text(record_of(transcript, tuple(kind_words().readings)), transcript)
    (line,) = (line for line in lines.splitlines() if "Relationship:" in line)
    assert line == f"  Relationship: {OPEN}. A model or a coach has to judge it."


def test_every_score_says_what_the_rules_know_of_its_checks() -> None:
    rules = load_rubric().secondary
    assert {check.judge for check in rules["preparation"].checks} == {"rules"}
    assert "model" in {check.judge for check in rules["uniqueness"].checks}


PEOPLED = DEAL.model_copy(
    update={
        "contacts": (
            Contact(
                name="Ana Silva", role="head of finance", words=("Ana", "ledgers"), cares_about="x"
            ),
        )
    }
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("What does Ana have to see before she signs?", True),
        ("And your head of finance, would she stop it?", True),
        ("Who else do you have that pays on the day?", False),
        ("Would one of our people with the ledgers help you?", False),
        ("Who is saying sorry to you?", False),
    ],
)
def test_the_rules_know_another_person_by_name_or_office(said: str, *, found: bool) -> None:
    talk = Talk().fill(4).seller(said, M(Code.STAKE))
    assert indicator(talk.score(PEOPLED), "stakeholders", "S1").count == 1
    asked = indicator(talk.score(PEOPLED, by_rules=True), "stakeholders", "S1")
    assert (asked.count, asked.unjudged) == (int(found), not found)


def test_that_nobody_went_over_the_contact_is_not_for_the_rules_to_say() -> None:
    talk = Talk().fill(4).seller("What does Ana have to see?", M(Code.STAKE))
    assert indicator(talk.score(PEOPLED, by_rules=True), "stakeholders", "S4").unjudged
    talk.buyer("A sum.").seller("May I call her with you?", M(Code.PERMISSION))
    assert indicator(talk.score(PEOPLED, by_rules=True), "stakeholders", "S4").unjudged
    assert indicator(talk.score(PEOPLED), "stakeholders", "S4").status == "met"
    talk.buyer("No.").seller("Then I ask your director.", M(Code.ESCALATE))
    passed = indicator(talk.score(PEOPLED, by_rules=True), "stakeholders", "S4")
    assert passed.status == "not met"
