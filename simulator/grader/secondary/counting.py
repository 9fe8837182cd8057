"""Counts one check of a secondary score in a meeting: its status, its number and its quotes."""

import re
from collections.abc import Mapping

from simulator.domain.moves import Code, Move
from simulator.domain.scorecard import Evidence, Indicator
from simulator.grader.asking import only_asks
from simulator.grader.ledger import Ledger
from simulator.grader.marks import no_opportunity, rate
from simulator.grader.meeting import Meeting, said_words
from simulator.grader.opportunities import pressures_of
from simulator.grader.rulings import answered, counted
from simulator.grader.secondary.measures import MEASURES, faults, found
from simulator.grader.secondary.rules import CLOSING_TURNS, OPENING_PLACES, OPENING_TURNS, Check

_SUM = re.compile(r"\d|\b(?:hundred|thousand|grand|million)s?\b", re.IGNORECASE)


def count(
    check: Check, meeting: Meeting, ledger: Ledger, headline: Mapping[str, Indicator]
) -> Indicator:
    """The check as an indicator. `headline` holds the headline scores' indicators by id."""
    if check.measure:
        return MEASURES[check.measure](check, meeting, ledger)
    if check.indicator:
        taken = headline.get(check.indicator)
        if taken is None:
            return no_opportunity(check.id, check.name)
        return taken.model_copy(update={"id": check.id, "name": check.name})
    if check.answers:
        return _answers(check, meeting)
    said = _phrases(check, meeting) if check.phrases else _said(check, meeting)
    evidence = counted(meeting, check.id, said)
    return faults(check, evidence) if check.fault else found(check, evidence)


def _window(check: Check, meeting: Meeting) -> tuple[int, ...]:
    turns = meeting.trainee_turns
    if check.window == "opening":
        return tuple(at for at in turns[:OPENING_TURNS] if at < OPENING_PLACES)
    if check.window == "closing":
        return turns[-CLOSING_TURNS:]
    return turns


def _said(check: Check, meeting: Meeting) -> list[Evidence]:
    turns = meeting.turns_with(check.codes)
    if not turns:
        return []
    evidence: list[Evidence] = []
    seen: set[Code] = set()
    codes, window = frozenset(check.codes), frozenset(_window(check, meeting))
    for at in turns:
        if at not in window or meeting.coded(at, check.unless):
            continue
        answer = _earned(check, meeting, at)
        if check.earns and answer is None:
            continue
        moves = [m for m in meeting.coded(at, codes) if _states(check, meeting, at, m)]
        # A turn counts a code once, however often it says so.
        for move in {move.code: move for move in reversed(moves)}.values():
            if not (check.distinct and move.code in seen):
                seen.add(move.code)
                quote, met = answer.quote if answer else None, not check.fault
                evidence.append(Evidence(met=met, why=check.why, buyer=quote, trainee=move.quote))
    return evidence


def _states(check: Check, meeting: Meeting, at: int, move: Move) -> bool:
    """Whether a move counts, where one in the form of a question may not."""
    if check.questions == "count" or not only_asks(move):
        return True
    answers = meeting.buyer_between(at, len(meeting.turns))[:1]
    told = any(_SUM.search(meeting.turns[answer].text) for answer in answers)
    return told and check.questions == "answered"


def _earned(check: Check, meeting: Meeting, at: int) -> Move | None:
    """The buyer's move that answers the turn at `at` with one of the codes it has to earn."""
    answer = meeting.next_buyer(at) if check.earns else None
    return next(iter(meeting.coded(answer, check.earns)), None) if answer is not None else None


def _answers(check: Check, meeting: Meeting) -> Indicator:
    evidence, codes = [], frozenset(check.codes)
    for pressure in pressures_of(meeting, frozenset(check.answers)):
        found = meeting.coded(pressure.reply, codes)
        evidence.append(
            Evidence(
                met=bool(found),
                why=check.why,
                buyer=pressure.move.quote,
                trainee=found[0].quote if found else meeting.whole(pressure.reply),
            )
        )
    evidence = answered(meeting, check.id, evidence)
    return rate(check.id, check.name, evidence, needed=0.5)


def _phrases(check: Check, meeting: Meeting) -> list[Evidence]:
    pattern = said_words(check.phrases)
    evidence: list[Evidence] = []
    for at in _window(check, meeting):
        quote = meeting.quoted(at, pattern)
        if quote is not None:
            evidence.append(Evidence(met=True, why=check.why, trainee=quote))
    return evidence
