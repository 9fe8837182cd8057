"""What counts as a return, who paid it, and that it pays only once."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Mention, Stance
from simulator.domain.transcript import End
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
        ("With net 90 you help me.", (M(Code.COUNTER, terms={"days": 90}),), "linked, not paid"),
        ("You say net 90. Make it 120.", (M(Code.GIVE, terms={"days": 90}),), "linked, not paid"),
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


LISTED = M(Code.ACCEPT, terms={"days": 90})


@pytest.mark.parametrize(
    ("answer", "moves", "verdict"),
    [
        ("Agreed: net 90.", (LISTED,), "linked, not paid"),
        ("Net 90 is welcome, and fair.", (LISTED,), "linked, not paid"),
        ("Yes to net 90, you have a deal.", (LISTED,), "linked, not paid"),
        ("Agreed: net 90, and I introduce you to my sister.", (LISTED,), "traded"),
        ("Net 90 it is, and my sister gets a call.", (LISTED,), "traded"),
        ("Agreed.", (M(Code.ACCEPT),), "traded"),
        ("All of that, yes.", (M(Code.ACCEPT),), "traded"),
    ],
)
def test_a_yes_that_lists_terms_grants_no_return_in_words_that_it_leaves_out(
    answer: str, moves: tuple[M, ...], verdict: str
) -> None:
    ask = "you introduce us to your sister."
    card = _asked_in_words(ask, answer, *moves).score(end=deal_on(days=90))
    assert verdicts(card) == [verdict]
    told = indicator(card, "trading", "T3")
    assert (told.count, told.out_of) == ((1, 1) if verdict == "traded" else (0, 0))
    # Whether it came in nobody knows, so it is not counted as worth nothing either.
    assert indicator(card, "trading", "T4").status == "no opportunity"


def test_a_last_yes_that_lists_terms_grants_no_return_in_words() -> None:
    give = "If you introduce us to your sister, net 90."
    tied = (
        M(Code.ASK_GET, "you introduce us to your sister", conditional=True),
        M(Code.OFFER, "net 90", terms={"days": 90}, conditional=True),
    )
    talk = Talk().fill().seller(give, *tied).buyer("Let me think.")
    named = Talk(list(talk.turns), list(talk.readings))
    for one, yes, verdict in (
        (talk, "Agreed: net 90.", "linked, not paid"),
        (named, "Agreed: net 90, and my sister hears of you.", "traded"),
    ):
        one.seller(give, *tied).buyer(yes, LISTED)
        assert verdicts(one.score(end=deal_on(days=90))) == [verdict]


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


def _for_the_call(answer: str, *moves: M) -> Talk:
    return _for_a_call(
        Talk().buyer("Longer?", M(Code.PRESS, topic="price")), "Net 60 for a call.", "days", 60
    ).buyer(answer, *moves)


def test_the_sellers_terms_said_back_beside_a_lower_bid_grant_nothing() -> None:
    talk = _for_the_call(
        "You say a call. I say 9,000.",
        M(Code.GIVE, "You say a call.", terms={"reference": "call"}),
        M(Code.COUNTER, "I say 9,000.", terms={"price": 9_000}),
    )
    assert verdicts(talk.seller("No.", M(Code.REJECT)).score()) == ["linked, not paid"]


def test_a_yes_to_another_price_is_none_to_the_trade() -> None:
    whole: dict[str, Value] = {"days": 60, "reference": "call"}
    talk = (
        _for_the_call(
            "Agreed: 9,000, net 60 and the call.", M(Code.ACCEPT, terms={**whole, "price": 9_000})
        )
        .seller("I said 10,000 for it.", M(Code.SHARE))
        .buyer("So be it, with the call.", M(Code.ACCEPT, terms=whole))
    )
    given = row(talk.score(end=deal_on(**whole)), "days")
    assert given.got is not None
    assert given.got.text == "So be it, with the call."


def test_a_bid_that_is_taken_grants_what_stands_in_it() -> None:
    talk = _for_the_call(
        "The call, and 9,900.",
        M(Code.COUNTER, terms={"reference": "call", "price": 9_900}),
    ).seller("Agreed.", M(Code.ACCEPT))
    given = row(talk.score(end=deal_on(days=60, price=9_900, reference="call")), "days")
    assert given.got is not None
    assert given.got.text == "The call, and 9,900."


def test_a_return_is_granted_where_it_stands_and_not_in_a_package_that_was_refused() -> None:
    whole: dict[str, Value] = {"price": 10_000, "days": 60, "reference": "call"}
    talk = (
        _for_the_call(
            "We go ahead: 9,500, net 60 and the call.",
            M(Code.COUNTER, terms={**whole, "price": 9_500}),
        )
        .seller("Not at 9,500. 10,000.", M(Code.REJECT), M(Code.HOLD, terms={"price": 10_000}))
        .buyer("Fine: 10,000, net 60 and the call.", M(Code.ACCEPT, terms=whole))
    )
    given = row(talk.score(end=deal_on(days=60, reference="call")), "days")
    assert given.got is not None
    assert given.got.text == "Fine: 10,000, net 60 and the call."


def test_a_grant_beside_another_wish_of_the_same_size_is_one() -> None:
    talk = _for_the_call("The call is fine.", M(Code.GIVE, terms={"reference": "call"})).seller(
        "Good. And the price stays.", M(Code.HOLD)
    )
    given = row(talk.score(), "days")
    assert given.got is not None
    assert given.got.text == "The call is fine."


def test_a_yes_that_fell_through_brought_nothing() -> None:
    talk = _for_the_call("Yes.", M(Code.ACCEPT)).fill()
    talk.buyer("No, I leave.", M(Code.REJECT))
    card = talk.score(end=End(outcome="buyer_left"))
    assert [(r.verdict, r.got, r.withdrawn) for r in card.ledger] == [
        ("linked, not paid", None, True)
    ]
    assert indicator(card, "trading", "T3").status == "no opportunity"
    assert indicator(card, "trading", "T4").status == "no opportunity"


def test_of_a_return_that_was_let_go_of_in_part_the_rest_was_granted() -> None:
    asked: dict[str, Value] = {"signing": "now", "reference": "call"}
    talk = (
        Talk()
        .buyer("Longer?", M(Code.PRESS, topic="price"))
        .seller(
            "Net 60 for both.", M(Code.CONCEDE, terms={"days": 60}, asked=asked, conditional=True)
        )
        .buyer("Hm.")
        .seller("Sign later, then.", M(Code.OFFER, terms={"signing": "later"}))
        .buyer("A call, yes.", M(Code.ACCEPT, terms={"reference": "call", "days": 60}))
    )
    found = indicator(talk.score(end=deal_on(days=60, reference="call")), "trading", "T3").evidence
    assert [e.why for e in found] == ["Granted as far as you did not let go of it."]


def test_one_return_for_two_gives_is_shown_once() -> None:
    both: dict[str, Value] = {"days": 60, "training": "day"}
    talk = (
        Talk()
        .buyer("More?", M(Code.PRESS, topic="price"))
        .seller(
            "Net 60 and the day for a call.",
            M(Code.CONCEDE, terms=both, asked={"reference": "call"}, conditional=True),
        )
        .buyer("A call, yes.", M(Code.ACCEPT, terms={"reference": "call"}))
    )
    card = talk.score(end=deal_on(days=60, training="day", reference="call"))
    assert [e.met for e in indicator(card, "trading", "T3").evidence] == [True]


def test_a_wish_is_no_part_of_the_package() -> None:
    words = "9,100. A reference call would be lovely, no worries if not."
    talk = (
        Talk()
        .buyer("9,000.", M(Code.COUNTER, terms={"price": 9_000}))
        .seller(
            words,
            M(Code.CONCEDE, "9,100.", terms={"price": 9_100, "days": 120}),
            M(Code.ASK_GET, "A reference call would be lovely", asked={"reference": "call"}),
        )
    )
    found = indicator(talk.score(), "firmness", "F3").evidence
    assert [e.why for e in found] == ["By the terms read, this is worth 8,950; the floor is 9,000."]


def test_letting_go_of_a_term_of_ones_own_is_no_extra() -> None:
    talk = (
        Talk()
        .buyer("No date.", M(Code.COUNTER, terms={"signing": "later"}))
        .seller("I can live without this week.", M(Code.CONCEDE))
    )
    said = talk.readings[-1]
    past = Mention(issue="signing", value="now", stance=Stance.PAST, quote=said.moves[0].quote)
    talk.readings[-1] = said.model_copy(update={"mentions": (past,)})
    assert talk.score().ledger == ()
