import pytest

from simulator.domain.moves import Code
from simulator.domain.scorecard import Highlight
from simulator.domain.transcript import End
from simulator.grader.highlights import load_templates
from simulator.grader.scoring import Scorecard
from tests.grader.builders import DEAL, M, Talk, deal_on, indicator


def tagged(card: Scorecard, tag: str) -> Highlight:
    return next(h for h in card.highlights if h.tag == tag)


def test_a_free_give_gets_a_concrete_if_then_line() -> None:
    talk = (
        Talk()
        .buyer("And longer to pay?", M(Code.PRESS, topic="nibble"))
        .seller("Sure, net 90.", M(Code.CONCEDE, terms={"days": 90}))
    )
    found = tagged(talk.score(end=deal_on(days=90)), "FREE GIVE")
    assert found.quote.text == "Sure, net 90."
    assert found.answers is not None
    assert "$100" in found.why
    assert found.try_instead == "If we could have a reference call, then we could do net 90."


def test_a_free_price_cut_names_both_figures_and_offers_something_cheaper() -> None:
    def tried(*spoke: M) -> str:
        talk = Talk().buyer("Too much. And the days.", M(Code.PRESS, topic="price"), *spoke)
        talk.seller("9,500 then.", M(Code.CONCEDE, terms={"price": 9_500}))
        found = tagged(talk.score(), "FREE GIVE")
        assert "$10,000 became $9,500" in found.why
        return found.try_instead

    spoken_of = tried(M(Code.COUNTER, "And the days.", terms={"days": 60}))
    assert "net 90" in spoken_of
    assert "If we could have" in spoken_of
    assert "net 90" not in tried()  # nobody spoke of days


def test_a_missed_hint_is_given_back_in_the_buyers_words() -> None:
    talk = (
        Talk()
        .buyer("January would be easier.", M(Code.CUE, topic="c"))
        .seller("It includes a manual.", M(Code.INFORM))
    )
    found = tagged(talk.score(), "MISSED")
    assert found.try_instead == 'You said "January would be easier". What is behind that?'


def test_braces_in_what_people_say_are_only_text() -> None:
    talk = (
        Talk()
        .buyer("{get} and {0} are hard.", M(Code.CUE, topic="c"))
        .seller("It includes a manual.", M(Code.INFORM))
    )
    assert "{get} and {0} are hard" in tagged(talk.score(), "MISSED").try_instead


def test_a_claim_that_moved_the_price_is_bait() -> None:
    talk = (
        Talk()
        .buyer("Others are cheaper.", M(Code.PRESS, topic="rival"))
        .seller("9,500.", M(Code.CONCEDE, terms={"price": 9_500}))
        .buyer("And they are faster.", M(Code.PRESS, topic="rival"))
        .seller("9,400.", M(Code.CONCEDE, terms={"price": 9_400}))
    )
    assert {h.tag for h in talk.score().highlights} >= {"FREE GIVE", "BAIT TAKEN"}


def test_at_most_three_of_different_kinds_and_the_gravest_first() -> None:
    talk = (
        Talk()
        .buyer("This quarter.", M(Code.CUE, topic="c"))
        .seller("Net 90, free.", M(Code.CONCEDE, terms={"days": 90}))
        .buyer("Hm.", M(Code.OBJECT))
        .seller("9,500.", M(Code.CONCEDE, terms={"price": 9_500}))
        .buyer("What is your limit?", M(Code.PRESS, topic="limit-ask"))
        .seller("9,000 is my limit.", M(Code.LEAK))
        .buyer("You are slow.", M(Code.PRESS, topic="insult"))
        .seller("You are rude.", M(Code.ATTACK))
    )
    found = talk.score().highlights
    assert [h.tag for h in found] == ["LEAK", "BAIT TAKEN", "FREE GIVE"]
    salience = {template.tag: template.salience for template in load_templates().kinds.values()}
    assert salience["LEAK"] > salience["HELD"]


def test_a_trade_and_a_hold_are_worth_remembering_too() -> None:
    talk = (
        Talk()
        .buyer("Lower it.", M(Code.PRESS, topic="price"))
        .seller("It stays, for the hours.", M(Code.HOLD, reasons=1))
        .buyer("And a bit lower?", M(Code.PRESS, topic="nibble"))
        .seller("It stays, as I said.", M(Code.HOLD, reasons=1))
        .buyer("Longer to pay?", M(Code.COUNTER, terms={"days": 90}))
        .seller(
            "If you sign this week, then net 90.",
            M(Code.CONCEDE, terms={"days": 90}, asked={"signing": "now"}, conditional=True),
        )
        .buyer("Agreed.", M(Code.ACCEPT))
    )
    card = talk.score(end=deal_on(days=90, signing="now"))
    assert {h.tag for h in card.highlights} == {"MISSED", "TRADE", "HELD"}
    assert tagged(card, "TRADE").try_instead.startswith("Do the same")


def test_a_condition_that_was_let_go_is_no_free_give() -> None:
    talk = (
        Talk()
        .buyer("Longer to pay?", M(Code.PRESS, topic="price"))
        .seller(
            "If you sign this week, then net 90.",
            M(Code.CONCEDE, terms={"days": 90}, asked={"signing": "now"}, conditional=True),
        )
        .buyer("No.", M(Code.REJECT))
    )
    card = talk.score(end=End(outcome="buyer_left"))
    assert "FREE GIVE" not in {h.tag for h in card.highlights}


def test_without_a_key_a_free_give_still_has_a_better_line() -> None:
    talk = (
        Talk()
        .buyer("Hi.")
        .seller("It is 100.", M(Code.OFFER, terms={"price": 100}))
        .buyer("Too much.", M(Code.PRESS, topic="price"))
        .seller("90 then.", M(Code.CONCEDE, terms={"price": 90}))
    )
    found = tagged(talk.score(scenario=None), "FREE GIVE")
    assert "$100 became $90" in found.why
    assert "$90" in found.try_instead


def test_who_asked_did_not_answer_too_soon() -> None:
    talk = (
        Talk()
        .buyer("It is dear.", M(Code.OBJECT))
        .seller(
            "Good morning. Since when?", M(Code.COMMON, "Good"), M(Code.Q_CLOSED, "Since when?")
        )
    )
    assert talk.score().highlights == ()


def test_asking_again_is_not_called_a_pitch() -> None:
    talk = (
        Talk()
        .buyer("The clients pay late.", M(Code.DISCLOSE, topic="cash", tier=3))
        .seller("And do they pay late?", M(Code.Q_CLOSED, topic="cash"))
    )
    found = tagged(talk.score(), "MISSED")
    assert "told already" in found.why
    assert "pitch" not in found.why


def test_a_wrong_guess_left_standing_is_called_that() -> None:
    talk = (
        Talk()
        .buyer("Hm.")
        .seller("Your partner is against it.", M(Code.GUESS))
        .buyer("She is not.", M(Code.REJECT))
        .seller("Let us see the dates.", M(Code.COMMON))
    )
    assert "left standing" in tagged(talk.score(), "MISSED").why


def test_leaving_without_a_word_is_shown_by_no_other_line() -> None:
    talk = (
        Talk()
        .buyer("Go on.")
        .seller("It stays at 10,000.", M(Code.HOLD, reasons=1))
        .buyer("A bit off, still?", M(Code.PRESS, topic="nibble"))
        .seller("No, it stays.", M(Code.HOLD, reasons=1))
    )
    card = talk.score(end=End(outcome="trainee_left"))
    assert "WALK EARLY" not in {h.tag for h in card.highlights}
    walk = indicator(card, "firmness", "F9")
    assert walk.status == "not met"
    assert [item.trainee for item in walk.evidence] == [None]
    assert "by leaving" in walk.evidence[0].why


def test_a_walk_in_words_is_still_shown() -> None:
    talk = Talk().buyer("Go on.").seller("Then we stop here.", M(Code.WALK))
    card = talk.score(end=End(outcome="trainee_left"))
    assert tagged(card, "WALK EARLY").quote.text == "Then we stop here."


def test_a_package_under_the_floor_is_not_followed_by_walking_early() -> None:
    talk = (
        Talk()
        .buyer("Lower.", M(Code.PRESS, topic="price"))
        .seller("8,000 then.", M(Code.CONCEDE, terms={"price": 8_000}))
        .buyer("Lower still.", M(Code.PRESS, topic="price"))
        .seller("Then we stop here.", M(Code.WALK))
    )
    card = talk.score(end=End(outcome="trainee_left"))
    assert "WALK EARLY" not in {h.tag for h in card.highlights}
    assert indicator(card, "firmness", "F9").status == "no opportunity"


def test_who_had_been_told_did_not_answer_too_soon() -> None:
    talk = (
        Talk()
        .buyer("It is the month.", M(Code.DISCLOSE, topic="cash", tier=1))
        .seller("The month, then.", M(Code.REFLECT))
        .buyer("And dear.", M(Code.OBJECT))
        .seller("We could look at the dates.", M(Code.SHARE))
    )
    card = talk.score()
    assert indicator(card, "listening", "A1").out_of == 1
    assert not any("before you knew" in h.why for h in card.highlights)


@pytest.mark.parametrize(
    ("words", "hold", "advice"),
    [
        ("No lid.", M(Code.HOLD, reasons=1), "Add another way"),
        (
            "No lid, they are cut by hand, and the cutter makes only one a week.",
            M(Code.HOLD),
            "Add another",
        ),
        ("No lid.", M(Code.HOLD, alternative=True), "Do the same"),
    ],
)
def test_who_gave_a_reason_or_another_way_is_not_told_to(words: str, hold: M, advice: str) -> None:
    talk = Talk().buyer("And a lid?", M(Code.PRESS, topic="nibble")).seller(words, hold)
    assert tagged(talk.score(scenario=None), "HELD").try_instead.startswith(advice)


@pytest.mark.parametrize("door", [(), (M(Code.DOOR, "If it changes, do call."),)])
def test_who_left_rightly_is_not_told_to_open_a_door_that_may_be_open(door: tuple[M, ...]) -> None:
    buyer = DEAL.buyer.model_copy(update={"reservation": 5_000, "target": 5_000})
    walled = DEAL.model_copy(update={"buyer": buyer})
    left = M(Code.WALK, "This is not for us.")
    talk = Talk().fill(4).buyer("Take it or leave it.")
    talk.seller("This is not for us. If it changes, do call.", left, *door)
    found = tagged(talk.score(walled, end=End(outcome="trainee_left")), "WALK OK")
    assert ("said what would bring you back" in found.why) is bool(door)
    assert found.try_instead.startswith("Keep to it")


def test_a_give_beside_words_that_may_tie_it_is_not_held_up_as_free() -> None:
    talk = (
        Talk()
        .buyer("And longer to pay?", M(Code.PRESS, topic="nibble"))
        .seller("With them, net 90 is fine.", M(Code.CONCEDE, terms={"days": 90}))
    )
    assert "FREE GIVE" not in {h.tag for h in talk.score(end=deal_on(days=90)).highlights}


def test_a_give_tied_in_a_later_turn_is_not_held_up_as_free() -> None:
    talk = (
        Talk()
        .buyer("And longer to pay?", M(Code.PRESS, topic="nibble"))
        .seller("Net 90, fine.", M(Code.CONCEDE, terms={"days": 90}))
        .buyer("Good.")
        .seller(
            "That was no present. The 90 come with your signature.",
            M(Code.OFFER, terms={"days": 90}, asked={"signing": "now"}, conditional=True),
        )
    )
    assert "FREE GIVE" not in {h.tag for h in talk.score().highlights}


def test_who_asked_for_the_reason_a_turn_later_is_not_told_to() -> None:
    talk = (
        Talk()
        .buyer("It is steep.", M(Code.OBJECT))
        .seller("It is worth it.", M(Code.INFORM))
        .buyer("Well.")
        .seller("What is steep about it?", M(Code.Q_OPEN))
    )
    assert "MISSED" not in {h.tag for h in talk.score().highlights}


@pytest.mark.parametrize("opening", ["I decide nothing here, good morning.", "Good morning."])
def test_no_line_is_held_up_against_a_greeting(opening: str) -> None:
    moves = (M(Code.PRESS, topic="authority"),) if "decide" in opening else ()
    talk = Talk().buyer(opening, *moves).seller("No matter, it stays.", M(Code.HOLD, reasons=1))
    assert "HELD" not in {h.tag for h in talk.score().highlights}


def test_a_confirmation_beside_a_free_give_is_no_praise() -> None:
    talk = (
        Talk()
        .buyer("It is hard.", M(Code.DISCLOSE, topic="x"))
        .seller(
            "That sounds hard. Take 90 days.",
            M(Code.LABEL, "That sounds hard."),
            M(Code.CONCEDE, "Take 90 days.", terms={"days": 90}),
        )
        .buyer("Exactly.", M(Code.CONFIRM))
    )
    assert "DONE" not in {h.tag for h in talk.score(end=deal_on(days=90)).highlights}


def test_a_better_line_asks_for_nothing_the_talk_had() -> None:
    talk = (
        Talk()
        .buyer("And longer to pay?", M(Code.PRESS, topic="nibble"))
        .seller("A day of training, fine.", M(Code.CONCEDE, terms={"training": "day"}))
        .buyer("And a call?")
        .seller("Would you sign this week?", M(Code.ASK_GET, asked={"signing": "now"}))
    )
    lines = [h.try_instead for h in talk.score().highlights]
    assert not any("a signature this week" in line for line in lines)


def test_who_gave_back_what_was_heard_is_not_told_to() -> None:
    talk = (
        Talk()
        .buyer("Spring is odd.", M(Code.CUE, topic="c"))
        .seller("What is odd about spring?", M(Code.Q_OPEN))
        .buyer("The floods.", M(Code.DISCLOSE, topic="c"))
        .seller("So the floods come each spring.", M(Code.REFLECT))
    )
    assert tagged(talk.score(), "DONE").try_instead.startswith("Do the same")


def test_packages_below_the_floor_that_no_figure_shows_are_not_held_up() -> None:
    talk = Talk()
    for words in ("Half of what I would quote, say.", "That is near twenty grand."):
        talk.buyer("Well.").seller(words, M(Code.OFFER, terms={"price": 5_000}))
    assert "BAIT TAKEN" not in {h.tag for h in talk.score().highlights}
