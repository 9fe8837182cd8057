"""Whether the buyer paid what was asked in return, and by which words."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Quote, Stance
from simulator.grader.asking import stems
from simulator.grader.asks import Ask
from simulator.grader.meeting import Meeting, said_words
from simulator.grader.sentences import in_full
from simulator.grader.shared import tells
from simulator.grader.standing import is_refused, lacks, owed, says_condition_again

_SPOKEN_FOR = ON_THE_TABLE | {Stance.QUOTED, Stance.HYPOTHETICAL}
"""Stances of terms that a buyer takes up: its own, or the seller's repeated."""


_GRANTING = frozenset({Code.GIVE, Code.ACCEPT, Code.COUNTER})

_BIDDING = frozenset({Code.GIVE, Code.ACCEPT, Code.COUNTER, Code.PRESS})
"""Moves whose terms a buyer wants."""


class Payment(NamedTuple):
    """The buyer's words that granted what was asked."""

    quote: Quote
    terms: dict[str, Value]


def _granting_quote(meeting: Meeting, at: int, issues: Collection[str]) -> Quote:
    granting = meeting.coded(at, _GRANTING)
    named = [move.quote for move in granting if not set(issues).isdisjoint(move.terms)]
    said = [m.quote for m in meeting.readings[at].mentions if m.issue in issues]
    # Of a move with several terms the sentence is quoted that names the first of them.
    said = [m for m in said if any(q.start <= m.start < q.end for q in named)] or said
    found = said or named or [move.quote for move in granting if not move.terms]
    return in_full(meeting, found[0]) if found else meeting.whole(at)


def payment(
    meeting: Meeting, ask: Ask, final: Mapping[str, Value] | None, before: int | None = None
) -> Payment | None:
    """The buyer's grant of what was asked: in words, by accepting next, or in the final deal.

    Nothing the buyer says from place `before` on pays: the give was off the table by then.
    """
    granted: dict[str, Value] = {}
    following = meeting.next_buyer(ask.at)
    for at in (b for b in meeting.buyer_turns if b > ask.at):
        if before is not None and at >= before:
            return None
        if ask.is_open:
            granted |= _gains(meeting, at, final)
            if granted:
                return Payment(_granting_quote(meeting, at, granted), granted)
            continue
        if at == following and _accepts(meeting, at, ask):
            if (final is not None and lacks(meeting, ask, final)) or _leaves_out(meeting, at, ask):
                # A yes to less than was asked for.
                continue
            return Payment(_granting_quote(meeting, at, ask.wanted), dict(ask.wanted))
        terms = meeting.terms(at) if _grants(meeting, at, ask) else {}
        granted |= {
            issue: terms[issue]
            for issue, value in ask.wanted.items()
            if issue in terms and meeting.meets(issue, terms[issue], value)
        }
        if granted and len(granted) == len(ask.wanted):
            return Payment(_granting_quote(meeting, at, granted), granted)
    return _paid_at_the_end(meeting, ask, final)


def _grants(meeting: Meeting, at: int, ask: Ask) -> bool:
    """Whether terms that a buyer's turn names are given: beside a demand for more than the seller
    ever offered they are its own bid, or the seller's terms said back, unless that bid is taken.
    """
    reply = meeting.reply_to(at)
    if reply is not None and meeting.accepted(reply):
        return True
    return not any(
        meeting.sellers_word(issue, at) is not None and issue not in ask.wanted
        for move in meeting.coded(at, _BIDDING)
        for issue in meeting.undercut(at, move)
    )


def _gains(meeting: Meeting, at: int, final: Mapping[str, Value] | None) -> dict[str, Value]:
    """What a buyer's turn grants beyond the list terms, and the deal did not lose again."""
    standard = meeting.standard
    return {
        issue: value
        for issue, value in meeting.terms(at).items()
        if issue in standard
        and meeting.prefers(issue, value, standard[issue]) > 0
        and (final is None or (issue in final and meeting.meets(issue, final[issue], value)))
    }


def _accepts(meeting: Meeting, at: int, ask: Ask) -> bool:
    """Whether the buyer's very next turn takes the offer, or, of an ask without terms, gives."""
    if not _grants(meeting, at, ask):
        return False
    if meeting.accepted(at):
        return not _is_set_right(meeting, at)
    reading = meeting.readings[at]
    objections = {move.quote for move in reading.all(Code.OBJECT)}
    # "That is not enough yet" turns the whole down, and not what was asked.
    refuses = any(move.quote not in objections for move in reading.all(Code.REJECT))
    if ask.wanted or refuses:
        return False
    # A give with terms of its own pays for those; one in words may be what was asked for.
    in_words = any(not move.terms for move in reading.all(Code.GIVE))
    # Who only says back what was offered takes up nothing of what was asked for it.
    return in_words or (reading.has(Code.CONFIRM) and not objections)


def _is_set_right(meeting: Meeting, at: int) -> bool:
    """Whether the trainee's answer to a yes says that it was none to what was asked for."""
    reply = meeting.reply_to(at)
    if reply is None:
        return False
    denial = said_words(meeting.rubric.firmness.denials)
    no = meeting.coded(reply, meeting.rubric.firmness.hold_codes)
    return bool(no) or meeting.quoted(reply, denial) is not None


def _paid_at_the_end(
    meeting: Meeting, ask: Ask, final: Mapping[str, Value] | None
) -> Payment | None:
    if not final or not ask.wanted:
        return None
    ask = replace(ask, wanted=owed(meeting, ask))
    if lacks(meeting, ask, final):
        return None
    later = [b for b in meeting.buyer_turns if b > ask.at]
    accepting = [b for b in later if meeting.readings[b].has(Code.ACCEPT)]
    if not later:
        return None
    naming = [
        b for b in later if _names_all(meeting, b, ask, ON_THE_TABLE) and _grants(meeting, b, ask)
    ]
    naming = (
        naming or accepting[-1:] or [b for b in later if _names_all(meeting, b, ask, _SPOKEN_FOR)]
    )
    at = naming[0] if naming else later[-1]
    return Payment(_granting_quote(meeting, at, ask.wanted), dict(ask.wanted))


def _leaves_out(meeting: Meeting, at: int, ask: Ask) -> bool:
    """Whether a yes names what was offered and nothing of what was asked for it: a yes to some
    terms of a turn is none to a return in words that it has no word of."""
    named = {mention.issue for mention in meeting.readings[at].mentions} - {None}
    if not ask.wanted:
        terms = (m.quote.text for m in meeting.readings[ask.at].mentions if m.issue is not None)
        asked = tells(meeting, ask.quote.text) - stems(" ".join(terms))
        return bool(named) and asked.isdisjoint(tells(meeting, meeting.turns[at].text))
    given = ask.offered.keys() - ask.wanted.keys()
    return not named.isdisjoint(given) and named.isdisjoint(ask.wanted)


def _names_all(meeting: Meeting, at: int, ask: Ask, stances: Collection[Stance]) -> bool:
    """Whether a buyer's turn says all that was asked for, as its own or as the seller's terms."""
    if meeting.readings[at].has(Code.ACCEPT):
        stances = _SPOKEN_FOR
    said = {
        mention.issue: mention.value
        for mention in meeting.readings[at].mentions
        if mention.issue is not None and mention.stance in stances
    }
    return all(
        issue in said and meeting.meets(issue, said[issue], value)
        for issue, value in ask.wanted.items()
    )


def accepted_as_it_stood(meeting: Meeting, ask: Ask) -> Payment | None:
    """The buyer's last yes, to an offer whose condition names no term and was never refused, if it
    answers a turn that says the condition: what a yes to fewer words takes along nobody can tell.
    """
    conditional = any(move.conditional for move in meeting.moves(ask.at))
    if ask.wanted or ask.is_open or not conditional:
        return None
    yes = next((b for b in reversed(meeting.buyer_turns) if meeting.accepted(b)), None)
    if yes is None or yes <= ask.at or is_refused(meeting, ask, yes):
        return None
    if _leaves_out(meeting, yes, ask):
        return None
    put = meeting.trainee_turns[: bisect_left(meeting.trainee_turns, yes)][-1]
    if _is_set_right(meeting, yes) or not (
        put == ask.at or says_condition_again(meeting, ask, put)
    ):
        return None
    return Payment(_granting_quote(meeting, yes, ()), {})
