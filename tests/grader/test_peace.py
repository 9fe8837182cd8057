"""What is given to buy peace, and what is given in spite of a quarrel."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from tests.grader.builders import M, Talk, indicator, row, value, verdicts

INSULT = M(Code.PRESS, topic="insult")
CUT = {"price": 9_700}


def gives(talk: Talk, words: str = "Then 9,700.", terms: dict[str, Value] | None = None) -> Talk:
    return talk.seller(words, M(Code.CONCEDE, terms=terms or CUT))


def test_a_give_long_after_the_insult_and_after_nothing_else_buys_peace() -> None:
    talk = Talk().buyer("Your people hang up on me.", INSULT).seller("Sorry.", M(Code.APOLOGY))
    talk.buyer("Sorry is cheap.").seller("The line was down.", M(Code.DEFEND)).buyer("Sure it was.")
    card = gives(talk).fill().score()
    assert verdicts(card) == ["people give"]
    assert row(card, "price").pressure is None
    gift = indicator(card, "trading", "T7").evidence[0]
    assert gift.buyer is not None
    assert gift.buyer.text == "Your people hang up on me."
    assert value(card, "trading") == 1


@pytest.mark.parametrize(
    "push",
    [M(Code.PRESS, topic="price"), M(Code.COUNTER, terms={"price": 9_500})],
)
def test_a_push_since_the_insult_is_what_it_answers(push: M) -> None:
    talk = Talk().buyer("Your people hang up on me.", INSULT).seller("Sorry.", M(Code.APOLOGY))
    assert verdicts(gives(talk.buyer("And make it cheaper.", push)).score()) == ["free"]


def test_an_old_quarrel_is_over() -> None:
    talk = Talk().buyer("Your people hang up on me.", INSULT).seller("Sorry.", M(Code.APOLOGY))
    assert verdicts(gives(talk.fill(4).buyer("Well?")).score()) == ["free"]


def test_amends_buy_peace_whatever_was_asked_for_with_them() -> None:
    talk = Talk().buyer("Nobody rang back.").seller("I am sorry for that.", M(Code.APOLOGY))
    talk.buyer("I want something off.", M(Code.PRESS, topic="price"))
    card = gives(talk, "For your trouble, 9,700.").score()
    assert verdicts(card) == ["people give"]


def test_words_of_amends_where_nothing_was_wrong_are_only_words() -> None:
    talk = Talk().buyer("The start is late for us.", M(Code.OBJECT))
    assert verdicts(gives(talk, "To make up for the late start, 9,700.").score()) == ["free"]


def test_the_highlight_shows_the_words_that_angered() -> None:
    talk = Talk().buyer("You are all the same.", INSULT).seller("I am sorry.", M(Code.APOLOGY))
    card = gives(talk.buyer("Go on, then."), "Have 9,700 to make up for it.").score()
    found = next(h for h in card.highlights if h.tag == "FREE GIVE")
    assert found.answers is not None
    assert found.answers.text == "You are all the same."
