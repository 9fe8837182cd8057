"""A turn as a line of plain text."""

from pathlib import Path

import pytest

from simulator.cli.lines import print_turn
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.models import open_model
from simulator.preparation.contact import contact_persona
from simulator.session import Session


def test_the_scene_stands_in_brackets_before_the_words(
    scenario: Scenario, persona: Persona, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session.new(scenario, persona, "normal", open_model("offline"), tmp_path, seed=1)
    scene = "Some time\x1b[2J later."
    print_turn(Turn(n=4, speaker="buyer", text="It is me\nagain.", scene=scene), session)
    print_turn(Turn(n=5, speaker="trainee", text="Hello."), session)
    assert capsys.readouterr().out == (
        "[Some time␛[2J later.]\nBuyer: It is me again.\nYou: Hello.\n"
    )


def test_a_contact_speaks_under_its_own_name(
    scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contact = next(contact for contact in scenario.contacts if contact.insights)
    persona = contact_persona(contact)
    session = Session.new(scenario, persona, "normal", open_model("offline"), tmp_path, seed=1)
    print_turn(Turn(n=0, speaker="buyer", text="Come in."), session)
    assert capsys.readouterr().out == f"{contact.name}: Come in.\n"
