"""A short talk with somebody who knows things and settles nothing, on the same engine."""

from pathlib import Path

import pytest

from simulator.buyer.guard import Guard
from simulator.buyer.mind import first_mind
from simulator.buyer.wording import groups
from simulator.content import load_scenario, scenarios
from simulator.domain.persona import ActKind
from simulator.domain.scenario import Contact, Scenario
from simulator.models import open_model
from simulator.preparation.contact import contact_persona, told
from simulator.session import Session
from simulator.store.transcripts import read_transcript
from tests.buyer.acts import every_act

CONTACTS = [
    pytest.param(deal.id, contact.name, id=f"{deal.id}-{contact.name}")
    for deal in (load_scenario(card.id) for card in scenarios())
    for contact in deal.contacts
    if contact.insights
]


def contact_in(deal: str, name: str) -> tuple[Scenario, Contact]:
    scenario = load_scenario(deal)
    return scenario, next(contact for contact in scenario.contacts if contact.name == name)


async def talk(scenario: Scenario, contact: Contact, folder: Path, *lines: str) -> Session:
    session = Session.new(
        scenario, contact_persona(contact), "normal", open_model("offline"), folder, seed=4
    )
    async for _ in session.buyer_turn():
        pass
    for line in lines:
        if session.ended is None:
            async for _ in session.say(line):
                pass
    await session.aclose()
    return session


@pytest.mark.parametrize(("deal", "name"), CONTACTS)
async def test_what_a_contact_knows_can_be_asked_for(deal: str, name: str, tmp_path: Path) -> None:
    scenario, contact = contact_in(deal, name)
    questions = [f"Tell me, what about {insight.words[0]}?" for insight in contact.insights]
    session = await talk(scenario, contact, tmp_path, *questions)
    assert told(read_transcript(session.path)) == tuple(i.id for i in contact.insights)


@pytest.mark.parametrize(("deal", "name"), CONTACTS)
async def test_a_contact_settles_nothing(deal: str, name: str, tmp_path: Path) -> None:
    scenario, contact = contact_in(deal, name)
    price = scenario.issue("price").standard
    offers = [f"I could offer you {price} if you sign this week.", "Shall we close at that?"]
    session = await talk(scenario, contact, tmp_path, *offers, "Net 90 then, deal?")
    transcript = read_transcript(session.path)
    assert transcript.header is not None
    assert transcript.header.purpose == "preparation"
    assert not session.offer_agreed
    assert told(transcript) == ()


@pytest.mark.parametrize(("deal", "name"), CONTACTS)
def test_every_line_of_a_contact_passes_the_guard(deal: str, name: str) -> None:
    scenario, contact = contact_in(deal, name)
    persona = contact_persona(contact)
    mind, refused = first_mind(persona, "normal"), []
    for act in every_act(persona):
        if act.kind in persona.lines or act.kind is ActKind.ANSWER:
            guard = Guard(act, mind, persona, scenario)
            for group in groups(act, mind, persona, scenario):
                refused += [line for line in group.lines.values() if guard.objection(line)]
    assert refused == []
