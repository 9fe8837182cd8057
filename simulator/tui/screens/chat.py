"""The meeting: the talk with the buyer, and the deal beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.domain.table import Table
from simulator.domain.transcript import End
from simulator.tui.chat_words import HELP, LEAVING, LEAVING_WITH_DEAL, ending
from simulator.tui.messages import DebriefAsked, LobbyAsked
from simulator.tui.screens.ask import Ask
from simulator.tui.screens.talk import TALK_KEYS, TalkScreen
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.deal import DealPanel


class ChatScreen(TalkScreen):
    """Talk to the buyer."""

    HELP = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "panel", "Deal", id="deal"),
        *TALK_KEYS,
        Binding("f8", "leave", "End or pause", id="leave"),
    ]

    def panel(self) -> DealPanel:
        session = self._session
        return DealPanel(
            session.scenario, self._buyer, session.header.plan, session.notes, session.table
        )

    def scene(self) -> str:
        return self._session.scenario.opening_line

    def strip(self) -> str:
        return f"Deal:  {self.query_one(DealPanel).summary}"

    def next_steps(self) -> Iterable[ActionButton]:
        yield ActionButton("See the debrief", "screen.debrief", id="debrief", primary=True)
        yield ActionButton("Lobby", "screen.lobby", id="lobby")

    def ending(self, end: End) -> str:
        return ending(end, self._session.scenario, self._buyer)

    def show_table(self, table: Table) -> None:
        self.query_one(DealPanel).show_table(table)

    def action_leave(self) -> None:
        """Ask whether to end the meeting or only to pause it."""
        ask = Ask(
            "End the meeting?",
            LEAVING_WITH_DEAL if self._session.offer_agreed else LEAVING,
            {"stay": "Stay", "pause": "Pause, to the lobby", "leave": "Leave the meeting"},
        )
        self.app.push_screen(ask, self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer == "pause":
            self.stop_what_runs()
            self.post_message(LobbyAsked())
        elif answer == "leave":
            self.leave_now()

    def action_debrief(self) -> None:
        """See the grade."""
        self.post_message(DebriefAsked(self._session.path))

    def action_lobby(self) -> None:
        """Back to the lobby."""
        self.post_message(LobbyAsked())
