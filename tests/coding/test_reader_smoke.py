"""The reader on one whole deal: what every later part leans on."""

from simulator.coding.reader import RuleReader
from simulator.content import load_scenario
from simulator.domain.moves import Code, Reading, Speaker
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of


def read(*lines: str) -> list[Reading]:
    """Readings of lines that start with "B: " or "S: "."""
    reader = RuleReader(vocabulary_of(load_scenario("services_60k")))
    side: dict[str, Speaker] = {"B": "buyer", "S": "trainee"}
    return [
        reader.read(Turn(n=n, speaker=side[line[0]], text=line[3:])) for n, line in enumerate(lines)
    ]


def test_a_conditional_offer_is_read_with_both_sides() -> None:
    _, said = read(
        "B: Sixty thousand is a lot for us.", "S: If you sign this week, we can do net 90."
    )
    (offer,) = said.all(Code.OFFER)
    assert offer.terms == {"signing": "this_week", "payment_days": 90}
    assert offer.asked == {"signing": "this_week"}
    assert offer.conditional
    assert offer.condition_first
    (give,) = said.all(Code.CONCEDE)
    assert give.terms == {"payment_days": 90}
    assert said.has(Code.ASK_GET)


def test_a_refusal_is_no_offer() -> None:
    _, said = read("B: Can you do 55,000?", "S: No, we can't do 55,000.")
    assert not said.has(Code.OFFER, Code.CONCEDE)
    assert said.has(Code.HOLD)
    assert said.terms == {}


def test_a_counter_and_a_give_of_the_buyer() -> None:
    said = read(
        "B: I'd pay 50,000 at most.", "S: Hm, that is low.", "B: Fine, I could do 55,000."
    )
    assert said[0].terms == {"price": 50000}
    assert said[2].has(Code.COUNTER)
    assert said[2].all(Code.GIVE)[0].terms == {"price": 55000}
