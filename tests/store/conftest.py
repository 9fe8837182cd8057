"""What the tests of the store share."""

from datetime import UTC, datetime

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Header


@pytest.fixture
def header(scenario: Scenario, persona: Persona) -> Header:
    return Header(
        id="0000abcd",
        created=datetime(2026, 11, 21, tzinfo=UTC),
        scenario=scenario,
        persona=persona,
        level="normal",
        seed=1,
        model="offline",
    )
