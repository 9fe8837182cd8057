"""The base of every talk: what is said, a panel beside it, and the field to speak in."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from simulator.domain.errors import NegotiateError
from simulator.domain.events import (
    Ended,
    Event,
    Failed,
    TermsMoved,
    TextAdded,
    TurnEnded,
    TurnStarted,
)
from simulator.domain.table import Table
from simulator.domain.text import shown
from simulator.domain.transcript import End, Turn
from simulator.tui.chat_words import ALL_SAID, STOPPING, line_of, whereabouts
from simulator.tui.lines import Line
from simulator.tui.live_line import LiveLine
from simulator.tui.page import Bar, Page
from simulator.tui.screens.brief import BriefLookUp
from simulator.tui.text import short_name
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.notice import Notice
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from simulator.session import Session

PAINTS_PER_SECOND = 20
"""Words a second, near enough; style guide: at most 30 paints."""

TALK_KEYS: tuple[BindingType, ...] = (
    Binding("f3", "brief", "Brief", id="brief"),
    Binding("f4", "copy_turn", "Copy", id="copy"),
    Binding("f5", "copy_talk", "Copy the whole talk", show=False, id="copy_talk"),
    Binding("ctrl+r", "retry", "Retry", id="retry"),
    Binding("ctrl+c", "stop", "Stop", priority=True, id="stop"),
    Binding("ctrl+c", "hurry", "Show the rest", priority=True, id="hurry"),
    Binding("escape", "stop", "Stop the buyer", show=False, id="stop_too"),
    Binding("escape", "hurry", "Show the rest", show=False, id="hurry_too"),
    Binding("ctrl+end", "to_end", "Newest turn", show=False, id="newest"),
)
"""What works in every talk. Each screen lists them among its own, in the order of its key bar."""


@dataclass
class Happened(Message):
    """The session did something."""

    event: Event


class TalkScreen(Page):
    """Talk to somebody. Who it is, and what it is for, is for the screens made of it to say."""

    AUTO_FOCUS = "#say"
    CSS_PATH = "talk.tcss"

    def __init__(self, session: Session, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds; it tells how long the buyer has been silent."""
        super().__init__()
        self._session = session
        self._buyer = short_name(session.persona.name)
        self._transcript = TranscriptView(id="transcript")
        self._live = LiveLine(self._transcript, self._buyer, clock)
        self._notice = Notice()
        self._panel = self.panel()
        self._busy = False
        self._sent = ""
        self._leaving = False
        self._remarked = False

    def compose(self) -> ComposeResult:
        yield Bar(self._session.persona.name)
        yield Static(id="strip", markup=False)
        with Horizontal(id="meeting"):
            with VerticalGroup(id="talk"):
                yield self._transcript
                yield self._notice
                yield Prompt(
                    f"Say something to {self._buyer}.  Enter sends, Ctrl+J adds a line.", id="say"
                )
                with Horizontal(id="over"):
                    yield from self.next_steps()
            yield self._panel
        yield KeyBar()

    # What differs from talk to talk

    @abstractmethod
    def panel(self) -> Widget:
        """What stands beside the talk; of class 'beside', and can have the focus."""

    @abstractmethod
    def scene(self) -> str:
        """What is said of the place before the first word."""

    @abstractmethod
    def strip(self) -> str:
        """One line for where there is no room for the panel."""

    @abstractmethod
    def next_steps(self) -> Iterable[ActionButton]:
        """Where to go when it is over; the first of them gets the focus."""

    @abstractmethod
    def ending(self, end: End) -> str:
        """How it ended, in words."""

    def leave_now(self) -> None:
        """End the talk, once the other side has stopped speaking."""
        self._leaving = True
        if self._busy:
            self._session.cancel()
        else:
            self._leave()

    def left(self, end: End) -> None:
        """The trainee has ended the talk."""
        self._close(end)

    def show_table(self, table: Table) -> None:
        """The terms on the table, anew; a talk without a deal shows none."""

    def on_mount(self) -> None:
        self._timer = self.set_interval(1 / PAINTS_PER_SECOND, self._paint, pause=True)
        opening = self.scene()
        scene = [Line("", mine=False, text=opening)] if opening else []
        self._transcript.load(scene + [line_of(turn, self._buyer) for turn in self._session.turns])
        self._draw_top()
        self._draw_strip()
        self._notice.put("")
        if self._session.ended is not None:
            self._close(self._session.ended)
        elif self._session.awaiting_buyer:
            self._run(self._session.buyer_turn())
        elif self._session.turns:
            torn = " ".join(self._session.problems)
            self._notice.put(f"The meeting goes on where you left it. {torn}".strip())

    async def on_unmount(self) -> None:
        await self._session.aclose()

    # What the session does

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _follow(self, events: AsyncIterator[Event]) -> None:
        async for event in events:
            self.post_message(Happened(event))

    def _run(self, events: AsyncIterator[Event]) -> None:
        self._busy = True
        self._notice.put("")
        self._follow(events)
        self.refresh_bindings()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The buyer is done, or something broke: then the words come back into the field."""
        if event.worker.group != "turn" or event.state in (
            WorkerState.PENDING,
            WorkerState.RUNNING,
        ):
            return
        self._busy = False
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            known = isinstance(error, NegotiateError)
            self._failed(str(error) if known else f"Something unexpected happened: {error!r}.")
        self._sent = ""
        self.refresh_bindings()
        if self._leaving:
            self._leave()

    def _leave(self) -> None:
        self._hurry()
        try:
            self.left(self._session.leave())
        except NegotiateError as error:
            self._failed(str(error))

    @on(Happened)
    def _happened(self, message: Happened) -> None:
        """Show an event, in its turn: nothing overtakes words that are still being revealed."""
        if isinstance(message.event, TextAdded) or not self._live.hold(message.event):
            self._show(message.event)
        else:
            self._settle()

    def _show(self, event: Event) -> None:
        match event:
            case TurnStarted(speaker="trainee"):
                self.show_table(self._session.table)
            case TurnStarted(speaker="buyer", scene=scene):
                self._live.start(scene)
                self._timer.resume()
            case TextAdded(text=text):
                self._live.add(text)
                if self.app.animation_level == "none":
                    self._hurry()
            case TurnEnded(turn):
                self._turn_ended(turn)
            case TermsMoved(table):
                self.show_table(table)
                self._draw_strip()
            case Failed(message):
                self._failed(message)
            case Ended(end):
                self._close(end)
            case _:
                pass

    def _turn_ended(self, turn: Turn) -> None:
        line = line_of(turn, self._buyer)
        if turn.speaker == "trainee":
            self._sent = ""
            self._transcript.add(line)
        else:
            self._live.whole(line)
            if self._session.offer_agreed and self._session.ended is None:
                self._notice.put(
                    f"{self._buyer} has said yes. Say the last word to close the meeting."
                )
        self._draw_top()

    # Revealing words

    def _paint(self) -> None:
        self._live.tick()
        self._settle()

    def _hurry(self) -> None:
        """Show at once what is still being revealed."""
        self._live.hurry()
        self._settle()

    def _settle(self) -> None:
        """Once all words are shown: what happened meanwhile, in order."""
        for event in self._live.released():
            self._show(event)
        if not self._live.speaking:
            self._timer.pause()
            self.refresh_bindings()

    # What the trainee does

    @on(Prompt.Sent)
    def _send(self, event: Prompt.Sent) -> None:
        if self._session.ended is not None:
            return
        if self._busy:
            self._notice.put(f"{self._buyer} is still speaking; Ctrl+C stops.")
        elif self._session.awaiting_buyer:
            self._notice.put(f"{self._buyer} has not answered yet.", retry=True)
        elif not event.text.strip():
            self._notice.put("Type something first.")
        else:
            self._hurry()
            self._sent = event.text
            event.prompt.taken()
            self._run(self._session.say(event.text))

    def stop_what_runs(self) -> str:
        if self._busy:
            self._session.cancel()
            self._hurry()
            return STOPPING
        if self._live.speaking:
            # The model has finished: all of it is on disk, so all of it has to be seen.
            self._hurry()
            return ALL_SAID.format(buyer=self._buyer)
        return ""

    def action_stop(self) -> None:
        """Stop the buyer, keep what was said."""
        self.remark(self.stop_what_runs())

    def action_hurry(self) -> None:
        """Show at once what the buyer has said already."""
        self.action_stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only while it does something."""
        if action == "retry":
            return self._session.awaiting_buyer and not self._busy
        if action == "stop":
            return self._busy
        if action == "hurry":
            return self._live.speaking and not self._busy
        if action == "leave":
            return self._session.ended is None
        return super().check_action(action, parameters)

    def action_retry(self) -> None:
        """Ask the buyer again for the turn that is owed."""
        if self._session.awaiting_buyer and not self._busy:
            self._run(self._session.buyer_turn())
            self.query_one(Prompt).focus()

    def action_panel(self) -> None:
        """Show or hide what stands beside the talk."""
        self.toggle_class("-panel-toggled")
        if not self.query_one("#talk").display:
            self._panel.focus()
        elif self._session.ended is None:
            self.query_one(Prompt).focus()

    async def action_brief(self) -> None:
        """Look the brief up."""
        session = self._session
        look_up = BriefLookUp(session.scenario, session.header.plan, session.notes)
        await self.app.push_screen(look_up)

    def action_copy_turn(self) -> None:
        """Copy the buyer's last words, or the picked turn."""
        self._transcript.copy_turn()

    def action_copy_talk(self) -> None:
        """Copy all that was said, as plain text."""
        self._transcript.copy_talk()

    def action_page(self, by: int) -> None:
        """Read back and on without leaving the field."""
        transcript = self._transcript
        transcript.scroll_page_up() if by < 0 else transcript.scroll_page_down()

    def action_to_end(self) -> None:
        """Go to the newest turn."""
        self._transcript.follow()

    @on(Click, "#strip")
    def _strip_clicked(self) -> None:
        self.action_panel()

    # Small drawing

    def remark(self, text: str) -> None:
        """Remarks stand above the field, where the eyes are; the top line keeps to the deal."""
        if text or self._remarked:
            self._notice.put(text)
        self._remarked = bool(text)

    def _draw_top(self) -> None:
        aside = whereabouts(self._session.header, len(self._session.turns))
        self.query_one(Bar).put(aside=aside)

    def _draw_strip(self) -> None:
        self.query_one("#strip", Static).update(Content(shown(self.strip())))

    def _failed(self, text: str) -> None:
        """Say so above the field, and give words back that were not taken."""
        self._live.break_off()
        if self._sent:
            self.query_one(Prompt).give_back(self._sent)
        self._notice.put(f"✗ {text}", retry=self._session.awaiting_buyer, error=True)

    def _close(self, end: End) -> None:
        """It is over: the field gives way to the next step."""
        self._notice.put(self.ending(end))
        self.query_one(Prompt).display = False
        self.add_class("-over")
        self.query("#over ActionButton").first().focus()
        self.refresh_bindings()
