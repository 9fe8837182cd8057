"""What a buyer writes down and the trainee never gave: gives taken back, and deals denied."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Mention, Stance
from simulator.domain.transcript import End
from tests.grader.builders import M, Talk, deal_on, indicator, row, verdicts

OFFER = "If you sign this week, net 90 works."
AGAIN = "Net 90 only goes with a signature this week."


def _offered() -> Talk:
    """A give for a signature."""
    linked = M(Code.CONCEDE, terms={"days": 90}, asked={"signing": "now"}, conditional=True)
    return Talk().buyer("We need longer.", M(Code.PRESS, topic="price")).seller(OFFER, linked)


def _insisted() -> Talk:
    """The give, the buyer's yes to less, and the return said again."""
    less = M(Code.ACCEPT, terms={"days": 90})
    again = M(Code.OFFER, terms={"days": 90}, asked={"signing": "now"}, conditional=True)
    return _offered().buyer("Agreed, net 90.", less).seller(AGAIN, again)


def _given_away(talk: Talk, end: End) -> float:
    return indicator(talk.fill().score(end=end), "firmness", "F4").count


def test_a_deal_without_the_return_that_was_insisted_on_gave_nothing() -> None:
    talk = _insisted().buyer("So net 90. Sign it.", M(Code.ACCEPT, terms={"days": 90}))
    given = row(talk.score(end=deal_on(days=90)), "days")
    assert (given.verdict, given.got, given.withdrawn) == ("linked, not paid", None, True)


def test_with_the_return_it_is_a_trade() -> None:
    talk = _insisted().buyer("Right, this week.", M(Code.ACCEPT, terms={"signing": "now"}))
    assert verdicts(talk.score(end=deal_on(days=90, signing="now"))) == ["traded"]


def test_who_says_yes_to_less_in_the_end_has_given_it() -> None:
    talk = (
        _insisted()
        .buyer(
            "Net 90, and we sign in May.", M(Code.COUNTER, terms={"days": 90, "signing": "later"})
        )
        .seller("Agreed.", M(Code.ACCEPT))
    )
    given = row(talk.score(end=deal_on(days=90)), "days")
    assert (given.verdict, given.withdrawn) == ("linked, not paid", False)


def test_a_give_that_its_giver_takes_back_came_to_nothing_whatever_the_deal_says() -> None:
    talk = (
        _offered()
        .buyer("Agreed, net 90.", M(Code.ACCEPT, terms={"days": 90}))
        .seller("Without the signature it stays at net 30.", M(Code.OFFER, terms={"days": 30}))
        .buyer("We are agreed, then, net 90.", M(Code.ACCEPT, terms={"days": 90}))
    )
    given = row(talk.score(end=deal_on(days=90)), "days")
    assert (given.verdict, given.withdrawn) == ("linked, not paid", True)


def _claimed(*last: str) -> Talk:
    """A price that the buyer writes down after another one was said."""
    talk = (
        Talk()
        .buyer("9,200 and done.", M(Code.COUNTER, terms={"price": 9_200}))
        .seller("It is 10,000.", M(Code.HOLD, terms={"price": 10_000}))
        .buyer("Yes, 9,200.", M(Code.ACCEPT, terms={"price": 9_200}))
    )
    for line in last:
        talk.seller(line, M(Code.REJECT, terms={"price": 10_000}))
    return talk


def test_a_price_that_was_denied_is_not_given_away() -> None:
    talk = _claimed("I have not agreed to that, it is 10,000.").buyer("I look out for the post.")
    assert _given_away(talk, deal_on(price=9_200)) == 0


def test_a_price_that_was_agreed_in_the_end_is() -> None:
    talk = _claimed().seller("Agreed, 9,200.", M(Code.ACCEPT, terms={"price": 9_200}))
    assert _given_away(talk, deal_on(price=9_200)) == 800


def test_a_yes_that_names_only_what_was_offered_does_not_pay() -> None:
    later = M(Code.GIVE, "We sign this week, too.", terms={"signing": "now"})
    talk = (
        _offered()
        .buyer("Net 90, agreed.", M(Code.ACCEPT, "Net 90, agreed.", terms={"days": 90}))
        .seller("And the signature?", M(Code.Q_CLOSED))
        .buyer("We sign this week, too.", later)
    )
    given = row(talk.score(end=deal_on(days=90, signing="now")), "days")
    assert given.got is not None
    assert given.got.text == "We sign this week, too."


@pytest.mark.parametrize(
    ("lines", "pressed"),
    [
        (("How much?", "Make it 9,500."), "Make it 9,500."),
        (("Make it 9,500.", "My boss is a hard man."), "Make it 9,500."),
    ],
)
def test_what_names_the_price_pressed_for_it(lines: tuple[str, str], pressed: str) -> None:
    talk = Talk()
    for line in lines:
        counter = M(Code.COUNTER, terms={"price": 9_500})
        talk.buyer(line, counter if "9,500" in line else M(Code.PRESS, topic="price"))
    talk.seller("9,800 then.", M(Code.CONCEDE, terms={"price": 9_800}))
    cut = row(talk.score(), "price")
    assert cut.pressure is not None
    assert cut.pressure.text == pressed


def test_a_no_to_the_price_presses_for_no_other_term() -> None:
    talk = (
        Talk()
        .buyer("No, that is too dear.", M(Code.REJECT))
        .seller("Take net 60.", M(Code.CONCEDE, terms={"days": 60}))
    )
    assert row(talk.score(), "days").pressure is None


def test_a_give_is_quoted_with_the_sentence_that_names_it() -> None:
    words = "9,500 then. And you can have net 60."
    both = M(Code.CONCEDE, "9,500 then.", terms={"price": 9_500})
    talk = (
        Talk()
        .buyer("Push it.", M(Code.PRESS, topic="price"))
        .seller(words, both, M(Code.OFFER, "net 60", terms={"days": 60}))
    )
    card = talk.score()
    assert row(card, "price").given.text == "9,500 then."
    assert row(card, "days").given.text == "And you can have net 60."


CALL = "Net 90 against a reference call, everything else as it is."
WITH_CALL = "The call belongs to it, or the days stay at thirty."


def _corrected(*after: str) -> Talk:
    """An offer, the buyer's yes to less, and the trainee's last words, which say the rest again."""
    asked = {"reference": "call"}
    talk = (
        Talk()
        .buyer("We need longer.", M(Code.PRESS, topic="price"))
        .seller(CALL, M(Code.OFFER, terms={"days": 90}, asked=asked, conditional=True))
        .buyer("Done, at net 90.", M(Code.PRESS, topic="nibble", terms={"days": 90}))
        .seller(WITH_CALL, M(Code.REJECT), M(Code.ASK_GET, asked=asked, conditional=True))
    )
    for line in after:
        talk.buyer("That is a thought.").seller(line, M(Code.PAUSE))
    return talk.buyer("Then it is done.")


@pytest.mark.parametrize("after", [(), ("Let us stop here.",)])
def test_what_the_last_words_put_right_is_not_given_all_the_same(after: tuple[str, ...]) -> None:
    card = _corrected(*after).score(end=deal_on(days=90))
    assert [(r.verdict, r.withdrawn) for r in card.ledger] == [("linked, not paid", True)]
    assert indicator(card, "trading", "T4").status == "no opportunity"
    said = [e.why for e in indicator(card, "trading", "T3").evidence]
    assert said == ["It was not granted, and the give came to nothing."]
    assert "So the record says; your last words, turn 3, differ on reference." in card.outcome
    assert card.result is None


def _for(given: dict[str, Value], asked: dict[str, Value]) -> M:
    return M(Code.OFFER, terms=given, asked=asked, conditional=True)


def test_a_return_said_again_beside_a_deal_that_is_taken_leaves_the_rest_agreed() -> None:
    two: dict[str, Value] = {"days": 60, "training": "day"}
    talk = (
        Talk()
        .buyer("More?", M(Code.PRESS, topic="price"))
        .seller("Net 60 if you sign.", _for({"days": 60}, {"signing": "now"}))
        .buyer("Hm.")
        .seller("The day for a call.", _for({"training": "day"}, {"reference": "call"}))
        .buyer("Yes: net 60, the day, signed now.", M(Code.ACCEPT, terms={**two, "signing": "now"}))
        .seller("Good, with the call, I take it.", M(Code.SIGNPOST, terms={"reference": "call"}))
        .buyer("So, net 60, the day, signed now.")
    )
    card = talk.score(end=deal_on(**two, signing="now"))
    assert row(card, "days").verdict == "traded"
    assert "your last words" not in card.outcome


def test_words_that_agree_after_all_leave_the_record_as_it_is() -> None:
    talk = _corrected()
    talk.turns.pop(), talk.readings.pop()
    card = (
        talk.buyer("Net 90, no call.", M(Code.COUNTER, terms={"days": 90}))
        .seller("All right, agreed.", M(Code.ACCEPT))
        .buyer("Good.")
        .score(end=deal_on(days=90))
    )
    assert not row(card, "days").withdrawn
    assert "your last words" not in card.outcome
    assert card.result is not None


def test_a_price_that_is_refused_once_more_is_not_agreed() -> None:
    talk = (
        Talk()
        .buyer("9,200.", M(Code.COUNTER, terms={"price": 9_200}))
        .seller("I think about it.", M(Code.SHARE))
        .buyer("So 9,200 it is.", M(Code.PRESS, topic="price", terms={"price": 9_200}))
        .seller("Not at 9,200, and so goodbye.", M(Code.REJECT))
        .buyer("A pleasure.")
    )
    said = talk.readings[-2]
    no = Mention(issue="price", value=9_200, stance=Stance.REFUSED, quote=said.moves[0].quote)
    talk.readings[-2] = said.model_copy(update={"mentions": (no,)})
    card = talk.score(end=deal_on(price=9_200))
    assert "So the record says; your last words, turn 3, differ on price." in card.outcome


def test_who_walks_out_after_the_buyers_yes_has_no_deal() -> None:
    talk = _offered().buyer("Net 90, yes.", M(Code.ACCEPT, terms={"days": 90}))
    talk.seller("I have changed my mind, we leave it.", M(Code.WALK)).buyer("So net 90.")
    card = talk.score(end=deal_on(days=90, signing="now"))
    assert "your last words, turn 3, differ." in card.outcome
    assert row(card, "days").withdrawn


def test_a_yes_to_less_that_is_passed_over_in_silence_stands() -> None:
    talk = (
        _offered()
        .buyer("Net 90, yes.", M(Code.ACCEPT, terms={"days": 90}))
        .seller("Lovely, the papers go out tomorrow.", M(Code.SIGNPOST))
        .buyer("Good.")
    )
    card = talk.score(end=deal_on(days=90))
    assert not row(card, "days").withdrawn
    assert "your last words" not in card.outcome


def _yes_and_out(*thanks: M, terms: dict[str, Value]) -> Talk:
    """A package, the buyer's yes to it, and a trainee who closes the talk in its own way."""
    package: dict[str, Value] = {"price": 9_800, "days": 60}
    asked: dict[str, Value] = {"reference": "call"}
    return (
        Talk()
        .buyer("Too dear.", M(Code.PRESS, topic="price"))
        .seller("9,800 and net 60 then.", M(Code.CONCEDE, terms=package))
        .buyer("Hm.")
        .seller(
            "9,800, net 60, and I do need the call for it.",
            M(Code.OFFER, terms=package, asked=asked, conditional=True),
        )
        .buyer("Yes to all of that.", M(Code.ACCEPT, terms=terms))
        .seller("Thank you so much, the contract comes tomorrow.", *thanks)
    )


AGREED: dict[str, Value] = {"price": 9_800, "days": 60, "reference": "call"}


def test_a_yes_on_both_sides_is_no_walk_away_whatever_the_record_says() -> None:
    talk = _yes_and_out(M(Code.SMALL_TALK), terms=AGREED)
    card = talk.score(end=End(outcome="trainee_left"))
    assert card.outcome.startswith("No deal is recorded: you left. By the words you had agreed on")
    assert "net 60" in card.outcome
    assert card.result is None
    assert indicator(card, "firmness", "F9").status == "no opportunity"
    assert indicator(card, "trading", "T4").count == 100  # the call, for what had been given before


@pytest.mark.parametrize(
    ("thanks", "terms"),
    [
        (M(Code.HOLD), AGREED),  # a correction
        (M(Code.PAUSE), AGREED),
        (M(Code.SMALL_TALK), {**AGREED, "price": 9_500}),  # a yes to something else
        (M(Code.SMALL_TALK), {}),  # a yes, and nobody knows to what
    ],
)
def test_a_yes_that_may_be_none_leaves_the_record_as_it_is(
    thanks: M, terms: dict[str, Value]
) -> None:
    card = _yes_and_out(thanks, terms=terms).score(end=End(outcome="trainee_left"))
    assert card.outcome == "No deal: you left."
    assert indicator(card, "trading", "T4").status == "no opportunity"


def test_a_give_taken_back_and_made_anew_for_something_else_keeps_both_rows() -> None:
    anew = {"reference": "call"}
    talk = (
        _offered()
        .buyer("Not this week.", M(Code.REJECT))
        .seller("Then it is net 30.", M(Code.HOLD, terms={"days": 30}))
        .buyer("No.", M(Code.REJECT))
        .seller(CALL, M(Code.OFFER, terms={"days": 90}, asked=anew, conditional=True))
        .buyer("No call.", M(Code.REJECT))
        .seller("Net 90 for the call, that is it.", M(Code.ASK_GET, asked=anew, conditional=True))
        .buyer("No.", M(Code.REJECT))
    )
    rows = talk.score(end=End(outcome="buyer_left")).ledger
    assert [(r.turn, r.given.text, r.withdrawn) for r in rows] == [
        (1, OFFER, True),
        (5, CALL, True),
    ]
