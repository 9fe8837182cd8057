"""A conditional offer said again without its condition: what a careful coach makes of it."""

import pytest

from simulator.coding.rules import code_by_rules
from simulator.content import load_scenario
from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.scorecard import Evidence, LedgerRow
from simulator.domain.transcript import End, Turn
from simulator.domain.vocabulary import vocabulary_of
from simulator.grader.scoring import Scorecard, score
from tests.grader.builders import M, Talk, deal_on, indicator, row, verdicts

OFFER = "If you sign this week, then net 90 works."
SHORTER = "So net 90, and 10,000 for the lot."


def _offered(asked: dict[str, Value]) -> Talk:
    linked = M(
        Code.CONCEDE, terms={"days": 90}, asked=asked, conditional=True, condition_first=True
    )
    return Talk().buyer("We need longer.", M(Code.PRESS, topic="price")).seller(OFFER, linked)


def _shortened(asked: dict[str, Value], answer: str, *moves: M) -> Talk:
    """The offer, the buyer's answer to it, other matters, and the offer without its condition."""
    return (
        _offered(asked)
        .buyer(answer, *moves)
        .seller("How many people is it for?", M(Code.Q_CLOSED))
        .buyer("Twelve.")
        .seller(SHORTER, M(Code.OFFER, terms={"days": 90}))
    )


def _shown(card: Scorecard) -> list[str]:
    """The words of the highlight that says something was given for nothing."""
    return [h.quote.text for h in card.highlights if h.tag == "FREE GIVE"]


REFUSALS = [
    ("No, I can't.", M(Code.REJECT)),
    ("Next month, then.", M(Code.COUNTER, terms={"signing": "later"})),
]


def test_of_a_condition_in_words_that_the_last_offer_left_out_nothing_is_claimed() -> None:
    card = _shortened({}, "Let me think.").fill().buyer("Agreed.", M(Code.ACCEPT)).score()
    assert row(card, "days").got is None
    assert indicator(card, "trading", "T3").status == "no opportunity"
    assert _shown(card) == []


def test_a_standing_offer_said_in_fewer_words_and_taken_is_a_trade() -> None:
    card = _shortened({"signing": "now"}, "Let me think.").buyer("Agreed.", M(Code.ACCEPT)).score()
    given = row(card, "days")
    assert (given.verdict, given.given.text) == ("traded", OFFER)
    assert given.got is not None
    assert given.got.text == "Agreed."
    assert _shown(card) == []


def test_what_the_buyer_has_met_need_not_be_said_again() -> None:
    met = M(Code.GIVE, terms={"signing": "now"})
    card = _shortened({"signing": "now"}, "I can sign this week.", met).score()
    assert verdicts(card) == ["traded"]


@pytest.mark.parametrize(("answer", "refusal"), REFUSALS, ids=["in words", "with less"])
def test_a_condition_dropped_after_a_refusal_is_shown_where_it_was_dropped(
    answer: str, refusal: M
) -> None:
    talk = _shortened({"signing": "now"}, answer, refusal).buyer("Agreed.", M(Code.ACCEPT))
    card = talk.score()
    given = row(card, "days")
    assert (given.verdict, given.got, given.withdrawn) == ("linked, not paid", None, False)
    assert (given.turn, given.given.text) == (5, SHORTER)
    assert given.asked is not None
    assert given.asked.text == OFFER
    assert _shown(card) == [SHORTER]


def test_a_refused_condition_in_words_is_not_taken_along_by_a_later_yes() -> None:
    talk = _shortened({}, "No.", M(Code.REJECT)).buyer("Agreed.", M(Code.ACCEPT))
    given = row(talk.score(), "days")
    assert (given.verdict, given.given.text) == ("linked, not paid", SHORTER)


def test_an_objection_to_what_is_offered_refuses_no_condition() -> None:
    words = "That is not enough yet."
    answer = (M(Code.REJECT, words), M(Code.OBJECT, words))
    talk = _shortened({"signing": "now"}, words, *answer).buyer("Agreed.", M(Code.ACCEPT))
    assert verdicts(talk.score()) == ["traded"]


def test_a_deal_without_the_return_shows_where_it_was_lost() -> None:
    talk = _shortened({"signing": "now"}, "Let me think.").buyer("Agreed.", M(Code.ACCEPT))
    lost = row(talk.score(end=deal_on(days=90)), "days")
    assert (lost.verdict, lost.given.text) == ("linked, not paid", SHORTER)
    kept = row(talk.score(end=deal_on(days=90, signing="now")), "days")
    assert (kept.verdict, kept.given.text) == ("traded", OFFER)


def test_a_standing_offer_that_nobody_took_came_to_nothing() -> None:
    talk = _shortened({"signing": "now"}, "Let me think.").buyer("Hm.")
    given = row(talk.score(end=End(outcome="buyer_left")), "days")
    assert given.withdrawn
    assert given.given.text == OFFER


def test_a_price_is_given_way_on_where_the_condition_was_dropped() -> None:
    talk = (
        Talk()
        .buyer("Too dear.", M(Code.PRESS, topic="price"))
        .seller(
            "If you sign this week, 9,500.",
            M(Code.CONCEDE, terms={"price": 9_500}, asked={"signing": "now"}, conditional=True),
        )
        .buyer("No, I can't.", M(Code.REJECT))
        .seller("9,500 then.", M(Code.OFFER, terms={"price": 9_500}))
        .buyer("Fine.", M(Code.ACCEPT))
    )
    held = [(e.trainee.turn, e.met) for e in _evidence(talk.score(), "F1") if e.trainee]
    assert held == [(1, True), (3, False)]


def test_one_who_gives_more_in_the_same_breath_has_two_gives() -> None:
    talk = (
        _offered({"signing": "now"})
        .buyer("No, I can't.", M(Code.REJECT))
        .seller("Then net 120.", M(Code.CONCEDE, terms={"days": 120}))
        .buyer("Agreed.", M(Code.ACCEPT))
    )
    card = talk.score(end=deal_on(days=120))
    assert [(r.turn, r.verdict) for r in card.ledger] == [(1, "linked, not paid"), (3, "free")]
    assert _shown(card) == ["Then net 120."]


def test_the_line_is_shown_though_it_says_nothing_new() -> None:
    # Terms that stand already are no move, so nothing but the words tells that they were given.
    talk = [
        "We need longer to pay.",
        "If you sign this week, we can do net 60.",
        "No, this week is impossible, it has to go through the board.",
        "How long does the board take?",
        "Three weeks.",
        "So net 60, and 96,000 for the sets.",
        "Fine, agreed.",
    ]
    given = _of_shipped_deal(talk, price=96_000, payment_days=60, signing="month_end")
    assert (given.verdict, given.given.text) == ("linked, not paid", talk[5])


def _of_shipped_deal(talk: list[str], **changed: Value) -> LedgerRow:
    """The only ledger row of a talk, the buyer's words first, on the deal for spare parts."""
    scenario = load_scenario("spare_parts")
    turns = [
        Turn(n=n, speaker="trainee" if n % 2 else "buyer", text=text) for n, text in enumerate(talk)
    ]
    readings = code_by_rules(turns, vocabulary_of(scenario)).readings
    terms = {**{issue.id: issue.standard for issue in scenario.issues}, **changed}
    card = score(turns, readings, scenario=scenario, end=End(outcome="deal", terms=terms))
    (only,) = card.ledger
    return only


def _evidence(card: Scorecard, name: str) -> list[Evidence]:
    return list(indicator(card, "firmness", name).evidence)


@pytest.mark.parametrize(
    ("again", "dropped"),
    [
        ("2 percent for the whole volume, that's the offer.", False),
        ("It stays at 2 percent against all your volume.", False),
        ("2 percent, if we get the volume, as I said.", False),
        ("2 percent, that's the offer.", True),
        ("2 percent for this order, and that's the offer.", True),
    ],
)
@pytest.mark.parametrize("end", [None, End(outcome="trainee_left")], ids=["open", "left"])
def test_a_condition_said_again_behind_a_for_is_not_dropped(
    again: str, dropped: bool, end: End | None
) -> None:
    said = [
        "If you moved the whole volume to us, I could look at 2 percent.",
        "No, the volume stays where it is. What else?",
        again,
        "Then we have nothing more to say.",
    ]
    turns = [Turn(n=n, speaker="buyer" if n % 2 else "trainee", text=t) for n, t in enumerate(said)]
    scenario = load_scenario("spare_parts")
    readings = code_by_rules(turns, vocabulary_of(scenario)).readings
    card = score(turns, readings, scenario=scenario, end=end)
    assert [(r.turn, r.withdrawn) for r in card.ledger] == [(2 if dropped else 0, not dropped)]
    assert bool(_shown(card)) is dropped
    # Without a deal nothing was given, only offered.
    asked = indicator(card, "trading", "T3").evidence
    assert not any("given all the same" in e.why for e in asked)
