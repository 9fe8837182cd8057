"""Checks that every row of an anchor table can be reached.

The highest row whose conditions are all met counts, so a row is dead when an earlier one asks for
no more than it does.
"""

from collections.abc import Iterator, Sequence

from simulator.grader.marks import AnchorRow
from simulator.grader.rubric import Row, Rubric
from simulator.grader.secondary.rules import SecondaryRow

_AT_MOST = frozenset({"give_away"})
"""Conditions of which less is asked by a larger number, beside those that start with max_."""


def unreachable(rubric: Rubric) -> Iterator[str]:
    """A sentence for each row that no meeting can reach, and each table out of order."""
    tables: list[tuple[str, Sequence[AnchorRow]]] = [
        (part.title, part.rows) for part in (rubric.listening, rubric.firmness, rubric.trading)
    ]
    tables += [(part.title, part.rows) for part in rubric.secondary.values()]
    for title, rows in tables:
        yield from _in_table(title, rows)


def _in_table(title: str, rows: Sequence[AnchorRow]) -> Iterator[str]:
    for place, row in enumerate(rows):
        for earlier in rows[:place]:
            if earlier.score < row.score:
                yield (
                    f"{title}: the row for {row.score} stands below the row for {earlier.score}; "
                    "put the highest score first."
                )
                break
            if _asks_no_more(earlier, row):
                yield (
                    f"{title}: no meeting can reach the row for {row.score} "
                    f"({row.anchor.split('.')[0]}), as the row for {earlier.score} above it asks "
                    "for no more; ask for more there, or take this row out."
                )
                break


def _asks_no_more(earlier: AnchorRow, later: AnchorRow) -> bool:
    """Whether whatever meets `later` meets `earlier` too."""
    if isinstance(earlier, SecondaryRow) and isinstance(later, SecondaryRow):
        return _secondary_asks_no_more(earlier, later)
    if not (isinstance(earlier, Row) and isinstance(later, Row)):
        return False
    asked, given = earlier.conditions(), later.conditions()
    return all(
        name in given and _no_stricter(name, wanted, given[name]) for name, wanted in asked.items()
    )


def _no_stricter(name: str, wanted: float, given: float) -> bool:
    at_most = name.startswith("max_") or name in _AT_MOST
    return given <= wanted if at_most else given >= wanted


def _secondary_asks_no_more(earlier: SecondaryRow, later: SecondaryRow) -> bool:
    some = set(earlier.some)
    shared = sum(check in some for check in {*later.some})
    # Of the later row's checks, as many as are asked for may lie outside the earlier row's.
    sure = max(0, later.least - (len(set(later.some)) - shared))
    return (
        set(earlier.met) <= set(later.met)
        and all(later.counts.get(check, 0) >= n for check, n in earlier.counts.items())
        and sure >= earlier.least
    )
