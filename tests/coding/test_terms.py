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
