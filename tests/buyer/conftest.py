import pytest

from simulator.buyer.stakes import Stakes
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario


@pytest.fixture(scope="session")
def stakes(scenario: Scenario, persona: Persona) -> Stakes:
    return Stakes(scenario, persona, "normal")
