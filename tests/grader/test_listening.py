"""One test a row of the listening anchors, and one a cap."""

from collections.abc import Callable

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from tests.grader.builders import M, Talk, indicator, named, value

PRESSED = M(Code.PRESS, topic="price")


def asks_why(talk: Talk, number: int) -> Talk:
    return talk.buyer(f"It is a bit steep, {number}.", PRESSED).seller(
        f"What makes it steep, {number}?", M(Code.Q_WHY)
    )


def argues(talk: Talk, number: int) -> Talk:
    return talk.buyer(f"It is a lot of money, {number}.", PRESSED).seller(
        f"The price has its reasons, {number}.", M(Code.HOLD, reasons=1)
    )


def sums_up(talk: Talk, *, confirmed: bool) -> Talk:
    answer = (M(Code.CONFIRM),) if confirmed else ()
    return talk.seller(
        "So it is the timing, not the amount; right?", M(Code.REFLECT), M(Code.TEST)
    ).buyer("Exactly.", *answer)


def hints(talk: Talk, number: int, *, heard: bool) -> Talk:
    talk.buyer(f"This quarter is odd, {number}.", M(Code.CUE, "This quarter", topic=f"c{number}"))
    words = f"Noted, {number}, let us look at the dates."
    move = M(Code.LABEL, topic=f"c{number}") if heard else M(Code.SHARE)
    return talk.seller(words, move)


def listener(*, good: int, bad: int, heard: int = 0, missed: int = 0) -> Talk:
    talk = Talk()
    for number in range(good):
        asks_why(talk, number)
        if number % 2:
            # A reflection now and then: an interrogation is another test.
            talk.buyer("It is the timing.").seller("The timing, then.", M(Code.REFLECT))
    for number in range(good, good + bad):
        argues(talk, number)
    for number in range(heard + missed):
        hints(talk, number, heard=number < heard)
    return talk


def test_five_needs_diagnosis_cues_two_checks_one_confirmed_and_linked_offers() -> None:
    talk = listener(good=4, bad=1, heard=3, missed=1)
    sums_up(talk, confirmed=True)
    sums_up(talk, confirmed=False)
    talk.seller("Since timing matters, net 90.", M(Code.OFFER, terms={"days": 90}), M(Code.VALUE))
    assert value(talk.score(), "listening") == 5


def test_an_offer_that_names_no_need_is_not_a_five() -> None:
    talk = listener(good=4, bad=1, heard=3, missed=1)
    sums_up(talk, confirmed=True)
    sums_up(talk, confirmed=False)
    talk.seller("Net 90 is possible.", M(Code.OFFER, terms={"days": 90}))
    assert value(talk.score(), "listening") == 4


def test_four_needs_one_confirmed_check() -> None:
    talk = listener(good=3, bad=2, heard=1, missed=1)
    sums_up(talk, confirmed=True)
    assert value(talk.score(), "listening") == 4


def test_a_check_that_nobody_confirmed_is_a_three() -> None:
    talk = listener(good=3, bad=2, heard=1, missed=1)
    sums_up(talk, confirmed=False)
    assert value(talk.score(), "listening") == 3


def test_three_needs_four_in_ten_and_some_craft() -> None:
    assert value(listener(good=2, bad=3).fill(3).score(), "listening") == 3


def test_cues_alone_can_carry_a_three() -> None:
    talk = listener(good=0, bad=3, heard=2, missed=1).fill(2)
    assert value(talk.score(), "listening") == 3


def test_two_for_a_useful_follow_up() -> None:
    assert value(listener(good=1, bad=5).fill(2).score(), "listening") == 2


def test_one_without_any() -> None:
    assert value(listener(good=0, bad=6).score(), "listening") == 1


def test_two_negatives_cap_at_three() -> None:
    talk = listener(good=6, bad=0, heard=2)
    sums_up(talk, confirmed=True)
    sums_up(talk, confirmed=True)
    for number in range(2):
        talk.buyer(f"I am not sure, {number}.", M(Code.OBJECT, reasons=1)).seller(
            f"It has everything, {number}.", M(Code.INFORM)
        )
    score = named(talk.score(), "listening")
    assert score.value == 3
    row_score = named(listener_without_negatives().score(), "listening").value
    assert row_score == 5


def listener_without_negatives() -> Talk:
    talk = listener(good=6, bad=0, heard=2)
    sums_up(talk, confirmed=True)
    return sums_up(talk, confirmed=True)


def test_the_cap_is_named_when_it_lowers_the_score() -> None:
    talk = Talk()
    for number in range(3):
        talk.buyer(f"It is steep, {number}.", PRESSED).seller(
            f"You find it steep, {number}.", M(Code.REFLECT)
        )
    talk.seller("So: steep, steep, steep.", M(Code.SUMM)).buyer("Exactly.", M(Code.CONFIRM))
    talk.fill(3)
    score = named(talk.score(), "listening")
    assert score.value == 3
    assert score.caps == ("paraphrase alone, without a question that goes further (at most 3)",)


@pytest.mark.parametrize(
    ("build", "why"),
    [
        (
            lambda t: t.buyer("I worry.", M(Code.OBJECT)).seller("It is good.", M(Code.INFORM)),
            "pitch",
        ),
        (
            lambda t: (
                t.buyer("Late payers.", M(Code.DISCLOSE, topic="cash", tier=3))
                .seller("I see.", M(Code.REFLECT))
                .buyer("So.")
                .seller("Are they late?", M(Code.Q_CLOSED, topic="cash"))
            ),
            "answered already",
        ),
        (
            lambda t: (
                t.seller("Your boss said no.", M(Code.GUESS))
                .buyer("That is not it.", M(Code.REJECT))
                .seller("Anyway, the offer.", M(Code.INFORM))
            ),
            "left standing",
        ),
        (
            lambda t: [
                t.buyer(f"Answer {n}.").seller(f"Is it {n}?", M(Code.Q_CLOSED)) for n in range(4)
            ],
            "4 questions in a row",
        ),
        (lambda t: t.buyer("Hm.").seller("words " * 400, M(Code.SHARE)), "of the words"),
    ],
)
def test_each_negative_is_found_and_quoted(build: Callable[[Talk], object], why: str) -> None:
    talk = Talk()
    build(talk)
    found = indicator(talk.score(), "listening", "A-")
    assert found.status == "not met"
    assert any(why in item.why and item.trainee is not None for item in found.evidence)


def test_a_guess_that_was_checked_afterwards_is_no_negative() -> None:
    talk = (
        Talk()
        .buyer("Hm, let me think about all of this for a moment.")
        .seller("Your boss said no.", M(Code.GUESS))
        .buyer("That is not it.", M(Code.REJECT))
        .seller("Then what is it?", M(Code.Q_WHY))
    )
    assert indicator(talk.score(), "listening", "A-").count == 0


def test_a_hint_taken_up_is_not_asked_for_again() -> None:
    talk = (
        hints(Talk(), 1, heard=True)
        .buyer("This quarter, as I said.", M(Code.CUE, "This quarter", topic="c1"))
        .seller("Yes.", M(Code.SHARE))
    )
    taken = indicator(talk.score(), "listening", "A2")
    assert (taken.count, taken.out_of) == (1, 1)


def test_a_hint_may_be_taken_up_one_turn_late() -> None:
    talk = (
        Talk()
        .buyer("This quarter is odd.", M(Code.CUE, topic="c"))
        .seller("We could start soon.", M(Code.SHARE))
        .buyer("Maybe.")
        .seller("What is odd about the quarter?", M(Code.Q_OPEN, topic="c"))
    )
    assert indicator(talk.score(), "listening", "A2").rate == 1


def test_a_known_reason_need_not_be_asked_for() -> None:
    talk = (
        Talk()
        .buyer("Our clients pay late.", M(Code.DISCLOSE, topic="cash", tier=2))
        .seller("I see.", M(Code.REFLECT))
        .buyer("So it is too much.", PRESSED)
        .seller("Net 90 then?", M(Code.OFFER, terms={"days": 90}))
    )
    assert indicator(talk.score(), "listening", "A1").status == "no opportunity"


def test_nothing_to_answer_is_not_enough_evidence() -> None:
    score = named(Talk().fill(8).score(), "listening")
    assert (score.verdict, score.value) == ("not enough evidence", None)


def test_few_turns_are_not_enough_evidence() -> None:
    score = named(listener(good=1, bad=1).score(), "listening")
    assert score.verdict == "not enough evidence"
    assert score.value is None


@pytest.mark.parametrize(
    ("answer", "confirmed"),
    [
        (M(Code.CONFIRM), 1),
        (M(Code.DISCLOSE, topic="cash", tier=2), 0),
        (M(Code.ACCEPT), 0),
        (M(Code.OBJECT), 0),
    ],
)
def test_a_test_is_confirmed_in_words(answer: M, confirmed: int) -> None:
    talk = Talk().seller("So it is cash?", M(Code.TEST, topic="cash")).buyer("Well.", answer)
    assert indicator(talk.score(), "listening", "A6").count == confirmed


@pytest.mark.parametrize(
    ("answer", "code", "met"),
    [
        ("What is it you do not like?", Code.Q_OPEN, True),
        ("Who told you that?", Code.Q_CLOSED, True),
        ("Is that all?", Code.Q_CLOSED, None),  # it asks, and nobody can tell for what
        ("It is worth it.", Code.INFORM, False),
    ],
)
def test_asking_first_is_a_diagnosis(answer: str, code: Code, met: bool | None) -> None:
    talk = Talk().buyer("It is steep.", PRESSED).seller(answer, M(code))
    found = indicator(talk.score(), "listening", "A1")
    assert [item.met for item in found.evidence] == ([] if met is None else [met])


@pytest.mark.parametrize(
    ("answer", "moves", "met"),
    [
        ("Right, and who else signs it?", [M(Code.Q_CLOSED, "who else signs it?")], True),
        ("ok who. no, that doesnt work", [M(Code.HOLD, "no, that doesnt work")], None),
        (
            "No, that is too low. Who asks for it?",
            [M(Code.HOLD, "No, that is too low."), M(Code.Q_CLOSED, "Who asks for it?")],
            False,
        ),
        ("No, it stays where it is.", [M(Code.HOLD)], False),
    ],
)
def test_what_comes_first_in_an_answer_counts(
    answer: str, moves: list[M], met: bool | None
) -> None:
    talk = Talk().buyer("I have a better one.", M(Code.PRESS, topic="rival")).seller(answer, *moves)
    found = indicator(talk.score(), "listening", "A1")
    assert [item.met for item in found.evidence] == ([] if met is None else [met])


def test_words_that_attack_are_no_reflection() -> None:
    words = "You people never pay on time."
    talk = Talk().buyer("It is steep.", PRESSED).seller(words, M(Code.REFLECT), M(Code.ATTACK))
    assert indicator(talk.score(), "listening", "A1").count == 0


def test_a_turn_that_tells_what_lies_behind_is_no_undiagnosed_objection() -> None:
    words = "The sum is not what bothers me. It is the month."
    talk = (
        Talk()
        .buyer(
            words,
            M(Code.OBJECT, "The sum is not what bothers me."),
            M(Code.DISCLOSE, "It is the month.", topic="cash", tier=1),
        )
        .seller("Later would do, then.", M(Code.SHARE))
    )
    assert indicator(talk.score(), "listening", "A1").status == "no opportunity"


def test_a_plain_fact_leaves_the_objection_undiagnosed(
    scenario: Scenario, persona: Persona
) -> None:
    fact = persona.facts[0].id
    talk = (
        Talk()
        .buyer("We are nine. It is dear.", M(Code.DISCLOSE, "We are nine.", topic=fact, tier=1))
        .seller("I see.", M(Code.SHARE))
    )
    told = talk.score(scenario, persona=persona)
    assert indicator(told, "listening", "A1").status == "no opportunity"
    talk = (
        Talk()
        .buyer(
            "We are nine. It is dear.",
            M(Code.DISCLOSE, "We are nine.", topic=fact, tier=1),
            M(Code.OBJECT, "It is dear."),
        )
        .seller("I see.", M(Code.SHARE))
    )
    assert indicator(talk.score(scenario, persona=persona), "listening", "A1").out_of == 1


def test_an_offer_on_what_a_told_interest_opens_may_be_tied_to_it(
    scenario: Scenario, persona: Persona
) -> None:
    need = M(Code.DISCLOSE, topic="cash_timing", tier=1)
    talk = (
        Talk()
        .buyer("Our own money comes in late.", need)
        .seller("Then net 90.", M(Code.OFFER, terms={"payment_days": 90}))
    )
    found = indicator(talk.score(scenario, persona=persona), "listening", "A3")
    assert found.status == "no opportunity"


@pytest.mark.parametrize(("issue", "tied"), [("payment_days", True), ("scope", False)])
def test_words_beside_an_offer_tie_it_where_the_key_knows_the_need(
    scenario: Scenario, persona: Persona, issue: str, tied: bool
) -> None:
    terms: dict[str, Value] = {"payment_days": 90} if issue == "payment_days" else {issue: "phased"}
    talk = (
        Talk()
        .buyer("Our customers pay late.", M(Code.DISCLOSE, topic="cash_timing", tier=1))
        .seller(
            "Late customers, I see. Then do this.",
            M(Code.REFLECT, "Late customers, I see."),
            M(Code.OFFER, "Then do this.", terms=terms),
        )
    )
    found = indicator(talk.score(scenario, persona=persona), "listening", "A3").evidence
    assert [(e.met, e.buyer and e.buyer.text) for e in found] == (
        [(True, "Our customers pay late.")] if tied else []
    )


def test_a_price_cut_is_not_tied_to_a_need_for_time(scenario: Scenario, persona: Persona) -> None:
    talk = (
        Talk()
        .buyer("Our own money comes in late.", M(Code.DISCLOSE, topic="cash_timing", tier=1))
        .seller("Then 58,000.", M(Code.OFFER, terms={"price": 58_000}))
    )
    assert indicator(talk.score(scenario, persona=persona), "listening", "A3").count == 0


@pytest.mark.parametrize(("code", "count"), [(Code.DISCLOSE, 1), (Code.CUE, 0)])
def test_a_question_right_after_something_told_is_a_follow_up(code: Code, count: int) -> None:
    talk = (
        Talk()
        .buyer("This month is odd.", M(code, topic="c", tier=1))
        .seller("Which weeks are the worst?", M(Code.Q_CLOSED))
    )
    assert indicator(talk.score(), "listening", "A5b").count == count


def test_a_question_that_names_what_was_told_earlier_is_a_follow_up() -> None:
    talk = (
        Talk()
        .buyer("Our clients pay late.", M(Code.DISCLOSE, topic="cash", tier=1))
        .seller("I see.", M(Code.REFLECT))
        .buyer("And it is dear.", M(Code.OBJECT))
        .seller("How late do they pay?", M(Code.Q_OPEN, topic="cash"))
    )
    assert indicator(talk.score(), "listening", "A5b").count == 1


def test_asking_for_a_yes_to_an_offer_is_no_follow_up() -> None:
    talk = (
        Talk()
        .buyer("This month is odd.", M(Code.CUE, topic="c"))
        .seller(
            "Net 60 it is. All right?",
            M(Code.OFFER, "Net 60 it is.", terms={"days": 60}),
            M(Code.Q_CLOSED, "All right?"),
        )
    )
    assert indicator(talk.score(), "listening", "A5b").count == 0


def test_any_follow_up_lifts_the_score_above_one() -> None:
    talk = listener(good=0, bad=5)
    talk.buyer("The bank rang.", M(Code.DISCLOSE, topic="bank", tier=1)).seller(
        "When do they ring again?", M(Code.Q_CLOSED)
    )
    assert value(talk.score(), "listening") == 2


def test_asking_for_a_way_on_is_no_asking_again() -> None:
    talk = (
        Talk()
        .buyer("Our clients pay late.", M(Code.DISCLOSE, topic="cash", tier=3))
        .seller("I see.", M(Code.REFLECT))
        .buyer("So.")
        .seller("Which date would help you with that?", M(Code.Q_OPEN, topic="cash"))
    )
    assert indicator(talk.score(), "listening", "A-").count == 0


def test_a_short_meeting_is_called_short_with_the_right_count() -> None:
    talk = Talk().buyer("It is dear.", PRESSED).seller("Why?", M(Code.Q_WHY))
    because = named(talk.score(), "listening").because
    assert because == "The meeting was short: 1 of your turns can be judged; a score needs 4."


def test_short_turns_are_not_called_a_short_meeting() -> None:
    talk = Talk()
    for number in range(6):
        talk.buyer(f"It is dear, {number}.", PRESSED).seller("Ok.", M(Code.ACCEPT))
    because = named(talk.score(), "listening").because
    assert because.startswith("Most of your turns were short: 0 of your turns can be judged")
