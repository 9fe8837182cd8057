"""The deal as it stands, as rows of words: one a row, status by sign and word. No Textual."""

from typing import NamedTuple

from simulator.domain.deal import Issue, Value
from simulator.domain.scenario import Scenario
from simulator.domain.table import Position, Status, Table
from simulator.domain.text import shown

SIGNS: dict[Status, str] = {"agreed": "✓", "open": "●", "untouched": "○"}
WORDS: dict[Status, str] = {"agreed": "agreed", "open": "open", "untouched": "not discussed"}


class Row(NamedTuple):
    """One issue: its status and each side's last terms, in words."""

    issue: str
    name: str
    status: Status
    mine: str
    theirs: str


def deal_rows(scenario: Scenario, table: Table) -> list[Row]:
    """A row for each issue, in the scenario's order."""
    return [
        _row(issue, table.positions[issue.id])
        for issue in scenario.issues
        if issue.id in table.positions
    ]


def summary(rows: list[Row]) -> str:
    """'✓ 2 agreed   ● 1 open   ○ 3 not discussed'."""
    counts = {status: sum(row.status == status for row in rows) for status in SIGNS}
    return "   ".join(
        f"{SIGNS[status]} {number} {WORDS[status]}" for status, number in counts.items() if number
    )


def changed(before: list[Row], after: list[Row]) -> set[str]:
    """The issues whose row says something else now."""
    old = {row.issue: row for row in before}
    return {row.issue for row in after if old.get(row.issue, row) != row}


def _row(issue: Issue, position: Position) -> Row:
    return Row(
        issue=issue.id,
        name=shown(issue.name),
        status=position.status,
        mine=_spoken(issue, position.seller),
        theirs=_spoken(issue, position.buyer),
    )


def _spoken(issue: Issue, value: Value | None) -> str:
    return "" if value is None else shown(issue.spoken(value))
