"""The whole way by keys alone, on screens with hardly any room."""

from pathlib import Path

import pytest

from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine
from simulator.tui.screens.ask import Ask
from simulator.tui.screens.brief import BriefScreen
from simulator.tui.screens.chat import ChatScreen
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.lobby import LobbyScreen
from simulator.tui.screens.plan import PlanScreen
from simulator.tui.screens.preparation import ActionList, PreparationScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.scorecard import ScoreCard
from simulator.tui.widgets.session_list import SessionList
from simulator.tui.widgets.transcript import TurnView
from tests.tui.driving import app_of, go_to, said, say, screen_text, wait_until

SIZES = [(40, 12), (60, 18)]


def clipped_buttons(app: NegotiateApp) -> list[ActionButton]:
    """Buttons that are wider than where they stand, or stand off the sides of the screen."""
    width = app.size.width
    return [
        button
        for button in app.screen.query(ActionButton)
        if button.is_on_screen and (button.region.right > width or button.region.x < 0)
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_the_main_action_of_every_screen_has_a_key(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, LobbyScreen)
        assert "Read the brief" in screen_text(app)
        await pilot.press("enter")
        await go_to(pilot, BriefScreen)
        assert not clipped_buttons(app)
        assert "Prepare" in screen_text(app)
        await pilot.press("enter")
        preparation = await go_to(pilot, PreparationScreen)
        assert not clipped_buttons(app)
        assert "2 of 2 things left" in screen_text(app)
        assert preparation.query_one(ActionList).has_focus
        await pilot.press("end")
        await wait_until(pilot, lambda: "says about" in screen_text(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "new" in screen_text(app))
        assert "On to the plan" in screen_text(app)
        await pilot.press("s")
        await go_to(pilot, PlanScreen)
        assert not clipped_buttons(app)
        assert "Target" in screen_text(app)
        assert "Start the meeting" in screen_text(app)
        await pilot.press("ctrl+s")
        chat = await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: said(app) and said(app)[0] != "…")
        await say(pilot, "What makes you hesitate?")
        await wait_until(pilot, lambda: len(said(app)) == 3 and said(app)[-1] != "…")
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("down", "down")
        await wait_until(pilot, lambda: "Leave the meeting" in screen_text(app))
        assert not clipped_buttons(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: chat.has_class("-over"))
        await wait_until(pilot, lambda: "See the debrief" in screen_text(app))
        assert not clipped_buttons(app)
        await pilot.press("enter")
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: len(debrief.query(ScoreCard)) == 3)
        await pilot.pause()
        assert not clipped_buttons(app)
        await pilot.press("r")
        replay = await go_to(pilot, ReplayScreen)
        await wait_until(pilot, lambda: replay.query(TurnView))
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("end")
        await wait_until(pilot, lambda: "Esc closes this" in screen_text(app))
        await pilot.press("escape", "escape")
        lobby = await go_to(pilot, LobbyScreen)
        await wait_until(pilot, lambda: lobby.query(SessionList))
        assert lobby.query_one("#buyer").has_focus
        await wait_until(pilot, lambda: "Karin Holt" in screen_text(app))


async def test_a_screen_that_grows_has_its_buttons_back(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("enter")
        brief = await go_to(pilot, BriefScreen)
        assert not brief.query_one("#prepare").is_on_screen
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: brief.query_one("#prepare").is_on_screen)
