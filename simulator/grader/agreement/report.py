"""The agreement report: how far grader and coaches agree, and where they differ.

What is counted for codes and scores is said in `comparisons`; intervals are in `kappas`. The
coach is the standard for precision and recall.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.scorecard import GradedRecord, Headline
from simulator.grader.agreement.calibration import Calibration, calibration
from simulator.grader.agreement.comparisons import Comparison, comparisons
from simulator.grader.agreement.kappas import need_library
from simulator.grader.agreement.raters import Pair, checks_said, codes_said, pairs_of
from simulator.grader.agreement.reliability import Reliability, reliability

OVERRIDDEN = 0.20
"""Share of its cases beyond which an overridden check is named."""
LEAST_COACHES, LEAST_TRANSCRIPTS = 2, 30
"""Below these nothing is said of the grader beside people."""
CLOSE = 0.05
"""How near the grader's kappa with coaches has to come to theirs with one another."""
HEADLINES = frozenset(get_args(Headline))


class Overridden(Noun):
    """A check that coaches overrule often: worth writing anew as a narrower question."""

    check: str
    cases: int = Field(description="Opportunities, or ledger rows, that grader or coach has.")
    overridden: int = Field(description="Those on which the two differ.")

    @property
    def share(self) -> float:
        """overridden / cases, 0..1."""
        return self.overridden / self.cases


class Disagreement(Noun):
    """Something to look at: what two raters said of it ('': it is not there)."""

    transcript: str
    turn: int | None
    what: str
    raters: tuple[str, str]
    said: tuple[str, str]


class Agreement(Noun):
    """The whole report."""

    coaches: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    overridden: tuple[Overridden, ...]
    disagreements: tuple[Disagreement, ...]
    people: str = Field(description="What can be said of the grader beside people.")
    calibration: Calibration
    reliability: tuple[Reliability, ...] = Field(
        description="Of the grader with itself, over its samples."
    )


def agreement(sessions: Sequence[Sequence[GradedRecord]]) -> Agreement:
    """The agreement over some transcripts, given the records of each, oldest first.

    Raises NegotiateError if the library for the statistics is not there.
    """
    need_library()
    graders: list[Pair] = []
    coaches: list[Pair] = []
    for records in sessions:
        with_grader, with_coach = pairs_of(records)
        graders += with_grader
        coaches += with_coach
    found = (
        *comparisons("grader and coach", graders),
        *comparisons("coach and coach", coaches),
    )
    return Agreement(
        coaches=tuple(sorted({pair.second.coach for pair in graders})),
        comparisons=found,
        overridden=tuple(_overridden(graders)),
        disagreements=tuple(d for pair in (*graders, *coaches) for d in _disagreements(pair)),
        people=_beside_people(found),
        calibration=calibration(graders),
        reliability=tuple(reliability(sessions)),
    )


def _overridden(pairs: Iterable[Pair]) -> Iterator[Overridden]:
    cases: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for pair in pairs:
        for said in checks_said(pair):
            cases[said.what] += 1
            differing[said.what] += said.first != said.second
    named = [
        Overridden(check=check, cases=count, overridden=differing[check])
        for check, count in cases.items()
        if differing[check] > OVERRIDDEN * count
    ]
    yield from sorted(named, key=lambda check: (-check.share, check.check))


def _disagreements(pair: Pair) -> Iterator[Disagreement]:
    """In the order of the talk; what is about no turn last."""
    differing = [s for s in (*codes_said(pair), *checks_said(pair)) if s.first != s.second]
    for said in sorted(differing, key=lambda s: (s.turn is None, s.turn or 0, s.what)):
        yield Disagreement(
            transcript=pair.transcript,
            turn=said.turn,
            what=said.what,
            raters=pair.names,
            said=(said.first, said.second),
        )


def _beside_people(found: Sequence[Comparison]) -> str:
    """One sentence; never more than that the two kinds of agreement are near one another."""
    by_kind = {c.between: c for c in found if c.corrections == "all"}
    people = by_kind.get("coach and coach")
    if people is None or people.transcripts < LEAST_TRANSCRIPTS:
        there = people.transcripts if people else 0
        return (
            "Nothing can be said of the grader beside people: that takes "
            f"{LEAST_COACHES} coaches on the same {LEAST_TRANSCRIPTS} transcripts, and here are "
            f"{there}."
        )
    theirs = {s.name: s.agreement.kappa.value for s in people.scores}
    ours = {s.name: s.agreement.kappa.value for s in by_kind["grader and coach"].scores}
    near = [
        name
        for name in ours
        if name in HEADLINES
        and (mine := ours[name]) is not None
        and (other := theirs.get(name)) is not None
        and mine >= other - CLOSE
    ]
    where = ", ".join(near) or "no headline score"
    return (
        f"On {people.transcripts} transcripts the grader agrees with coaches about as well as "
        f"they do with one another (kappa at most {CLOSE} lower) on: {where}."
    )
