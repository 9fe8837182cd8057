"""What single checks of the nine scores count, and what they do not."""

import pytest

from simulator.domain.moves import Code
from simulator.domain.scorecard import Indicator
from tests.grader.builders import M, Talk, indicator, small_deal

CALL = {"reference": "call"}
BEFORE = {"price": 9_800}


def put_off(talk: Talk) -> Indicator:
    fresh = small_deal(proposal_sent=False)
    return indicator(talk.fill(4).score(fresh), "value before price", "V4")


@pytest.mark.parametrize(
    ("answer", "moves", "status"),
    [
        ("In a minute. What broke?", (M(Code.Q_OPEN, "What broke?"),), "met"),
        ("It'd be a guess now. What broke?", (M(Code.DEFER, "It'd be a guess now."),), "met"),
        ("9,900 for the lot.", (M(Code.OFFER, terms={"price": 9_900}),), "not met"),
    ],
)
def test_a_figure_is_put_off_by_naming_none(answer: str, moves: tuple[M, ...], status: str) -> None:
    talk = Talk().buyer("What's the damage?", M(Code.PRESS, topic="how-much"))
    found = put_off(talk.seller(answer, *moves))
    assert (found.status, found.out_of) == (status, 1)


def test_who_asks_for_the_figure_again_asks_for_none_that_was_not_named() -> None:
    talk = Talk().buyer("Well?").seller("9,900.", M(Code.OFFER, terms={"price": 9_900}))
    talk.buyer("How much did you say?", M(Code.PRESS, topic="how-much"))
    assert put_off(talk.seller("As I said, and what broke?", M(Code.Q_OPEN))).status == (
        "no opportunity"
    )


@pytest.mark.parametrize(
    ("said", "moves", "cost", "against"),
    [
        ("The stops eat 4,300 a month; 10,000 is back by spring.", {"price": 10_000}, 1, 1),
        ("The stops eat four thousand every month.", {}, 1, 0),
        ("No, 9.5 is too low and two days are in the 10k.", {"price": 10_000}, 0, 0),
        ("So 10,000, net 60, in writing, by Monday.", {"price": 10_000, "days": 60}, 0, 0),
        ("Each stop costs you a day.", {}, 0, 0),
    ],
)
def test_a_cost_is_a_sum_and_stands_beside_the_price(
    said: str, moves: dict[str, float], cost: int, against: int
) -> None:
    figures = {"price": "10k" if "10k" in said else "10,000", "days": "60"}
    terms = (M(Code.OFFER, figures[issue], terms={issue: v}) for issue, v in moves.items())
    card = Talk().fill(4).seller(said, M(Code.COST), *terms).score()
    assert indicator(card, "uniqueness", "U2").count == cost
    assert indicator(card, "value before price", "V7").count == against


def raised(talk: Talk) -> tuple[float, float]:
    card = talk.score()
    return indicator(card, "structure", "C1").count, indicator(card, "structure", "C3").count


def test_a_point_is_raised_by_putting_something_new_on_it() -> None:
    talk = Talk().fill(4).seller("It stays net 30.", M(Code.OFFER, terms={"days": 30}))
    assert raised(talk) == (0, 0)
    talk.buyer("I could sign this week.", M(Code.GIVE, terms={"signing": "now"}))
    talk.seller("You sign this week.", M(Code.ASK_GET, asked={"signing": "now"}))
    assert raised(talk) == (0, 0)
    words = "If you make a call for us, then net 90"
    talk.buyer("Yes.").seller(
        f"Right. {words}.",
        M(Code.OFFER, "net 90", {"days": 90}, CALL, conditional=True),
    )
    assert raised(talk) == (2, 1)
    first = indicator(talk.score(), "structure", "C1").evidence[0].trainee
    assert first is not None
    assert first.text.startswith(words)


def test_a_break_is_proposed_by_itself() -> None:
    talk = Talk().fill(4).seller("Let's take ten minutes, shall we?", M(Code.PAUSE))
    assert raised(talk)[1] == 1
    talk = Talk().fill(4)
    talk.seller("Ten days of ours, 9,900.", M(Code.PAUSE, "Ten days"), M(Code.OFFER, terms=BEFORE))
    assert raised(talk)[1] == 0


@pytest.mark.parametrize(
    ("said", "moves", "found"),
    [
        ("How would that look on your side?", (M(Code.OPTION),), 0),
        ("It was no promise and no threat either.", (M(Code.CHOICE),), 0),
        ("We could run one hall first.", (M(Code.SEGMENT),), 1),
        (
            "9,900 with a call, or 10,000 without, you pick.",
            (M(Code.CHOICE), M(Code.OFFER, "9,900", {"price": 9_900}, CALL, conditional=True)),
            1,
        ),
        ("Fine, net 90, your way.", (M(Code.SEGMENT), M(Code.CONCEDE, terms={"days": 90})), 0),
    ],
)
def test_another_shape_has_terms_or_is_put_in_words_and_is_no_gift(
    said: str, moves: tuple[M, ...], found: int
) -> None:
    assert indicator(Talk().fill(4).seller(said, *moves).score(), "structure", "C2").count == found


def agreed(*yes: M, said: str = "Agreed.") -> Talk:
    talk = Talk().fill(3).seller("9,800 it is.", M(Code.OFFER, terms=BEFORE))
    return talk.buyer(said, *yes)


def kept(talk: Talk) -> str:
    talk.seller("9,900 after all.", M(Code.OFFER, terms={"price": 9_900}))
    return indicator(talk.score(), "integrity", "I3").status


def test_a_word_is_broken_after_a_yes_that_stood() -> None:
    assert kept(agreed(M(Code.ACCEPT))) == "not met"
    assert kept(agreed(M(Code.ACCEPT, terms=BEFORE), said="Yes, 9,800.")) == "not met"


def test_a_yes_that_asks_for_more_or_is_taken_back_binds_nobody() -> None:
    more = {"price": 9_800, "days": 60}
    assert kept(agreed(M(Code.ACCEPT, terms=more), said="Yes, 9,800, now write net 60.")) == (
        "no opportunity"
    )
    assert kept(agreed(M(Code.ACCEPT), M(Code.COUNTER, "A", {"days": 60}))) == "no opportunity"
    talk = agreed(M(Code.ACCEPT)).seller("Good.", M(Code.INFORM))
    assert kept(talk.buyer("One thing: net 60.", M(Code.COUNTER, terms={"days": 60}))) == "met"


def test_a_yes_that_leaves_the_condition_out_binds_nobody() -> None:
    def tied(said: str, **yes: object) -> Talk:
        talk = Talk().fill(3)
        offer = M(Code.OFFER, "9,800", BEFORE, {"signing": "now"}, conditional=True)
        talk.seller("9,800 if you sign this week.", offer)
        return talk.buyer(said, M(Code.ACCEPT, terms=yes))  # type: ignore[arg-type]

    assert kept(tied("Yes, 9,800.", price=9_800)) == "no opportunity"
    assert kept(tied("Yes, 9,800, this week.", price=9_800, signing="now")) == "not met"
    assert kept(tied("Agreed.")) == "not met"


@pytest.mark.parametrize(
    ("last", "moves", "found"),
    [
        ("9,800, net 60, then.", (M(Code.OFFER, terms={"price": 9_800, "days": 60}),), 1),
        ("To sum up: net 60.", (M(Code.SUMM, terms={"days": 60}),), 1),
        ("9,800, net 90, then.", (M(Code.SUMM, terms={"price": 9_800, "days": 90}),), 0),
        (
            "No. 9,800, net 60, or I go.",
            (M(Code.REJECT, "No."), M(Code.OFFER, terms={"price": 9_800, "days": 60})),
            0,
        ),
        (
            "If you sign, 9,800 and net 60.",
            (M(Code.OFFER, terms={"price": 9_800, "days": 60}, conditional=True),),
            0,
        ),
    ],
)
def test_terms_said_again_are_neither_new_nor_a_no(
    last: str, moves: tuple[M, ...], found: int
) -> None:
    talk = Talk().fill(3).seller("9,800.", M(Code.OFFER, terms=BEFORE)).buyer("Hm.")
    talk.seller("And net 60.", M(Code.OFFER, terms={"days": 60})).buyer("Right.")
    card = talk.seller(last, *moves).score()
    assert indicator(card, "process", "L3").count == found


def next_step(*closing: str) -> list[str]:
    talk = Talk().fill(4)
    for said in closing:
        talk.buyer("Right.").seller(said, M(Code.INFORM))
    evidence = indicator(talk.score(), "process", "L4").evidence
    return [item.trainee.text for item in evidence if item.trainee is not None]


def test_the_next_step_is_the_last_line_that_says_what_and_when() -> None:
    assert next_step("I'll send it over.", "Fine. You’ll have it on Tuesday at ten. Bye.") == [
        "You’ll have it on Tuesday at ten."
    ]
    assert next_step("I'll draft it tonight.", "And I'll call you on Monday.") == [
        "And I'll call you on Monday.",
        "I'll draft it tonight.",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "You'd get it in writing that we stay.",
        "Shall I send it over?",
        "Your name on it by Friday, and it's net 60.",
        "The first van comes on Monday if you sign today.",
    ],
)
def test_a_term_or_a_step_without_its_time_is_no_next_step(said: str) -> None:
    assert next_step(said) == []


def test_a_step_that_hangs_on_something_is_an_offer() -> None:
    said = "If you sign, I'll send you the crew on Monday."
    offer = M(Code.OFFER, said, {"training": "day"}, {"signing": "now"}, conditional=True)
    talk = Talk().fill(4).seller(f"{said} The papers come from me tonight.", offer)
    found = indicator(talk.score(), "process", "L4").evidence
    assert [item.trainee.text for item in found if item.trainee] == [
        "The papers come from me tonight."
    ]


def test_a_turn_without_any_move_can_still_say_what_happens_next() -> None:
    talk = Talk().fill(4).buyer("Good.").seller("The papers come from me tomorrow.")
    assert indicator(talk.score(), "process", "L4").count == 1


def test_a_turn_that_asks_twice_counts_once() -> None:
    talk = Talk().fill(3).seller("Why? And what then?", M(Code.Q_WHY, "Why?"), M(Code.Q_OPEN))
    assert indicator(talk.score(), "value before price", "V2").count == 1


def test_a_limit_told_shares_nothing() -> None:
    talk = Talk().fill(4).seller("Honestly, 9,000 is my end.", M(Code.SHARE), M(Code.LEAK))
    assert indicator(talk.score(), "disclosure", "D2").count == 0
