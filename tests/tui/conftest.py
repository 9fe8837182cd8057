"""What the tests of the screens share: a buyer with a name, a graded session, a coach's name."""

from pathlib import Path

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from tests.grader import bots
from tests.grader.graded import graded_file


@pytest.fixture(autouse=True)
def a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "ann")


@pytest.fixture
def karin(persona: Persona) -> Persona:
    return persona.model_copy(update={"name": "Karin Holt"})


@pytest.fixture
def talk(tmp_path: Path, scenario: Scenario, karin: Persona) -> Path:
    """A graded session: five things given away for nothing."""
    return graded_file(tmp_path, bots.transcript_of(bots.SANTA, scenario, karin))
