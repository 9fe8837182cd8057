"""Sessions on the disk for the commands that read one."""

from pathlib import Path

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from tests.grader import bots


@pytest.fixture
def session(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    """What a seller who gives everything away said to the friendly owner; not graded yet."""
    path = tmp_path / "session.jsonl"
    records = bots.transcript_of(bots.SANTA, scenario, persona).records
    path.write_text("".join(f"{record.model_dump_json()}\n" for record in records), "utf-8")
    return path
