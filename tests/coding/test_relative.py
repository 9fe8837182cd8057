"""Values said by pointing at others."""

from collections.abc import Callable

import pytest

from simulator.coding.reader import RuleReader
from simulator.domain.deal import Value
from simulator.domain.moves import Reading
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from tests.coding.lines import last_reading


@pytest.fixture
def last(scenario: Scenario) -> Callable[..., Reading]:
    def read_lines(*lines: str) -> Reading:
        return last_reading(vocabulary_of(scenario), *lines)

    return read_lines


@pytest.mark.parametrize(
    ("lines", "terms"),
    [
        (("B: Could you do 50,000?", "S: Let's split the difference."), {"price": 55_000}),
        (
            ("B: I want 54,000 and net 60.", "S: On the payment we can meet in the middle."),
            {"payment_days": 45},
        ),
        (("B: Could you do net 90?", "S: We could do half of that."), {"payment_days": 45}),
        (("B: Net 45, please.", "S: I could double it."), {"payment_days": 90}),
        (("B: It's steep.", "S: I could give you another 10 days."), {"payment_days": 40}),
        (("B: It's steep.", "S: I could give you 10 more days."), {"payment_days": 40}),
        (("B: It's steep.", "S: We can knock 200 off."), {"price": 59_800}),
        (("B: It's steep.", "S: I could take 5 points off."), {"price": 57_000}),
        (("B: It's steep.", "S: We could double the contract length."), {"contract_months": 24}),
        (("B: It's steep.", "S: I could come down by 500."), {"price": 59_500}),
        (("S: I could take 5% off.", "B: Hm.", "S: As I said, 5% off."), {"price": 57_000}),
        (("S: I could take 5% off.", "B: I want 10% off.", "S: 6% off."), {"price": 56_400}),
        (("S: I could take 10% off.", "B: Hm.", "S: Another 10% off."), {"price": 48_600}),
    ],
)
def test_a_relative_value_is_worked_out(
    last: Callable[..., Reading], lines: tuple[str, ...], terms: dict[str, Value]
) -> None:
    assert last(*lines).terms == terms


@pytest.mark.parametrize(
    "text",
    [
        "We guarantee that you double your revenue in six months.",
        "Let me double check the dates.",
        "Half of our clients ask that.",
        "There are two points left on my list.",
    ],
)
def test_other_doubles_and_halves_are_no_terms(last: Callable[..., Reading], text: str) -> None:
    assert last("B: Could you do net 90?", f"S: {text}").terms == {}


def test_nothing_doubled_is_nothing(scenario: Scenario) -> None:
    vocabulary = vocabulary_of(scenario).model_copy(update={"standing": {"payment_days": 0.0}})
    reader = RuleReader(vocabulary)
    turn = Turn(n=1, speaker="trainee", text="We could double the payment days.")
    assert reader.read(turn).terms.get("payment_days", 0.0) == 0.0
