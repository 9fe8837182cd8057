"""Pictures of the screens. Look at the report before you take a change for good:
pytest tests/tui/test_snapshots.py --snapshot-update."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.domain.persona import Persona
from simulator.preparation.desk import Desk
from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Graded
from simulator.tui.graded_page import Grader
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.preparation import PreparationScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.scorecard import ScoreCard
from simulator.tui.widgets.transcript import TurnView
from tests.tui import stage
from tests.tui.driving import (
    ScriptedEngine,
    app_of,
    go_to,
    grading,
    open_chat,
    said,
    say,
    wait_until,
)
from tests.tui.scripted import ScriptedSession

Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40)]


def make_app(persona: Persona, tmp_path: Path) -> tuple[NegotiateApp, ScriptedSession]:
    session = ScriptedSession(
        stage.DEAL, persona, [[stage.SAID[0]], [stage.SAID[2], stage.table()]], plan=stage.PLAN
    )
    return app_of(ScriptedEngine(tmp_path, session)), session


def read_grade(persona: Persona) -> Grader:
    return grading(Graded(stage.transcript(persona), stage.grade()))


@pytest.mark.parametrize("size", SIZES)
def test_the_meeting(
    snap_compare: Compare, karin: Persona, tmp_path: Path, size: tuple[int, int]
) -> None:
    app, session = make_app(karin, tmp_path)

    async def run(pilot: Pilot[int]) -> None:
        chat = await open_chat(pilot, session)
        chat.query_one(Prompt).cursor_blink = False
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await say(pilot, stage.SAID[1])
        await wait_until(pilot, lambda: said(app)[-1] == stage.SAID[2])
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_the_preparation(
    snap_compare: Compare, karin: Persona, tmp_path: Path, size: tuple[int, int]
) -> None:
    app, _ = make_app(karin, tmp_path)
    desk = Desk(stage.PREPARED, karin.model_copy(update={"claims": ()}), "normal", 1)

    async def run(pilot: Pilot[int]) -> None:
        await pilot.app.push_screen(PreparationScreen(desk))
        await go_to(pilot, PreparationScreen)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: pilot.app.screen.query(".note"))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_the_debrief(
    snap_compare: Compare, karin: Persona, tmp_path: Path, size: tuple[int, int]
) -> None:
    app, _ = make_app(karin, tmp_path)

    async def run(pilot: Pilot[int]) -> None:
        await pilot.app.push_screen(DebriefScreen(tmp_path, read_grade(karin)))
        await wait_until(pilot, lambda: len(pilot.app.screen.query(ScoreCard)) == 3)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


def test_the_replay(snap_compare: Compare, karin: Persona, tmp_path: Path) -> None:
    app, _ = make_app(karin, tmp_path)

    async def run(pilot: Pilot[int]) -> None:
        await pilot.app.push_screen(ReplayScreen(tmp_path, read_grade(karin)))
        await wait_until(pilot, lambda: pilot.app.screen.query(TurnView))
        await pilot.press("end", "left")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 40), run_before=run)
