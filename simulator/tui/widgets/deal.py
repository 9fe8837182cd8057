"""The deal as it stands, beside the talk: each issue, your last terms, theirs, agreed or open.

Below it, what the trainee brought along: the plan, and what was found out before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.text import shown
from simulator.domain.transcript import Plan
from simulator.tui.deal_rows import SIGNS, WORDS, Row, changed, deal_rows, summary
from simulator.tui.plan_words import plan_lines
from simulator.tui.text import MUTED
from simulator.tui.widgets.notes import TITLE, note_blocks

if TYPE_CHECKING:
    from simulator.preparation.actions import Note

STYLES = {"agreed": "bold $text-success", "open": "bold $text-warning", "untouched": MUTED}


class DealPanel(VerticalScroll, can_focus=True):
    """Rows that change in place; what the last turn changed is marked 'new'."""

    def __init__(
        self,
        scenario: Scenario,
        buyer: str,
        plan: Plan,
        notes: Sequence[Note],
        table: Table,
    ) -> None:
        super().__init__(id="deal", classes="beside -full" if notes else "beside")
        self._scenario, self._buyer, self._plan = scenario, shown(buyer), plan
        self._notes = tuple(notes)
        self._rows = deal_rows(scenario, table)

    def compose(self) -> ComposeResult:
        yield Static("The deal as it stands", classes="title")
        for row in self._rows:
            with VerticalGroup(classes="issue"):
                yield Static(self._head(row, new=False), markup=False, id=f"head-{row.issue}")
                terms = self._terms(row)
                yield Static(terms, markup=False, id=f"terms-{row.issue}", classes="terms")
        if lines := plan_lines(self._plan):
            yield Static("Your plan", classes="title")
            for name, text in lines:
                head = Content.styled(f"{name}\n", MUTED)
                yield Static(Content.assemble(head, shown(text)), markup=False, classes="plan")

        if self._notes:
            yield Static(TITLE, classes="title")
            yield from note_blocks(self._notes)

    @property
    def summary(self) -> str:
        """One line for where there is no room for the rows."""
        return summary(self._rows)

    def show_table(self, table: Table) -> None:
        """Draw the rows anew."""
        rows = deal_rows(self._scenario, table)
        moved = changed(self._rows, rows)
        self._rows = rows
        for row in rows:
            head = self._head(row, new=row.issue in moved)
            self.query_one(f"#head-{row.issue}", Static).update(head)
            self.query_one(f"#terms-{row.issue}", Static).update(self._terms(row))

    def _head(self, row: Row, *, new: bool) -> Content:
        style = STYLES[row.status]
        return Content.assemble(
            (f"{SIGNS[row.status]} ", style),
            (row.name, "bold"),
            (f"  {WORDS[row.status]}", style),
            ("  changed" if new else "", "bold $text-primary"),
        )

    def _terms(self, row: Row) -> Content:
        if row.status == "untouched":
            return Content.styled(row.mine, MUTED)
        if row.status == "agreed":
            return Content(row.mine)
        return Content.assemble(
            ("you  ", MUTED), row.mine, "\n", (f"{self._buyer}  ", MUTED), row.theirs or "–"
        )
