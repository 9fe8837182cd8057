"""Sessions played so far: open ones first, to be resumed; finished ones, to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from simulator.domain.text import shown
from simulator.tui.messages import SessionChosen
from simulator.tui.text import MUTED, OUTCOMES, ago, counted, short_name

if TYPE_CHECKING:
    from simulator.store.sessions import SessionCard

FEW = 8
"""Sessions that are found at a glance; beyond that there is a filter."""


def ordered(cards: Sequence[SessionCard]) -> list[SessionCard]:
    """Open sessions first, each group as it came (newest first)."""
    return sorted(cards, key=lambda card: card.outcome is not None)


def matching(cards: Sequence[SessionCard], wanted: str) -> list[SessionCard]:
    """The cards that have every word of `wanted`, in any case, somewhere in what they show."""
    words = wanted.casefold().split()
    return [card for card in cards if all(word in _searched(card) for word in words)]


def _searched(card: SessionCard) -> str:
    how = "open resume" if card.outcome is None else OUTCOMES.get(card.outcome, card.outcome)
    return f"{card.buyer} {card.deal} {how}".casefold()


class SessionList(OptionList):
    """Two lines a session; Enter opens it, R replays a finished one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open"),
        Binding("r", "replay", "Replay"),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._cards: list[SessionCard] = []

    def show(self, cards: Sequence[SessionCard], now: datetime) -> None:
        """Fill the list."""
        self._cards = list(cards)
        self.clear_options()
        self.add_options(Option(_prompt(card, now)) for card in self._cards)
        if self._cards:
            self.highlighted = 0
        else:
            self.add_option(Option("No session has all of these words.", disabled=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a finished session can be replayed."""
        if action == "replay":
            card = self._current()
            return card is not None and card.outcome is not None
        return super().check_action(action, parameters)

    def action_replay(self) -> None:
        """Step through the highlighted session."""
        card = self._current()
        if card is not None:
            self.post_message(SessionChosen(card, replay=True))

    def on_option_list_option_highlighted(self) -> None:
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(SessionChosen(self._cards[event.option_index]))

    def _current(self) -> SessionCard | None:
        return self._cards[self.highlighted] if self.highlighted is not None else None


class SessionFilter(Input):
    """Narrows the list as one types; Down or Enter goes on to the list, Escape shows all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "done", "To the list", key_display="↓"),
        Binding("escape", "all", "Show all"),
    ]

    class Done(Message):
        """The reader goes on to the list."""

    def __init__(self) -> None:
        super().__init__(placeholder="/ finds by buyer, deal, outcome", compact=True)

    def action_done(self) -> None:
        """Go on to the list."""
        self.post_message(self.Done())

    def action_all(self) -> None:
        """List every session again."""
        self.clear()
        self.action_done()


class Sessions(VerticalGroup):
    """The list, with a filter over it once there are more than a few."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._cards: list[SessionCard] = []
        self._now = datetime.now().astimezone()

    @property
    def many(self) -> bool:
        """Whether there are so many that there is a filter."""
        return len(self._cards) > FEW

    @property
    def finding(self) -> bool:
        """Whether the reader is in the filter."""
        return self.query_one(SessionFilter).has_focus

    def compose(self) -> ComposeResult:
        yield SessionFilter()
        yield SessionList()

    def show(self, cards: Sequence[SessionCard], now: datetime) -> None:
        """List these; what was typed into the filter still holds."""
        self._cards, self._now = ordered(cards), now
        self.query_one(SessionFilter).display = self.many
        self._narrow()

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.query_one(SessionList).focus()

    def find(self) -> None:
        """Go to the filter."""
        self.query_one(SessionFilter).focus()

    @on(Input.Changed)
    def _narrow(self) -> None:
        found = matching(self._cards, self.query_one(SessionFilter).value)
        self.query_one(SessionList).show(found, self._now)

    @on(SessionFilter.Done)
    def _filtered(self) -> None:
        self.focus_list()


def _prompt(card: SessionCard, now: datetime) -> Content:
    turns = counted(card.turns, "turn")
    when = ago(card.created, now)
    buyer = short_name(card.buyer)
    if card.outcome is None:
        head = Content.styled(f"▸ Resume with {buyer}", "bold $accent")
        rest = [turns, when]
    else:
        how = OUTCOMES.get(card.outcome, shown(card.outcome))
        head = Content.styled(f"✓ {buyer}: {how}", "bold")
        rest = [turns, when] if card.graded else [turns, "not graded yet", when]
    first = Content.assemble(head, (f"  {', '.join(rest)}", MUTED))
    return Content("\n").join([first, Content.styled(f"  {shown(card.deal)}", MUTED)])
