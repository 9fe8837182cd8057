"""Which grade a coach's record goes back to, over any number of corrections."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar


class Descended(Protocol):
    """A graded record, whole or in short."""

    @property
    def id(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def coach(self) -> str: ...


R = TypeVar("R", bound=Descended)


def root_of(record: R, known: Mapping[str, R]) -> R | None:
    """The grader's own record; None if it is missing, or the parents go round in a circle."""
    seen: set[str] = set()
    while record.coach:
        if record.id in seen or record.parent not in known:
            return None
        seen.add(record.id)
        record = known[record.parent]
    return record


def descendants(root: Descended, records: Iterable[R]) -> list[R]:
    """The coaches' records that go back to `root`, oldest first; a cycle of parents ends there."""
    known = {root.id}
    found = []
    for record in records:
        if record.coach and record.parent in known and record.id not in known:
            known.add(record.id)
            found.append(record)
    return found
