"""A buyer's figure: what it tells of its reason, and what answering or taking it shows."""

import pytest

from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.grader.scoring import Scorecard
from tests.grader.builders import M, Talk, indicator, named, small_deal

NO_KEY = None


def bid(words: str, figure: str, price: float) -> tuple[str, M, M]:
    return (
        words,
        M(Code.COUNTER, figure, terms={"price": price}),
        M(Code.PRESS, figure, topic="price"),
    )


def pressed(card: Scorecard) -> tuple[float, float | None]:
    held = indicator(card, "firmness", "F1")
    return held.count, held.out_of


@pytest.mark.parametrize(
    ("words", "asked_for"),
    [
        ("80, would you?", 1),
        ("80, because the lid is bent.", 0),
        ("80, would you? The lid is bent and one of the legs is gone.", 0),
    ],
)
def test_a_bid_whose_reason_may_have_been_said_hides_none(words: str, asked_for: int) -> None:
    talk = Talk().buyer("Hi.").seller("It is 100.", M(Code.OFFER, terms={"price": 100}))
    talk.buyer(*bid(words, "80", 80)).seller("It stays at 100.", M(Code.HOLD))
    assert (indicator(talk.score(NO_KEY), "listening", "A1").out_of or 0) == asked_for


def test_of_a_known_buyer_a_reason_is_read_by_its_own_words(
    scenario: Scenario, persona: Persona
) -> None:
    words = "55,000, would you? I have turned it over in my head all the week."
    talk = Talk().buyer(*bid(words, "55,000", 55_000)).seller("It stays.", M(Code.HOLD))
    card = talk.score(scenario, persona=persona)
    assert indicator(card, "listening", "A1").out_of == 1


def test_a_bare_bid_is_asked_how_it_came_about() -> None:
    talk = Talk().buyer("Hi.").seller("It is 100.", M(Code.OFFER, terms={"price": 100}))
    talk.buyer(*bid("80, would you?", "80, would you?", 80)).seller("No, 100.", M(Code.HOLD))
    missed = next(h for h in talk.score(NO_KEY).highlights if h.tag == "MISSED")
    assert missed.try_instead.endswith("How did you come to that figure?")


def test_a_request_for_a_lower_price_is_asked_what_it_is_for() -> None:
    talk = Talk().buyer("Could the price be lower?", M(Code.PRESS, topic="price"))
    talk.seller("It is what it is.", M(Code.HOLD))
    missed = next(h for h in talk.score(NO_KEY).highlights if h.tag == "MISSED")
    assert missed.try_instead.startswith('You asked "Could the price be lower?"')
    assert "timing" not in missed.try_instead


@pytest.mark.parametrize("key", [True, False])
def test_who_takes_the_first_low_bid_gives_way(key: bool) -> None:
    talk = Talk().buyer("9,200 is my offer.", M(Code.COUNTER, terms={"price": 9_200}))
    talk.seller("Fine, I take it.", M(Code.ACCEPT)).fill(4)
    card = talk.score(small_deal(proposal_sent=False) if key else NO_KEY)
    assert pressed(card) == (0, 1)
    assert indicator(card, "firmness", "F1").evidence[0].why == "Took the buyer's figure."
    trading = named(card, "trading")
    assert trading.verdict == "not enough evidence"
    assert "took the buyer's figure" in trading.because


def test_a_first_figure_under_pressure_shows_neither_holding_nor_giving_way() -> None:
    talk = Talk().buyer("9,200, would you?", M(Code.COUNTER, terms={"price": 9_200}))
    talk.seller("Let us meet at 9,600.", M(Code.OFFER, terms={"price": 9_600})).fill(4)
    card = talk.score(NO_KEY)
    assert indicator(card, "firmness", "F1").status == "no opportunity"
    assert named(card, "trading").verdict == "not enough evidence"


def test_a_first_figure_that_refuses_and_stays_is_held() -> None:
    talk = Talk().buyer("9,200, would you?", M(Code.COUNTER, terms={"price": 9_200}))
    talk.seller("It is 9,900, firmly.", M(Code.HOLD, terms={"price": 9_900}))
    assert pressed(talk.score(NO_KEY)) == (1, 1)


def test_a_bid_over_the_price_that_is_then_named_is_no_pressure() -> None:
    talk = Talk().buyer("120, would you?", M(Code.COUNTER, terms={"price": 120}))
    talk.seller("It is only 100!", M(Code.OFFER, terms={"price": 100}))
    assert indicator(talk.score(NO_KEY), "firmness", "F1").status == "no opportunity"


def test_an_answer_to_the_buyers_own_figure_is_no_early_price() -> None:
    early = Talk().buyer("Well?").seller("9,900.", M(Code.OFFER, terms={"price": 9_900}))
    assert indicator(early.score(), "firmness", "F7").count == 1
    answer = Talk().buyer("9,000?", M(Code.COUNTER, terms={"price": 9_000}))
    answer.seller("9,900.", M(Code.OFFER, terms={"price": 9_900}))
    assert indicator(answer.score(), "firmness", "F7").count == 0
    assert "EARLY PRICE" not in {h.tag for h in answer.score().highlights}


def test_what_is_said_beside_a_yes_presses_for_nothing() -> None:
    talk = Talk().buyer(
        "Agreed. You have it signed before May.",
        M(Code.ACCEPT, "Agreed."),
        M(Code.PRESS, "You have it signed before May.", topic="deadline"),
    )
    card = talk.seller("Good, I send it.", M(Code.COMMON)).score()
    assert indicator(card, "firmness", "F1").status == "no opportunity"
    assert indicator(card, "firmness", "F11").status == "no opportunity"
