"""What counts as a return, who paid it, and that it pays only once."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from tests.grader.builders import M, Talk, deal_on, indicator, row, verdicts


def _asked_in_words(ask: str, answer: str, *moves: M) -> Talk:
    words = f"Net 90 is yours, and {ask}"
    return (
        Talk()
        .buyer("Longer to pay?", M(Code.PRESS, topic="price"))
        .seller(
            words,
            M(Code.CONCEDE, "Net 90 is yours", terms={"days": 90}, conditional=True),
            M(Code.ASK_GET, ask),
        )
        .buyer(answer, *moves)
    )


@pytest.mark.parametrize(
    ("answer", "moves", "verdict"),
    [
        ("By the 12th, yes.", (M(Code.CONFIRM),), "traded"),
        ("With net 90 you help me.", (M(Code.COUNTER, terms={"days": 90}),), "traded"),
        ("I shall try.", (M(Code.GIVE),), "traded"),
        ("Hm.", (), "linked, not paid"),
        ("With net 90, but not on a date.", (M(Code.REJECT),), "linked, not paid"),
        ("Net 90, I am not sure.", (M(Code.OBJECT),), "linked, not paid"),
        ("And 9,500?", (M(Code.COUNTER, terms={"price": 9_500}),), "linked, not paid"),
    ],
)
def test_an_ask_without_terms_is_paid_by_taking_it_up(
    answer: str, moves: tuple[M, ...], verdict: str
) -> None:
    talk = _asked_in_words("you tell me by the 12th.", answer, *moves)
    assert verdicts(talk.score()) == [verdict]


def test_taking_up_the_point_is_payment_though_the_whole_is_not_enough() -> None:
    talk = _asked_in_words(
        "you tell me by the 12th.",
        "Net 90 suits me, as you want it. It is not enough yet.",
        M(Code.COUNTER, "Net 90 suits me", terms={"days": 90}),
        M(Code.OBJECT, "It is not enough yet."),
        M(Code.REJECT, "It is not enough yet."),
    )
    assert verdicts(talk.score()) == ["traded"]


def test_asking_what_comes_back_is_paid_only_by_something_that_comes_back() -> None:
    ask = "what could you do for us?"
    nothing = _asked_in_words(ask, "Lovely, agreed.", M(Code.ACCEPT))
    assert verdicts(nothing.score(end=deal_on(days=90))) == ["linked, not paid"]
    gain = M(Code.GIVE, terms={"reference": "call"})
    something = _asked_in_words(ask, "A reference call.", gain)
    assert verdicts(something.score(end=deal_on(days=90, reference="call"))) == ["traded"]
    lost = _asked_in_words(ask, "A reference call.", gain)
    assert verdicts(lost.score(end=deal_on(days=90))) == ["linked, not paid"]


def test_a_return_named_after_an_open_ask_pays_for_the_give() -> None:
    talk = _asked_in_words("what could you do for us?", "What would you like?").seller(
        "A reference call.", M(Code.ASK_GET, asked={"reference": "call"})
    )
    talk.buyer("All right.", M(Code.ACCEPT))
    given = row(talk.score(), "days")
    assert (given.verdict, given.value_got) == ("traded", 100)


def test_what_an_offer_takes_in_one_breath_is_its_return() -> None:
    words = "Let us make it net 90, a reference call and a signature this week."
    offer: dict[str, Value] = {"days": 90, "reference": "call", "signing": "now"}
    talk = (
        Talk()
        .buyer("I can sign this week.", M(Code.GIVE, terms={"signing": "now"}))
        .seller(words, M(Code.OFFER, terms=offer), M(Code.CONCEDE, terms={"days": 90}))
        .buyer("Fine.")
    )
    given = row(talk.score(end=deal_on(days=90, reference="call", signing="now")), "days")
    assert given.asked_for == {"reference": "call"}
    assert (given.verdict, given.value_got) == ("traded", 100)


def test_two_gives_in_one_breath_are_no_trade() -> None:
    talk = (
        Talk()
        .buyer("Longer to pay?", M(Code.PRESS, topic="price"))
        .seller(
            "Net 90 and a training day.",
            M(Code.OFFER, terms={"days": 90, "training": "day"}),
        )
        .buyer("Fine.", M(Code.ACCEPT))
    )
    assert verdicts(talk.score()) == ["free", "free"]


def _for_a_call(talk: Talk, words: str, issue: str, value: float) -> Talk:
    return talk.seller(
        words,
        M(Code.CONCEDE, terms={issue: value}, asked={"reference": "call"}, conditional=True),
    )


def test_a_cut_taken_back_is_not_paid_by_a_later_return() -> None:
    talk = _for_a_call(Talk().buyer("Hello."), "With a reference call, 9,700.", "price", 9_700)
    talk.buyer("Let me think.")
    talk.seller("Then it is 10,000 again.", M(Code.HOLD, terms={"price": 10_000}))
    talk.buyer("Longer to pay?", M(Code.PRESS, topic="price"))
    _for_a_call(talk, "With a reference call, net 90.", "days", 90)
    talk.buyer("Agreed.", M(Code.ACCEPT))
    card = talk.score(end=deal_on(days=90, reference="call"))
    assert verdicts(card) == ["linked, not paid", "traded"]
    assert row(card, "price").withdrawn
    assert not row(card, "days").withdrawn
    assert indicator(card, "trading", "T4").count == 100


def test_a_cut_taken_back_and_made_again_is_judged_anew() -> None:
    talk = _for_a_call(Talk().buyer("Hello."), "With a reference call, 9,700.", "price", 9_700)
    talk.buyer("Let me think.")
    talk.seller("Then it is 10,000 again.", M(Code.HOLD, terms={"price": 10_000}))
    talk.buyer("Too much.", M(Code.PRESS, topic="price"))
    talk.seller("9,700, then.", M(Code.CONCEDE, terms={"price": 9_700}))
    card = talk.score(end=deal_on(price=9_700))
    assert verdicts(card) == ["linked, not paid", "free"]
    assert [r.withdrawn for r in card.ledger] == [True, False]


def test_one_return_does_not_pay_for_two_gives() -> None:
    talk = _for_a_call(Talk().buyer("Hello."), "With a reference call, 9,900.", "price", 9_900)
    talk.buyer("Let me think.")
    _for_a_call(talk, "With a reference call, net 60.", "days", 60)
    talk.buyer("Agreed.", M(Code.ACCEPT))
    card = talk.score(end=deal_on(price=9_900, days=60, reference="call"))
    assert sorted(verdicts(card)) == ["linked, not paid", "traded"]
    assert indicator(card, "trading", "T4").count == 100


def test_giving_more_for_the_same_return_is_one_trade() -> None:
    talk = _for_a_call(Talk().buyer("Hello."), "With a reference call, net 60.", "days", 60)
    talk.buyer("Not enough.", M(Code.OBJECT))
    _for_a_call(talk, "With a reference call, net 90.", "days", 90)
    talk.buyer("Agreed.", M(Code.ACCEPT))
    card = talk.score(end=deal_on(days=90, reference="call"))
    assert verdicts(card) == ["traded", "traded"]
    assert indicator(card, "trading", "T4").count == 100


def test_saying_the_package_again_with_one_wish_more_keeps_what_was_asked_before() -> None:
    talk = (
        Talk()
        .buyer("Longer to pay?", M(Code.PRESS, topic="price"))
        .seller(
            "If you sign this week, then net 90 works.",
            M(
                Code.CONCEDE,
                "net 90 works",
                terms={"days": 90},
                asked={"signing": "now"},
                conditional=True,
            ),
        )
        .buyer("This week, then.", M(Code.ACCEPT))
        .seller(
            "So net 90, signed this week, and you tell a colleague about us.",
            M(Code.OFFER, "net 90, signed this week", terms={"days": 90, "signing": "now"}),
            M(Code.ASK_GET, "you tell a colleague about us"),
        )
        .buyer("Hm.")
    )
    assert row(talk.score(), "days").asked_for == {"signing": "now"}
