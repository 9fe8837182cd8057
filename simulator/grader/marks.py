"""How indicators, anchor rows and caps become a score; shared by the three headline scores."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from simulator.domain.scorecard import Evidence, Indicator, Score, ScoreName
from simulator.grader.meeting import Meeting
from simulator.grader.rubric import Cap


class AnchorRow(Protocol):
    """A line of any anchor table."""

    @property
    def score(self) -> int: ...
    @property
    def anchor(self) -> str: ...


AnyRow = TypeVar("AnyRow", bound=AnchorRow)


def rate(name_id: str, name: str, evidence: Sequence[Evidence], needed: float) -> Indicator:
    """A rate over opportunities; met if the share of met ones is at least `needed`."""
    met = sum(item.met for item in evidence)
    return share(name_id, name, met, len(evidence), needed, evidence)


def share(
    name_id: str,
    name: str,
    count: float,
    out_of: float,
    needed: float,
    evidence: Sequence[Evidence] = (),
) -> Indicator:
    """A share of any two counts; no opportunity if there is nothing to divide by."""
    if not out_of:
        return Indicator(id=name_id, name=name, status="no opportunity", out_of=0)
    return Indicator(
        id=name_id,
        name=name,
        status="met" if count / out_of >= needed - 1e-9 else "not met",
        count=count,
        out_of=out_of,
        evidence=tuple(evidence),
    )


def tally(name_id: str, name: str, evidence: Sequence[Evidence], *, met: bool) -> Indicator:
    """A plain count of things that were said, with their quotes."""
    if not evidence:
        return _none(name_id, name, met=met)
    return Indicator(
        id=name_id,
        name=name,
        status="met" if met else "not met",
        count=len(evidence),
        evidence=tuple(evidence),
    )


@cache
def _none(name_id: str, name: str, *, met: bool) -> Indicator:
    return Indicator(id=name_id, name=name, status="met" if met else "not met")


@cache
def no_opportunity(name_id: str, name: str) -> Indicator:
    """A check that the conversation, or the missing key, gave no occasion for."""
    return Indicator(id=name_id, name=name, status="no opportunity")


def reaches(indicator: Indicator, needed: float | None) -> bool:
    """Whether a rate is high enough; one that had no opportunity never fails."""
    return needed is None or indicator.rate is None or indicator.rate >= needed - 1e-9


def highest(rows: Sequence[AnyRow], is_met: Callable[[AnyRow], bool]) -> AnyRow:
    """The first row whose conditions are all met; the last row has none."""
    return next((row for row in rows if is_met(row)), rows[-1])


def scored(
    name: ScoreName, row: AnchorRow, caps: Iterable[Cap], indicators: Sequence[Indicator]
) -> Score:
    """The row's score, lowered by the caps that apply."""
    reached = list(caps)
    untold = frozenset([i.id for i in indicators if i.status == "no opportunity"])
    lowering = tuple(f"{cap.text} (at most {cap.at})" for cap in reached if cap.at < row.score)
    return Score(
        name=name,
        verdict="scored",
        value=min([row.score, *(cap.at for cap in reached)]),
        because=_as_far_as(row.anchor, untold),
        caps=lowering,
        indicators=tuple(indicators),
    )


_RESTS_ON = re.compile(r"\s*\(([A-Z]\w*(?:, [A-Z]\w*)*)\)")
"""The ids of the indicators that a clause of an anchor rests on: "so many held (F1)"."""


@lru_cache(maxsize=256)
def _as_far_as(anchor: str, untold: frozenset[str]) -> str:
    """The row's words, without the clauses that rest on nothing that could be counted."""
    clauses = re.split(r"(?<=[,;]) (?![A-Z]\w*[,)])", anchor)
    kept = [_RESTS_ON.sub("", one) for one in clauses if not _rests_on(one) <= untold]
    if not kept or all(_RESTS_ON.search(clause) is None for clause in clauses):
        plain = _RESTS_ON.sub("", anchor)
        return f"As far as there was occasion: {plain[0].lower()}{plain[1:]}" if untold else plain
    said = " ".join(kept).rstrip(" ,;.").removeprefix("and ")
    return f"{said[0].upper()}{said[1:]}."


def _rests_on(clause: str) -> set[str]:
    """The indicators of a clause; a name that none has for one that rests on something else."""
    ids = _RESTS_ON.search(clause)
    return set(ids[1].split(", ")) if ids else {""}


def too_little(meeting: Meeting, opportunities: int) -> str | None:
    """Why there is not enough evidence to score; None if there is."""
    rules = meeting.rubric.evidence
    if meeting.evidence_turns < rules.min_trainee_turns:
        said = sum(turn.speaker == "trainee" for turn in meeting.turns)
        short = "The meeting was" if said < rules.min_trainee_turns else "Most of your turns were"
        return (
            f"{short} short: {meeting.evidence_turns} of your turns can be judged; "
            f"a score needs {rules.min_trainee_turns}."
        )
    if opportunities < rules.min_opportunities:
        return (
            f"Occasions to show this in the conversation: {opportunities}; "
            f"a score needs {rules.min_opportunities}."
        )
    return None


def unscored(name: ScoreName, because: str, indicators: Sequence[Indicator]) -> Score:
    """A score that is withheld for want of evidence; the indicators are shown all the same."""
    return Score(
        name=name, verdict="not enough evidence", because=because, indicators=tuple(indicators)
    )


def caps_reached(caps: Mapping[str, Cap], counts: Mapping[str, int]) -> list[Cap]:
    """The caps whose fault was counted often enough, the strictest first."""
    reached = [caps[name] for name, count in counts.items() if count >= caps[name].threshold]
    return sorted(reached, key=lambda cap: cap.at)
