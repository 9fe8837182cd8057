"""From free text to terms of the deal: which issue, which value, and what the mention is."""

from collections.abc import Callable

import pytest

from simulator.coding.reader import RuleReader
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Reading, Speaker
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of

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
