"""What happens when the seller goes, before and after the yes; and how long the buyer insists."""

from itertools import pairwise

import pytest

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from tests.buyer.readings import reading
from tests.buyer.test_policy import Meeting


@pytest.fixture
def agreed(scenario: Scenario, persona: Persona) -> Meeting:
    meeting = Meeting(scenario, persona)
    for _ in range(3):
        meeting.hears(reading(terms={"payment_days": 90.0, "signing": "this_week"}, linked=True))
    assert meeting.acts[-1].kind is ActKind.ACCEPT
    return meeting


@pytest.mark.parametrize("code", [Code.WALK, Code.REJECT, Code.DEFEND])
def test_whoever_refuses_what_was_granted_is_asked_and_nothing_is_agreed(
    agreed: Meeting, code: Code
) -> None:
    assert agreed.hears(reading(code)).kind is ActKind.UNSURE
    assert not agreed.mind.agreed


def test_whoever_says_no_and_names_its_own_terms_again_has_agreed_to_nothing(
    agreed: Meeting,
) -> None:
    assert agreed.hears(reading(Code.REJECT, terms={"price": 64_000.0})).kind is ActKind.UNSURE
    assert not agreed.mind.agreed


def test_a_question_after_the_yes_closes_nothing(agreed: Meeting) -> None:
    package = agreed.mind.agreed
    again = agreed.hears(reading(Code.Q_CLOSED))
    assert (again.kind, again.package) == (ActKind.ACCEPT, package)
    assert agreed.hears(reading(Code.ACCEPT)).kind is ActKind.CLOSE


def test_to_name_ones_limit_is_no_offer_to_say_yes_to(scenario: Scenario, persona: Persona) -> None:
    terms: dict[str, Value] = {"payment_days": 90.0, "signing": "this_week"}
    meeting = Meeting(scenario, persona)
    for _ in range(2):
        meeting.hears(reading(terms=terms, linked=True))
    assert meeting.hears(reading(Code.LEAK, terms=terms)).kind is not ActKind.ACCEPT
    assert meeting.hears(reading(terms=terms)).kind is ActKind.ACCEPT


def test_a_no_beside_terms_as_good_as_agreed_closes_nothing(agreed: Meeting) -> None:
    said = reading(Code.REJECT, terms={"payment_days": 90.0})
    assert agreed.hears(said).kind is ActKind.UNSURE
    assert not agreed.mind.agreed


def test_terms_that_are_asked_after_the_yes_are_said_again_before_it_closes(
    agreed: Meeting,
) -> None:
    asked = agreed.hears(reading(Code.Q_CLOSED, terms={"reference": "none"}))
    assert asked.kind is ActKind.ACCEPT
    assert asked.package == agreed.table.seller_package
    assert agreed.hears(reading(Code.ACCEPT)).kind is ActKind.CLOSE


def test_after_a_misunderstanding_what_it_was_ready_to_sign_stays_its_word(
    agreed: Meeting,
) -> None:
    word = agreed.mind.agreed
    agreed.hears(reading(Code.REJECT))
    assert (agreed.mind.agreed, agreed.mind.counter) == ({}, word)


def test_a_yes_to_an_offer_is_none_to_what_it_asks_for_without_naming_it(
    scenario: Scenario, persona: Persona
) -> None:
    terms: dict[str, Value] = {"payment_days": 90.0, "signing": "this_week"}
    meeting = Meeting(scenario, persona)
    for _ in range(2):
        meeting.hears(reading(terms=terms, linked=True))
    assert meeting.hears(reading(Code.ASK_GET, terms=terms)).kind is ActKind.WELCOME
    assert meeting.hears(reading(terms=terms)).kind is ActKind.ACCEPT


def test_whoever_goes_a_second_time_has_left_without_a_deal(agreed: Meeting) -> None:
    agreed.hears(reading(Code.WALK))
    assert agreed.hears(reading(Code.WALK)).kind is ActKind.FAREWELL
    assert not agreed.mind.agreed


def test_whoever_meant_it_well_still_gets_the_deal(agreed: Meeting) -> None:
    package = agreed.mind.agreed
    agreed.hears(reading(Code.WALK))
    assert agreed.hears(reading(Code.ACCEPT)).kind is ActKind.ACCEPT
    assert agreed.hears(reading(Code.ACCEPT)).kind is ActKind.CLOSE
    assert agreed.mind.agreed == package


def test_thanks_and_goodbye_close_the_deal(agreed: Meeting) -> None:
    assert agreed.hears(reading(Code.SMALL_TALK)).kind is ActKind.CLOSE


def test_whoever_goes_on_giving_is_asked_for_the_next_gift(
    scenario: Scenario, persona: Persona
) -> None:
    meeting = Meeting(scenario, persona)
    kinds = [meeting.hears(reading(terms={"price": 59_500.0 - 500 * n})).kind for n in range(6)]
    assert kinds == [ActKind.THANK, *[ActKind.NIBBLE, ActKind.THANK] * 2, ActKind.NIBBLE]


def test_to_a_seller_who_holds_the_counter_is_not_said_every_time(
    scenario: Scenario, persona: Persona
) -> None:
    meeting = Meeting(scenario, persona)
    meeting.hears(reading(Code.Q_WHY, topic="cash_timing"))
    offer = reading(terms={"payment_days": 60.0, "signing": "this_week"}, linked=True)
    assert meeting.hears(offer).kind is ActKind.COUNTER
    held = reading(Code.HOLD, terms={"payment_days": 60.0})
    kinds = [meeting.hears(held).kind for _ in range(4)]
    assert ActKind.COUNTER in kinds
    assert (ActKind.COUNTER, ActKind.COUNTER) not in list(pairwise(kinds))
