"""Sessions played so far: open ones first, to be resumed; finished ones, to be read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.domain.text import shown
from simulator.tui.messages import SessionChosen
from simulator.tui.text import MUTED, OUTCOMES, ago, counted, short_name

if TYPE_CHECKING:
    from simulator.store.sessions import SessionCard


def ordered(cards: Sequence[SessionCard]) -> list[SessionCard]:
    """Open sessions first, each group as it came (newest first)."""
    return sorted(cards, key=lambda card: card.outcome is not None)


class SessionList(OptionList):
    """Two lines a session; Enter opens it, R replays a finished one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open"),
        Binding("r", "replay", "Replay"),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._cards: list[SessionCard] = []

    def show(self, cards: Sequence[SessionCard], turns: Mapping[Path, int], now: datetime) -> None:
        """Fill the list; `turns` has the number of turns of the open sessions."""
        self._cards = ordered(cards)
        self.clear_options()
        self.add_options(Option(_prompt(c, turns.get(c.path, 0), now)) for c in self._cards)
        if self._cards:
            self.highlighted = 0

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


def _prompt(card: SessionCard, turns: int, now: datetime) -> Content:
    when = ago(card.created, now)
    buyer = short_name(card.buyer)
    if card.outcome is None:
        head = Content.styled(f"▸ Resume with {buyer}", "bold $accent")
        rest = [counted(turns, "turn"), when] if turns else [when]
    else:
        how = OUTCOMES.get(card.outcome, shown(card.outcome))
        head = Content.styled(f"✓ {buyer}: {how}", "bold")
        rest = [when] if card.graded else ["not graded yet", when]
    first = Content.assemble(head, (f"  {', '.join(rest)}", MUTED))
    return Content("\n").join([first, Content.styled(f"  {shown(card.deal)}", MUTED)])
