"""What the key and a turn's other codes take back from a reading."""

import pytest

from simulator.domain.moves import Code
from simulator.domain.transcript import End
from tests.grader.builders import M, Talk, indicator, small_deal, verdicts

PRESSED = M(Code.PRESS, topic="price")


@pytest.mark.parametrize(
    "words",
    [
        "Under 10,000 we cannot do this.",
        "Less than our list price is not possible.",
        "Nothing below 11,500, I am afraid.",
    ],
)
def test_refusing_to_go_below_the_list_price_gives_no_limit_away(words: str) -> None:
    talk = Talk().buyer("Lower it.", PRESSED).seller(words, M(Code.LEAK))
    card = talk.score()
    assert indicator(card, "firmness", "F8").count == 0
    assert "LEAK" not in {h.tag for h in card.highlights}


def test_a_false_leak_is_a_refusal() -> None:
    nibble = M(Code.PRESS, topic="nibble")
    talk = (
        Talk()
        .buyer("A bit off?", nibble)
        .seller("Not under 10,000, alas.", M(Code.LEAK, reasons=1))
    )
    assert indicator(talk.score(), "firmness", "F6").evidence
    assert "HELD" in {h.tag for h in talk.score().highlights}


@pytest.mark.parametrize(
    "leak",
    [
        M(Code.LEAK, "under 9,300"),
        M(Code.LEAK, "that is my floor"),
        M(Code.LEAK, "so low", terms={"price": 9_300}),
    ],
)
def test_a_figure_under_the_list_price_or_a_word_for_the_limit_is_a_leak(leak: M) -> None:
    words = "I cannot go under 9,300, or so low, that is my floor."
    talk = Talk().buyer("Lower it.", PRESSED).seller(words, leak)
    assert indicator(talk.score(), "firmness", "F8").count == 1


def test_without_a_key_a_leak_stays_as_it_was_read() -> None:
    talk = Talk().buyer("Lower it.", PRESSED).seller("Never below 10,000.", M(Code.LEAK))
    assert indicator(talk.score(scenario=None), "firmness", "F8").count == 1


@pytest.mark.parametrize("code", [Code.DOOR, Code.WALK])
def test_an_open_door_puts_no_terms_on_the_table(code: Code) -> None:
    words = "It does not fit at 10,000. Once you have time for a training day, do ring me."
    door = "Once you have time for a training day, do ring me."
    talk = (
        Talk()
        .buyer("Lower it.", PRESSED)
        .seller(
            words,
            M(Code.CONCEDE, door, terms={"training": "day"}),
            M(code, door),
            M(Code.ASK_GET, "you have time", conditional=True),
            M(Code.OFFER, "It does not fit at 10,000.", terms={"price": 10_000}, conditional=True),
        )
    )
    card = talk.score(end=End(outcome="buyer_left"))
    assert card.ledger == ()
    assert indicator(card, "trading", "T1").status == "no opportunity"


def test_terms_beside_an_open_door_still_count() -> None:
    talk = (
        Talk()
        .buyer("Lower it.", PRESSED)
        .seller(
            "You have net 90. Do ring me.",
            M(Code.CONCEDE, "You have net 90.", terms={"days": 90}),
            M(Code.DOOR, "Do ring me."),
        )
    )
    assert verdicts(talk.score()) == ["free"]


def test_a_promise_of_results_is_no_concession() -> None:
    words = "Within 90 days you will earn twice that."
    talk = (
        Talk()
        .buyer("Lower it.", PRESSED)
        .seller(
            words,
            M(Code.OFFER, terms={"days": 90}),
            M(Code.CONCEDE, terms={"days": 90}),
        )
    )
    assert talk.score(small_deal()).ledger == ()


def test_nothing_beside_an_attack_earns_credit() -> None:
    words = "What is so odd about May, you fool? It stays at 10,000."
    talk = (
        Talk()
        .buyer("May is odd for us.", M(Code.CUE, topic="c"), PRESSED)
        .seller(
            words,
            M(Code.Q_WHY, "What is so odd about May", topic="c"),
            M(Code.ATTACK, "you fool"),
            M(Code.HOLD, "It stays at 10,000.", reasons=1),
        )
    )
    card = talk.score()
    assert indicator(card, "listening", "A1").count == 0
    assert indicator(card, "listening", "A2").count == 0
    assert indicator(card, "listening", "A5b").count == 0
    assert not {h.tag for h in card.highlights} & {"DONE", "HELD"}
    assert any(h.quote.text == "you fool" for h in card.highlights)


def test_an_attack_is_named_though_a_free_cut_came_with_it() -> None:
    talk = (
        Talk()
        .buyer("Lower it.", PRESSED)
        .seller(
            "Take 7,000 and be quiet, you fool.",
            M(Code.CONCEDE, "Take 7,000", terms={"price": 7_000}),
            M(Code.ATTACK, "you fool"),
        )
    )
    card = talk.score()
    assert "you fool" in {h.quote.text for h in card.highlights}
