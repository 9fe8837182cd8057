"""Draws docs/chat.svg, the picture in the README: the real app on the offline model."""

import asyncio
import tempfile
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine
from simulator.tui.screens.brief import BriefScreen
from simulator.tui.screens.chat import ChatScreen
from simulator.tui.screens.lobby import LobbyScreen
from tests.tui.driving import app_of, go_to, said, say, wait_until

LINES = (
    "Good to see you, Karin. You said it feels a bit steep. What makes it feel that way?",
    "If the start moved to January, would you go for a two-year contract? We could do that.",
)


async def main() -> None:
    """Play two turns and save the screen."""
    with tempfile.TemporaryDirectory() as folder:
        app = app_of(Engine(Path(folder), "offline", 11))
        async with app.run_test(size=(112, 36)) as pilot:
            await go_to(pilot, LobbyScreen)
            await pilot.press("enter")
            await go_to(pilot, BriefScreen)
            await pilot.press("s")
            await go_to(pilot, ChatScreen)
            for number, line in enumerate(LINES):
                await _buyer_has_spoken(pilot, number)
                await say(pilot, line)
            await _buyer_has_spoken(pilot, len(LINES))
            app.save_screenshot("chat.svg", path=str(Path(__file__).parent))


async def _buyer_has_spoken(pilot: Pilot[int], answers: int) -> None:
    app = cast(NegotiateApp, pilot.app)
    await wait_until(pilot, lambda: len(said(app)) == 2 * answers + 1)
    await wait_until(pilot, lambda: said(app)[-1] != "…")


if __name__ == "__main__":
    asyncio.run(main())
