"""A choice between offers is taken as one, and never added up."""

from pathlib import Path

import pytest

from simulator.buyer.choices import alternatives
from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code, Mention, Move, Quote, Reading, Stance
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from tests.buyer.talks import Talk
from tests.buyer.test_policy import Meeting

TWO = "60,000 and net 90, or 58,000 and net 30."


def said(text: str, **stances: tuple[str, float | str, Stance]) -> Reading:
    """A reading of words, each with the issue, value and stance it stands for."""
    mentions = []
    for words, (issue, value, stance) in stances.items():
        at = text.index(words.lstrip("_"))
        quote = Quote(turn=1, start=at, end=at + len(words) - 1, text=text[at : at + 2])
        mentions.append(Mention(issue=issue, value=value, stance=stance, quote=quote))
    return Reading(turn=1, speaker="trainee", mentions=tuple(mentions))


def two(stance: Stance = Stance.PROPOSED) -> Reading:
    return said(
        TWO,
        _60=("price", 60_000.0, stance),
        _90=("payment_days", 90.0, stance),
        _58=("price", 58_000.0, stance),
        _30=("payment_days", 30.0, stance),
    )


def test_what_stands_on_both_sides_of_an_or_is_told_apart() -> None:
    first, second = (
        {"price": 60_000.0, "payment_days": 90.0},
        {
            "price": 58_000.0,
            "payment_days": 30.0,
        },
    )
    assert alternatives(two(), TWO) == (first, second)
    assert alternatives(two(), TWO.replace(", or", ";  ")) == ()


def test_a_mere_question_and_what_goes_together_are_no_choice() -> None:
    assert alternatives(two(Stance.ASKED), TWO) == ()
    text = "60,000, more or less, and net 90."
    both = said(
        text,
        _60=("price", 60_000.0, Stance.PROPOSED),
        _90=("payment_days", 90.0, Stance.PROPOSED),
    )
    assert alternatives(both, text) == ()


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("You can have 60,000 at net 90, or 58,000 at net 30.", {"payment_days": 90.0}),
        ("58,000 and net 30 or else 60,000 and net 90, your choice.", {"payment_days": 90.0}),
    ],
)
def test_the_buyer_takes_what_suits_it_and_nothing_is_on_the_table_yet(
    scenario: Scenario, persona: Persona, line: str, taken: dict[str, float]
) -> None:
    reader = RuleReader(vocabulary_of(scenario, persona))
    meeting = Meeting(scenario, persona)
    meeting.hears(reader.read(Turn(n=1, speaker="trainee", text="What troubles you about it?")))
    before = meeting.table.seller_package
    act = meeting.hears(reader.read(Turn(n=3, speaker="trainee", text=line)), line)
    assert meeting.table.seller_package == before
    assert act.kind is ActKind.COUNTER
    assert act.package["payment_days"] == taken["payment_days"]
    assert act.package["price"] == 60_000


async def test_taking_the_one_that_stands_already_is_said_with_its_terms(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "renewal_unanswered", "contentious_client", seed=1)
    offer = "The renewal at 42,000 with faults answered within four hours, if you sign by Friday."
    two_offers = (
        "Either 42,000 with the four hours and net 60, if you sign for 24 months, or 42,000 with "
        "the four hours at net 30 for 12 months. Which one would be easier for you?"
    )
    *_, act = await talk.says("What keeps them late in the evening?", offer, two_offers)
    assert act.kind is ActKind.COUNTER
    assert act.terms
    assert "42,000" in talk.last.text


def test_a_yes_to_what_it_took_is_a_deal(scenario: Scenario, persona: Persona) -> None:
    meeting = Meeting(scenario, persona)
    for _ in range(2):
        meeting.hears(two().model_copy(update={"mentions": ()}))
    taken = meeting.hears(two(), TWO)
    yes = Reading(turn=5, speaker="trainee", moves=(_accept(),))
    assert meeting.hears(yes).package == taken.package


def _accept() -> Move:
    return Move(code=Code.ACCEPT, quote=Quote(turn=5, start=0, end=6, text="Agreed"))
