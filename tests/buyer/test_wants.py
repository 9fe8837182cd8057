"""What the buyer asks for beside the price is noticed when it is offered, and kept in the yes."""

from pathlib import Path

import pytest

from simulator.buyer.stakes import Stakes
from simulator.buyer.wants import WantsHeard, wants_heard
from simulator.coding.reader import RuleReader
from simulator.content import load_persona, load_scenario
from simulator.domain.persona import ActKind
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import vocabulary_of
from tests.buyer.talks import Talk


def heard(persona_id: str, scenario_id: str, text: str) -> WantsHeard:
    persona, scenario = load_persona(persona_id), load_scenario(scenario_id)
    reader = RuleReader(vocabulary_of(scenario, persona))
    read = reader.read(Turn(n=0, speaker="trainee", text=text))
    return wants_heard(read, text, persona, Stakes(scenario, persona, "normal"))


@pytest.mark.parametrize(
    "text",
    [
        "You'd have my own number, and I pick up myself.",
        "I'd give you my name for the file, fair?",
        "From Monday there is a named contact for you, and that's me.",
        "If you sign this month, you can call me directly.",
    ],
)
def test_an_offered_person_is_heard(text: str) -> None:
    assert heard("contentious_client", "agency_project", text).offered == ("person",)
    # Where the deal has an issue for it, it is one of the terms, unless it is read as one already.
    terms = heard("contentious_client", "renewal_unanswered", text).terms
    assert terms == {"named_contact": "named"} or "named contact" in text


@pytest.mark.parametrize(
    "text",
    [
        "Would a named contact help you at all?",
        "So you need a named person who answers, is that right?",
        "We can't give everybody a named contact, I'm afraid.",
        "My colleague took your name down in June.",
        "The price is 42,000 and it stays there.",
    ],
)
def test_what_is_asked_said_back_or_refused_is_no_offer(text: str) -> None:
    found = heard("contentious_client", "agency_project", text)
    assert (found.offered, found.terms) == ((), {})


@pytest.mark.parametrize(
    "text", ["Then we drop my own number again.", "Let's do it without the deputy and that's that."]
)
def test_what_is_taken_back_is_dropped(text: str) -> None:
    assert heard("contentious_client", "agency_project", text).dropped


def test_what_would_be_taken_back_is_not_dropped_yet() -> None:
    text = "If that isn't how you see it, we drop my own number and the call."
    assert heard("contentious_client", "agency_project", text).dropped == ()


async def test_it_notes_what_the_deal_has_no_issue_for(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "agency_project", "contentious_client", seed=13)
    *_, act = await talk.says(
        "I'm sorry about the letters. What happened on the day?",
        "You'd have my own number, and you would call me directly.",
    )
    assert "person" in {act.noted, *talk.session._buyer.mind.noted}
    assert act.noted == "person"
    assert act.kind is not ActKind.PRESS


NEEDS = (
    "What would have to be in place so that you could put your name to it?",
    "So it's your neck and not the figure, is that right?",
    "What would make it safe for you?",
)


@pytest.mark.parametrize(
    "offer",
    [
        "You can stop after the first quarter, if you take 24 months at the 84,000. Shall we?",
        "With 24 months at 84,000 there's a stopping point in spring, that's in it.",
    ],
)
async def test_its_yes_and_its_recap_hold_what_it_asked_for(tmp_path: Path, offer: str) -> None:
    talk = Talk(tmp_path, "gold_service", "gatekeeper_cio", seed=12)
    await talk.says(*NEEDS)
    lines = [offer, "You'd have a named engineer with it, by name. 84,000 and 24 months, agreed?"]
    for line in [*lines, "Then it's agreed as you read it out. I'll send the paper."]:
        (act,) = await talk.says(line)
        if act.kind in {ActKind.ACCEPT, ActKind.CLOSE}:
            assert "way_out" in act.kept
            kept = talk.session.persona.want("way_out").kept
            assert any(said in talk.last.text for said in kept)
    assert talk.end is not None
    assert talk.end.terms["support"] == "named"
