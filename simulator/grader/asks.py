"""What the trainee asked for in return, and whether the buyer paid.

A weak ask ("is that OK?"), a thing the buyer had already granted, and the very issue that is
being given are no returns.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Move, Quote, Stance
from simulator.grader.meeting import Meeting


@dataclass(frozen=True)
class Ask:
    """One return asked for, in one turn. `wanted` is empty if it names no issue of the deal."""

    at: int
    quote: Quote
    wanted: Mapping[str, Value]
    baseline: Mapping[str, Value]
    """What the buyer had last said on the wanted issues."""
    condition_first: bool = False


class Payment(NamedTuple):
    """The buyer's words that granted what was asked."""

    quote: Quote
    terms: dict[str, Value]


def _wanted(meeting: Meeting, at: int, move: Move) -> dict[str, Value]:
    if move.asked or not move.conditional:
        return dict(move.asked)
    return {
        mention.issue: mention.value
        for mention in meeting.readings[at].mentions
        if mention.issue is not None and mention.stance is Stance.CONDITION
    }


def _is_empty(meeting: Meeting, at: int, move: Move, conceded: Collection[str]) -> bool:
    """Whether an ask without terms asks for nothing.

    It begs approval, merely presses for a signature, or names the very figure that is conceded.
    """
    if any(push.quote == move.quote for push in meeting.coded(at, {Code.PUSH_CLOSE})):
        return True
    inside = (
        mention.issue in conceded
        for mention in meeting.readings[at].mentions
        if move.quote.start <= mention.quote.start < move.quote.end
    )
    return any(inside) or _is_weak(meeting, move)


def _is_weak(meeting: Meeting, move: Move) -> bool:
    words = " ".join(re.findall(r"[\w']+", move.quote.text.casefold()))
    weak = (" ".join(re.findall(r"[\w']+", w)) for w in meeting.rubric.trading.weak_asks)
    return any(f" {phrase} " in f" {words} " for phrase in weak)


def find_ask(
    meeting: Meeting,
    at: int,
    conceded: Collection[str],
    granted: Mapping[str, Value],
    wishes: Mapping[str, Value],
) -> Ask | None:
    """The return asked for in trainee turn `at`, if any.

    `conceded` are the issues this turn gives way on; `granted` is what the buyer has offered so
    far, `wishes` what it has said it would like.
    """
    found: list[Move] = []
    wanted: dict[str, Value] = {}
    asks_outright = bool(meeting.coded(at, {Code.ASK_GET}))
    for move in meeting.moves(at):
        asked = _wanted(meeting, at, move)
        # A condition whose ask is quoted on its own is judged by that ask.
        conditional = move.conditional and (bool(asked) or not asks_outright)
        if move.code is not Code.ASK_GET and not conditional:
            continue
        if move.code is Code.ASK_GET and not asked and _is_empty(meeting, at, move, conceded):
            continue
        left = {
            issue: value
            for issue, value in asked.items()
            if issue not in conceded
            and not (issue in granted and meeting.meets(issue, granted[issue], value))
        }
        if asked and not left:
            continue
        found.append(move)
        wanted.update(left)
    if not found:
        return None
    spoken = next((move for move in found if move.code is Code.ASK_GET), found[0])
    return Ask(
        at=at,
        quote=spoken.quote,
        wanted=wanted,
        baseline={issue: wishes[issue] for issue in wanted if issue in wishes},
        condition_first=any(move.condition_first for move in found),
    )


def _granting_quote(meeting: Meeting, at: int, issues: Collection[str]) -> Quote:
    for move in meeting.moves(at):
        if move.code in {Code.GIVE, Code.ACCEPT, Code.COUNTER} and (
            not move.terms or set(move.terms) & set(issues)
        ):
            return move.quote
    for mention in meeting.readings[at].mentions:
        if mention.issue in issues:
            return mention.quote
    return meeting.whole(at)


def payment(meeting: Meeting, ask: Ask, final: Mapping[str, Value] | None) -> Payment | None:
    """The buyer's grant of what was asked: in words, by accepting next, or in the final deal."""
    granted: dict[str, Value] = {}
    following = meeting.next_buyer(ask.at)
    for at in (b for b in meeting.buyer_turns if b > ask.at):
        if at == following and _accepts(meeting, at, ask):
            return Payment(_granting_quote(meeting, at, ask.wanted), dict(ask.wanted))
        terms = meeting.terms(at)
        granted |= {
            issue: terms[issue]
            for issue, value in ask.wanted.items()
            if issue in terms and meeting.meets(issue, terms[issue], value)
        }
        if granted and len(granted) == len(ask.wanted):
            return Payment(_granting_quote(meeting, at, granted), granted)
    return _paid_at_the_end(meeting, ask, final)


def _accepts(meeting: Meeting, at: int, ask: Ask) -> bool:
    """Whether the buyer's very next turn takes the offer, or, of an ask without terms, gives."""
    reading = meeting.readings[at]
    # A give with terms of its own pays for those; one in words may be what was asked for.
    in_words = any(not move.terms for move in reading.all(Code.GIVE))
    gives = not ask.wanted and in_words and not reading.has(Code.REJECT)
    return gives or meeting.accepted(at)


def _paid_at_the_end(
    meeting: Meeting, ask: Ask, final: Mapping[str, Value] | None
) -> Payment | None:
    if not final or not ask.wanted:
        return None
    if not all(
        issue in final and meeting.meets(issue, final[issue], value)
        for issue, value in ask.wanted.items()
    ):
        return None
    later = [b for b in meeting.buyer_turns if b > ask.at]
    accepting = [b for b in later if meeting.readings[b].has(Code.ACCEPT)]
    if not later:
        return None
    at = (accepting or later)[-1]
    return Payment(_granting_quote(meeting, at, ask.wanted), dict(ask.wanted))
