"""One test a row of the trading anchors, one a cap, and the cases without a concession."""

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.transcript import End
from tests.grader.builders import M, Talk, deal_on, indicator, named, value

LEFT = End(outcome="buyer_left")


def trades(talk: Talk, give: dict[str, Value], get: dict[str, Value], *, paid: bool = True) -> Talk:
    talk.buyer("Could you help with that?", M(Code.PRESS, topic="price"))
    talk.seller(
        "If you do your part, then we do ours.",
        M(Code.CONCEDE, terms=give, asked=get, conditional=True, condition_first=True),
    )
    return talk.buyer("Agreed." if paid else "No.", M(Code.ACCEPT if paid else Code.REJECT))


def gives(talk: Talk, terms: dict[str, Value], kind: str = "price") -> Talk:
    return talk.buyer("And that?", M(Code.PRESS, topic=kind)).seller(
        "All right, you have it.", M(Code.CONCEDE, terms=terms)
    )


def test_five_for_a_paid_trade_across_issues_worth_its_cost() -> None:
    talk = trades(Talk(), {"days": 90}, {"signing": "now"}).fill()
    card = talk.score(end=deal_on(days=90, signing="now"))
    assert value(card, "trading") == 5
    assert indicator(card, "trading", "T4").count == 200
    assert indicator(card, "trading", "T9").status == "met"


def test_a_return_worth_less_than_the_give_is_a_four() -> None:
    talk = trades(Talk(), {"training": "day"}, {"reference": "call"}).fill()
    card = talk.score(end=deal_on(training="day", reference="call"))
    assert value(card, "trading") == 4


def test_four_with_a_free_give_of_next_to_nothing() -> None:
    talk = trades(Talk(), {"training": "day"}, {"signing": "now"})
    talk = gives(talk, {"days": 60}).fill()
    assert value(talk.score(end=deal_on(training="day", signing="now", days=60)), "trading") == 4


def test_a_material_free_give_is_not_a_four() -> None:
    talk = trades(Talk(), {"training": "day"}, {"signing": "now"})
    talk = gives(talk, {"price": 9_800}).fill()
    assert (
        value(talk.score(end=deal_on(training="day", signing="now", price=9_800)), "trading") == 3
    )


def test_two_for_little_linkage() -> None:
    talk = trades(Talk(), {"days": 60}, {"signing": "now"})
    talk = gives(talk, {"training": "day"}).fill()
    assert value(talk.score(end=deal_on(days=60, signing="now", training="day")), "trading") == 2


def test_two_for_asking_and_never_collecting() -> None:
    talk = trades(Talk(), {"days": 90}, {"signing": "now"}, paid=False)
    talk.seller("All right, net 90 anyway.", M(Code.OFFER, terms={"days": 90})).fill()
    assert value(talk.score(end=deal_on(days=90)), "trading") == 2


def test_one_for_giving_everything_for_nothing() -> None:
    talk = gives(gives(Talk(), {"days": 90}), {"training": "day"}).fill()
    assert value(talk.score(end=deal_on(days=90, training="day")), "trading") == 1


def test_a_free_give_is_shown() -> None:
    talk = Talk().fill(1)
    gives(talk, {"days": 90}).fill(1)
    evidence = indicator(talk.score(), "trading", "T1").evidence
    assert [item.trainee.turn for item in evidence if item.trainee] == [3]


def test_cap_a_material_give_to_buy_peace() -> None:
    talk = trades(Talk(), {"days": 90}, {"signing": "now"})
    trades(talk, {"training": "day"}, {"reference": "call"})
    gives(talk, {"price": 9_900}, kind="insult").fill()
    score = named(talk.score(), "trading")
    assert score.value == 1
    assert score.caps == ("a material give to buy peace (at most 1)",)


def test_a_small_give_for_peace_is_not_capped_but_no_four() -> None:
    talk = trades(Talk(), {"training": "day"}, {"signing": "now"})
    gives(talk, {"days": 60}, kind="insult").fill()
    assert value(talk.score(), "trading") == 3


def test_a_nibble_given_away_is_no_five() -> None:
    talk = trades(Talk(), {"days": 90}, {"signing": "now"})
    assert value(Talk().fill().score(), "trading") is None
    gives(talk, {"days": 120}, kind="nibble").fill()
    card = talk.score()
    assert indicator(card, "trading", "T8").rate == 0
    assert value(card, "trading") in {2, 3}


def test_conditional_offers_refused_without_a_give_are_a_four() -> None:
    talk = Talk().fill()
    for number in range(2):
        talk.buyer(f"Lower, {number}.", M(Code.PRESS, topic="price")).seller(
            f"Could you sign this week, {number}?", M(Code.ASK_GET, asked={"signing": "now"})
        )
    assert value(talk.score(end=LEFT), "trading") == 4


def test_conditional_gives_refused_and_let_go_are_a_four() -> None:
    talk = trades(Talk(), {"days": 90}, {"signing": "now"}, paid=False).fill()
    assert value(talk.score(end=LEFT), "trading") == 4


def test_full_terms_with_no_trade_called_for_is_no_opportunity() -> None:
    score = named(Talk().fill().score(end=deal_on()), "trading")
    assert (score.verdict, score.value) == ("no opportunity", None)


def test_a_known_trade_never_tried_and_no_deal_is_a_two() -> None:
    talk = Talk()
    for number in range(7):
        talk.buyer(f"Lower it, {number}.", M(Code.PRESS, topic="price")).seller(
            f"No, {number}.", M(Code.HOLD)
        )
    assert value(talk.score(end=LEFT), "trading") == 2


def test_without_a_key_traded_and_free_are_told_apart() -> None:
    talk = (
        Talk()
        .buyer("Hi.")
        .seller("It is 100.", M(Code.OFFER, terms={"price": 100}))
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller("90 then.", M(Code.CONCEDE, terms={"price": 90}))
        .fill()
    )
    card = talk.score(scenario=None)
    assert value(card, "trading") == 1
    assert indicator(card, "trading", "T4").status == "no opportunity"


def test_a_give_that_costs_nothing_on_paper_still_counts() -> None:
    talk = gives(trades(Talk(), {"days": 90}, {"signing": "now"}), {"price": 10_000.0}).fill()
    extra = talk.buyer("And?", M(Code.PRESS, topic="nibble")).seller(
        "A mug for you.", M(Code.CONCEDE, "A mug")
    )
    linkage = indicator(extra.score(), "trading", "T1")
    assert linkage.rate is not None
    assert linkage.rate < 1


def test_a_nibble_met_with_a_condition_is_met() -> None:
    talk = trades(Talk(), {"days": 90}, {"signing": "now"})
    talk.buyer("And a training day?", M(Code.PRESS, topic="nibble")).seller(
        "If you give us a reference call.",
        M(
            Code.CONCEDE,
            terms={"training": "day"},
            asked={"reference": "call"},
            conditional=True,
        ),
    ).fill()
    assert indicator(talk.score(), "trading", "T8").rate == 1


def test_a_nibble_that_is_passed_over_is_neither_met_nor_granted() -> None:
    talk = Talk().buyer("And the trolley with it?", M(Code.PRESS, topic="nibble"))
    card = talk.seller("So, shall we sign?", M(Code.PUSH_CLOSE)).score()
    assert indicator(card, "trading", "T8").status == "no opportunity"
    assert indicator(card, "firmness", "F1").status == "no opportunity"


def test_a_nibble_that_is_taken_with_a_yes_is_granted() -> None:
    talk = Talk().buyer("And the trolley with it?", M(Code.PRESS, topic="nibble"))
    card = talk.seller("Fine with me.", M(Code.ACCEPT)).score()
    assert indicator(card, "trading", "T8").rate == 0


def test_a_return_that_was_granted_is_no_refused_offer() -> None:
    talk = Talk().fill(4)
    for number in range(2):
        talk.seller(f"Could you take the red one, {number}?", M(Code.ASK_GET))
        talk.buyer("Yes.", M(Code.ACCEPT))
    score = named(talk.score(scenario=None), "trading")
    assert (score.verdict, score.because) == (
        "no opportunity",
        "No concession of yours was found in the talk.",
    )
