"""A need said back in words of one's own is confirmed, and turned round it is not."""

from pathlib import Path

import pytest

from simulator.buyer.restating import restates
from simulator.domain.interest import Interest
from simulator.domain.persona import ActKind, Persona
from tests.buyer.talks import Talk


@pytest.fixture
def timing(persona: Persona) -> Interest:
    return persona.interest("cash_timing")


@pytest.mark.parametrize(
    "said",
    [
        "So it is the moment that hurts, not the sum as such, is that right?",
        "Is it the calendar rather than the total?",
        "So the date troubles you more than the figure, did I get that right?",
        "It isn't so much the amount as the calendar, right?",
        "Less the price than the date, then?",
        "So the fee isn't what hurts, the month is?",
        "So you don't mind how much it is, it's when it falls due?",
        "So the money goes out before theirs comes in, is that it?",
        "So you wait weeks for your money, have I understood?",
    ],
)
def test_a_right_test_in_other_words_is_right(timing: Interest, said: str) -> None:
    assert restates(said, timing) == "right"


@pytest.mark.parametrize(
    "said",
    [
        "So it is the sum that hurts, not the moment, is that right?",
        "It sounds as if the figure bothers you rather than the date.",
        "Not the date but the total, have I got that?",
        "More about how much than about when, then?",
    ],
)
def test_the_same_turned_round_is_wrong(timing: Interest, said: str) -> None:
    assert restates(said, timing) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "Is it the sum or the moment?",
        "So it's both the sum and the date?",
        "You can live with the price, just not with the date?",
        "So you'd rather sign on a later date, is that right?",
        "So neither the sum nor the date is the trouble?",
        "So the colour of the folder is what hurts, is that right?",
        "When would you like to meet again?",
    ],
)
def test_what_leaves_it_open_is_neither(timing: Interest, said: str) -> None:
    assert restates(said, timing) == ""


ASKED = "What makes it feel steep to you?"


@pytest.mark.parametrize(
    "said",
    [
        "So it is the moment that hurts, not the sum as such, is that right?",
        "It sounds as if the date weighs on you, and the figure doesn't.",
        "So you could bear the amount, it's the month it falls in, did I get that right?",
        "Is it the time of year rather than the total?",
    ],
)
async def test_she_confirms_what_was_understood(tmp_path: Path, said: str) -> None:
    told, answer = await Talk(tmp_path, "services_60k", "cash_flow_worried").says(ASKED, said)
    assert told.tier == 1
    assert (answer.kind, answer.confirms, answer.tier) == (ActKind.REVEAL, True, 2)


@pytest.mark.parametrize(
    "said",
    [
        "So it's the sum that hurts and not the date, is that right?",
        "It sounds as if the total bothers you rather than the calendar.",
    ],
)
async def test_she_corrects_what_was_turned_round(tmp_path: Path, said: str) -> None:
    *_, answer = await Talk(tmp_path, "services_60k", "cash_flow_worried").says(ASKED, said)
    assert answer.kind is ActKind.CORRECT


@pytest.mark.parametrize(
    "said",
    [
        "So the chairs in your studio are too old, is that right?",
        "So you'd want the sessions on a Friday, did I get that right?",
        "Is it the sum or the moment?",
    ],
)
async def test_she_confirms_nothing_else(tmp_path: Path, said: str) -> None:
    *_, answer = await Talk(tmp_path, "services_60k", "cash_flow_worried").says(ASKED, said)
    assert answer.kind is not ActKind.CONFIRM
    assert not answer.confirms


OTHERS = (
    (
        "contentious_client",
        "agency_project",
        "So it's a person you miss, not a discount, right?",
    ),
    (
        "contentious_client",
        "renewal_unanswered",
        "So nobody here was ever in charge, right?",
    ),
    ("gatekeeper_cio", "gold_service", "So it's your neck and not the figure, is that right?"),
    ("gatekeeper_cio", "services_60k", "So it lands on your desk if it goes badly, right?"),
    ("dictator", "major_account", "So the date matters more than the price, is that right?"),
    ("big_enterprise", "major_account", "So your own plan fell through, is that right?"),
    ("price_first", "gold_service", "So every week you wait you lose more, is that right?"),
)


@pytest.mark.parametrize(("persona", "scenario", "said"), OTHERS)
async def test_every_buyer_has_other_words(
    tmp_path: Path, persona: str, scenario: str, said: str
) -> None:
    variant = "bluff" if persona == "dictator" else ""
    talk = Talk(tmp_path, scenario, persona, variant=variant)
    (answer,) = await talk.says(said)
    interest = next(i for i in talk.session.persona.interests if i.pivotal)
    assert restates(said, interest) == "right"
    assert answer.interest == interest.id


@pytest.mark.parametrize(
    "said",
    [
        "I'm sorry. So it's a person you miss, more than the money, have I got that right?",
        "Sorry. So it's somebody to turn to that counts, rather than the price, is that right?",
    ],
)
async def test_an_apology_beside_it_hides_no_right_test(tmp_path: Path, said: str) -> None:
    talk = Talk(tmp_path, "agency_project", "contentious_client", seed=31)
    told, answer = await talk.says("What went wrong on the day it mattered to you?", said)
    assert told.tier == 1
    assert answer.confirms or answer.kind is ActKind.CONFIRM


@pytest.mark.parametrize(
    ("persona", "variant", "said"),
    [
        ("big_enterprise", "needs", "So there's nothing else from your side, is that right?"),
        ("big_enterprise", "needs", "So time costs you a discount, is that right?"),
        ("dictator", "bluff", "Everything was delivered on time last year, is that right?"),
        ("dictator", "bluff", "So the price matters more than the date, is that right?"),
        ("price_first", "", "So you'd pay us every month, is that right?"),
        ("contentious_client", "expects", "So it's a discount you miss and not a person, right?"),
        ("gatekeeper_cio", "", "So the figure worries you more than your neck, is that right?"),
    ],
)
async def test_what_only_sounds_like_it_is_not_it(
    tmp_path: Path, persona: str, variant: str, said: str
) -> None:
    talk = Talk(tmp_path, "major_account", persona, variant=variant)
    interest = next(i for i in talk.session.persona.interests if i.pivotal)
    assert restates(said, interest) != "right"
    (answer,) = await talk.says(said)
    assert not answer.confirms
    assert answer.kind is not ActKind.CONFIRM


@pytest.mark.parametrize(
    ("persona", "variant", "said"),
    [
        ("big_enterprise", "never", "So there is nobody else in reserve, is that right?"),
        ("dictator", "wall", "So the date matters more than the price, is that right?"),
        ("dictator", "trade", "So it has to stand there on time, more than the price, right?"),
    ],
)
async def test_what_is_not_true_of_this_one_is_not_confirmed(
    tmp_path: Path, persona: str, variant: str, said: str
) -> None:
    talk = Talk(tmp_path, "major_account", persona, variant=variant)
    (answer,) = await talk.says(said)
    assert not answer.confirms
    assert all(restates(said, i) != "right" for i in talk.session.persona.interests if i.pivotal)
