"""Counts one check of a secondary score in a meeting: its status, its number and its quotes."""

from collections.abc import Mapping

from simulator.domain.moves import Code, Move
from simulator.domain.scorecard import Evidence, Indicator
from simulator.grader.ledger import Ledger
from simulator.grader.marks import no_opportunity, rate
from simulator.grader.meeting import Meeting, said_words
from simulator.grader.opportunities import pressures_of
from simulator.grader.rulings import answered, counted
from simulator.grader.screening import overlap
from simulator.grader.secondary.conditions import CONDITIONS
from simulator.grader.secondary.measures import MEASURES, faults, found
from simulator.grader.secondary.rules import Check
from simulator.grader.sentences import says, sentences


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
    said = _phrases(check, meeting) if check.phrases else _said(check, meeting, ledger)
    evidence = counted(meeting, check.id, said)
    return faults(check, evidence) if check.fault else found(check, evidence)


def _window(check: Check, meeting: Meeting) -> tuple[int, ...]:
    phases = meeting.rubric.phases
    if check.window == "opening":
        turns = meeting.trainee_turns[: phases.opening_turns]
        return tuple(at for at in turns if at < phases.opening_places)
    if check.window == "closing":  # a word on what happens next may hold no move at all
        spoken = [at for at, turn in enumerate(meeting.turns) if turn.speaker == "trainee"]
        return tuple(spoken[-phases.closing_turns :])
    return meeting.trainee_turns


def _said(check: Check, meeting: Meeting, ledger: Ledger) -> list[Evidence]:
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
        moves = meeting.coded(at, codes)
        if check.condition:
            holds = CONDITIONS[check.condition]
            moves = tuple([move for move in moves if holds(meeting, ledger, at, move)])
        for move in _fresh(moves, seen) if check.distinct else moves[:1]:
            quote, met = answer.quote if answer else None, not check.fault
            evidence.append(Evidence(met=met, why=check.why, buyer=quote, trainee=move.quote))
    return evidence


def _fresh(moves: tuple[Move, ...], seen: set[Code]) -> list[Move]:
    """The first move of each code that was not seen before; they are seen from now on."""
    first = {move.code: move for move in reversed(moves) if move.code not in seen}
    seen.update(first)
    return list(first.values())


def _earned(check: Check, meeting: Meeting, at: int) -> Move | None:
    """The buyer's move that answers the turn at `at` with one of the codes it has to earn."""
    answer = meeting.next_buyer(at) if check.earns else None
    return next(iter(meeting.coded(answer, check.earns)), None) if answer is not None else None


def _answers(check: Check, meeting: Meeting) -> Indicator:
    evidence, codes = [], frozenset(check.codes)
    for pressure in pressures_of(meeting, frozenset(check.answers)):
        if not any(meeting.accepted(at) for at in meeting.buyer_between(-1, pressure.at)):
            continue  # who bids lower than before breaks no agreement where there was none
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
    """Sentences with one of the phrases, the last one first: that is the one that stands."""
    pattern, beside = said_words(check.phrases), said_words(check.beside or check.phrases)
    return [
        Evidence(met=True, why=check.why, trainee=sentence)
        for at in reversed(_window(check, meeting))
        for sentence in reversed(sentences(meeting, at))
        if says(sentence, pattern) and says(sentence, beside)
        # "If you sign, I'll send it today" is an offer, and no step that was agreed.
        if not any(m.conditional and overlap(m.quote, sentence) for m in meeting.moves(at))
    ]
