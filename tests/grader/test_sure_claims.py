"""Claims that are made only where they are sure: of broken words, of returns, of firm answers."""

import pytest

from simulator.domain.moves import Code
from tests.grader.builders import M, Talk, deal_on, indicator, row

NOW = {"signing": "now"}


def _broken(offer: M, said: str, yes: M, then: str, *moves: M) -> tuple[str, float]:
    talk = Talk().fill(3).seller(f"{offer.words}.", offer).buyer(said, yes).seller(then, *moves)
    found = indicator(talk.score(), "integrity", "I3")
    return found.status, found.count


PRICE = M(Code.OFFER, "9,800 it is", {"price": 9_800})
YES = M(Code.ACCEPT, terms={"price": 9_800})


@pytest.mark.parametrize(
    "then",
    ["It has to be 9,900 now.", "On reflection, 9,900.", "Sorry, make it 9,900 after all."],
)
def test_a_term_put_so_taken_so_and_changed_is_a_broken_agreement(then: str) -> None:
    found = _broken(PRICE, "Yes, 9,800.", YES, then, M(Code.OFFER, terms={"price": 9_900}))
    assert found == ("not met", 1)


@pytest.mark.parametrize(
    "then",
    [
        "No, I said 9,900.",
        "9,900, that wasn't in it.",
        "You misheard me: 9,900.",
        "Crossed wires, 9,900.",
        "9,800 went with the call; alone it is 9,900.",
    ],
)
def test_who_sets_right_what_was_misheard_breaks_nothing(then: str) -> None:
    found = _broken(PRICE, "Yes, 9,800.", YES, then, M(Code.OFFER, terms={"price": 9_900}))
    assert found == ("met", 0)


@pytest.mark.parametrize("slipped", [{"days": 90}, {"training": "day"}, {"price": 9_700}])
def test_a_yes_to_what_nobody_put_binds_nobody(slipped: dict[str, float | str]) -> None:
    yes = M(Code.ACCEPT, terms={"price": 9_800, **slipped})
    later = M(Code.OFFER, terms={"price": 9_900})
    found = _broken(PRICE, "Yes, as you say.", yes, "9,900, then.", later)
    assert found[0] == "no opportunity"


def test_a_condition_dropped_in_the_yes_binds_nobody() -> None:
    tied = M(Code.OFFER, "9,800 it is", {"price": 9_800}, NOW, conditional=True)
    later = M(Code.OFFER, terms={"price": 9_900})
    assert _broken(tied, "Yes, 9,800.", YES, "9,900, then.", later)[0] == "no opportunity"


@pytest.mark.parametrize(
    "ask",
    [
        "Would that get you over the line?",
        "I'd love a call, no worries if not!",
        "A call, if you feel like it.",
        "A call would be nice, no pressure.",
        "Are we good?",
    ],
)
def test_a_courtesy_is_no_return(ask: str) -> None:
    terms = {"reference": "call"} if "call" in ask else {}
    talk = Talk().buyer("Longer?", M(Code.PRESS, topic="nibble"))
    asks = M(Code.ASK_GET, ask, asked=terms)
    talk.seller(f"Net 60. {ask}", M(Code.CONCEDE, "Net 60.", {"days": 60}), asks)
    assert row(talk.score(), "days").verdict == "free"


@pytest.mark.parametrize(
    ("said", "tied"),
    [
        ("Net 60 is dear for me. I could do it if you take the call.", True),
        ("Net 60, provided you sign today.", True),
        ("Net 60. For that I'd want the call.", True),
        ("Net 60. In return you make a call for us.", True),
        ("Net 60, if you like.", False),
        ("Net 60. If you have questions, ring me.", False),
        ("Net 60. To make up for it I'll send flowers.", False),
    ],
)
def test_a_condition_beside_the_give_is_its_return(said: str, *, tied: bool) -> None:
    talk = Talk().buyer("Longer?", M(Code.PRESS, topic="nibble"))
    talk.seller(said, M(Code.CONCEDE, "Net 60", {"days": 60}))
    assert (row(talk.score(), "days").asked is not None) is tied


def test_a_later_correction_is_no_return_for_an_earlier_give() -> None:
    talk = Talk().buyer("Longer?", M(Code.PRESS, topic="nibble"))
    offer = M(Code.OFFER, "net 60", {"days": 60}, NOW, conditional=True)
    talk.seller("If you sign today, net 60.", offer).buyer("Net 60 and a call, yes.")
    talk.seller("Net 60, but the list price.", M(Code.ASK_GET, asked={"price": 10_000}))
    asked = row(talk.score(), "days").asked
    assert asked is not None
    assert asked.turn == 1


@pytest.mark.parametrize(
    ("pushed", "noes"),
    [
        (M(Code.PRESS, topic="insult"), 0),
        (M(Code.DISCLOSE, topic="c"), 0),
        (M(Code.PRESS, topic="price"), 1),
        (M(Code.COUNTER, terms={"price": 9_000}), 1),
    ],
)
def test_a_refusal_needs_something_to_refuse(pushed: M, noes: int) -> None:
    talk = Talk().buyer("Well, well.", pushed)
    talk.seller("We couldn't be bothered, and that was wrong of us.", M(Code.HOLD, reasons=1))
    assert len(indicator(talk.score(), "firmness", "F6").evidence) == noes


def test_a_figure_that_was_not_read_is_no_hold() -> None:
    talk = Talk().buyer("Lower?", M(Code.PRESS, topic="price"))
    talk.seller(
        "ok ok, ninety-two then, and training.", M(Code.CONCEDE, "training", {"training": "day"})
    )
    assert not indicator(talk.score(), "firmness", "F1").evidence


def test_a_package_said_again_is_counted_once() -> None:
    talk = Talk().buyer("Lower?", M(Code.PRESS, topic="price"))
    for _ in range(3):
        talk.seller("8,900.", M(Code.OFFER, terms={"price": 8_900})).buyer("Hm.")
    card = talk.score(end=deal_on(price=8_900))
    assert indicator(card, "firmness", "F3").count == 1
