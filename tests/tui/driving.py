"""Helpers to drive the app: wait for what should become true, and read the screen as text."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from textual.app import App
from textual.pilot import Pilot

from simulator.domain.persona import Persona
from simulator.preparation.desk import Desk
from simulator.session import Session
from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine, Graded
from simulator.tui.graded_page import Grader
from simulator.tui.live_line import THINKING
from simulator.tui.page import Page
from simulator.tui.screens.chat import ChatScreen
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import TranscriptView
from tests.tui import stage
from tests.tui.scripted import ScriptedSession

PAUSES = 500


async def wait_until(pilot: Pilot[int], predicate: Callable[[], object]) -> None:
    """Let the app run until `predicate` holds; fail after very many idle rounds."""
    for _ in range(PAUSES):
        if predicate():
            return
        await pilot.pause()
    raise AssertionError(f"it never came true on {pilot.app.screen!r}")


def screen_text(app: App[int]) -> str:
    """What the terminal shows, line by line, taken from the rendered screen."""
    lines: dict[float, list[tuple[float, str]]] = defaultdict(list)
    pattern = r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>'
    for x, y, words in re.findall(pattern, app.export_screenshot(), flags=re.DOTALL):
        lines[float(y)].append((float(x), html.unescape(words).replace("\xa0", " ")))
    return "\n".join("".join(w for _, w in sorted(parts)) for _, parts in sorted(lines.items()))


class ScriptedEngine(Engine):
    """The real content, and a scripted session in place of a real one."""

    def __init__(self, directory: Path, session: ScriptedSession) -> None:
        super().__init__(directory, "offline", 1)
        self.session = session

    def warm_up(self) -> None:
        """Nothing to import for a scripted session."""

    def begin(self, desk: Desk, **plan: str) -> Session:
        return cast(Session, self.session)


class StagedEngine(Engine):
    """Has one finished meeting, the one of stage.py, and its grade."""

    def __init__(self, directory: Path, persona: Persona) -> None:
        super().__init__(directory, "offline", 1)
        self._persona = persona

    async def graded(self, path: Path) -> Graded:
        return Graded(stage.transcript(self._persona), stage.grade())


def grading(graded: Graded) -> Grader:
    """A grader that has one answer, whatever it is asked about."""

    async def read(_: Path) -> Graded:
        return graded

    return read


def app_of(engine: Engine, *, animated: bool = False) -> NegotiateApp:
    """The app, with words shown at once unless the test is about revealing them."""
    app = NegotiateApp(engine)
    app.animation_level = "full" if animated else "none"
    return app


async def go_to(pilot: Pilot[int], screen: type[Page]) -> Page:
    """Wait for a screen and let it settle."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await pilot.pause()
    return cast(Page, pilot.app.screen)


async def open_chat(pilot: Pilot[int], session: object) -> ChatScreen:
    """Put the chat on the screen with a session of the test's."""
    await pilot.app.push_screen(ChatScreen(cast(Session, session)))
    return cast(ChatScreen, await go_to(pilot, ChatScreen))


async def say(pilot: Pilot[int], text: str) -> None:
    """Type a text at once and press Enter."""
    pilot.app.screen.query_one(Prompt).insert(text)
    await pilot.press("enter")


def said(app: App[int]) -> Sequence[str]:
    """The words of every turn the chat shows; '…' for one that has none yet."""
    lines = app.screen.query_one(TranscriptView).lines
    return [line.text or THINKING for line in lines if line.who]
