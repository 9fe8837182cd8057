from simulator.domain.moves import Code
from simulator.domain.transcript import End
from tests.grader.builders import DEAL, M, Talk, deal_on, row, small_deal, verdicts


def test_a_cut_with_nothing_asked_is_free_and_priced_by_the_key() -> None:
    talk = (
        Talk()
        .buyer("It is too much.", M(Code.PRESS, topic="price"))
        .seller("Then let us say 9,500.", M(Code.CONCEDE, "9,500", terms={"price": 9500}))
    )
    cut = row(talk.score(), "price")
    assert (cut.before, cut.after, cut.cost, cut.value_to_buyer) == (10_000, 9_500, 500, 500)
    assert cut.verdict == "free"
    assert cut.pressure is not None
    assert cut.pressure.text == "It is too much."


def test_what_the_buyer_only_threatens_with_can_still_be_asked_for() -> None:
    talk = (
        Talk()
        .buyer("This week or never.", M(Code.PRESS, topic="deadline", terms={"signing": "now"}))
        .seller(
            "If it is signed this week, 9,500.",
            M(Code.CONCEDE, terms={"price": 9_500}, asked={"signing": "now"}, conditional=True),
        )
    )
    assert verdicts(talk.score()) == ["linked, not paid"]


def test_what_the_buyer_has_offered_is_no_return() -> None:
    talk = (
        Talk()
        .buyer("I sign this week.", M(Code.GIVE, terms={"signing": "now"}))
        .seller(
            "If you sign this week, 9,500.",
            M(Code.CONCEDE, terms={"price": 9_500}, asked={"signing": "now"}, conditional=True),
        )
    )
    assert verdicts(talk.score()) == ["free"]


def test_an_extra_at_a_price_of_its_own_is_no_gift_and_leaves_the_price_where_it_was() -> None:
    talk = (
        Talk()
        .buyer("I want net 90 as well.", M(Code.PRESS, topic="nibble", terms={"days": 90}))
        .seller(
            "Net 90 is 200 on top, if you want it.",
            M(Code.OFFER, terms={"days": 90, "price": 10_200}),
        )
        .buyer("Then leave it.", M(Code.GIVE))
        .seller("10,000 it stays.", M(Code.HOLD, terms={"price": 10_000}))
    )
    assert verdicts(talk.score()) == ["linked, not paid"]


def _trade(answer: str, *moves: M) -> Talk:
    return (
        Talk()
        .buyer("We need longer to pay.", M(Code.PRESS, topic="price"))
        .seller(
            "If you sign this week, then net 90 works.",
            M(
                Code.CONCEDE,
                "net 90 works",
                terms={"days": 90},
                asked={"signing": "now"},
                conditional=True,
                condition_first=True,
            ),
        )
        .buyer(answer, *moves)
    )


def test_a_return_that_is_accepted_makes_it_a_trade() -> None:
    talk = _trade("Agreed, this week.", M(Code.ACCEPT))
    given = row(talk.score(), "days")
    assert given.verdict == "traded"
    assert given.got is not None
    assert given.got.text == "Agreed, this week."
    assert (given.cost, given.value_got) == (100, 200)
    assert given.condition_first


def test_a_return_granted_in_terms_makes_it_a_trade() -> None:
    talk = _trade("I can sign this week.", M(Code.GIVE, terms={"signing": "now"}))
    assert verdicts(talk.score()) == ["traded"]


def test_a_return_found_in_the_final_deal_makes_it_a_trade() -> None:
    talk = (
        _trade("Let me think.", M(Code.OBJECT))
        .seller("Take your time.", M(Code.COMMON))
        .buyer("Fine, we have a deal.", M(Code.ACCEPT))
    )
    card = talk.score(end=deal_on(days=90, signing="now"))
    assert verdicts(card) == ["traded"]


def test_a_refused_condition_that_is_let_go_costs_nothing() -> None:
    talk = _trade("No.", M(Code.REJECT)).seller("Then we stay as we were.", M(Code.HOLD))
    given = row(talk.score(), "days")
    assert given.verdict == "linked, not paid"
    assert given.withdrawn


def test_a_refused_condition_given_all_the_same_is_not_paid() -> None:
    talk = _trade("No.", M(Code.REJECT)).seller(
        "All right, net 90 anyway.", M(Code.OFFER, terms={"days": 90})
    )
    given = row(talk.score(), "days")
    assert given.verdict == "linked, not paid"
    assert not given.withdrawn


def test_the_ask_may_stand_in_the_turn_before() -> None:
    talk = (
        Talk()
        .buyer("Hello.")
        .seller("Could you be a reference?", M(Code.ASK_GET, asked={"reference": "call"}))
        .buyer("I might.", M(Code.OBJECT))
        .seller("Good, net 60 then.", M(Code.CONCEDE, terms={"days": 60}))
    )
    assert row(talk.score(), "days").asked is not None


def test_an_ask_pays_for_the_give_of_its_own_turn_only() -> None:
    talk = _trade("Agreed.", M(Code.ACCEPT)).seller(
        "And a day of training.", M(Code.CONCEDE, terms={"training": "day"})
    )
    assert row(talk.score(), "training").verdict == "free"


def test_a_weak_ask_is_no_ask() -> None:
    talk = (
        Talk()
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller(
            "I can do 9,000. Is that OK?",
            M(Code.CONCEDE, "I can do 9,000.", terms={"price": 9000}),
            M(Code.ASK_GET, "Is that OK?"),
        )
    )
    assert verdicts(talk.score()) == ["free"]


def test_what_the_buyer_had_granted_is_no_return() -> None:
    talk = (
        Talk()
        .buyer("I can sign this week.", M(Code.GIVE, terms={"signing": "now"}))
        .seller(
            "If you sign this week, net 60.",
            M(Code.CONCEDE, terms={"days": 60}, asked={"signing": "now"}, conditional=True),
        )
    )
    assert verdicts(talk.score()) == ["free"]


def test_less_scope_for_less_money_is_no_concession() -> None:
    talk = (
        Talk()
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller("Without that part it is 9,000.", M(Code.RESCOPE, terms={"price": 9000}))
    )
    assert talk.score().ledger == ()


def test_accepting_the_buyers_terms_is_a_concession() -> None:
    talk = (
        Talk()
        .buyer("Make it 9,400.", M(Code.COUNTER, terms={"price": 9400}))
        .seller("All right.", M(Code.ACCEPT))
    )
    cut = row(talk.score(), "price")
    assert (cut.after, cut.verdict) == (9400, "free")


def test_accepting_a_trade_the_buyer_proposed_is_a_trade() -> None:
    talk = (
        Talk()
        .buyer(
            "Net 90, and I sign this week.",
            M(Code.COUNTER, terms={"days": 90, "signing": "now"}),
        )
        .seller("Agreed.", M(Code.ACCEPT))
    )
    assert verdicts(talk.score()) == ["traded"]


def test_a_first_price_is_a_position_and_no_concession_when_nothing_was_sent() -> None:
    talk = (
        Talk()
        .buyer("How much?", M(Code.PRESS, topic="how-much"))
        .seller("9,800.", M(Code.OFFER, terms={"price": 9800}))
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller("9,600.", M(Code.CONCEDE, terms={"price": 9600}))
    )
    card = talk.score(small_deal(proposal_sent=False))
    assert [(r.before, r.after) for r in card.ledger] == [(9800, 9600)]


def test_a_cut_that_is_taken_back_is_marked() -> None:
    talk = (
        Talk()
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller("9,500.", M(Code.CONCEDE, terms={"price": 9500}))
        .buyer("And more.", M(Code.PRESS, topic="nibble"))
        .seller("Then we are back at 10,000.", M(Code.HOLD, terms={"price": 10_000}))
    )
    assert row(talk.score(), "price").withdrawn


def test_an_extra_without_an_issue_is_on_the_ledger() -> None:
    talk = (
        Talk()
        .buyer("Hm.", M(Code.OBJECT))
        .seller("I will throw in the case.", M(Code.CONCEDE, "throw in the case"))
    )
    extra = row(talk.score(), "extra")
    assert (extra.after, extra.cost, extra.verdict) == ("throw in the case", None, "free")


def test_the_same_free_give_for_peace_is_a_people_give() -> None:
    talk = (
        Talk()
        .buyer("You people never answer.", M(Code.PRESS, topic="insult"))
        .seller("Sorry: net 90.", M(Code.CONCEDE, terms={"days": 90}))
    )
    assert verdicts(talk.score()) == ["people give"]


def test_full_price_as_a_return_counts_from_what_the_buyer_had_offered() -> None:
    talk = (
        Talk()
        .buyer("9,500 is what I can do.", M(Code.COUNTER, terms={"price": 9500}))
        .seller(
            "If you take it at 10,000, then net 90.",
            M(Code.CONCEDE, terms={"days": 90}, asked={"price": 10_000}, conditional=True),
        )
        .buyer("Agreed.", M(Code.ACCEPT))
    )
    given = row(talk.score(), "days")
    assert (given.verdict, given.value_got) == ("traded", 500)


def test_without_a_key_the_ledger_has_no_money() -> None:
    talk = (
        Talk()
        .buyer("Hi.")
        .seller("It is 100.", M(Code.OFFER, terms={"price": 100}))
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller("90 then.", M(Code.CONCEDE, terms={"price": 90}))
    )
    cut = row(talk.score(scenario=None), "price")
    assert (cut.before, cut.after, cut.cost) == (100, 90, None)


def test_a_deal_found_in_words_carries_the_last_package() -> None:
    talk = _trade("Agreed.", M(Code.ACCEPT))
    card = talk.score()
    assert card.price_equivalent == 10_000 - 100 + 200
    assert "net 90" in card.outcome


def test_an_end_record_decides_what_was_agreed() -> None:
    talk = _trade("Agreed.", M(Code.ACCEPT))
    assert talk.score(end=deal_on(price=9300)).price_equivalent == 9_300
    assert DEAL.standard["price"] == 10_000


def test_a_price_named_by_the_buyer_does_not_pay_for_an_ask_in_words() -> None:
    talk = (
        Talk()
        .buyer("Hello.")
        .seller("Could you help us there?", M(Code.ASK_GET))
        .buyer("What about 9,300?", M(Code.GIVE, terms={"price": 9_300}))
        .seller("Net 60, then.", M(Code.CONCEDE, terms={"days": 60}))
    )
    assert verdicts(talk.score()) == ["linked, not paid"]


def test_naming_the_conceded_price_is_no_return() -> None:
    words = "If you can come up to 9,600, we have a deal."
    talk = (
        Talk()
        .buyer("9,300?", M(Code.COUNTER, terms={"price": 9_300}))
        .seller(
            words,
            M(Code.CONCEDE, terms={"price": 9_600}, conditional=True),
            M(Code.ASK_GET, words, conditional=True),
        )
        .buyer("Agreed.", M(Code.ACCEPT))
    )
    assert verdicts(talk.score()) == ["free"]


def test_a_give_that_is_not_in_the_deal_is_no_trade() -> None:
    talk = _trade("Agreed, this week.", M(Code.ACCEPT))
    card = talk.score(end=deal_on(signing="now"))
    assert verdicts(card) == ["linked, not paid"]
    assert row(card, "days").withdrawn
    left = _trade("Agreed, this week.", M(Code.ACCEPT)).score(end=End(outcome="buyer_left"))
    assert verdicts(left) == ["linked, not paid"]
    assert row(left, "days").withdrawn


def test_repeating_the_give_with_its_return_is_not_giving_it_all_the_same() -> None:
    talk = _trade("Let me think.").seller(
        "So it is net 90, a signature this week.",
        M(Code.OFFER, terms={"days": 90, "signing": "now"}),
    )
    assert row(talk.score(end=End(outcome="buyer_left")), "days").withdrawn
