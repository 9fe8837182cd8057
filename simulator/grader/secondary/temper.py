"""Whether an angry buyer grew calmer, by what the buyer said.

Silence after an insult tells neither; an ultimatum is a move on the matter, and no temper.
"""

from collections.abc import Mapping

from simulator.domain.moves import Code, Quote
from simulator.domain.scorecard import Evidence, Indicator
from simulator.grader.ledger import Ledger
from simulator.grader.marks import no_opportunity, tally
from simulator.grader.meeting import Meeting, said_words
from simulator.grader.secondary.rules import Check


def heat_trend(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Met if the buyer's words show that an insult was not the last of it, not met if they show
    that it was; no opportunity where nobody was insulted, or no word tells.
    """
    insults = {
        at: move.quote
        for at in meeting.buyer_turns
        for move in meeting.coded(at, {Code.PRESS})
        if move.topic == "insult"
    }
    if not insults:
        return no_opportunity(check.id, check.name)
    hostile = dict(sorted({**_spoken(meeting, meeting.rubric.temper.cross), **insults}.items()))
    friendly = {
        at: quote
        for at, quote in _spoken(meeting, meeting.rubric.temper.calm).items()
        if at > max(hostile)
    }
    calmer = _calmer(meeting, hostile, friendly)
    if calmer is None:
        return no_opportunity(check.id, check.name)
    better = [*friendly.values(), *_confirmed(meeting, max(hostile))]
    evidence = [
        Evidence(met=calmer, why="A friendlier line, after the hostile ones.", buyer=quote)
        for quote in better
    ]
    evidence += [Evidence(met=calmer, why=check.why, buyer=quote) for quote in hostile.values()]
    return tally(check.id, check.name, evidence, met=calmer)


def _spoken(meeting: Meeting, phrases: tuple[str, ...]) -> dict[int, Quote]:
    """The buyer's turns in which one of some phrases stands."""
    pattern = said_words(phrases)
    return {at: meeting.whole(at) for at in meeting.buyer_turns if meeting.quoted(at, pattern)}


def _calmer(
    meeting: Meeting, hostile: Mapping[int, Quote], friendly: Mapping[int, Quote]
) -> bool | None:
    """Whether hostile lines gave way to friendly or fewer ones; None where that cannot be told."""
    if friendly or _confirmed(meeting, max(hostile)):
        return True
    if max(hostile) == meeting.buyer_turns[-1]:
        return False
    middle = meeting.buyer_turns[len(meeting.buyer_turns) // 2]
    late = sum(at >= middle for at in hostile)
    return late < len(hostile) - late if len(hostile) > 1 else None


def _confirmed(meeting: Meeting, after: int) -> list[Quote]:
    """The buyer's words after a turn that say it was understood."""
    later = [at for at in meeting.buyer_turns if at > after]
    return [move.quote for at in later for move in meeting.coded(at, {Code.CONFIRM})[:1]]
