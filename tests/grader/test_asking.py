"""Which questions ask for something, and which answers can be paired with what."""

import pytest

from simulator.domain.moves import Code
from tests.grader.builders import M, Talk, indicator

PRESSED = M(Code.PRESS, topic="price")


def questions(talk: Talk) -> float:
    return indicator(talk.score(), "listening", "A5").count


@pytest.mark.parametrize(
    ("words", "moves"),
    [
        ("Hello, how was the drive?", (M(Code.SMALL_TALK), M(Code.Q_OPEN))),
        ("Could you live with 9,900?", (M(Code.OFFER, terms={"price": 9_900}), M(Code.Q_CLOSED))),
        (
            "Make it 9,900. Is that fair?",
            (
                M(Code.CONCEDE, "Make it 9,900.", terms={"price": 9_900}),
                M(Code.Q_CLOSED, "Is that fair?"),
            ),
        ),
        ("What, 9,500? It stays.", (M(Code.Q_CLOSED, "What, 9,500?"), M(Code.HOLD, "It stays."))),
        ("Do we sign then?", (M(Code.PUSH_CLOSE), M(Code.Q_CLOSED))),
    ],
)
def test_a_question_that_asks_for_nothing_is_none(words: str, moves: tuple[M, ...]) -> None:
    talk = Talk().buyer("Well.").seller("Which month suits?", M(Code.Q_OPEN)).buyer("May.")
    assert questions(talk.seller(words, *moves)) == 1


@pytest.mark.parametrize(
    ("words", "moves"),
    [
        ("Morning, how are your stocks?", (M(Code.SMALL_TALK), M(Code.Q_OPEN, topic="stocks"))),
        (
            "9,900. What speaks against it?",
            (M(Code.OFFER, "9,900."), M(Code.Q_OPEN, "What speaks against it?")),
        ),
        ("What makes 9,500 the figure?", (M(Code.Q_WHY), M(Code.OFFER))),
        ("Is that fair?", (M(Code.Q_CLOSED),)),
    ],
)
def test_a_question_with_something_to_ask_counts(words: str, moves: tuple[M, ...]) -> None:
    talk = Talk().buyer("Well.").seller("Which month suits?", M(Code.Q_OPEN)).buyer("May.")
    assert questions(talk.seller(words, *moves)) == 2


def test_a_greeting_explores_no_need() -> None:
    talk = Talk().buyer("Hello.").seller("Hi, are you well?", M(Code.SMALL_TALK), M(Code.Q_OPEN))
    assert indicator(talk.fill().score(), "value before price", "V2").count == 0


@pytest.mark.parametrize(
    ("between", "runs"),
    [(None, 1), (M(Code.INFORM), 0), (M(Code.OFFER, terms={"days": 60}), 0)],
)
def test_an_answer_given_or_an_offer_made_ends_a_run_of_questions(
    between: M | None, runs: int
) -> None:
    talk = Talk()
    for number in range(5):
        talk.buyer(f"So much for {number}.")
        if number == 2 and between is not None:
            talk.seller("It takes a week, and net 60.", between).buyer("I see.")
        talk.seller(f"And point {number}, is that yours?", M(Code.Q_CLOSED))
    assert indicator(talk.score(), "listening", "A-").count == runs


def test_a_pressure_is_not_paired_with_an_answer_to_something_else() -> None:
    talk = Talk().buyer("Cheaper, please.", PRESSED).seller("We had that before, I think.")
    talk.buyer("What about the van?").seller("It comes on Monday.", M(Code.INFORM))
    card = talk.score()
    assert indicator(card, "firmness", "F1").status == "no opportunity"
    assert indicator(card, "listening", "A1").status == "no opportunity"


def test_a_word_between_a_pressure_and_its_answer_parts_them_not() -> None:
    talk = Talk().buyer("Cheaper, please.", PRESSED).seller("Hm, right.")
    talk.seller("Why is that?", M(Code.Q_WHY))
    assert indicator(talk.score(), "listening", "A1").rate == 1


def test_giving_way_one_turn_late_is_giving_way() -> None:
    talk = Talk().buyer("Cheaper, please.", PRESSED).seller("We had that before, I think.")
    talk.buyer("So?").seller("9,700.", M(Code.CONCEDE, terms={"price": 9_700}))
    held = indicator(talk.score(), "firmness", "F1")
    assert (held.count, held.out_of) == (0, 1)


def test_a_wrong_guess_is_left_standing_only_where_the_answer_could_be_read() -> None:
    talk = Talk().buyer("Hm, let me see.").seller("Your owner is against it.", M(Code.GUESS))
    talk.buyer("She is not.", M(Code.REJECT)).seller("Ah, my mistake, scratch that.")
    talk.buyer("Right.").seller("It has wheels.", M(Code.INFORM))
    assert indicator(talk.score(), "listening", "A-").count == 0


def test_a_hint_is_missed_only_where_the_answer_could_be_read() -> None:
    hint = M(Code.CUE, topic="c")
    unread = Talk().buyer("This spring is odd.", hint).seller("Springs and their ways, yes.")
    unread.buyer("Yes.").seller("It has wheels.", M(Code.INFORM))
    assert indicator(unread.score(), "listening", "A2").status == "no opportunity"
    late = Talk().buyer("This spring is odd.", hint).seller("Springs and their ways, yes.")
    late.buyer("Yes.").seller("What is odd in it?", M(Code.Q_OPEN, topic="c"))
    assert indicator(late.score(), "listening", "A2").rate == 1


def test_a_hint_is_not_taken_up_by_giving_back_another_sentence() -> None:
    words = "The fee is too steep. Spring is our quiet time."
    talk = Talk().buyer(
        words,
        M(Code.OBJECT, "The fee is too steep."),
        M(Code.CUE, "Spring is our quiet time.", topic="c"),
    )
    talk.seller("Too steep, you find.", M(Code.REFLECT, topic="c")).buyer("Yes.")
    assert indicator(talk.score(), "listening", "A2").rate == 0
    talk.seller("So the spring is quiet.", M(Code.REFLECT, topic="c"))
    assert indicator(talk.score(), "listening", "A2").rate == 1


def test_a_follow_up_is_shown_beside_the_words_it_followed_up() -> None:
    words = "The fee is too steep. Spring is our quiet time."
    talk = Talk().buyer(
        words,
        M(Code.OBJECT, "The fee is too steep."),
        M(Code.CUE, "Spring is our quiet time.", topic="c"),
    )
    talk.seller(
        "Too steep, you find. What makes it so?",
        M(Code.REFLECT, "Too steep, you find."),
        M(Code.Q_WHY, "What makes it so?", topic="c"),
    )
    follow_up = indicator(talk.score(), "listening", "A5b").evidence[0]
    assert follow_up.buyer is not None
    assert follow_up.buyer.text == "The fee is too steep."
