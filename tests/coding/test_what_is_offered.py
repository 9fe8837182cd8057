"""What a trainee puts on the table, gives for something, or only asks back, in hurried words."""

from functools import cache

import pytest

from simulator.content import load_persona, load_scenario
from simulator.domain.moves import ON_THE_TABLE, Code, Reading, Stance
from simulator.domain.vocabulary import Vocabulary, vocabulary_of
from tests.coding.lines import last_reading, named


@cache
def vocabulary(deal: str) -> Vocabulary:
    return vocabulary_of(load_scenario(deal), load_persona("price_first"))


def last(deal: str, *lines: str) -> Reading:
    """The reading of the last of some lines, "S: ..." or "B: ...", in a deal."""
    return last_reading(vocabulary(deal), *lines)


RIVAL = "B: Bexter was here on Monday. They would do it for $53,500."
BID = "B: I can offer you $54,500."


@pytest.mark.parametrize(
    ("deal", "heard", "line"),
    [
        ("services_60k", RIVAL, "53.5 for the same twelve months?"),
        ("services_60k", RIVAL, "53,500, and that is with the workshops?"),
        ("services_60k", RIVAL, "Would they start in December at 53,500?"),
        ("services_60k", RIVAL, "So 53.5 from somebody who was here once?"),
        ("services_60k", BID, "54,500? where does that come from"),
        ("services_60k", BID, "Do you get the full programme anywhere for 54,500?"),
        ("spare_parts", "B: Another supplier left $84,000 behind.", "84 for all 800 sets? when?"),
        ("spare_parts", "B: Another supplier left $84,000 behind.", "84k n what's in it?"),
        ("spare_parts", "B: It's $81,000 and 24 months.", "81 and 24 months, u say?"),
        (
            "services_60k",
            RIVAL,
            "53.5 with the workshops in it and a later start? I'd like to see.",
        ),
    ],
)
def test_a_figure_said_back_as_a_question_is_no_offer(deal: str, heard: str, line: str) -> None:
    reading = last(deal, "S: It is as in the proposal.", heard, f"S: {line}")
    assert named(reading).isdisjoint({"OFFER", "CONCEDE", "ACCEPT"})


@pytest.mark.parametrize(
    ("deal", "heard", "line"),
    [
        ("services_60k", RIVAL, "What if we met their 53,500?"),
        ("services_60k", RIVAL, "I'll match the 53,500."),
        ("services_60k", RIVAL, "53,500 then."),
        ("services_60k", BID, "54,500 and net 60, deal?"),
        ("services_60k", BID, "54,500 if you sign this week?"),
        ("services_60k", BID, "Shall we say 54,500 for two years?"),
        ("services_60k", BID, "Okay, if it matters so much, 54,500 then."),
        ("spare_parts", "B: I want $84,000.", "84 for 1,000 sets?"),
    ],
)
def test_a_figure_that_is_taken_up_is_one(deal: str, heard: str, line: str) -> None:
    reading = last(deal, "S: It is as in the proposal.", heard, f"S: {line}")
    assert "OFFER" in named(reading)


@pytest.mark.parametrize(
    ("deal", "line", "asked", "given"),
    [
        (
            "services_60k",
            "Listen, you sign today and I'll go to net 60.",
            "signing",
            "payment_days",
        ),
        ("services_60k", "Right Toni, sign this week and it's 57.", "signing", "price"),
        ("services_60k", "take two years and it's 57,000", "contract_months", "price"),
        ("services_60k", "Commit to 24 months, that'd be 57,000.", "contract_months", "price"),
        ("services_60k", "Were you to take 24 months, I could do 58.", "contract_months", "price"),
        ("services_60k", "u take 24 mths n i'll do net 45", "contract_months", "payment_days"),
        ("services_60k", "You book two years, then you have your 60 days.", "", "payment_days"),
        ("spare_parts", "order 1000 sets n its 92k", "volume", "price"),
        ("gold_service", "give me 24 months n 82 is urs", "contract_months", "price"),
        ("gold_service", "If it's 82 it has to be two years.", "contract_months", "price"),
        (
            "spare_parts",
            "For a 36-month contract you'd have it at 90,000.",
            "contract_months",
            "price",
        ),
        ("major_account", "For a 36-month signature I could do 236.", "contract_months", "price"),
        (
            "services_60k",
            "I can do net 60, provided it goes to 24 months, which helps us both.",
            "contract_months",
            "payment_days",
        ),
        (
            "services_60k",
            "Two years is what I'd want, 24 months. With those, net 60 is fine by me.",
            "contract_months",
            "payment_days",
        ),
    ],
)
def test_a_condition_needs_no_if(deal: str, line: str, asked: str, given: str) -> None:
    reading = last(deal, "B: What can you do for us?", f"S: {line}")
    offers = reading.all(Code.OFFER)
    assert [offer.conditional for offer in offers] == [True]
    assert asked == "" or asked in offers[0].asked
    assert given in offers[0].terms
    assert given not in offers[0].asked
    assert "PUSH-CLOSE" not in named(reading)


@pytest.mark.parametrize(
    "line",
    [
        "Take your time and it's fine with us.",
        "Send me the list and it'll be on your desk in two days.",
        "You misheard, it's 60,000.",
        "Take 57 and it's a deal.",
        "With that said, 57,000 is what it is.",
        "With that I can do 57,000.",
        "Listen, it's 60,000.",
        "Look, you know the drawer I mean.",
    ],
)
def test_an_order_without_a_promise_is_no_condition(line: str) -> None:
    reading = last("services_60k", "B: What can you do for us?", f"S: {line}")
    assert not any(move.conditional for move in reading.moves)


def test_what_is_had_for_an_order_is_what_the_buyer_asked_for() -> None:
    wish = "B: Now write delivery within four hours and it's signed."
    reading = last(
        "spare_parts", "S: Two days.", wish, "S: 4h is dear for me. do 1000 sets n u have it"
    )
    (give,) = reading.all(Code.CONCEDE)
    assert (give.terms, give.asked, give.conditional) == (
        {"delivery": "same_day"},
        {"volume": 1000},
        True,
    )


@pytest.mark.parametrize(
    "line",
    [
        "I can go to 56, below that my director kills me.",
        "I can do 57,000, under that we make a loss.",
        "57. Anything less than that and we lose money.",
        "They'd have my head for anything under 55,000.",
        "My red line is 55,500.",
        "I don't have authority below 56,000.",
        "If I go under 56,000 I get fired.",
        "56,000 is where it ends for us.",
        "To be open, 55,000 is our break-even.",
        "We can't go a cent below 57,000.",
    ],
)
def test_a_limit_is_told_in_many_ways(line: str) -> None:
    assert "LEAK" in named(last("services_60k", "S: 60,000.", BID, f"S: {line}"))


@pytest.mark.parametrize(
    "line",
    [
        "Under that roof we had two workshops.",
        "That is below what you paid last year.",
        "Nobody gets less than 24 months from us.",
        "My boss would not let you wait.",
        "I'd rather not go under your director's head.",
        "It ends for us in March.",
    ],
)
def test_other_bounds_are_no_limit(line: str) -> None:
    assert "LEAK" not in named(last("services_60k", "S: 60,000.", BID, f"S: {line}"))


@pytest.mark.parametrize(
    "line",
    [
        "My red line is 55,500.",
        "If I go under 56,000 I get fired.",
        "56,000 is where it ends for us.",
        "I don't have authority below 56,000.",
    ],
)
def test_a_limit_alone_is_no_step(line: str) -> None:
    reading = last("services_60k", "S: 60,000.", BID, f"S: {line}")
    assert named(reading).isdisjoint({"OFFER", "CONCEDE"})


@pytest.mark.parametrize(
    ("deal", "line", "issue", "value"),
    [
        ("gold_service", "Our bill isn't due for sixty days.", "payment_days", 60),
        ("services_60k", "You don't owe us anything until net 45.", "payment_days", 45),
        ("services_60k", "You can take 60 days to pay.", "payment_days", 60),
        ("services_60k", "You may have three months to pay us.", "payment_days", 90),
        ("spare_parts", "24m at 96,000", "contract_months", 24),
        ("spare_parts", "sign today for 24 m", "contract_months", 24),
        ("services_60k", "Two years at 58,500 is still there.", "contract_months", 24),
        ("office_lease", "I can do net 90 if the 48 stands.", "price", 48_000),
        ("major_account", "One of the smaller inns would do.", "volume", 1),
    ],
)
def test_a_term_in_other_words(deal: str, line: str, issue: str, value: object) -> None:
    reading = last(deal, "B: What can you do for us?", f"S: {line}")
    found = {m.issue: m.value for m in reading.mentions if m.stance is not Stance.REFUSED}
    assert found.get(issue) == value
    assert "REJECT" not in named(reading)


@pytest.mark.parametrize(
    ("deal", "line"),
    [
        ("major_account", "You're the only one who can make it."),
        ("major_account", "Make one call to them for me."),
        ("spare_parts", "I took the last one off the shelf."),
        ("services_60k", "You can take 60 days before you decide."),
    ],
)
def test_other_things_are_no_term(deal: str, line: str) -> None:
    assert last(deal, "B: What can you do for us?", f"S: {line}").mentions == ()


@pytest.mark.parametrize(
    ("line", "rejects"),
    [
        ("60 days it is, not thirty.", False),
        ("Net 60, and not 30, would be fine.", False),
        ("60,000, not 54,500.", True),
        ("It's not 54,500.", True),
    ],
)
def test_only_what_somebody_wants_can_be_refused(line: str, rejects: bool) -> None:
    reading = last("services_60k", "S: 60,000.", BID, f"S: {line}")
    assert ("REJECT" in named(reading)) is rejects


@pytest.mark.parametrize(
    "line",
    [
        "I've heard $57,000 and net 60. Now write a start in January and it's signed.",
        "You have suggested $57,000 and net 60, which is noted.",
        "I hear $57,000 and net 60. Let me think.",
    ],
)
def test_terms_that_were_heard_are_not_taken_yet(line: str) -> None:
    assert "ACCEPT" not in named(last("services_60k", "S: 57,000 and net 60.", f"B: {line}"))


@pytest.mark.parametrize(
    ("deal", "line"),
    [
        ("services_60k", "54.5 is a number I can't take to my partners."),
        ("services_60k", "54,500 is where I'd have to close shop."),
        ("services_60k", "54,500... that's less than the coaches cost us."),
        ("services_60k", "Below 57,000 I'd be out of pocket."),
        ("services_60k", "54,500 would be a price that we could not live on."),
    ],
)
def test_a_figure_that_is_turned_down_after_it_is_no_offer(deal: str, line: str) -> None:
    assert named(last(deal, "S: 60,000.", BID, f"S: {line}")).isdisjoint({"OFFER", "CONCEDE"})


@pytest.mark.parametrize("line", ["So it's $57,000 and net 60, then.", "Yes. $57,000, net 60."])
def test_terms_given_back_are_taken(line: str) -> None:
    assert "ACCEPT" in named(last("services_60k", "S: 57,000 and net 60.", f"B: {line}"))


def test_a_short_condition_is_quoted_with_its_sentence() -> None:
    line = "Sign this week and it's yours at 57,000, with 24 months as well."
    (ask,) = last("services_60k", "B: Well?", f"S: {line}").all(Code.ASK_GET)
    assert ask.quote.text == line


def on_table(reading: Reading) -> dict[str, object]:
    """What the last line puts on the table, by issue."""
    return {m.issue: m.value for m in reading.mentions if m.issue and m.stance in ON_THE_TABLE}


@pytest.mark.parametrize(
    "line",
    [
        "No rebate.",
        "232 with four inns, no rebate, 36 months.",
        "Strike the rebate.",
        "232. No rebate.",
    ],
)
def test_what_is_struck_is_back_at_nothing(line: str) -> None:
    said = ("S: 240,000 with a rebate of 2 %.", "B: $232,000 with a rebate of 2 %.")
    terms = on_table(last("major_account", *said, f"S: {line}"))
    assert terms["rebate"] == 0
    assert terms.get("contract_months") in (None, 36)


@pytest.mark.parametrize(
    ("line", "rejects"),
    [
        ("Thank you so much! And sorry again for all the talking :)", False),
        ("Sorry Magnus.", False),
        ("Sorry, I put too many things in one breath.", False),
        ("Sorry to turn serious on you.", False),
        ("No harm done, good.", False),
        ("Sorry.", True),
        ("I'm so sorry, no.", True),
        ("Sorry, that won't work.", True),
    ],
)
def test_a_sorry_refuses_only_where_it_is_the_answer(line: str, rejects: bool) -> None:
    reading = last("services_60k", "S: 57,000.", "B: $55,000?", f"S: {line}")
    assert ("REJECT" in named(reading)) is rejects


@pytest.mark.parametrize(
    ("line", "conditional"),
    [
        ("48 with five years or 46 with three. If it's neither, we part as friends.", [True]),
        ("91 and thats it, otherwise i walk", [True]),
        ("Then we part as friends. Goodbye.", [False]),
    ],
)
def test_a_walk_may_hang_on_an_answer(line: str, conditional: list[bool]) -> None:
    reading = last("office_lease", "S: 48,000.", "B: $39,000.", f"S: {line}")
    assert [move.conditional for move in reading.all(Code.WALK)] == conditional


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("I could see 90 days, I'd need something back though.", {}),
        ("Net 90 is possible, but not for nothing.", {}),
        ("You can have net 90 if you sign this week, otherwise no.", {"signing": "this_week"}),
        (
            "I could do net 90 if it's all in one go, and you sign this week.",
            {"signing": "this_week"},
        ),
    ],
)
def test_a_give_hangs_on_what_is_wanted_for_it(line: str, asked: dict[str, object]) -> None:
    (give,) = last("agency_project", "S: 48,000.", "B: It's slow.", f"S: {line}").all(Code.CONCEDE)
    assert (give.conditional, give.terms["payment_days"]) == (True, 90)
    assert give.asked.items() >= asked.items()


@pytest.mark.parametrize(
    ("first", "then", "conditional"),
    [
        ("We do a guided changeover, so nobody stands there alone.", "For that I'd want", [True]),
        ("We can do net 60, so no bill comes early.", "In return I'd need", [True]),
        ("We can't do net 60, so no bill comes late.", "For this price I'd want", []),
    ],
)
def test_what_comes_of_a_give_denies_nothing(
    first: str, then: str, conditional: list[bool]
) -> None:
    line = f"S: {first} {then} the signature this week and two of the inns."
    reading = last("major_account", "S: 240,000.", "B: What can you do for us?", line)
    assert [move.conditional for move in reading.all(Code.CONCEDE)] == conditional
