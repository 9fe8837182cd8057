"""Claims about what was taken up: made where the words of both sides show it, else left out."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from tests.grader.builders import M, Talk, indicator

HINT = "The quiet ones in the warehouse worry me."


def _hinted(*, beside: str = "Well, sit down. ") -> Talk:
    return Talk().buyer(beside + HINT, M(Code.CUE, HINT, topic="c"))


@pytest.mark.parametrize(
    ("later", "code"),
    [
        ("Who in the warehouse has gone quiet?", Code.Q_CLOSED),
        ("You spoke of quiet ones in your warehouse; what do they keep back?", Code.Q_OPEN),
        ("So the warehouse has stopped talking.", Code.REFLECT),
    ],
)
@pytest.mark.parametrize("turns_later", [0, 3])
def test_a_hint_is_taken_up_in_its_words_however_late(
    later: str, code: Code, turns_later: int
) -> None:
    talk = _hinted()
    for _ in range(turns_later):
        talk.seller("It is in the paper.", M(Code.INFORM)).buyer("I see.")
    found = indicator(talk.seller(later, M(code)).score(), "listening", "A2").evidence
    late_by_chance = turns_later and later.startswith("So the warehouse")
    if late_by_chance:
        assert [item.met for item in found] == [False]
    else:
        assert [(item.met, item.trainee.text) for item in found if item.trainee] == [(True, later)]


@pytest.mark.parametrize(
    "answer", ["Which of the chairs is free?", "What are they like, those people?"]
)
def test_a_question_that_may_be_about_the_hint_is_no_claim(answer: str) -> None:
    talk = _hinted().seller(answer, M(Code.Q_OPEN))
    assert indicator(talk.score(), "listening", "A2").status == "no opportunity"


def test_a_hint_that_is_all_there_was_to_answer_is_taken_up_by_a_why() -> None:
    talk = _hinted(beside="").seller("Why is that?", M(Code.Q_WHY))
    assert indicator(talk.score(), "listening", "A2").count == 1


def test_a_question_about_another_sentence_passes_a_hint_over() -> None:
    talk = _hinted(beside="Our forklift broke. ").seller(
        "What broke in the forklift?", M(Code.Q_OPEN)
    )
    assert indicator(talk.score(), "listening", "A2").rate == 0


TOLD = "We run out of pallets every spring."


@pytest.mark.parametrize(
    ("offer", "tied"),
    [
        ("So that no spring finds you short, net 90.", True),
        ("The pallets in spring are covered: net 90.", True),
        ("Then net 90, and sign today.", None),  # right after what was told: it may answer it
    ],
)
def test_an_offer_is_tied_by_words_on_both_sides(offer: str, tied: bool | None) -> None:
    talk = Talk().buyer(TOLD, M(Code.DISCLOSE, topic="x"))
    talk.seller(offer, M(Code.OFFER, terms={"days": 90}))
    found = indicator(talk.score(), "listening", "A3").evidence
    assert [item.met for item in found] == ([] if tied is None else [tied])
    assert all(item.buyer is not None and item.buyer.text == TOLD for item in found if item.met)


@pytest.mark.parametrize(
    "offer",
    [
        "Keep your pallets and your spring. It is 9,500.",  # a jab, and then an offer
        "Pallets in spring, I see. Anyway. My boss waits. Say 9,500.",
    ],
)
def test_words_taken_up_somewhere_else_in_the_turn_tie_no_offer(offer: str) -> None:
    talk = Talk().buyer(TOLD, M(Code.DISCLOSE, topic="x"))
    talk.seller(offer, M(Code.OFFER, "9,500", terms={"price": 9_500}))
    assert indicator(talk.score(), "listening", "A3").status == "no opportunity"


def test_the_sentence_beside_an_offer_ties_it_where_it_says_what_it_does() -> None:
    talk = Talk().buyer(TOLD, M(Code.DISCLOSE, topic="x"))
    worth = M(Code.VALUE, "The pallets last through spring that way.")
    talk.seller(
        "Net 90. The pallets last through spring that way.",
        M(Code.OFFER, "Net 90.", terms={"days": 90}),
        worth,
    )
    assert [e.met for e in indicator(talk.score(), "listening", "A3").evidence] == [True]


def test_an_offer_long_after_that_names_nothing_is_not_tied() -> None:
    talk = Talk().buyer(TOLD, M(Code.DISCLOSE, topic="x")).seller("I see.", M(Code.COMMON))
    talk.buyer("Well.").seller("9,500, and sign today.", M(Code.OFFER, terms={"price": 9_500}))
    assert [e.met for e in indicator(talk.score(), "listening", "A3").evidence] == [False]


def test_the_buyers_own_bid_is_no_need() -> None:
    talk = Talk().buyer("A warehouse takes 9,000.", M(Code.COUNTER, terms={"price": 9_000}))
    talk.seller("For your warehouse, 9,700.", M(Code.OFFER, terms={"price": 9_700}))
    assert not any(e.met for e in indicator(talk.score(), "listening", "A3").evidence)


@pytest.mark.parametrize(
    ("between", "faults"),
    [
        ("And the second?", 1),
        ("Damp, then. And the second?", 0),  # a word that gives back is no question
        ("Which roof is that?", 0),  # nor is one in the words just heard
    ],
)
def test_questions_with_something_given_back_are_no_interrogation(
    between: str, faults: int
) -> None:
    talk = Talk()
    for asked in ("And the first?", between, "And the third?", "And the fourth?"):
        question = asked if asked != "Damp, then. And the second?" else "And the second?"
        talk.buyer("It rains through the roof.").seller(asked, M(Code.Q_CLOSED, question))
    assert indicator(talk.score(), "listening", "A-").count == faults


@pytest.mark.parametrize(
    ("pitch", "faults"),
    [("Sign today and save.", 1), ("Before the harvest, then: sign today.", 0)],
)
def test_who_takes_a_concern_up_has_not_pitched_over_it(pitch: str, faults: int) -> None:
    talk = Talk().buyer("It has to stand before the harvest.", M(Code.OBJECT))
    talk.seller(pitch, M(Code.PUSH_CLOSE))
    assert indicator(talk.score(), "listening", "A-").count == faults


def test_a_yes_to_an_offer_confirms_no_understanding() -> None:
    talk = Talk().seller(
        "So you need time. Net 90, then.",
        M(Code.REFLECT, "So you need time."),
        M(Code.OFFER, "Net 90, then.", terms={"days": 90}),
    )
    talk.buyer("That's right.", M(Code.CONFIRM))
    assert indicator(talk.score(), "listening", "A6").count == 0


@pytest.mark.parametrize(
    ("said", "labelled"),
    [
        ("Net 90 it is. That costs us a month of credit.", True),
        ("We would be carrying you, which costs us interest. Net 90, then.", True),
        ("Net 90 it is. Good. By the way. My bus costs me two fares.", False),
        ("Net 90 it is, and you have a nice office.", False),
    ],
)
def test_a_label_stands_beside_the_give(said: str, labelled: bool) -> None:
    words = "Net 90, then." if "carrying" in said else said.split(".")[0]
    talk = Talk().buyer("Longer?", M(Code.PRESS, topic="nibble"))
    talk.seller(said, M(Code.CONCEDE, words, terms={"days": 90}))
    found = indicator(talk.score(), "trading", "T6")
    # That no worth was said is no claim.
    assert found.status == ("met" if labelled else "no opportunity")


def test_a_question_on_something_else_of_the_same_topic_was_not_answered() -> None:
    talk = Talk().buyer("About 6,500 a month.", M(Code.DISCLOSE, topic="cash", tier=3))
    talk.seller("What stands in the way before March?", M(Code.Q_CLOSED, topic="cash"))
    assert indicator(talk.score(), "listening", "A-").count == 0


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("Pick one: net 90, or a day of training.", 1),
        ("Net 90 or a day of training.", 1),
        ("Our terms are 30, 60 or 90 days.", 0),
        ("One: the fee is 10,000, net 90.", 0),
    ],
)
def test_a_choice_is_one_between_offers(words: str, choices: int) -> None:
    terms: dict[str, Value] = (
        {"days": 90, "training": "day"} if "training" in words else {"days": 90}
    )
    talk = Talk().buyer("Well?").seller(words, M(Code.CHOICE, terms=terms))
    assert indicator(talk.score(), "trading", "T5").count == choices


def test_shares_that_no_row_asks_for_are_no_lack_beside_the_highest() -> None:
    talk = Talk()
    for number in range(3):
        talk.buyer(f"It is steep, {number}.", M(Code.OBJECT))
        talk.seller(f"What makes it steep, {number}?", M(Code.Q_WHY))
        talk.buyer("The roof.").seller("The roof, then; right?", M(Code.TEST))
        talk.buyer("Exactly.", M(Code.CONFIRM))
        for code in (Code.INFORM, Code.SHARE, Code.COMMON, Code.SIGNPOST, Code.GOAL):
            talk.seller(f"Point {number} stands.", M(code)).buyer("Well.")
    card = talk.score()
    listening = next(score for score in card.scores if score.name == "listening")
    assert listening.value == 5
    assert indicator(card, "listening", "A5").count / 30 < 0.21
    assert {i.status for i in listening.indicators if i.id in ("A4", "A5", "A5b")} == {"met"}
