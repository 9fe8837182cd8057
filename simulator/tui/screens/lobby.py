"""The first screen: go on with an open session, or choose a buyer, a deal and a level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.tui.messages import (
    DebriefAsked,
    MeetingChosen,
    ReplayAsked,
    ResumeAsked,
    SessionChosen,
    SessionsAsked,
)
from simulator.tui.page import Bar, Page
from simulator.tui.text import MUTED
from simulator.tui.widgets.button import ActionButton
from simulator.tui.widgets.choice import Choice, Item
from simulator.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from simulator.content import Card
    from simulator.store.sessions import SessionCard
    from simulator.tui.widgets.session_list import Sessions

LEVELS = (
    Item("easy", "Easy", "Clear hints, one tactic at a time, more patience."),
    Item("normal", "Normal", "A buyer as you would meet one."),
    Item("hard", "Hard", "Faint hints, less patience, a higher aim."),
)

WELCOME = (
    ("1  Read the brief", "What you sell, what it costs you to move, where you stop."),
    ("2  Prepare", "A few things to find out; then a target, a walk-away, and your trades."),
    ("3  Negotiate", "The buyer has reasons that it will not offer by itself."),
    ("4  Read the grade", "Three scores, each with your own words as evidence."),
    ("", "A meeting you leave half-way waits here until you resume it."),
)


class LobbyScreen(Page):
    """Choose what to do."""

    AUTO_FOCUS = "#buyer"
    HELP = (
        "Choose a buyer, a deal and a level with the arrow keys or the mouse, Tab moves between "
        "them, Enter opens the brief. Sessions you left half-way are listed first: Enter resumes "
        "one. Finished ones open their grade; R steps through them turn by turn. Where there are "
        "many, / goes to a field that finds them by buyer, deal or outcome."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find a session", key_display="/", id="find"),
        Binding("escape", "app.interrupt", "Quit", show=False),
    ]

    def __init__(self, buyers: Sequence[Card], deals: Sequence[Card]) -> None:
        super().__init__()
        self._buyers = {card.id: card for card in buyers}
        self._deals = {card.id: card for card in deals}
        self._sessions: Sessions | None = None

    def compose(self) -> ComposeResult:
        yield Bar("Negotiate", "practise a sales meeting")
        with Horizontal(id="lobby"):
            with VerticalScroll(id="past", can_focus=False):
                yield Static("How a meeting goes", classes="title")
                yield Static(_welcome(), id="welcome")
            with VerticalScroll(id="new", can_focus=False):
                yield Static("New meeting", classes="title")
                yield Static("Buyer", classes="label")
                yield Choice(_items(self._buyers), id="buyer")
                yield Static("Deal", classes="label")
                yield Choice(_items(self._deals), id="deal")
                yield Static("Level", classes="label")
                yield Choice(LEVELS, id="level", chosen=1, across=True)
                yield ActionButton("Read the brief", "screen.start", id="start", primary=True)
        yield KeyBar()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.post_message(SessionsAsked())

    async def show_sessions(self, cards: Sequence[SessionCard]) -> None:
        """List what was played; the first open session gets the focus."""
        if not cards:
            return
        from simulator.tui.widgets.session_list import Sessions

        if self._sessions is None:
            self._sessions = Sessions(id="sessions")
            await self.query_one("#past").mount(self._sessions)
        self._sessions.show(cards, datetime.now().astimezone())
        self.refresh_bindings()
        self.query_one("#welcome").display = False
        some_open = any(card.outcome is None for card in cards)
        self.add_class("-played")
        self.query_one("#past .title", Static).update(
            "Pick up where you left off" if some_open else "Your meetings"
        )
        if some_open:
            self._sessions.focus_list()
        elif self.focused is not None:
            # Where all is one column, the list has pushed it down.
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to find among a few."""
        if action == "find":
            return self._sessions is not None and self._sessions.many and not self._sessions.finding
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Go to the filter of the sessions."""
        if self._sessions is not None:
            self._sessions.find()

    def action_start(self) -> None:
        """Show the brief of what is chosen."""
        buyer, deal, level = (self.query_one(f"#{name}", Choice).chosen for name in _CHOICES)
        if buyer is None or deal is None or level is None:
            self.remark("There is no buyer or no deal to choose.")
            return
        self.post_message(
            MeetingChosen(self._buyers[buyer.id].path, self._deals[deal.id].path, level.id)
        )

    @on(Choice.Confirmed)
    def _confirmed(self) -> None:
        self.action_start()

    @on(SessionChosen)
    def _opened(self, event: SessionChosen) -> None:
        card = event.card
        if event.replay:
            self.post_message(ReplayAsked(card.path))
            return
        self.post_message(
            ResumeAsked(card.path) if card.outcome is None else DebriefAsked(card.path)
        )


_CHOICES = ("buyer", "deal", "level")


def _welcome() -> Content:
    steps = (
        Content.assemble((head, "bold"), "\n" if head else "", (text, MUTED))
        for head, text in WELCOME
    )
    return Content("\n\n").join(steps)


def _items(cards: dict[str, Card]) -> tuple[Item, ...]:
    return tuple(Item(card.id, card.name, card.summary) for card in cards.values())
