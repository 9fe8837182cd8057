from pathlib import Path

import pytest

from tests.llm.http_server import HttpServer

from .behaviours import BEHAVIOURS, SPEAKING, Hostile, lines
from .meetings import Tally, meet

pytestmark = pytest.mark.slow

TURNS = 20


async def twenty_turns(behaviour: str, folder: Path) -> Tally:
    hostile = Hostile(behaviour, seed=1)
    async with HttpServer() as server:
        server.answer = hostile
        return await meet(hostile, server.url, folder, TURNS, seed=1)


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
async def test_a_hostile_model_is_never_heard_and_no_turn_is_lost(
    behaviour: str, tmp_path: Path
) -> None:
    tally = await twenty_turns(behaviour, tmp_path)
    assert tally.violations == []
    assert tally.turns == TURNS
    assert tally.scripted + tally.rewritten + tally.trimmed > 0


async def test_an_honest_model_words_every_turn_itself(tmp_path: Path) -> None:
    tally = await twenty_turns("honest", tmp_path)
    assert tally.violations == []
    assert tally.worded + tally.trimmed == TURNS


def test_every_list_of_hostile_lines_is_spoken() -> None:
    assert set(lines()) == set(SPEAKING)
