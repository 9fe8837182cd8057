"""How an answer to an objection or a push began: by asking, or by arguing; or neither for sure."""

import re

from simulator.domain.moves import Code, Move
from simulator.domain.scorecard import Evidence
from simulator.domain.text import whole_words
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import Opportunity, bids
from simulator.grader.screening import overlap
from simulator.grader.shared import asks_curtly, words_shared

_ASKING = frozenset(
    {
        Code.Q_WHY, Code.Q_OPEN, Code.Q_CLOSED, Code.REFLECT, Code.LABEL, Code.TEST, Code.INVITE,
        Code.BLUFF_TEST,
    }
)  # fmt: skip
"""Moves that look for what lies behind; of the closed questions, those that ask who or what."""

_GIVEN_BACK = frozenset({Code.REFLECT, Code.LABEL})


def diagnosis(meeting: Meeting, opportunity: Opportunity) -> Evidence | None:
    """How an answer began: by asking, or by arguing or offering. None where it asked something of
    which it cannot be told whether it went to the reason."""
    rules, reply = meeting.rubric.listening, opportunity.reply
    text = meeting.turns[reply].text
    wh = whole_words(rules.asking_words)
    sought = [m for m in meeting.coded(reply, _ASKING) if _seeks(m, meeting, wh)]
    asked = next((m for m in sought if not _takes_a_hint(meeting, opportunity, m)), None)
    if sought and asked is None:
        return None  # a hint beside this was asked about, which counts as a hint taken up
    argued = next(iter(meeting.coded(reply, rules.arguing_codes)), None)
    begun = text[: argued.quote.start] if argued is not None else text
    # A word or two before the question, a figure given back or an "ok", argue nothing.
    at_once = asked is not None and len(text[: asked.quote.start].split()) <= rules.echo_words
    if asked is not None and _cannot_tell(meeting, opportunity, asked, argued, at_once=at_once):
        return None
    if asked is not None and (at_once or asked.quote.start <= len(begun)):
        why = "The answer asked, or gave back what was heard, before it argued or offered."
        buyer = opportunity.move.quote
        return Evidence(met=True, why=why, buyer=buyer, trainee=asked.quote)
    if (
        "?" in begun
        or asks_curtly(meeting, begun)
        or (asked is None and _asks_aside(meeting, reply))
    ):
        return None
    return Evidence(
        met=False,
        why="The answer argued or offered before it asked anything."
        if asked
        else "The answer asked nothing about what lay behind this.",
        buyer=opportunity.move.quote,
        trainee=meeting.whole(reply),
    )


def _cannot_tell(
    meeting: Meeting, opportunity: Opportunity, asked: Move, argued: Move | None, *, at_once: bool
) -> bool:
    """Whether an answer that asked cannot be judged: something gives way beside words given back,
    or what stands before its question may be no argument, or is one that was not read."""
    reply, push = opportunity.reply, opportunity.move.quote
    if asked.code in _GIVEN_BACK and "?" not in asked.quote.text:
        tied = any(m.conditional or m.code is Code.ASK_GET for m in meeting.moves(reply))
        return bool(meeting.coded(reply, {Code.CONCEDE})) and not tied
    before = [m for m in meeting.readings[reply].mentions if m.quote.start < asked.quote.start]
    is_bid = any(overlap(push, bid.quote) for bid in bids(meeting, opportunity.at))
    if is_bid and not at_once and any(m.issue and meeting.is_core(m.issue) for m in before):
        return True
    if argued is None or argued.quote.start >= asked.quote.start:
        return False
    on_terms = any(overlap(m.quote, argued.quote) for m in before if m.issue is not None)
    refuses = argued.code in meeting.rubric.firmness.hold_codes
    return not (refuses or on_terms or words_shared(meeting, argued.quote.text, push.text))


def _takes_a_hint(meeting: Meeting, opportunity: Opportunity, move: Move) -> bool:
    """Whether a move is about a hint that stands beside the push, and not about the push."""
    push = opportunity.move.quote
    if words_shared(meeting, move.quote.text, push.text):
        return False
    hints = (
        hint for hint in meeting.coded(opportunity.at, {Code.CUE}) if not overlap(hint.quote, push)
    )
    return any(
        move.topic in meeting.family(hint.topic)
        or words_shared(meeting, move.quote.text, hint.quote.text)
        for hint in hints
    )


def _seeks(move: Move, meeting: Meeting, wh: re.Pattern[str]) -> bool:
    """Whether a move looks for a reason; a question for yes or no may be about something else."""
    if move.code in meeting.rubric.listening.diagnose_codes or move.code is Code.BLUFF_TEST:
        return True
    return wh.search(move.quote.text) is not None


def _asks_aside(meeting: Meeting, at: int) -> bool:
    """Whether a turn asks for a yes or no, or something that was not read."""
    pushes = [m.quote for m in meeting.coded(at, meeting.rubric.listening.proposing_codes)]
    pushes += [m.quote for m in meeting.coded(at, {Code.ASK_GET})]
    text = meeting.turns[at].text
    marks = (place for place, sign in enumerate(text) if sign == "?")
    return any(not any(q.start <= place < q.end for q in pushes) for place in marks)
