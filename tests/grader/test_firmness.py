"""One test a row of the firmness anchors, and one a cap."""

import pytest

from simulator.domain.moves import Code
from simulator.domain.transcript import End
from tests.grader.builders import LIST_PRICE, M, Talk, deal_on, indicator, named, small_deal, value

PRESSED = M(Code.PRESS, topic="price")
NO_DEAL = End(outcome="buyer_left")


def holds(talk: Talk, count: int) -> Talk:
    for number in range(count):
        talk.buyer(f"Lower it, {number}.", PRESSED).seller(
            f"It is what the work takes, {number}.", M(Code.HOLD, reasons=1)
        )
    return talk


def cuts(talk: Talk, *prices: float) -> Talk:
    """A free cut for each price; the buyer moves a little each time."""
    for price in prices:
        talk.buyer(f"Below {price}, please.", PRESSED, M(Code.COUNTER, terms={"price": price - 50}))
        talk.seller(f"{price} then.", M(Code.CONCEDE, terms={"price": price}))
    return talk


def told() -> Talk:
    """A talk in which a need is on record."""
    return Talk().buyer("Our clients pay late.", M(Code.DISCLOSE, topic="cash", tier=1))


def test_five_for_holding_nearly_always() -> None:
    talk = holds(told(), 7)
    assert value(talk.score(end=deal_on()), "firmness") == 5


def test_a_conditional_move_is_held() -> None:
    talk = holds(told(), 5)
    for number, days in enumerate((60, 90)):
        talk.buyer(f"Come on, {number}.", PRESSED).seller(
            "If you sign this week, 9,900.",
            M(
                Code.CONCEDE,
                terms={"price": 9950 - 10 * number, "days": days},
                asked={"signing": "now"},
                conditional=True,
            ),
        )
    assert indicator(talk.score(), "firmness", "F1").rate == 1


def test_four_for_three_in_four_and_half_of_the_room() -> None:
    talk = cuts(holds(told(), 6), 9_700, 9_600)
    assert value(talk.score(end=deal_on(price=9_600)), "firmness") == 4


def test_three_for_half() -> None:
    talk = cuts(holds(told(), 3), 9_700, 9_600, 9_550)
    assert value(talk.score(end=deal_on(price=9_550)), "firmness") == 3


def test_two_for_a_quarter() -> None:
    talk = cuts(holds(told(), 2), 9_800, 9_700, 9_600, 9_550)
    assert value(talk.score(end=deal_on(price=9_550)), "firmness") == 2


def test_several_bids_against_oneself_are_a_two() -> None:
    talk = holds(told(), 6)
    for price in (9_900, 9_850, 9_820):
        talk.buyer("Go on.").seller(f"{price}.", M(Code.CONCEDE, terms={"price": price}))
    card = talk.score(end=deal_on(price=9_820))
    assert indicator(card, "firmness", "F2").count == 3
    assert value(card, "firmness") == 2


def test_one_for_giving_way_every_time() -> None:
    talk = cuts(told(), 9_900, 9_800, 9_700, 9_600, 9_500, 9_400)
    assert value(talk.score(end=deal_on(price=9_400)), "firmness") == 1


def test_one_for_a_large_drop_at_the_first_pressure() -> None:
    talk = cuts(holds(cuts(told(), 9_400), 1), 9_350, 9_340).fill(3)
    assert indicator(talk.score(), "firmness", "F1").rate == pytest.approx(1 / 4)
    assert value(talk.score(end=deal_on(price=9_340)), "firmness") == 1
    gently = cuts(holds(cuts(told(), 9_800), 1), 9_750, 9_740).fill(3)
    assert value(gently.score(end=deal_on(price=9_740)), "firmness") == 2


def test_giving_all_the_room_away_is_at_most_a_three() -> None:
    talk = cuts(holds(told(), 9), 9_050)
    assert value(talk.score(end=deal_on(price=9_050)), "firmness") == 3


def test_free_extras_are_not_charged_here() -> None:
    talk = holds(told(), 6).seller("And training.", M(Code.CONCEDE, terms={"training": "day"}))
    card = talk.score(end=deal_on(training="day"))
    assert value(card, "firmness") == 5
    assert indicator(card, "firmness", "F4").count == 0


def test_more_scope_gained_makes_up_for_a_cut() -> None:
    talk = cuts(holds(told(), 9), 9_800)
    alone = indicator(talk.score(end=deal_on(price=9_800)), "firmness", "F4").count
    paid = indicator(talk.score(end=deal_on(price=9_800, signing="now")), "firmness", "F4").count
    assert (alone, paid) == (200, 0)


def test_cap_agreed_below_the_floor() -> None:
    talk = cuts(holds(told(), 9), 8_900)
    score = named(talk.score(end=deal_on(price=8_900)), "firmness")
    assert score.value == 1
    assert "agreed below the floor (at most 1)" in score.caps


def test_agreed_below_the_floor_counts_even_in_a_short_talk() -> None:
    talk = cuts(Talk(), 8_900)
    assert value(talk.score(end=deal_on(price=8_900)), "firmness") == 1


def test_the_floor_is_adjusted_for_other_terms() -> None:
    talk = cuts(holds(told(), 9), 8_900)
    card = talk.score(end=deal_on(price=8_900, signing="now"))
    assert "agreed below the floor (at most 1)" not in named(card, "firmness").caps


def test_cap_offered_below_the_floor() -> None:
    talk = cuts(holds(told(), 9), 8_900)
    score = named(talk.score(end=NO_DEAL), "firmness")
    assert score.value == 2


def test_cap_leak() -> None:
    talk = holds(told(), 8).seller("I cannot go under 9,000.", M(Code.LEAK))
    score = named(talk.score(end=deal_on()), "firmness")
    assert (score.value, score.caps) == (3, ())
    assert indicator(talk.score(), "firmness", "F8").evidence[0].trainee is not None


def test_cap_attack() -> None:
    talk = holds(told(), 8).seller("You are being silly.", M(Code.ATTACK))
    score = named(talk.score(end=deal_on()), "firmness")
    assert score.value == 3
    assert score.caps == ("an attack on the buyer (at most 3)",)


def test_cap_empty_threat_to_leave() -> None:
    talk = (
        holds(told(), 8)
        .seller("Then I am leaving.", M(Code.WALK))
        .buyer("Goodbye.")
        .seller("Wait, could you sign?", M(Code.ASK_GET, asked={"signing": "now"}))
    )
    score = named(talk.score(end=deal_on()), "firmness")
    assert score.value == 3
    assert indicator(talk.score(), "firmness", "F9").name == "Walk-away: bluffed"


def test_a_walk_that_the_buyer_answers_with_a_move_was_no_bluff() -> None:
    talk = (
        holds(told(), 8)
        .seller("Then I am leaving.", M(Code.WALK))
        .buyer("Wait: I can sign.", M(Code.GIVE, terms={"signing": "now"}))
        .seller("Good, net 60 it is.", M(Code.OFFER, terms={"days": 60}))
    )
    assert indicator(talk.score(), "firmness", "F9").status == "no opportunity"


def test_cap_early_walk() -> None:
    talk = holds(told(), 8).seller("It does not work. Goodbye.", M(Code.WALK))
    score = named(talk.score(end=End(outcome="trainee_left")), "firmness")
    assert score.value == 3
    assert score.caps == ("left although a deal was within reach (at most 3)",)


def test_a_right_walk_is_no_fault() -> None:
    walled = small_deal().model_copy(
        update={
            "buyer": small_deal().buyer.model_copy(update={"reservation": 5000, "target": 5000})
        }
    )
    talk = holds(told(), 8).seller("It does not work. Call me.", M(Code.WALK), M(Code.DOOR))
    card = talk.score(walled, end=End(outcome="trainee_left"))
    assert value(card, "firmness") == 5
    assert indicator(card, "firmness", "F9").name == "Walk-away: right"


def test_cap_stonewall() -> None:
    talk = told()
    for number in range(8):
        talk.buyer(f"Lower it, {number}.", PRESSED).seller(f"No way, {number}.", M(Code.HOLD))
    score = named(talk.score(end=NO_DEAL), "firmness")
    assert score.value == 3
    assert any("bare" in cap for cap in score.caps)


def test_a_no_with_another_way_is_no_stonewall() -> None:
    talk = told()
    for number in range(8):
        talk.buyer(f"Lower it, {number}.", PRESSED).seller(
            f"No, but the days can move, {number}.", M(Code.HOLD, alternative=True)
        )
    assert value(talk.score(end=NO_DEAL), "firmness") == 5


def test_the_strictest_cap_wins() -> None:
    talk = cuts(holds(told(), 8), 8_900).seller("That is my floor.", M(Code.LEAK), M(Code.ATTACK))
    assert value(talk.score(end=NO_DEAL), "firmness") == 2
    assert value(talk.score(end=deal_on(price=8_900)), "firmness") == 1


def test_growing_steps_are_a_fault() -> None:
    shrinking = cuts(holds(told(), 9), 9_850, 9_800)
    growing = cuts(holds(told(), 9), 9_950, 9_800)
    assert indicator(shrinking.score(), "firmness", "F5").status == "met"
    assert indicator(growing.score(), "firmness", "F5").status == "not met"


def test_more_than_two_reasons_dilute() -> None:
    talk = told().buyer("Lower it.", PRESSED)
    talk.seller("Because of a, b and c.", M(Code.HOLD, reasons=3))
    assert indicator(talk.score(), "firmness", "F6").status == "not met"


def test_a_price_before_a_need_is_premature_only_if_it_is_new() -> None:
    new = Talk().buyer("Well?").seller("9,900.", M(Code.OFFER, terms={"price": 9_900}))
    repeated = Talk().buyer("Well?").seller("10,000.", M(Code.OFFER, terms={"price": LIST_PRICE}))
    assert indicator(new.score(), "firmness", "F7").count == 1
    assert indicator(repeated.score(), "firmness", "F7").count == 0
    unsent = small_deal(proposal_sent=False)
    assert indicator(repeated.score(unsent), "firmness", "F7").count == 1


def test_a_claim_has_to_be_tested_before_anything_moves() -> None:
    claim = M(Code.PRESS, topic="rival")
    first = (
        told()
        .buyer("Others are cheaper.", claim)
        .seller("The same scope?", M(Code.BLUFF_TEST))
        .buyer("Roughly.")
        .seller("9,900.", M(Code.CONCEDE, terms={"price": 9_900}))
    )
    late = (
        told()
        .buyer("Others are cheaper.", claim)
        .seller("9,900.", M(Code.CONCEDE, terms={"price": 9_900}))
        .buyer("Hm.")
        .seller("The same scope?", M(Code.BLUFF_TEST))
    )
    assert indicator(first.score(), "firmness", "F11").rate == 1
    assert indicator(late.score(), "firmness", "F11").rate == 0


def test_without_a_key_firmness_is_counted_but_not_scored() -> None:
    score = named(holds(Talk(), 8).score(scenario=None), "firmness")
    assert (score.verdict, score.value) == ("not scored", None)
    assert next(i for i in score.indicators if i.id == "F1").rate == 1


def test_the_answer_to_a_pressure_is_told_as_it_was() -> None:
    talk = told().buyer("Lower it.", PRESSED).seller("When is it due?", M(Code.Q_CLOSED))
    talk.buyer("Lower it, do.", PRESSED).seller(
        "With a signature this week, 9,900.",
        M(Code.CONCEDE, terms={"price": 9_900}, asked={"signing": "now"}, conditional=True),
    )
    talk.buyer("Lower still.", PRESSED).seller("9,800.", M(Code.CONCEDE, terms={"price": 9_800}))
    reasons = [item.why for item in indicator(talk.score(), "firmness", "F1").evidence]
    assert reasons == [
        "Did not give way.",
        "Gave way only on a condition.",
        "Gave way without a condition.",
    ]


def test_cap_for_ending_the_meeting_without_a_word() -> None:
    talk = holds(told(), 8)
    score = named(talk.score(end=End(outcome="trainee_left")), "firmness")
    assert score.value == 3
    assert score.caps == (
        "ended the meeting by leaving, although a deal was within reach (at most 3)",
    )


def test_what_there_was_nothing_to_judge_of_is_no_merit() -> None:
    card = Talk().buyer("Hello.").seller("Hello, how is the day?", M(Code.Q_OPEN)).score()
    for name in ("F2", "F3", "F4", "F7"):
        assert indicator(card, "firmness", name).status == "no opportunity"
    for name in ("T5", "T7"):
        assert indicator(card, "trading", name).status == "no opportunity"


def test_the_price_that_stays_beside_a_gift_is_told_with_the_gift() -> None:
    talk = (
        told()
        .buyer("And 9,000, too?", PRESSED)
        .seller("Net 60 on top.", M(Code.CONCEDE, terms={"days": 60}))
    )
    held = indicator(talk.score(), "firmness", "F1")
    assert held.rate == 1
    assert "given beside it" in held.evidence[0].why


def test_more_than_all_of_the_room_is_all_of_it_and_the_rest_is_named() -> None:
    given = indicator(cuts(told(), 8_750).score(), "firmness", "F4")
    assert (given.count, given.out_of) == (1_000, 1_000)
    assert given.evidence[0].why == "All of it: the package is worth 250 less than your floor."


def test_refusals_without_a_reason_are_no_merit_of_few_reasons() -> None:
    talk = told().buyer("Lower it.", PRESSED).seller("It stays.", M(Code.HOLD))
    assert indicator(talk.score(), "firmness", "F6").status == "no opportunity"
    talk.buyer("Lower it, do.", PRESSED).seller("It pays for the work.", M(Code.HOLD, reasons=2))
    assert indicator(talk.score(), "firmness", "F6").count == 2


def test_a_curt_no_is_no_break_of_composure() -> None:
    talk = told().buyer("Lower it.", PRESSED).seller("It stays.", M(Code.HOLD))
    assert indicator(talk.score(), "firmness", "F10").count == 0
    curt = indicator(talk.score(), "firmness", "F10b")
    assert (curt.count, curt.out_of, curt.status) == (0, 1, "not met")


def test_of_a_long_no_nothing_is_said_and_it_is_no_way_round_the_cap() -> None:
    talk, words = told(), "That is not on, the frame alone is hand made and takes us a week"
    for number in range(8):
        talk.buyer(f"Lower it, {number}.", PRESSED).seller(f"{words}, {number}.", M(Code.HOLD))
    card = talk.score(end=NO_DEAL)
    assert indicator(card, "firmness", "F10b").status == "no opportunity"
    assert "A no without" not in " ".join(h.why for h in card.highlights)
    assert value(card, "firmness") == 3
