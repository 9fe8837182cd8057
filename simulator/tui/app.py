"""The app: owns the engine and the way from screen to screen. Screens post what they want
(messages.py); only this module knows which screen comes next.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from simulator.domain.errors import NegotiateError
from simulator.domain.text import shown
from simulator.tui import messages
from simulator.tui.engine import Engine
from simulator.tui.page import Page, listed
from simulator.tui.screens.lobby import LobbyScreen
from simulator.tui.themes import QUIET_DARK, QUIET_LIGHT

if TYPE_CHECKING:
    from simulator.domain.persona import Level, Persona
    from simulator.domain.scenario import Scenario
    from simulator.preparation.desk import Desk
    from simulator.session import Session

HERE = Path(__file__).parent
STYLES: list[str | PurePath] = [HERE / "app.tcss", HERE / "screens" / "lobby.tcss"]
"""The lobby's is here because Textual loads none for the screen it starts with."""

WIDTHS = [(0, "-narrow"), (90, "-medium"), (116, "-wide")]
HEIGHTS = [(0, "-short"), (32, "-tall")]
"""Cells from which a class is on every screen, for the stylesheets to lean on."""

WARM_UP_AFTER = 0.1
"""Seconds; the first frame is painted before imports compete with it for the interpreter."""

ARMED_SECONDS = 3.0
"""How long a first Ctrl+C waits for the second."""

COPIED_SECONDS = 2.0
"""How long it is said what was copied."""


class NegotiateApp(App[int]):
    """Practise a negotiation, read the grade, step through it again."""

    TITLE = "Negotiate"
    CSS_PATH = STYLES
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="help"),
        Binding("ctrl+c", "interrupt", "Quit", id="interrupt", priority=True),
        Binding("f12", "toggle_light", "Light or dark", show=False, id="light"),
    ]

    def __init__(self, engine: Engine, replay: Path | None = None) -> None:
        super().__init__()
        self.engine = engine
        self._cards = engine.buyers(), engine.deals()
        self._replay = replay
        self._armed: Timer | None = None
        self._desk: Desk | None = None
        self.register_theme(QUIET_DARK)
        self.register_theme(QUIET_LIGHT)
        wanted = os.environ.get("TEXTUAL_THEME", "")
        # Before the stylesheets are read: assigning it would read and lay out all of them twice.
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else QUIET_DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The lobby lies under everything."""
        lobby = LobbyScreen(*self._cards)
        # Textual adds these once it is laid out, and lays it all out again; the first frame waits.
        width, height = self.size
        lobby.add_class(max(b for b in WIDTHS if b[0] <= width)[1], update=False)
        lobby.add_class(max(b for b in HEIGHTS if b[0] <= height)[1], update=False)
        return lobby

    def on_mount(self) -> None:
        if self._replay is not None:
            self.post_message(messages.ReplayAsked(self._replay))
        self.set_timer(WARM_UP_AFTER, self._warm_up)

    async def on_unmount(self) -> None:
        await self.engine.aclose()

    @work(thread=True, group="warm", exit_on_error=False)
    def _warm_up(self) -> None:
        self.engine.warm_up()

    # Where to go next

    @on(messages.SessionsAsked)
    @work(exclusive=True, group="sessions", exit_on_error=False)
    async def _list_sessions(self) -> None:
        cards = await asyncio.to_thread(self.engine.sessions)
        lobby = self.screen_stack[0]
        if isinstance(lobby, LobbyScreen):
            await lobby.show_sessions(cards)

    @on(messages.MeetingChosen)
    @work(exclusive=True, group="navigate", exit_on_error=False)
    async def _show_brief(self, event: messages.MeetingChosen) -> None:
        persona, scenario = await asyncio.to_thread(
            self.engine.load, str(event.buyer), str(event.deal)
        )
        await self._open_brief(persona, scenario, cast("Level", event.level))

    @on(messages.AgainAsked)
    @work(exclusive=True, group="navigate", exit_on_error=False)
    async def _play_again(self, event: messages.AgainAsked) -> None:
        await self._open_brief(*await asyncio.to_thread(self.engine.again, event.path))

    async def _open_brief(self, persona: Persona, scenario: Scenario, level: Level) -> None:
        from simulator.tui.screens.brief import BriefScreen

        self._desk = await asyncio.to_thread(self.engine.desk, persona, scenario, level)
        await self._show(BriefScreen(scenario, persona.name))

    @on(messages.PreparationAsked)
    async def _show_preparation(self) -> None:
        from simulator.tui.screens.preparation import PreparationScreen

        if self._desk is not None:
            await self.push_screen(PreparationScreen(self._desk))

    @on(messages.VisitAsked)
    @work(exclusive=True, group="navigate", exit_on_error=False)
    async def _visit(self, event: messages.VisitAsked) -> None:
        from simulator.tui.screens.contact import ContactScreen

        if self._desk is not None:
            session = await asyncio.to_thread(self.engine.visit, self._desk, event.key)
            await self.push_screen(ContactScreen(session, event.key, self._desk.notes))

    @on(messages.VisitOver)
    @work(exclusive=True, group="navigate", exit_on_error=False)
    async def _come_back(self, event: messages.VisitOver) -> None:
        from simulator.tui.screens.preparation import PreparationScreen

        talk = await asyncio.to_thread(self.engine.read, event.path)
        await self.pop_screen()
        if self._desk is not None and isinstance(self.screen, PreparationScreen):
            await self.screen.show(self._desk.talked(event.key, talk))

    @on(messages.PlanAsked)
    async def _show_plan(self) -> None:
        from simulator.tui.screens.plan import PlanScreen

        if self._desk is not None:
            desk = self._desk
            await self.push_screen(PlanScreen(desk.scenario, desk.persona.name, desk.notes))

    @on(messages.MeetingAsked)
    @work(exclusive=True, group="navigate", exit_on_error=False)
    async def _begin(self, event: messages.MeetingAsked) -> None:
        if self._desk is not None:
            session = await asyncio.to_thread(
                self.engine.begin,
                self._desk,
                target=event.target,
                walk_away=event.walk_away,
                trades=event.trades,
            )
            await self._open_chat(session)

    @on(messages.ResumeAsked)
    @work(exclusive=True, group="navigate", exit_on_error=False)
    async def _resume(self, event: messages.ResumeAsked) -> None:
        await self._open_chat(await asyncio.to_thread(self.engine.resume, event.path))

    async def _open_chat(self, session: Session) -> None:
        from simulator.tui.screens.chat import ChatScreen

        await self._show(ChatScreen(session))

    @on(messages.DebriefAsked)
    async def _show_debrief(self, event: messages.DebriefAsked) -> None:
        from simulator.tui.screens.debrief import DebriefScreen

        if len(self.screen_stack) > 2 and isinstance(self.screen_stack[-2], DebriefScreen):
            # It waits under the replay that was opened from it, at the place that was read.
            await self.pop_screen()
        else:
            await self._show(DebriefScreen(event.path, self.engine.graded, self.engine.dispute))

    @on(messages.ReplayAsked)
    async def _show_replay(self, event: messages.ReplayAsked) -> None:
        from simulator.tui.screens.debrief import DebriefScreen
        from simulator.tui.screens.replay import ReplayScreen

        replay = ReplayScreen(event.path, self.engine.graded, event.turn, self.engine)
        if isinstance(self.screen, DebriefScreen):
            await self.push_screen(replay)
        else:
            await self._show(replay)

    @on(messages.LobbyAsked)
    async def _show_lobby(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def _show(self, page: Page) -> None:
        """Put a page on the lobby, in place of whatever was there."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        if len(self.screen_stack) == 2:
            await self.switch_screen(page)
        else:
            await self.push_screen(page)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong on the way to a screen. A failed warm-up shows when it matters."""
        if event.state is WorkerState.ERROR and event.worker.group != "warm":
            from simulator.tui.screens.ask import Ask

            error = event.worker.error
            text = str(error) if isinstance(error, NegotiateError) else f"This failed: {error!r}"
            self.push_screen(Ask("That did not work", text, {"ok": "Back"}))

    # Keys that work everywhere

    def action_interrupt(self) -> None:
        """Ctrl+C: stop what runs, or copy what is selected; pressed again, leave."""
        if self._armed is not None:
            self.exit(0)
            return
        page = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Page))
        stopped = page.stop_what_runs()
        if not stopped and self._copy_selection():
            return
        page.remark(f"{stopped} Press Ctrl+C again to quit; {page.ON_QUIT}.".lstrip())
        self._armed = self.set_timer(ARMED_SECONDS, self._disarm)

    def _disarm(self) -> None:
        self._armed = None
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.remark("")

    def _copy_selection(self) -> bool:
        focused = self.screen.focused
        text = getattr(focused, "selected_text", "") or self.screen.get_selected_text()
        if not text:
            return False
        self.screen.clear_selection()
        self._copy(messages.CopyAsked(text, "what you selected"))
        return True

    @on(messages.CopyAsked)
    def _copy(self, event: messages.CopyAsked) -> None:
        # Made harmless: pasted into a shell, raw escape codes would be obeyed there.
        self.copy_to_clipboard(shown(event.text))
        self.notify(f"Copied {shown(event.what)}.", markup=False, timeout=COPIED_SECONDS)

    def action_toggle_light(self) -> None:
        """Switch between the light and the dark look."""
        dark = self.current_theme.dark
        self.theme = (QUIET_LIGHT if dark else QUIET_DARK).name

    async def action_help(self) -> None:
        """Say what this screen is for, and its keys."""
        from simulator.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            about = self.screen.HELP if isinstance(self.screen, Page) else ""
            await self.push_screen(HelpScreen(about, self.screen.active_bindings.values()))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette has every action of the screen, and the themes."""
        by_action = {
            (active.node, active.binding.action): active
            for active in reversed(listed(screen.active_bindings.values()))
        }
        for active in by_action.values():
            binding = active.binding
            yield SystemCommand(
                shown(binding.description),
                f"Key: {self.get_key_display(binding)}",
                partial(self.call_later, self.run_action, binding.action, active.node),
            )
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)


def run_app(
    transcripts: Path, model_name: str | None, seed: int | None, replay: Path | None = None
) -> int:
    """Run the app until it is left; returns the exit code.

    Raises ContentError, before the screen opens, if the buyers or deals cannot be listed.
    """
    app = NegotiateApp(Engine(transcripts, model_name, seed), replay)
    return app.run() or app.return_code or 0
