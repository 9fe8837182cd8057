"""Sessions on the disk for the commands that read one."""

from pathlib import Path

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from tests.grader import bots
from tests.grader.graded import session_file


@pytest.fixture
def session(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    """What a seller who gives everything away said to the friendly owner; not graded yet."""
    played = bots.transcript_of(bots.SANTA, scenario, persona)
    return session_file(tmp_path / "session.jsonl", played.records)
