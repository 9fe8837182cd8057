"""Which turns of a conversation are mounted: a window over data, so that a frame costs the same
at turn 5 and at turn 5,000. Pure logic; the widget that obeys it is widgets/transcript.py.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Change(NamedTuple):
    """What to do to the mounted turns: drop these, then mount those at either end."""

    dropped: range | tuple[int, ...] = ()
    before: range = range(0)
    after: range = range(0)


@dataclass
class TranscriptWindow:
    """The mounted turns are [start, end) of `total`.

    A window grows to `size + step` turns before it is cut, so that cutting is rare.
    """

    size: int = 30
    step: int = 10
    total: int = 0
    start: int = 0
    end: int = 0

    @property
    def at_start(self) -> bool:
        """Whether the first turn is mounted."""
        return self.start == 0

    @property
    def at_end(self) -> bool:
        """Whether the last turn is mounted."""
        return self.end == self.total

    def append(self, *, following: bool) -> Change:
        """One more turn. A reader who follows sees it; one who reads above is left in peace."""
        whole = self.at_end
        self.total += 1
        if following:
            return self.jump_to_end() if not whole else self._grow_tail()
        if whole and self.end - self.start < self.size + self.step:
            return self._move(self.start, self.total)
        return Change()

    def older(self) -> Change:
        """The reader reached the top: `step` more turns there, as many fewer at the bottom."""
        start = max(0, self.start - self.step)
        return self._move(start, min(self.end, start + self.size + self.step))

    def newer(self) -> Change:
        """The reader reached the bottom: the reverse of `older`."""
        end = min(self.total, self.end + self.step)
        return self._move(max(self.start, end - self.size - self.step), end)

    def jump_to_end(self) -> Change:
        """The last `size` turns."""
        return self._move(max(0, self.total - self.size), self.total)

    def jump_to(self, index: int) -> Change:
        """A window with turn `index` in it, moved only if it is not mounted yet."""
        if not 0 <= index < self.total or self.start <= index < self.end:
            return Change()
        start = max(0, min(index - self.size // 2, self.total - self.size))
        return self._move(start, min(self.total, start + self.size))

    def _grow_tail(self) -> Change:
        too_many = self.total - self.start > self.size + self.step
        return self._move(self.total - self.size if too_many else self.start, self.total)

    def _move(self, start: int, end: int) -> Change:
        old_start, old_end = self.start, self.end
        self.start, self.end = start, end
        if start >= old_end or end <= old_start:
            return Change(range(old_start, old_end), range(0), range(start, end))
        return Change(
            (*range(old_start, min(start, old_end)), *range(max(end, old_start), old_end)),
            range(start, old_start),
            range(old_end, end),
        )
