"""From free text to terms of the deal: which issue, which value, and what the mention is."""

from collections.abc import Callable
from functools import cache

import pytest

from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Reading, Speaker
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary, vocabulary_of
from tests.coding.lines import last_reading, named

SIDES: dict[str, Speaker] = {"B": "buyer", "S": "trainee"}


@pytest.fixture
def read(scenario: Scenario) -> Callable[..., list[Reading]]:
    def read_lines(*lines: str) -> list[Reading]:
        reader = RuleReader(vocabulary_of(scenario))
        return [
            reader.read(Turn(n=n, speaker=SIDES[line[0]], text=line[3:]))
            for n, line in enumerate(lines)
        ]

    return read_lines


@pytest.mark.parametrize(
    ("text", "issue", "value", "stance"),
    [
        ("I could do $57,500.", "price", 57_500, "proposed"),
        ("I could do 57 and a half thousand.", "price", 57_500, "proposed"),
        ("We can take 5% off.", "price", 57_000, "proposed"),
        ("We can knock 200 off the fee.", "price", 59_800, "proposed"),
        ("I can give you another 30 days.", "payment_days", 60, "proposed"),
        ("Let's make it net 60.", "payment_days", 60, "proposed"),
        ("We could do two years.", "contract_months", 24, "proposed"),
        ("How about we start in January?", "start_date", "january", "proposed"),
        ("We could do it without the workshops.", "scope", "core", "proposed"),
        ("We can't do 55,000.", "price", 55_000, "refused"),
        ("You asked for 55,000.", "price", 55_000, "quoted"),
        ("Your rival is at 52,000.", "price", 52_000, "others"),
        ("Another client paid 58,000.", "price", 58_000, "others"),
        ("Last year the price was 55,000.", "price", 55_000, "past"),
        ("Suppose we said 57,000.", "price", 57_000, "hypothetical"),
        ("Do you need net 60?", "payment_days", 60, "asked"),
        ("Is the fee of 60,000 the problem?", "price", 60_000, "asked"),
    ],
)
def test_a_mention_says_what_it_is(
    read: Callable[..., list[Reading]], text: str, issue: str, value: Value, stance: str
) -> None:
    reading = read("B: I need to think about it.", f"S: {text}")[1]
    seen = [(m.issue, m.value, m.stance.value) for m in reading.mentions]
    assert (issue, value, stance) in seen


@pytest.mark.parametrize(
    ("speaker", "text", "issue", "value", "upto"),
    [
        ("S", "We could do between 55 and 58k.", "price", 55_000, 58_000),
        ("S", "I could live with 55 to 58 thousand.", "price", 55_000, 58_000),
        ("B", "I could pay 55 to 58 thousand.", "price", 58_000, 55_000),
        ("S", "We can do net 45 to 60.", "payment_days", 60, 45),
        ("B", "I'd need 2 to 3 weeks to pay.", "payment_days", 14, 21),
        ("S", "We could take 5 to 10% off.", "price", 54_000, 57_000),
    ],
)
def test_a_range_binds_to_the_end_the_other_side_likes(
    read: Callable[..., list[Reading]],
    speaker: str,
    text: str,
    issue: str,
    value: float,
    upto: float,
) -> None:
    (mention,) = read("B: Hello.", "S: Hello.", f"{speaker}: {text}")[2].mentions
    assert (mention.issue, mention.value, mention.upto) == (issue, value, upto)


def test_a_step_leaves_its_start_behind(read: Callable[..., list[Reading]]) -> None:
    reading = read("B: It's a lot.", "S: We could go from 60,000 to 58,000.")[1]
    assert [(m.value, m.stance.value) for m in reading.mentions] == [
        (60_000, "past"),
        (58_000, "proposed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Payment would be due on the 15th.",
        "I need it signed by March 3rd.",
        "We founded the firm in 2019.",
        "Let's talk again at 3 pm.",
        "We'd be ready by 3/15.",
        "We trained 40 to 50 people.",
        "It covers 20 licences for 3 sites.",
    ],
)
def test_dates_years_and_counts_are_no_terms(read: Callable[..., list[Reading]], text: str) -> None:
    assert read("B: It's a lot.", f"S: {text}")[1].terms == {}


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("We can start on 12 December.", "december"),
        ("We could begin in January 2027.", "january"),
        ("Let's start on February 1st.", "february"),
    ],
)
def test_a_date_names_the_option_of_its_month(
    read: Callable[..., list[Reading]], text: str, option: str
) -> None:
    assert read("B: It's a lot.", f"S: {text}")[1].terms == {"start_date": option}


def test_a_deal_that_hangs_on_a_figure_is_a_trade(read: Callable[..., list[Reading]]) -> None:
    reading = read("B: It's a lot.", "S: If you can come up to $57,500, we have a deal.")[1]
    (offer,) = reading.all(Code.OFFER)
    assert (offer.conditional, offer.terms) == (True, {"price": 57_500})


def test_both_sides_of_a_trade(read: Callable[..., list[Reading]]) -> None:
    reading = read("B: It's a lot.", "S: If you sign this week, we can do net 90.")[1]
    assert {(m.issue, m.stance.value) for m in reading.mentions} == {
        ("signing", "condition"),
        ("payment_days", "return"),
    }
    (offer,) = reading.all(Code.OFFER)
    assert offer.terms == {"signing": "this_week", "payment_days": 90}
    assert offer.asked == {"signing": "this_week"}
    assert (offer.conditional, offer.condition_first) == (True, True)
    (give,) = reading.all(Code.CONCEDE)
    assert give.terms == {"payment_days": 90}
    assert reading.has(Code.ASK_GET)


def test_the_condition_may_come_last(read: Callable[..., list[Reading]]) -> None:
    reading = read("B: It's a lot.", "S: We can do net 90 if you sign this week.")[1]
    (offer,) = reading.all(Code.OFFER)
    assert (offer.conditional, offer.condition_first) == (True, False)
    assert offer.asked == {"signing": "this_week"}


def test_the_middle_is_between_both_last_figures(read: Callable[..., list[Reading]]) -> None:
    said = read("B: I could do 54,000.", "S: 58,000.", "B: Hm.", "S: We can meet in the middle.")
    assert said[3].terms == {"price": 56_000}


def test_that_stands_for_what_was_just_asked(read: Callable[..., list[Reading]]) -> None:
    said = read("B: Could you do net 90?", "S: We could do that if you sign this week.")
    assert said[1].terms == {"payment_days": 90, "signing": "this_week"}
    assert said[1].all(Code.CONCEDE)[0].conditional


def test_a_concession_is_measured_from_the_own_last_word(
    read: Callable[..., list[Reading]],
) -> None:
    said = read(
        "B: It's a lot.",
        "S: I could do 58,000.",
        "B: Still a lot.",
        "S: 58,000 is what I can do.",
        "B: Come on.",
        "S: Fine, 57,000.",
    )
    assert [reading.has(Code.CONCEDE) for reading in said[1::2]] == [True, False, True]


def test_less_for_less_is_no_concession(read: Callable[..., list[Reading]]) -> None:
    said = read("B: Too much.", "S: We could do it without the workshops for 54,000.")
    assert said[1].has(Code.RESCOPE)
    assert not said[1].has(Code.CONCEDE)


def test_a_bare_figure_belongs_to_what_was_talked_about(
    read: Callable[..., list[Reading]],
) -> None:
    said = read("B: Could you do net 90?", "S: How about 75?")
    assert said[1].terms == {"payment_days": 75}


def test_a_buyer_gives_when_it_moves(read: Callable[..., list[Reading]]) -> None:
    said = read("B: I'd pay 50,000.", "S: That is low.", "B: Fine, I could do 55,000.")
    assert said[0].terms == {"price": 50_000}
    assert said[2].all(Code.GIVE)[0].terms == {"price": 55_000}


@cache
def vocabulary(deal: str) -> Vocabulary:
    return vocabulary_of(load_scenario(deal), load_persona("price_first"))


STANDING = "S: It stays as in the proposal."


def on_table(reading: Reading) -> dict[str, object]:
    """What the last line puts on the table, by issue."""
    return {m.issue: m.value for m in reading.mentions if m.issue and m.stance in ON_THE_TABLE}


@pytest.mark.parametrize(
    ("deal", "heard", "line"),
    [
        # The time of a call, things counted, marks of a list.
        ("agency_project", "B: Yes, net 90.", "I'll ring you at nine to hear how it went."),
        ("agency_project", "B: What about net 75?", "We could talk at eight tomorrow."),
        ("services_60k", "B: net 60?", "It works for studios of five or of fifteen."),
        ("services_60k", "B: net 60?", "Payment or price, one or the other."),
        ("services_60k", "B: net 60?", "Three: invoice. How long would you need?"),
        ("major_account", "B: Inns?", "I put two of my people in your houses."),
        # What was, and what something costs.
        ("office_lease", "B: So?", "We've six years of paying on time behind us."),
        ("office_lease", "B: So?", "Four years ago you did as much for the dentist."),
        ("office_lease", "B: So?", "Five years of rent on the first, that's what you've had."),
        ("services_60k", "B: March.", "That's three more months of the tap dripping."),
        ("services_60k", "B: March.", "That's near enough twenty grand."),
        ("services_60k", "B: So?", "A year of it costs you close to thirty grand."),
        ("services_60k", "B: So?", "That's half of what I'd quote you."),
        ("gold_service", "B: It took 14 months.", "Fourteen months. And then?"),
        ("services_60k", "B: $30,000 and net 120.", "Nobody mentioned 120 days."),
        # Steps that were made before.
        ("office_lease", "B: $39,000.", "And you've answered with four grand less."),
        ("services_60k", "B: $53,000.", "You came back with two thousand less."),
        ("office_lease", "B: $39,000.", "I have put two extra years on the table."),
        # Refused, or a limit.
        ("major_account", "B: Make it $230,000.", "230 no."),
        ("major_account", "B: Make it $230,000.", "Two hundred and thirty no. You know why."),
        ("major_account", "B: Make it $230,000.", "No to two thirty."),
        ("major_account", "B: We sign at $230,000.", "Wait, we don't go ahead with two thirty."),
        ("services_60k", "B: Make it 55.", "55, nope."),
        ("services_60k", "B: Make it 55.", "Fifty-five's a no."),
        ("services_60k", "B: $54,750?", "54,750 is under my floor, which is 56."),
        ("spare_parts", "B: $88,000.", "i shouldnt go under 91"),
        ("office_lease", "B: $37,750.", "Not at thirty-seven seven fifty."),
        # Asked about, or weighed.
        ("agency_project", "B: They pay late.", "How long's the gap? A month, three months?"),
        ("spare_parts", "B: 91,000 dollars?", "Ninety-one, well. What's the money doing?"),
        ("agency_project", "B: It comes right some day.", "When does it come right, January?"),
        ("agency_project", "B: It comes right some day.", "January?"),
    ],
)
def test_a_number_that_is_no_offer(deal: str, heard: str, line: str) -> None:
    reading = last_reading(vocabulary(deal), STANDING, heard, f"S: {line}")
    assert on_table(reading) == {}
    assert named(reading).isdisjoint({"OFFER", "CONCEDE"})


@pytest.mark.parametrize(
    ("deal", "heard", "line", "terms"),
    [
        ("agency_project", "B: Well?", "I'd ring at ten, and net 90 stays.", {"payment_days": 90}),
        ("office_lease", "B: Four years?", "We'd make it 48 months.", {"contract_months": 48}),
        ("office_lease", "B: So?", "I'd sign for five years now.", {"contract_months": 60}),
        ("services_60k", "B: Make it 55.", "57, no less.", {"price": 57_000}),
        ("services_60k", "B: Make it 55.", "57 no problem.", {"price": 57_000}),
        ("services_60k", "B: 55 and net 60.", "Net 60 yes, 55 no.", {"payment_days": 60}),
        ("services_60k", "B: 55?", "I could do it for two thousand less.", {"price": 58_000}),
        ("services_60k", "B: 55,250?", "56 five? and then done.", {"price": 56_500}),
        ("services_60k", "B: 55?", "fifty-six two fifty, that's it", {"price": 56_250}),
        ("agency_project", "B: Well?", "Could we start in January?", {"start_date": "january"}),
        ("spare_parts", "B: 88.", "ok ok, but ninety-two then, final final", {"price": 92_000}),
        ("services_60k", "B: Net 120?", "The programme is sixty.", {"price": 60_000}),
        (
            "services_60k",
            "B: Write net 45 and a start in January.",
            "Net 45 isn't what I wrote. You can have the 45 for two years.",
            {"payment_days": 45, "contract_months": 24},
        ),
        (
            "agency_project",
            "B: net 75?",
            "Net 90 and twelve months of aftercare in place of six.",
            {"payment_days": 90, "contract_months": 12},
        ),
        (
            "agency_project",
            "B: Yes.",
            "Forty-eight, net ninety, twelve months aftercare: yes.",
            {"price": 48_000, "payment_days": 90, "contract_months": 12},
        ),
        (
            "gold_service",
            "B: So?",
            "Gold at two sites, silver at four, 80,000.",
            {"service_level": "mixed", "price": 80_000},
        ),
    ],
)
def test_a_number_belongs_to_its_issue(
    deal: str, heard: str, line: str, terms: dict[str, object]
) -> None:
    assert (
        on_table(last_reading(vocabulary(deal), "S: As in the proposal.", heard, f"S: {line}"))
        == terms
    )
