"""What came of a run: how many of each result, and how the headline scores are spread."""

from collections import Counter
from collections.abc import Mapping

from simulator.batch.grading import FAILED, Row
from simulator.batch.queue import Queue
from simulator.domain.text import one_line

_SHOWN = ("graded", "unchanged", "low confidence", "not graded", "failed", "repeated", "skipped")
_VALUES = (1, 2, 3, 4, 5, None)


class Tally:
    """Counts rows; holds none of them."""

    def __init__(self) -> None:
        self.results: Counter[str] = Counter()
        self._scores: dict[str, Counter[int | None]] = {}
        self._branches: dict[str, str] = {}
        self._carried = self._left = 0
        self._queue = Queue()

    def add(self, row: Row) -> None:
        """Count one row."""
        self.results[row.result] += 1
        for name, value in row.scores:
            self._scores.setdefault(name, Counter())[value] += 1
        self._queue.add(row.waiting)
        self._carried += row.carried
        self._left += len(row.left)
        own, parent = row.branch
        if own:
            self._branches[own] = parent

    @property
    def failed(self) -> bool:
        """Whether any file was not graded that should have been."""
        return any(self.results[result] for result in FAILED)

    def cycles(self) -> list[str]:
        """A sentence for each ring of sessions that name each other as their origin."""
        return [
            f"{' -> '.join(ring)} -> {ring[0]}: these sessions name each other as what they "
            "branched from; each is graded as it is."
            for ring in _rings(self._branches)
        ]

    def table(self) -> str:
        """The summary, in lines."""
        total = sum(self.results.values())
        counts = [f"{self.results[kind]:,} {kind}" for kind in _SHOWN if self.results[kind]]
        lines = [
            f"{total:,} file{'' if total == 1 else 's'}: {', '.join(counts) or 'nothing to grade'}"
        ]
        if self._carried or self._left:
            lines.append(
                f"Coaches' corrections: {self._carried:,} carried over, "
                f"{self._left:,} not, or not wholly"
            )
        if self._scores:
            width = max(map(len, self._scores))
            heads = "".join(f"{'none' if v is None else v:>7}" for v in _VALUES)
            lines += [f"{'':{width}}{heads}   mean", *(self._line(n, width) for n in self._scores)]
        lines += self._queue.lines()
        return "\n".join(lines)

    def _line(self, name: str, width: int) -> str:
        counts = self._scores[name]
        scored = sum(n for value, n in counts.items() if value is not None)
        points = sum(n * value for value, n in counts.items() if value is not None)
        mean = f"{points / scored:.2f}" if scored else "-"
        return f"{one_line(name):{width}}{''.join(f'{counts[v]:>7,}' for v in _VALUES)}{mean:>7}"


def _rings(parents: Mapping[str, str]) -> list[list[str]]:
    rings: list[list[str]] = []
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        at = start
        while at in parents and at not in done:
            done.add(at)
            path.append(at)
            at = parents[at]
        if at in path:
            rings.append(path[path.index(at) :])
    return [ring for ring in rings if len(ring) > 1]
