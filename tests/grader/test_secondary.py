"""The nine secondary scores: each table's ends, and what keeps a score from the top."""

import pytest

from simulator.domain.moves import Code
from simulator.domain.scenario import Contact
from simulator.domain.scorecard import Secondary
from simulator.domain.transcript import Learned, Plan
from simulator.grader.meeting import Sheet
from simulator.grader.rubric import load_rubric
from tests.grader.builders import DEAL, M, Talk, deal_on, indicator, named, small_deal, value

CONTACTS = (
    Contact(name="Ana", role="finance", cares_about="cash"),
    Contact(name="Ben", role="operations", cares_about="time"),
)
PEOPLED = DEAL.model_copy(update={"contacts": CONTACTS})
EMPTY = Sheet(Plan(), Learned())
FULL = Sheet(
    Plan(target="10,000", walk_away="9,500", trades="net 90; training; signature; call; 9,800"),
    Learned(),
)


def test_every_secondary_score_is_there_in_the_order_of_the_rubric() -> None:
    card = Talk().fill().score(sheet=EMPTY)
    assert [score.name for score in card.secondary] == list(load_rubric().secondary)
    assert len(card.secondary) == 9


def test_too_few_turns_are_no_evidence_for_any_of_them() -> None:
    card = Talk().buyer("Well?").seller("Well, yes.", M(Code.INFORM)).score(sheet=EMPTY)
    assert {score.verdict for score in card.secondary} == {"not enough evidence"}
    assert {score.value for score in card.secondary} == {None}


def orderly() -> Talk:
    return (
        Talk()
        .buyer("So, how much?", M(Code.PRESS, topic="how-much"))
        .seller("It depends: what has to change?", M(Code.DEFER, "It depends"), M(Code.Q_OPEN))
        .buyer("We pay late, as we are paid late.", M(Code.DISCLOSE, topic="cash", tier=2))
        .seller("That gives you sixty days of air.", M(Code.VALUE))
        .buyer("Right.", M(Code.CONFIRM))
        .seller("If we settle the terms, are we your choice?", M(Code.PRINCIPLE))
        .buyer("Yes, you are.", M(Code.ACCEPT))
        .seller("Then it is 9,950.", M(Code.OFFER, terms={"price": 9_950}))
    )


def test_need_value_price_and_a_yes_in_principle_are_a_five() -> None:
    fresh = small_deal(proposal_sent=False)
    assert value(orderly().score(scenario=fresh), "value before price") == 5


def test_a_figure_first_is_a_one() -> None:
    talk = Talk().buyer("So, how much?", M(Code.PRESS, topic="how-much"))
    talk.seller("It is 9,900.", M(Code.OFFER, terms={"price": 9_900})).fill(4)
    card = talk.score(scenario=small_deal(proposal_sent=False))
    assert value(card, "value before price") == 1


def test_two_true_differences_and_the_cost_of_the_problem_are_a_five() -> None:
    talk = Talk().fill(2)
    talk.seller("Only we come at night, as you asked.", M(Code.UNIQUE)).buyer("Hm.")
    talk.seller("And nobody else knows your press.", M(Code.UNIQUE)).buyer("Hm.")
    assert value(talk.score(), "uniqueness") == 4
    talk.seller("What does an hour of standstill cost?", M(Code.COST)).buyer("A thousand.")
    assert value(talk.score(), "uniqueness") == 5


def test_a_difference_beside_a_false_claim_does_not_count() -> None:
    talk = Talk().fill(4)
    talk.seller("Only we do nights, and 90 % saw it.", M(Code.UNIQUE), M(Code.FALSE))
    assert indicator(talk.score(), "uniqueness", "U1").count == 0


def test_a_full_sheet_kept_to_is_a_five_and_a_blank_one_a_one() -> None:
    talk = Talk().fill().seller("9,900, then.", M(Code.OFFER, terms={"price": 9_900}))
    assert value(talk.score(sheet=FULL), "preparation") == 5
    assert value(talk.score(sheet=EMPTY), "preparation") == 1


def test_a_price_under_the_own_walk_away_point_breaks_the_sheet() -> None:
    talk = Talk().fill().seller("9,400, then.", M(Code.OFFER, terms={"price": 9_400}))
    card = talk.score(sheet=FULL)
    assert value(card, "preparation") == 2
    assert indicator(card, "preparation", "B4").status == "not met"


def test_what_was_not_played_here_has_no_sheet_to_score() -> None:
    assert named(Talk().fill().score(), "preparation").verdict == "not scored"


def test_two_people_and_a_tested_claim_are_a_five() -> None:
    talk = Talk().fill(2)
    talk.seller("What does Ana need to see?", M(Code.STAKE)).buyer("The bill.")
    talk.seller("And Ben?", M(Code.STAKE))
    talk.buyer("Another one is cheaper.", M(Code.PRESS, topic="rival"))
    talk.seller("For the same scope?", M(Code.BLUFF_TEST))
    assert value(talk.score(scenario=PEOPLED), "stakeholders") == 5


def test_who_threatens_to_go_over_the_contact_is_a_one() -> None:
    talk = Talk().fill(4).seller("Then I take it to your boss.", M(Code.ESCALATE))
    assert value(talk.score(scenario=PEOPLED), "stakeholders") == 1


def test_a_meeting_behind_the_contacts_back_is_no_respect() -> None:
    sheet = Sheet(Plan(), Learned(met=("Ana",), went_around=True))
    card = Talk().fill(4).seller("What about Ana?", M(Code.STAKE)).score(PEOPLED, sheet=sheet)
    assert indicator(card, "stakeholders", "S4").status == "not met"


def test_only_the_price_is_a_one_and_another_shape_a_three() -> None:
    talk = Talk().fill(4).seller("9,900, then.", M(Code.OFFER, terms={"price": 9_900}))
    assert value(talk.score(), "structure") == 1
    talk.buyer("Hm.").seller("We could start with one team.", M(Code.SEGMENT))
    assert value(talk.score(), "structure") == 3


def test_points_given_away_are_no_structure() -> None:
    talk = Talk().fill(4)
    talk.seller("Net 90, too.", M(Code.CONCEDE, terms={"days": 90})).buyer("Hm.")
    talk.seller("And a training day.", M(Code.CONCEDE, terms={"training": "day"}))
    assert indicator(talk.score(), "structure", "C1").count == 0


def hostile(talk: Talk) -> Talk:
    return talk.buyer("You never answer anybody.", M(Code.PRESS, topic="insult"))


def test_a_buyer_who_calms_down_is_a_five_and_a_spiral_a_one() -> None:
    calmed = hostile(Talk()).seller("That sounds maddening.", M(Code.LABEL)).fill(2)
    calmed.buyer("It was. Thank you for asking.").seller("So let us mend it.", M(Code.COMMON))
    calmed.seller("Two points are settled already.", M(Code.COMMON))
    assert value(calmed.score(), "relationship") == 5
    spiral = Talk().buyer("Well?").seller("Here is our price list.", M(Code.INFORM))
    hostile(spiral).seller("It is all written there.", M(Code.INFORM))
    hostile(spiral).seller("That is your own fault.", M(Code.ATTACK))
    hostile(spiral).seller("We did nothing wrong.", M(Code.DEFEND))
    assert value(spiral.score(), "relationship") == 1


def test_sharing_that_is_returned_is_a_five_and_a_leak_a_one() -> None:
    talk = Talk().fill(3)
    talk.seller("A reference matters to us.", M(Code.SHARE)).buyer("Hm.")
    talk.seller("What matters most to you?", M(Code.ASK_SHARE))
    talk.buyer("The date, as we move.", M(Code.DISCLOSE, topic="date", tier=2))
    assert value(talk.score(), "disclosure") == 5
    talk.seller("I can go down to 9,000.", M(Code.LEAK))
    assert value(talk.score(), "disclosure") == 1


def test_an_aim_signposts_a_recap_and_a_next_step_are_a_five() -> None:
    talk = Talk().buyer("Well?").seller("My aim is a plan we both sign.", M(Code.GOAL)).fill(3)
    talk.seller("Two points left.", M(Code.SIGNPOST)).buyer("Go on.")
    talk.seller("Net 60, then.", M(Code.OFFER, terms={"days": 60})).buyer("Good.")
    talk.seller(
        "So 10,000 and net 60; I'll send the contract by Friday.",
        M(Code.SUMM, terms={"price": 10_000, "days": 60}),
    )
    assert value(talk.score(), "process") == 5
    assert value(Talk().fill().score(), "process") != 5


def test_a_false_claim_flags_integrity() -> None:
    talk = Talk().fill(4).seller("All of them doubled their sales.", M(Code.FALSE))
    assert value(talk.score(), "integrity") == 1
    assert value(Talk().fill(4).score(), "integrity") == 5


def test_quoting_somebody_nobody_has_met_or_named_is_flagged() -> None:
    talk = Talk().fill(4).seller("Ana told me she wants it.", M(Code.CITE, topic="Ana"))
    assert value(talk.score(PEOPLED, sheet=EMPTY), "integrity") == 1
    met = Sheet(Plan(), Learned(met=("Ana",)))
    assert value(talk.score(PEOPLED, sheet=met), "integrity") == 5


def test_a_term_taken_back_after_a_yes_is_a_broken_word() -> None:
    talk = Talk().fill(3).seller("9,800 it is.", M(Code.OFFER, terms={"price": 9_800}))
    talk.buyer("Agreed.", M(Code.ACCEPT))
    assert value(talk.score(), "integrity") == 5
    talk.seller("Sorry, 9,900 after all.", M(Code.OFFER, terms={"price": 9_900}))
    assert value(talk.score(), "integrity") == 1
    assert indicator(talk.score(), "disclosure", "D7").status == "not met"


@pytest.mark.parametrize("name", list(load_rubric().secondary))
def test_every_quote_of_a_secondary_score_was_said(name: Secondary) -> None:
    talk = orderly()
    hostile(talk).seller("If you sign, net 90; I will send it over.", M(Code.SEGMENT))
    for one in named(talk.score(sheet=FULL, end=deal_on(price=9_950)), name).indicators:
        for item in one.evidence:
            for quote in filter(None, (item.buyer, item.trainee)):
                said = talk.turns[quote.turn].text
                assert said[quote.start : quote.end] == quote.text


NO_KEY = None


def test_without_any_figure_nothing_came_first() -> None:
    talk = Talk().fill(3).seller("Which of the tents do you need?", M(Code.Q_OPEN))
    assert named(talk.score(NO_KEY), "value before price").verdict == "no opportunity"
    talk.buyer("The big one. 90 for it?", M(Code.COUNTER, terms={"price": 90}))
    score = named(talk.seller("All right.", M(Code.ACCEPT)).score(NO_KEY), "value before price")
    assert score.value == 3
    assert "figure" not in score.because


def test_points_that_no_words_are_known_for_are_not_missed() -> None:
    talk = Talk().fill(3).seller("100, with the cable.", M(Code.OFFER, terms={"price": 100}))
    assert named(talk.score(NO_KEY), "structure").verdict == "no opportunity"
    assert value(talk.score(), "structure") == 1


def test_time_that_was_given_away_is_no_lever() -> None:
    talk = Talk().fill(4).seller("Net 90, too.", M(Code.CONCEDE, terms={"days": 90}))
    assert indicator(talk.score(), "structure", "C3").count == 0


def test_asking_what_a_problem_costs_sets_nothing_against_the_price() -> None:
    talk = Talk().fill(3).seller("What does a lost day cost you?", M(Code.COST), M(Code.Q_OPEN))
    talk.buyer("Trouble, mostly.").seller("It is 9,900.", M(Code.OFFER, terms={"price": 9_900}))
    asked = talk.score()
    assert indicator(asked, "value before price", "V3").count == 0
    assert indicator(asked, "value before price", "V7").count == 0
    assert indicator(asked, "uniqueness", "U2").count == 0


@pytest.mark.parametrize(
    ("afterwards", "status"),
    [
        ((), "no opportunity"),
        (("I am just as cross as before.",), "not met"),
        (("Fair enough, that helps.",), "met"),
        (("That’s fair.", "Fed up is what I am."), "not met"),
    ],
)
def test_whether_a_temper_lasted_is_told_by_words_alone(
    afterwards: tuple[str, ...], status: str
) -> None:
    talk = hostile(Talk()).seller("I see.", M(Code.LABEL)).fill(2)
    for words in afterwards:
        talk.buyer(words).seller("Right.", M(Code.COMMON))
    assert indicator(talk.fill(1).score(), "relationship", "R5").status == status


def test_an_ultimatum_is_no_temper() -> None:
    talk = Talk().fill(3).buyer("9,000 is my final offer.", M(Code.PRESS, topic="threat"))
    card = talk.seller("It stays, for the hours.", M(Code.HOLD, reasons=1)).score()
    assert indicator(card, "relationship", "R5").status == "no opportunity"


def test_a_buyer_who_insults_to_the_last_stayed_hostile() -> None:
    talk = hostile(Talk().fill(3).seller("Well?", M(Code.COMMON)))
    assert indicator(talk.score(), "relationship", "R5").status == "not met"


def test_a_late_offer_is_no_recap_and_terms_said_again_are_one() -> None:
    talk = (
        Talk()
        .fill(3)
        .seller("Make it 9,800 and net 60.", M(Code.OFFER, terms={"price": 9_800, "days": 60}))
    )
    assert indicator(talk.score(), "process", "L3").count == 0
    talk.buyer("Good.").seller(
        "9,800 and net 60, then.", M(Code.OFFER, terms={"price": 9_800, "days": 60})
    )
    assert indicator(talk.score(), "process", "L3").count == 1


def test_an_opening_stands_at_the_opening() -> None:
    talk = Talk()
    for number in range(6):
        talk.buyer(f"Point {number}.").seller("Yes, that one.")
    talk.buyer("So?").seller("We both want it to run.", M(Code.COMMON))
    assert indicator(talk.score(), "process", "L1").count == 0


@pytest.mark.parametrize(
    ("later", "score"),
    [
        (M(Code.CONCEDE, terms={"price": 9_700}), 1),
        (
            M(Code.CONCEDE, terms={"price": 9_700}, asked={"signing": "now"}, conditional=True),
            5,
        ),
        (M(Code.HOLD), 5),
    ],
)
def test_a_last_word_that_moves_for_nothing_is_a_broken_one(later: M, score: int) -> None:
    talk = Talk().fill(3).buyer("Lower.", M(Code.PRESS, topic="price"))
    talk.seller("9,800. That’s my lowest.", M(Code.CONCEDE, "9,800.", terms={"price": 9_800}))
    talk.buyer("Lower.", M(Code.PRESS, topic="price")).seller("Hm, that one then.", later)
    assert value(talk.score(), "integrity") == score


def test_a_polite_no_keeps_no_person_apart() -> None:
    talk = Talk().fill(3).buyer("Lower.", M(Code.PRESS, topic="price"))
    talk.seller("Sorry, but no.", M(Code.APOLOGY), M(Code.REJECT))
    assert indicator(talk.score(), "relationship", "R2").count == 0
