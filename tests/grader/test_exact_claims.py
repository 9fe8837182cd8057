"""A printed line claims what was checked, and says nothing where that cannot be told."""

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Learned, Plan
from simulator.grader.marks import scored
from simulator.grader.meeting import Sheet
from simulator.grader.rubric import Row, load_rubric
from tests.grader.builders import DEAL, M, Talk, deal_on, indicator, named, value

LEFT = End(outcome="trainee_left")
TAUNT = M(Code.PRESS, topic="insult")
LOWER = M(Code.PRESS, topic="price")


def noes(push: M, words: str = "No, never.", *beside: M) -> Talk:
    talk = Talk().buyer("We are ten.", M(Code.DISCLOSE, topic="size", tier=1)).fill(3)
    for number in range(4):
        talk.buyer(f"You lot, {number}.", push).seller(words, M(Code.HOLD), *beside)
    return talk


def capped(talk: Talk) -> bool:
    counted = named(talk.score(end=deal_on()), "firmness")
    return any('bare "no"' in cap for cap in counted.caps)


@pytest.mark.parametrize("push", [LOWER, TAUNT, M(Code.CUE, topic="mood")])
def test_bare_noes_and_nothing_else_are_a_stone_wall_whatever_they_answer(push: M) -> None:
    talk = noes(push).buyer("Cut it.", LOWER).seller("No.", M(Code.HOLD))
    talk.buyer("Cut it now.", LOWER).seller("No way.", M(Code.HOLD))
    assert capped(talk)


def test_unasked_noes_are_no_wall_beside_one_with_a_reason() -> None:
    talk = noes(TAUNT).buyer("Cut it.", LOWER)
    talk.seller("No: two people do it by hand.", M(Code.HOLD, reasons=1))
    talk.buyer("And now?", LOWER).seller("Nothing new here.", M(Code.HOLD, reasons=1))
    assert not capped(talk)


def test_a_price_said_again_is_no_bare_no() -> None:
    again = M(Code.OFFER, "10,000", terms={"price": 10_000})
    talk = noes(TAUNT, "Still 10,000.", again)
    talk.buyer("Cut it.", LOWER).seller("No.", M(Code.HOLD))
    talk.buyer("Cut it now.", LOWER).seller("No way.", M(Code.HOLD))
    assert not capped(talk)


def test_who_is_only_insulted_has_held_no_pressure() -> None:
    talk = Talk().buyer("A shambles, your lot.", TAUNT).seller("I am sorry.", M(Code.APOLOGY))
    assert indicator(talk.score(), "firmness", "F1").out_of == 0
    talk.buyer("A shambles, and 500 less!", TAUNT, M(Code.COUNTER, terms={"price": 9_500}))
    talk.seller("Not that.", M(Code.HOLD))
    assert indicator(talk.score(), "firmness", "F1").out_of == 1


def test_who_pays_an_insult_with_a_cut_gave_way() -> None:
    talk = Talk().buyer("A shambles, your lot.", TAUNT)
    talk.seller("Then 9,500.", M(Code.CONCEDE, terms={"price": 9_500}))
    held = indicator(talk.score(), "firmness", "F1")
    assert (held.count, held.out_of) == (0, 1)


def test_beside_a_held_price_stand_the_words_with_the_price() -> None:
    both = M(Code.COUNTER, "I want a day of training.", terms={"training": "day", "price": 9_400})
    price = M(Code.PRESS, "Make it 9,400.", topic="price")
    asked = M(Code.COUNTER, "9,400", terms={"price": 9_400})
    talk = Talk().fill(1).buyer("I want a day of training. Make it 9,400.", price, asked, both)
    talk.seller("The day, gladly; not the price.", M(Code.HOLD, reasons=1))
    words = indicator(talk.score(), "firmness", "F1").evidence[0].buyer
    assert words is not None
    assert "9,400" in words.text


@pytest.mark.parametrize(
    ("moves", "status", "count"),
    [
        ((), "met", 0),
        ((Code.IRRIT,), "no opportunity", 0),
        ((Code.IRRIT, Code.IRRIT), "not met", 2),
        ((Code.ATTACK,), "not met", 1),
        ((Code.ATTACK, Code.IRRIT), "not met", 1),
    ],
)
def test_no_plus_stands_beside_a_fault(moves: tuple[Code, ...], status: str, count: int) -> None:
    talk = Talk().fill(2)
    for number, code in enumerate(moves):
        talk.buyer("Well?").seller(f"Simply the finest, {number}.", M(code))
    found = indicator(talk.score(), "firmness", "F10")
    assert (found.status, found.count) == (status, count)


@pytest.mark.parametrize(("price", "kind"), [(9_400, "Walk-away: right"), (8_400, "Walk-away")])
def test_who_offered_less_than_the_floor_did_not_leave_rightly(price: int, kind: str) -> None:
    buyer = DEAL.buyer.model_copy(update={"reservation": 5_000, "target": 5_000})
    walled = DEAL.model_copy(update={"buyer": buyer})
    talk = Talk().fill(3).buyer("Less.", LOWER)
    talk.seller(f"{price}, then.", M(Code.CONCEDE, terms={"price": price}))
    talk.buyer("No.", M(Code.REJECT)).seller("Then we part.", M(Code.WALK))
    assert indicator(talk.score(walled, end=LEFT), "firmness", "F9").name == kind


def test_without_a_deal_the_room_is_counted_by_the_price_alone() -> None:
    talk = (
        Talk()
        .fill(2)
        .seller(
            "9,500 if you sign now.",
            M(Code.OFFER, terms={"price": 9_500}, asked={"signing": "now"}, conditional=True),
        )
    )
    given = indicator(talk.score(end=LEFT), "firmness", "F4")
    assert (given.count, given.out_of) == (500, 1_000)
    assert "last price" in given.name


# What a row says


@pytest.mark.parametrize(
    ("untold", "said"),
    [
        (set(), "All asked, half held, no cut."),
        ({"A1"}, "Half held, no cut."),
        ({"A1", "A2"}, "Half held, no cut."),
        ({"A1", "A2", "F1"}, "No cut."),
    ],
)
def test_a_row_says_nothing_of_what_had_no_occasion(untold: set[str], said: str) -> None:
    row = Row(score=3, anchor="All asked (A1), half held (A2, F1), and no cut.")
    base = indicator(Talk().fill(4).score(), "firmness", "F8")
    told = [
        base.model_copy(update={"id": i, "status": "no opportunity" if i in untold else "met"})
        for i in ("A1", "A2", "F1")
    ]
    assert scored("firmness", row, (), told).because.replace("and no", "no") == said


def test_every_row_with_clauses_can_be_said_without_them() -> None:
    rubric = load_rubric()
    for row in (*rubric.listening.rows, *rubric.firmness.rows):
        none = indicator(Talk().score(), "listening", "A1")
        untold = [none.model_copy(update={"id": f"{a}{n}"}) for a in "AF" for n in range(1, 12)]
        said = scored("listening", row, (), untold).because
        assert said.endswith(".")
        assert "(" not in said
        assert len(said.split()) > 1


def test_objections_not_asked_about_are_no_three_because_hints_cannot_be_told() -> None:
    talk = Talk()
    for number in range(3):
        talk.buyer(f"Steep, that, {number}.", M(Code.OBJECT))
        talk.seller(f"It has {number} doors and is red.", M(Code.INFORM))
    talk.buyer("The barn leans.", M(Code.CUE, topic="barn"))
    talk.seller("It is red. Seen it?", M(Code.INFORM, "It is red."))
    talk.buyer("Go on.").seller("What colour do you like?", M(Code.Q_OPEN))
    card = talk.score()
    assert indicator(card, "listening", "A2").status == "no opportunity"
    assert indicator(card, "listening", "A1").count == 0
    assert value(card, "listening") == 1


# Listening


@pytest.mark.parametrize(
    ("question", "topic", "told"),
    [
        ("What makes the barn lean?", "barn", 0),
        ("Is it leaning because of the frost?", "", 0),
        ("What makes it steep?", "", 1),
        ("How do you mean?", "", 1),
    ],
)
def test_to_ask_about_the_hint_beside_it_is_no_asking_about_the_objection(
    question: str, topic: str, told: int
) -> None:
    talk = Talk().buyer(
        "It is steep. The barn is leaning.",
        M(Code.OBJECT, "It is steep."),
        M(Code.CUE, "The barn is leaning.", topic="barn"),
    )
    talk.seller(question, M(Code.Q_OPEN, topic=topic))
    asked = indicator(talk.score(), "listening", "A1")
    assert (asked.count, asked.out_of or 0) == (told, told)


BACK = "So the rain comes in. Say net 90?"
REFLECTS = M(Code.REFLECT, "So the rain comes in.", topic="roof")
DEALS = M(Code.OFFER, "Say net 90?", terms={"days": 90})


@pytest.mark.parametrize(
    ("answer", "moves", "status"),
    [
        (
            "Exactly. It drips on the lathe.",
            (
                M(Code.CONFIRM, "Exactly."),
                M(Code.DISCLOSE, "It drips on the lathe.", topic="roof", tier=2),
            ),
            "met",
        ),
        (
            "You saw the bucket and the stain. Make it 9,000.",
            (
                M(Code.CONFIRM, "You saw the bucket and the stain."),
                M(Code.COUNTER, "Make it 9,000.", terms={"price": 9_000}),
            ),
            "met",
        ),
        ("Right.", (M(Code.CONFIRM),), "no opportunity"),
        (
            "Right. Make it 9,000.",
            (M(Code.CONFIRM, "Right."), M(Code.COUNTER, "9,000", terms={"price": 9_000})),
            "no opportunity",
        ),
        ("Right, net 90.", (M(Code.CONFIRM), M(Code.ACCEPT)), "no opportunity"),
        ("Go on.", (), "not met"),
    ],
)
def test_a_yes_beside_terms_confirms_what_it_surely_is_about(
    answer: str, moves: tuple[M, ...], status: str
) -> None:
    talk = Talk().buyer("Well?").seller(BACK, REFLECTS, DEALS).buyer(answer, *moves).fill(3)
    assert indicator(talk.score(), "listening", "A6").status == status


def test_a_summary_that_says_all_terms_again_counts_beside_a_choice() -> None:
    talk = Talk().buyer("Well?").seller("10,000, net 60.", M(Code.OFFER, terms={"days": 60}))
    talk.buyer("Fine.", M(Code.ACCEPT))
    old = M(Code.SUMM, "net 60 and later", terms={"days": 60})
    talk.seller("So net 60 and later, or tell me.", old, M(Code.CHOICE, "or tell me"))
    assert indicator(talk.score(), "listening", "A4").count == 1


def test_a_summary_that_puts_a_new_term_is_neither_counted_nor_missed() -> None:
    talk = Talk().buyer("Well?").seller("Hm.", M(Code.INFORM)).buyer("And?")
    new = M(Code.SUMM, terms={"days": 90})
    talk.seller("So net 90 it is.", new, M(Code.OFFER, terms={"days": 90}))
    assert indicator(talk.score(), "listening", "A4").status == "no opportunity"


# The nine


@pytest.mark.parametrize(("agreed", "judged"), [(True, 1), (False, 0)])
def test_an_agreement_is_broken_where_there_was_one(*, agreed: bool, judged: int) -> None:
    talk = Talk().fill(3).seller("9,800, then.", M(Code.OFFER, terms={"price": 9_800}))
    talk.buyer("Fine." if agreed else "Hm.", M(Code.ACCEPT if agreed else Code.CUE))
    talk.seller("Good.", M(Code.COMMON)).buyer("9,600.", M(Code.PRESS, topic="renege"))
    talk.seller("A moment ago it was more.", M(Code.HOLD))
    found = indicator(talk.score(), "disclosure", "D5")
    assert (found.out_of or 0) == judged


def test_a_question_about_a_third_person_is_no_respect_shown() -> None:
    talk = Talk().fill(4).seller("Who gets the blame?", M(Code.STAKE))
    found = indicator(talk.score(), "stakeholders", "S4")
    assert (found.status, found.count, found.evidence) == ("met", 0, ())


OWN: dict[str, Value] = {"price": 9_900, "days": 60, "signing": "now"}


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (M(Code.HOLD, terms=OWN), 1),
        (M(Code.SUMM, terms=OWN), 1),
        (M(Code.HOLD, terms={"price": 9_900, "days": 60}), 0),
        (M(Code.HOLD, terms={**OWN, "days": 90}), 0),
        (M(Code.WALK, terms=OWN), 0),
    ],
)
def test_terms_said_again_to_set_a_misreading_right(last: M, found: int) -> None:
    talk = Talk().buyer("Well?").seller("This, then.", M(Code.OFFER, terms=OWN))
    talk.buyer("At 9,500.", M(Code.COUNTER, terms={"price": 9_500}))
    talk.seller("No. It is as I said.", last)
    assert indicator(talk.score(), "process", "L3").count == found


@pytest.mark.parametrize(
    ("words", "stands"),
    [("You get the draft on Friday.", 0), ("So far the days are settled.", 1)],
)
def test_what_happens_next_is_not_where_the_talk_stands(words: str, stands: int) -> None:
    talk = Talk().fill(4).buyer("Fine.").seller(words, M(Code.SIGNPOST))
    assert indicator(talk.score(), "process", "L2").count == stands


def test_an_empty_sheet_is_not_called_filled() -> None:
    sheet = Sheet(Plan(), Learned())
    talk = Talk().fill(4).seller("There is a mill up north as well.", M(Code.PIPELINE))
    prepared = named(talk.score(sheet=sheet), "preparation")
    assert "filled" not in prepared.because


def test_an_extra_is_quoted_and_pasted_into_no_line() -> None:
    words = "I'd chuck in, well, a spare key."
    talk = Talk().fill(2).buyer("And a bit more?", M(Code.PRESS, topic="nibble"))
    talk.seller(words, M(Code.CONCEDE)).buyer("Ta.")
    free = next(h for h in talk.score().highlights if h.tag == "FREE GIVE")
    assert f'"{words}"' in free.why
    assert "chuck" not in free.try_instead


def test_a_hint_of_a_known_buyer_asked_about_is_not_the_objection(
    scenario: Scenario, persona: Persona
) -> None:
    cue = next(iter(persona.interests))
    talk = Talk().buyer(
        "My pen is far away. The month is odd.",
        M(Code.OBJECT, "My pen is far away."),
        M(Code.CUE, "The month is odd.", topic=cue.id),
    )
    talk.seller("Odd in which way?", M(Code.Q_OPEN, topic=cue.id))
    assert not indicator(talk.score(scenario, persona=persona), "listening", "A1").out_of


def test_who_asks_what_it_costs_presses_for_nothing_lower() -> None:
    asked = Talk().buyer("What does it cost?", M(Code.PRESS, topic="how-much"))
    answered = asked.seller("It is 10,000.", M(Code.UNIQUE, terms={"price": 10_000})).fill(5)
    card = answered.score()
    assert indicator(card, "firmness", "F1").status == "no opportunity"
    assert not indicator(card, "listening", "A-").evidence
    put_off = asked_and_put_off().score()
    assert indicator(put_off, "firmness", "F1").count == 1


def asked_and_put_off() -> Talk:
    asked = Talk().buyer("What does it cost?", M(Code.PRESS, topic="how-much"))
    return asked.seller("What do you need it for?", M(Code.Q_OPEN)).fill(5)


def test_a_no_with_nothing_but_a_jibe_beside_it_is_a_bare_one() -> None:
    talk = Talk().buyer("Make it 9,500.", M(Code.COUNTER, terms={"price": 9_500}))
    talk.seller("No. Go home.", M(Code.REJECT, "No."), M(Code.ATTACK, "Go home."))
    found = indicator(talk.score(), "firmness", "F10b")
    assert (found.count, found.out_of) == (0, 1)


def test_what_is_refused_is_not_quoted_as_the_give() -> None:
    talk = Talk().buyer("Net 90?", M(Code.PRESS, topic="nibble", terms={"days": 90}))
    talk.seller(
        "Net 90 is not in it. At 10,200 it could be.",
        M(Code.REJECT, "Net 90 is not in it.", terms={"days": 90}),
        M(Code.OFFER, "At 10,200 it could be.", terms={"days": 90, "price": 10_200}),
    )
    card = talk.score()
    assert [row.given.text for row in card.ledger] == ["At 10,200 it could be."]


def test_another_price_without_the_return_that_was_not_granted_is_a_deal_without_it() -> None:
    talk = Talk().buyer("Too much.", M(Code.PRESS, topic="price"))
    talk.seller(
        "9,500 if you sign this week.",
        M(Code.CONCEDE, terms={"price": 9_500}, asked={"signing": "now"}, conditional=True),
    )
    talk.buyer("No.", M(Code.REJECT))
    talk.seller("Then 9,700.", M(Code.OFFER, terms={"price": 9_700}))
    talk.buyer("Agreed.", M(Code.ACCEPT, terms={"price": 9_700}))
    assert "$9,700 on the standard terms" in talk.score().outcome
    kept = Talk(talk.turns[:3], talk.readings[:3])
    kept.seller("9,500, as I said.", M(Code.OFFER, terms={"price": 9_500}))
    kept.buyer("Agreed.", M(Code.ACCEPT, terms={"price": 9_500}))
    assert "$9,500 and a signature this week" in kept.score().outcome
