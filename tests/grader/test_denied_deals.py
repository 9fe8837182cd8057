"""What a buyer writes down and the trainee never gave: gives taken back, and deals denied."""

import pytest

from simulator.domain.moves import Code
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
