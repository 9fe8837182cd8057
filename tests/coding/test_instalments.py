"""Payments in parts: how late the money comes on average."""

import pytest

from simulator.coding.reader import RuleReader
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We can do half now, half in 60 days.", 30),
        ("You could pay half upfront and the rest after 90 days.", 45),
        ("How about 30% on signature, the balance in 60 days?", 42),
        ("We could take a quarter today and the remainder in four months.", 90),
        ("You could pay it in three monthly instalments.", 30),
        ("We could bill it in two quarterly payments.", 45),
    ],
)
def test_parts_count_by_how_late_they_come(scenario: Scenario, text: str, days: float) -> None:
    reading = RuleReader(vocabulary_of(scenario)).read(Turn(n=0, speaker="trainee", text=text))
    assert reading.terms == {"payment_days": days}


@pytest.mark.parametrize(
    "text",
    [
        "We could split it over three invoices.",
        "You could pay in four instalments.",
        "We could cut it into two payments for you.",
    ],
)
def test_parts_without_dates_are_no_number_of_days_and_no_price(
    scenario: Scenario, text: str
) -> None:
    reading = RuleReader(vocabulary_of(scenario)).read(Turn(n=0, speaker="trainee", text=text))
    assert reading.mentions == ()
