"""How far two people agree on the thirty transcripts, and the grader with them.

`python -m tests.grader.agreement_by_hand` prints the table. The odd ones were looked at while the
reader was made; the even ones were not.
"""

from collections.abc import Callable, Sequence
from functools import cache

from simulator.grader.agreement.kappas import POINTS, Closeness, Estimate, closeness
from tests.grader.hand import HEADLINES, graded, marks, names, written

Values = dict[str, dict[str, int | None]]
"""Per transcript and headline: 1..5, or None where there is no score."""


@cache
def _by_rules(name: str) -> dict[str, int | None]:
    return {score.name: score.value for score in graded(written(name)).scores}


RATERS: dict[str, Callable[[str], dict[str, int | None]]] = {
    "first": lambda name: marks("first", name).scores,
    "second": lambda name: marks("second", name).scores,
    "grader": _by_rules,
}


def half(number: int) -> list[str]:
    """The transcripts with odd (1) or even (0) numbers."""
    return [name for name in names() if int(name[-2:]) % 2 == number]


def compared(first: str, second: str, headline: str, only: Sequence[str]) -> Closeness:
    """How close two raters are, over the transcripts that both gave a score."""
    pairs = [(RATERS[first](name)[headline], RATERS[second](name)[headline]) for name in only]
    return closeness([_table(a, b) for a, b in pairs if a is not None and b is not None])


def _table(first: int, second: int) -> list[list[int]]:
    """One transcript, counted where the two scores meet."""
    return [[int((a, b) == (first, second)) for b in POINTS] for a in POINTS]


def _words(estimate: Estimate) -> str:
    if estimate.value is None:
        return f"- ({estimate.reason})"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def main() -> None:
    """Print the table, one comparison a line."""
    for title, only in (("all", names()), ("odd", half(1)), ("even", half(0))):
        for headline in HEADLINES:
            for first, second in (("first", "second"), ("grader", "first"), ("grader", "second")):
                found = compared(first, second, headline, only)
                print(
                    f"{title:5}{headline:10} {first:7}{second:7} kappa {_words(found.kappa)}; "
                    f"exact {_words(found.exact)}; within one {_words(found.within_one)}; "
                    f"bias {_words(found.bias)}"
                )


if __name__ == "__main__":
    main()
