"""What a seller's turn shows beyond its codes."""

import pytest

from simulator.buyer.mind import Mind, first_mind
from simulator.buyer.perception import perceive
from simulator.buyer.stakes import Stakes
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Move, Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.tactics import Seen, Sign
from tests.buyer.readings import quote, reading


@pytest.fixture
def table(scenario: Scenario) -> Table:
    return Table.of_standard(scenario.standard)


@pytest.fixture
def mind(persona: Persona) -> Mind:
    return first_mind(persona, "normal")


class Ears:
    def __init__(self, mind: Mind, table: Table, stakes: Stakes, persona: Persona) -> None:
        self.mind, self.table, self.stakes, self.persona = mind, table, stakes, persona

    def hear(self, turn: Reading, text: str = "some words to hear") -> frozenset[Sign]:
        self.mind, seen = perceive(
            self.mind, turn, text, self.table, self.stakes, self.persona, "normal"
        )
        self.table = seen.table
        return seen.signs


@pytest.fixture
def ears(mind: Mind, table: Table, stakes: Stakes, persona: Persona) -> Ears:
    return Ears(mind, table, stakes, persona)


@pytest.mark.parametrize(
    ("terms", "linked", "shown", "hidden"),
    [
        ({"payment_days": 60.0}, False, {Seen.FREE_GIVE}, {Seen.TRADE, Seen.PRICE_CUT}),
        ({"payment_days": 60.0}, True, {Seen.TRADE}, {Seen.FREE_GIVE}),
        ({"price": 58_000.0}, False, {Seen.FREE_PRICE_CUT, Seen.PRICE_CUT}, {Seen.BIG_DROP}),
        ({"price": 50_000.0}, False, {Seen.BIG_DROP}, set()),
        ({"price": 58_000.0}, True, {Seen.PRICE_CUT, Seen.TRADE}, {Seen.FREE_PRICE_CUT}),
        ({"price": 61_000.0}, False, {Seen.NO_MOVE}, {Seen.FREE_GIVE}),
        ({}, False, {Seen.NO_MOVE}, {Seen.FREE_GIVE}),
    ],
)
def test_what_is_given_and_for_what(
    ears: Ears, terms: dict[str, Value], linked: bool, shown: set[Sign], hidden: set[Sign]
) -> None:
    signs = ears.hear(reading(terms=terms, linked=linked))
    assert shown <= signs
    assert not hidden & signs


def test_a_remedy_that_is_owed_is_no_gift(ears: Ears) -> None:
    signs = ears.hear(reading(Code.FIX, terms={"payment_days": 60.0}))
    assert Seen.FREE_GIVE not in signs


def test_a_no_is_bare_or_has_a_reason(ears: Ears) -> None:
    assert Seen.BARE_NO in ears.hear(reading(Code.REJECT))
    reasoned = Move(code=Code.HOLD, quote=quote(), reasons=1)
    signs = ears.hear(Reading(turn=1, speaker="trainee", moves=(reasoned,)))
    assert Seen.REASONED_NO in signs
    assert Seen.BARE_NO not in signs


def test_prices_are_compared_with_what_was_said_before(ears: Ears) -> None:
    assert Seen.FIRST_PRICE in ears.hear(reading(terms={"price": 60_000.0}))
    assert Seen.SAME_PRICE in ears.hear(reading(terms={"price": 60_000.0}))
    assert Seen.OTHER_PRICE in ears.hear(reading(terms={"price": 59_000.0}))


def test_the_middle_between_both_figures_is_a_split(ears: Ears) -> None:
    ears.hear(reading(terms={"price": 60_000.0}))
    ears.table = ears.table.moved("buyer", {"price": 56_000.0})
    assert Seen.SPLIT in ears.hear(reading(terms={"price": 58_000.0}))


def recap(text: str) -> Reading:
    words = quote().model_copy(update={"text": text, "end": len(text)})
    return Reading(turn=1, speaker="trainee", moves=(Move(code=Code.SIGNPOST, quote=words),))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Two of the three points are settled.", Seen.RIGHT_RECAP),
        ("Three of the four points are settled.", Seen.WRONG_RECAP),
        ("There are two points left.", None),
    ],
)
def test_a_recap_is_checked_against_the_table(ears: Ears, text: str, sign: Sign | None) -> None:
    both = {"payment_days": 30.0, "contract_months": 12.0}
    ears.table = ears.table.moved("trainee", both).moved("buyer", both)
    recaps = ears.hear(recap(text), text) & {Seen.RIGHT_RECAP, Seen.WRONG_RECAP}
    assert recaps == ({sign} if sign else set())


def test_a_constraint_told_late_is_late_once(ears: Ears) -> None:
    assert Seen.LATE_LIMIT not in ears.hear(reading(Code.LIMIT_UPFRONT))
    ears.mind = ears.mind.model_copy(update={"patience": 2})
    assert Seen.LATE_LIMIT not in ears.hear(reading(Code.LIMIT_UPFRONT))
    ears.mind = ears.mind.model_copy(update={"limit_told": False})
    assert Seen.LATE_LIMIT in ears.hear(reading(Code.LIMIT_UPFRONT))


def test_a_walk_that_was_only_threatened(ears: Ears) -> None:
    ears.hear(reading(Code.WALK))
    assert Seen.EMPTY_WALK in ears.hear(reading(terms={"price": 58_000.0}))


def test_citing_somebody_needs_to_have_met_them(ears: Ears) -> None:
    cited = reading(Code.CITE, topic="dana_whitlock")
    assert Seen.CITES_UNKNOWN in ears.hear(cited)
    met = ears.mind.learned.model_copy(update={"met": ("dana_whitlock",)})
    ears.mind = ears.mind.model_copy(update={"learned": met})
    assert Seen.CITES_LEARNED in ears.hear(cited)


def test_a_lecture_is_long_and_silence_short(ears: Ears) -> None:
    assert Seen.LECTURE in ears.hear(reading(Code.INFORM), "word " * 100)
    assert Seen.SILENCE in ears.hear(reading(), "hm")
