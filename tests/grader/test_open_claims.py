"""What a count says of what was asked, put or spoken of in another way than it looks for."""

import pytest

from simulator.domain.moves import Code, Mention, Quote, Stance
from simulator.domain.persona import Persona
from simulator.domain.scorecard import Indicator
from simulator.domain.transcript import End
from simulator.grader.scoring import Scorecard
from tests.grader.builders import DEAL, M, Talk, deal_on, indicator

LEFT = End(outcome="trainee_left")
BID = M(Code.COUNTER, terms={"price": 9_400})
INSULT = M(Code.PRESS, topic="insult")


def speaks_of(talk: Talk, price: float, words: str, stance: Stance) -> Talk:
    """The last turn also has a price in it, in that stance."""
    turn, reading = talk.turns[-1], talk.readings[-1]
    start = turn.text.index(words)
    quote = Quote(turn=turn.n, start=start, end=start + len(words), text=words)
    mention = Mention(issue="price", value=price, stance=stance, quote=quote)
    talk.readings[-1] = reading.model_copy(update={"mentions": (*reading.mentions, mention)})
    return talk


# A price that is spoken of


ASKED = M(Code.PRESS, topic="how-much")


@pytest.mark.parametrize(
    ("answer", "stance", "counted"),
    [
        ("The letter says 10,000.", Stance.ASKED, (0, 0)),
        ("10,000 stands in your mail.", Stance.QUOTED, (0, 0)),
        ("Others pay us 10,000.", Stance.OTHERS, (0, 0)),
        ("First tell me what it is for.", None, (1, 1)),
    ],
)
def test_who_speaks_of_a_price_has_not_put_it_off(
    answer: str, stance: Stance | None, counted: tuple[int, int]
) -> None:
    talk = Talk().buyer("Well, how much?", ASKED).seller(answer, M(Code.SHARE))
    if stance is not None:
        speaks_of(talk, 10_000, "10,000", stance)
    talk.fill().seller("10,000, then.", M(Code.OFFER, terms={"price": 10_000}))
    put_off = indicator(talk.score(), "value before price", "V4")
    assert (put_off.count, put_off.out_of or 0) == counted


def test_a_price_spoken_of_before_a_need_is_no_price_named_and_no_lack_of_one() -> None:
    talk = Talk().buyer("Morning.").seller("Your letter says 10,000.", M(Code.SHARE))
    speaks_of(talk, 10_000, "10,000", Stance.ASKED)
    talk.fill(2).seller("So, 10,000.", M(Code.OFFER, terms={"price": 10_000}))
    assert indicator(talk.score(), "firmness", "F7").status == "no opportunity"


# A figure of the buyer's that is neither refused nor taken


def held(answer: str, stance: Stance, *moves: M) -> Indicator:
    talk = Talk().fill(3).buyer("9,400 is what we have.", BID).seller(answer, *moves)
    speaks_of(talk, 9_400, "9,400", stance)
    return indicator(talk.score(), "firmness", "F1")


NOW = M(Code.ASK_GET, "you sign now", asked={"signing": "now"}, conditional=True)


@pytest.mark.parametrize(
    ("answer", "stance", "moves", "out_of"),
    [
        ("9,400 is yours if you sign now.", Stance.QUOTED, (NOW,), 0),
        ("Once you sign now, 9,400 it is.", Stance.ASKED, (NOW,), 0),
        ("All right, 9,400, and can we keep the day?", Stance.ASKED, (M(Code.Q_CLOSED),), 0),
        ("How did you come to 9,400?", Stance.QUOTED, (M(Code.Q_WHY),), 1),
        ("Not at 9,400.", Stance.REFUSED, (M(Code.HOLD, reasons=1),), 1),
        ("9,400 pays for no crew; it stays.", Stance.QUOTED, (M(Code.HOLD, reasons=1),), 1),
        ("Somebody else wanted 9,400.", Stance.OTHERS, (M(Code.SHARE),), 1),
    ],
)
def test_a_figure_left_open_is_neither_held_nor_given(
    answer: str, stance: Stance, moves: tuple[M, ...], out_of: int
) -> None:
    assert held(answer, stance, *moves).out_of == out_of


def test_a_lower_price_as_the_return_of_a_condition_is_a_step_on_a_condition() -> None:
    fallback = M(Code.OFFER, "10,000 again", terms={"price": 10_000}, conditional=True)
    words = "If you sign now, 9,400; later it is 10,000 again."
    (item,) = held(words, Stance.RETURN, NOW, fallback).evidence
    assert (item.met, item.why) == (True, "Gave way only on a condition.")


# Who asks what lies behind an insult


@pytest.mark.parametrize(
    ("answer", "moves", "counted"),
    [
        ("What did they dislike?", (M(Code.Q_OPEN),), (1, 1)),
        ("That sounds like a bad year.", (M(Code.LABEL),), (1, 1)),
        ("Ours is the best there is.", (M(Code.INFORM),), (0, 0)),
        ("Fine.", (), (0, 0)),
    ],
)
def test_an_insult_counts_where_it_was_asked_about(
    answer: str, moves: tuple[M, ...], counted: tuple[int, int]
) -> None:
    talk = Talk().buyer("Your thing is rubbish.", INSULT).seller(answer, *moves)
    asked = indicator(talk.score(), "listening", "A1")
    assert (asked.count, asked.out_of) == counted


@pytest.mark.parametrize(
    ("words", "answer", "count"),
    [("Ours is the best there is.", Code.INFORM, 0), ("What is it that fails?", Code.Q_OPEN, 1)],
)
def test_an_insult_that_is_an_objection_too_calls_for_a_question(
    words: str, answer: Code, count: int
) -> None:
    both = (INSULT, M(Code.OBJECT))
    talk = Talk().buyer("Your thing is rubbish.", *both).seller(words, M(answer))
    asked = indicator(talk.score(), "listening", "A1")
    assert (asked.count, asked.out_of) == (count, 1)


# A trade that was only proposed


def proposed(*moves: M) -> Scorecard:
    talk = Talk().fill(3).buyer("9,400.", BID)
    talk.seller("If you sign now, net 90.", *moves).buyer("No.", M(Code.REJECT))
    talk.seller("Then 9,900.", M(Code.CONCEDE, terms={"price": 9_900}))
    return talk.score(end=LEFT)


def test_a_trade_that_was_refused_was_proposed_all_the_same() -> None:
    days = M(Code.OFFER, terms={"days": 90}, asked={"signing": "now"}, conditional=True)
    across = indicator(proposed(days), "trading", "T5")
    assert (across.status, across.count) == ("met", 1)
    assert across.evidence[0].why.endswith("was proposed.")


@pytest.mark.parametrize(
    "words",
    [
        M(Code.OFFER, conditional=True),
        M(Code.ASK_GET, "you sign now", conditional=True),
        M(Code.OFFER, terms={"days": 30}, asked={"signing": "now"}, conditional=True),
    ],
)
def test_of_a_condition_that_is_no_trade_by_its_terms_nothing_is_said(words: M) -> None:
    assert indicator(proposed(words), "trading", "T5").status == "no opportunity"


def test_back_to_ones_own_last_price_is_a_return_from_less() -> None:
    lower = M(Code.CONCEDE, terms={"price": 9_600})
    back = M(Code.OFFER, terms={"days": 90}, asked={"price": 9_600}, conditional=True)
    talk = Talk().fill(2).buyer("Less.", M(Code.PRESS, topic="price")).seller("9,600.", lower)
    talk.buyer("9,400.", BID).seller("With net 90, back up to 9,600?", back)
    card = talk.buyer("No.", M(Code.REJECT)).score(end=LEFT)
    row = next(r for r in card.ledger if r.issue == "days")
    assert (row.asked_for, row.withdrawn) == ({"price": 9_600}, True)


# A question on the same topic


TOLD = M(Code.DISCLOSE, topic="crew", tier=3)


@pytest.mark.parametrize(
    ("question", "again"),
    [
        ("Is the night crew thin?", True),
        ("Who told the foreman about the crew?", False),
        ("Which machine does the crew leave last?", False),
        ("How thin is the night crew on the crane, and since which accident?", False),
    ],
)
def test_a_question_is_answered_only_by_its_own_words(question: str, again: bool) -> None:
    talk = Talk().buyer("Our night crew is thin.", TOLD).seller("I see.", M(Code.SHARE))
    talk.buyer("Yes.").seller(question, M(Code.Q_CLOSED, topic="crew")).buyer("Hm.")
    whys = [e.why for e in indicator(talk.score(), "listening", "A-").evidence]
    assert whys == (["This had been answered already."] if again else [])
    assert not indicator(talk.score(by_rules=True), "listening", "A-").evidence


# An offer that serves a need just told


def test_one_word_is_enough_where_the_offer_serves_what_was_just_told(persona: Persona) -> None:
    interest = persona.interests[0].model_copy(update={"opens": ("days",)})
    known = persona.model_copy(update={"interests": (interest,)})
    told = M(Code.DISCLOSE, topic=interest.id, tier=3)
    longer = M(Code.OFFER, "Net 90 then.", terms={"days": 90})
    for answer, status in (
        ("Wages, every Friday. Net 90 then.", "met"),
        ("Good to know. Net 90 then.", "no opportunity"),
    ):
        talk = Talk().buyer("The wages fall due before we are paid.", told)
        talk.seller(answer, longer)
        assert indicator(talk.score(persona=known), "listening", "A3").status == status


def test_what_is_only_asked_for_is_no_offer_that_names_no_need() -> None:
    ask = M(Code.OFFER, terms={"signing": "now"}, asked={"signing": "now"}, conditional=True)
    talk = Talk().fill(2).buyer("Hm.").seller("It stands if you sign now.", ask)
    assert indicator(talk.score(), "listening", "A3").status == "no opportunity"


# The buyer's own alternative


def test_without_a_zone_the_buyers_alternative_beats_all_that_the_seller_can_bear(
    persona: Persona,
) -> None:
    walled = persona.model_copy(update={"no_zone": True})
    talk = Talk().fill()
    result = talk.score(end=LEFT, persona=walled).result
    assert result is not None
    assert result.right_exit
    at_the_floor = (
        {"price": 9_000},
        {"price": 9_150, "days": 120},
        {"price": 9_300, "training": "day"},
    )
    for terms in at_the_floor:
        deal = talk.score(end=deal_on(**terms)).result
        assert deal is not None
        assert DEAL.seller.reservation <= deal.seller
        assert deal.buyer <= result.buyer
    open_end = talk.score(end=LEFT).result
    assert open_end is not None
    assert open_end.buyer == DEAL.buyer.reservation


# A point that was given


@pytest.mark.parametrize(
    ("answer", "moves", "points"),
    [
        ("Agreed: a day of training.", (M(Code.ACCEPT, terms={"training": "day"}),), 0),
        ("Agreed.", (M(Code.ACCEPT),), 1),
    ],
)
def test_a_point_whose_return_was_not_read_is_not_said_to_be_kept(
    answer: str, moves: tuple[M, ...], points: int
) -> None:
    day = M(Code.OFFER, "a day of training", terms={"training": "day"}, conditional=True)
    ask = M(Code.ASK_GET, "you write us a column", conditional=True)
    talk = Talk().fill().seller("If you write us a column, a day of training.", ask, day)
    card = talk.buyer(answer, *moves).score(end=deal_on(training="day"))
    assert indicator(card, "structure", "C1").count == points
