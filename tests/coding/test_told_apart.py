"""Words that are near each other and mean different things, by the deal they are said in."""

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


@pytest.mark.parametrize(
    ("deal", "line", "asked"),
    [
        ("spare_parts", "2 percent for the whole volume, and I'd write it today.", set()),
        ("spare_parts", "2% rebate for 1,000 sets.", {"volume"}),
        ("spare_parts", "Net 45 for 1,000 sets.", {"volume"}),
        ("renewal_unanswered", "41,000 for two years.", {"contract_months"}),
        ("renewal_unanswered", "40,500 for 24 mo", {"contract_months"}),
        ("services_60k", "Net 60 for 24 months.", {"contract_months"}),
        ("services_60k", "Net 60 for a two-year contract.", {"contract_months"}),
        ("renewal_unanswered", "For a two-year signature you'd get 41,500.", {"contract_months"}),
    ],
)
def test_a_term_for_what_is_asked_is_a_trade(deal: str, line: str, asked: set[str]) -> None:
    reading = last(deal, "B: What can you do for us?", f"S: {line}")
    offers = reading.all(Code.OFFER)
    assert [offer.conditional for offer in offers] == [True]
    assert set(offers[0].asked) == asked
    assert "ASK-GET" in named(reading)


@pytest.mark.parametrize(
    ("deal", "line"),
    [
        ("spare_parts", "96,000 for 800 sets."),
        ("spare_parts", "96,000 for the whole volume."),
        ("spare_parts", "120 for each."),
        ("renewal_unanswered", "42,000 for the year."),
        ("services_60k", "Thanks for the signature."),
        ("services_60k", "We gave them net 60 for 24 months last year."),
        ("services_60k", "We can't do net 60 for 24 months."),
    ],
)
def test_what_a_price_is_of_makes_no_trade(deal: str, line: str) -> None:
    reading = last(deal, "B: What can you do for us?", f"S: {line}")
    assert not any(move.conditional for move in reading.moves)


@pytest.mark.parametrize(
    "line",
    [
        "My floor's 56,000, I can't sign under that, and I'd hate to end near it.",
        "I can't go under 54,000 or I lose my job.",
        "My boss won't let me go below 57,000.",
        "I'm not allowed to go below 53,000.",
        "My limit is 52,500.",
    ],
)
def test_a_limit_that_is_named_is_no_offer(line: str) -> None:
    reading = last("services_60k", "S: 60,000.", "B: Lower.", f"S: {line}")
    assert "LEAK" in named(reading)
    assert named(reading).isdisjoint({"OFFER", "CONCEDE"})
    assert [m.stance for m in reading.mentions] == [Stance.HYPOTHETICAL]


@pytest.mark.parametrize(
    "line", ["57,000. That is really my lowest.", "I can do 57,000, that's the lowest I can go."]
)
def test_a_last_price_is_an_offer(line: str) -> None:
    reading = last("services_60k", "S: 60,000.", "B: Lower.", f"S: {line}")
    assert "OFFER" in named(reading)
    assert [m.stance in ON_THE_TABLE for m in reading.mentions] == [True]


@pytest.mark.parametrize(
    ("deal", "line", "issue", "value"),
    [
        ("spare_parts", "4h", "delivery", "same_day"),
        ("spare_parts", "4h is in.", "delivery", "same_day"),
        ("spare_parts", "I can do 4hrs.", "delivery", "same_day"),
        ("spare_parts", "4 hrs is what I can do.", "delivery", "same_day"),
        ("spare_parts", "4 hours", "delivery", "same_day"),
        ("renewal_unanswered", "We'd do 4h.", "service_level", "gold"),
        ("spare_parts", "Suppose you took two years.", "contract_months", 24),
        ("spare_parts", "If you took 2 years, I'd be at 92,000.", "contract_months", 24),
        ("spare_parts", "Take 2 years and it's 92,000.", "contract_months", 24),
        ("renewal_unanswered", "40,500 for 24 mo", "contract_months", 24),
        ("renewal_unanswered", "40,500 for 24mo", "contract_months", 24),
        ("spare_parts", "One more set and we are done.", "volume", 801),
        ("spare_parts", "Another 200 sets, say.", "volume", 1000),
        ("spare_parts", "200 more sets, and I'd look at the rebate.", "volume", 1000),
        ("major_account", "Two more inns, and I'd look at the rebate.", "volume", 2),
    ],
)
def test_short_forms_name_a_term(deal: str, line: str, issue: str, value: object) -> None:
    reading = last(deal, "B: What do you want?", f"S: {line}")
    assert {m.issue: m.value for m in reading.mentions}.get(issue) == value


@pytest.mark.parametrize(
    "line",
    [
        "One more voice would help me: was there an order?",
        "Give me one more minute.",
        "Two more people will be on the call.",
        "It took two years to build.",
        "We did this for two years.",
        "The van came on the 4th.",
    ],
)
def test_other_counts_name_no_term(line: str) -> None:
    assert last("spare_parts", "B: What do you want?", f"S: {line}").mentions == ()


@pytest.mark.parametrize(
    ("heard", "line", "has", "lacks"),
    [
        ("I must ask.", "Is that decided above you?", "Q-CLOSED", "ESCALATE"),
        ("I must ask.", "Who sits above you in this?", "Q-CLOSED", "ESCALATE"),
        ("I must ask.", "Who else decides?", "STAKE", "ESCALATE"),
        ("I must ask.", "I'd like to know who is higher up.", "", "ESCALATE"),
        ("I must ask.", "Then I'll go over your head.", "ESCALATE", ""),
        ("I must ask.", "Shall we just go above you?", "ESCALATE", ""),
        ("No.", "I'll see myself out, thank you.", "WALK", "FIX"),
        ("No.", "Then we'll show ourselves out.", "WALK", "FIX"),
        ("No.", "I'll find my own way out, thanks.", "WALK", "FIX"),
        ("No.", "I'll see you out.", "", "WALK"),
        ("No.", "I'll see to it myself.", "", "WALK"),
        (
            "Nobody calls me back!",
            "If you shout at everybody like that no wonder nobody calls you back.",
            "ATTACK",
            "REFLECT",
        ),
        ("It is slow.", "No wonder nobody wants to work with you.", "ATTACK", "REFLECT"),
        ("Nobody told me.", "No wonder nobody told you.", "", "ATTACK"),
        ("It is slow.", "No wonder you are upset.", "LABEL", "ATTACK"),
        ("It is blue.", "You never said that before.", "", "ATTACK DEFEND"),
        ("It is blue.", "You never mentioned that.", "", "ATTACK DEFEND"),
        ("It is blue.", "You never listen.", "ATTACK", ""),
        ("We agreed on net 90.", "I never agreed to net 90.", "REJECT", "ACCEPT"),
        ("We agreed on 57,000.", "We never agreed on 57,000.", "REJECT", "ACCEPT"),
        ("Net 90, then.", "We never agreed on 57,000.", "HOLD", "ACCEPT"),
        ("We agreed on 57,000.", "I did not agree to 57,000.", "REJECT", "ACCEPT"),
        ("57,000 then.", "Agreed, 57,000.", "ACCEPT", "REJECT"),
        ("In March.", "What happens on your side if the calls stop in March?", "Q-OPEN", "INVITE"),
        ("In March.", "I'd like to hear your side of the story.", "INVITE", ""),
        (
            "No.",
            "If you find a way to start early, call me, my number's on the proposal.",
            "DOOR",
            "FIX SPLIT-PEOPLE",
        ),
        ("Nobody answers.", "Call me any time, my number's on the card.", "FIX", "DOOR"),
    ],
)
def test_a_trainee_is_told_apart(heard: str, line: str, has: str, lacks: str) -> None:
    seen = named(last("services_60k", f"B: {heard}", f"S: {line}"))
    assert set(has.split()) <= seen
    assert seen.isdisjoint(lacks.split())


@pytest.mark.parametrize(
    ("heard", "line", "has", "lacks"),
    [
        ("How long have you been here?", "Right. Twelve years.", "", "CONFIRM"),
        ("Net 30 is what we do.", "Right, and if I pay early?", "", "CONFIRM"),
        ("So you need it by March.", "Right.", "CONFIRM", ""),
        ("There is another way.", "Another road, then. I'll walk a bit of it.", "", "OBJECT PRESS"),
        ("There is another way.", "I'll walk it round the office.", "", "PRESS"),
        ("60,000.", "Then I'll walk.", "PRESS", ""),
        ("60,000.", "I'll walk out.", "PRESS", ""),
        ("We'd put on a show.", "I don't need fireworks.", "", "OBJECT"),
        ("There'd be a show.", "I don't need the show.", "OBJECT", ""),
        ("60,000.", "I don't need it.", "OBJECT", ""),
        ("60,000.", "I don't need the workshops.", "OBJECT", ""),
    ],
)
def test_a_buyer_is_told_apart(heard: str, line: str, has: str, lacks: str) -> None:
    opening = "B: We must have it by March, or we stand still."
    seen = named(last("services_60k", opening, f"S: {heard}", f"B: {line}"))
    assert set(has.split()) <= seen
    assert seen.isdisjoint(lacks.split())
