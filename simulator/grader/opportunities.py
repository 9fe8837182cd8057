"""What called for an answer: the buyer's pressures, objections and cues, each with its reply.

An opportunity that the trainee never came to answer, because the talk ended, is none.
"""

from typing import NamedTuple

from simulator.domain.moves import Code, Move
from simulator.domain.text import whole_words
from simulator.grader.meeting import Meeting, once_a_meeting
from simulator.grader.sentences import sentences
from simulator.grader.shared import tells, words_shared


class Opportunity(NamedTuple):
    """A move of the buyer's and the trainee turn that answered it (places in `turns`)."""

    at: int
    move: Move
    reply: int


def _answered(meeting: Meeting, at: int, move: Move) -> Opportunity | None:
    reply = meeting.reply_to(at)
    return None if reply is None else Opportunity(at, move, reply)


def _one_a_turn(meeting: Meeting, wanted: list[tuple[int, Move]]) -> tuple[Opportunity, ...]:
    """One opportunity a reply: the first reason there was to give it."""
    found: dict[int, Opportunity] = {}
    for at, move in wanted:
        opportunity = _answered(meeting, at, move)
        if opportunity is not None:
            found.setdefault(opportunity.reply, opportunity)
    return tuple(found.values())


@once_a_meeting
def pressures(meeting: Meeting) -> tuple[Opportunity, ...]:
    """Every turn in which the buyer pressed, by words or by a counter on the price."""
    return _one_a_turn(
        meeting,
        [
            (at, move)
            for at in meeting.buyer_turns
            for move in meeting.coded(at, {Code.PRESS, Code.COUNTER})
            if _presses(meeting, at, move)
        ],
    )


_BESIDE_A_YES = frozenset({"nibble", "renege", "insult"})
"""Kinds of pressure that a turn can hold which says yes."""


def _presses(meeting: Meeting, at: int, move: Move) -> bool:
    """Whether a move pushes; beside a yes, only one that asks for more does. Who says in greeting
    that others decide asks for nothing yet."""
    if move.code is Code.COUNTER:
        return any(map(meeting.is_core, meeting.undercut(at, move)))
    if move.topic == "authority" and not meeting.replies_before(at):
        return False
    return move.topic in _BESIDE_A_YES or not meeting.accepted(at)


def pressures_of(meeting: Meeting, kinds: frozenset[str]) -> tuple[Opportunity, ...]:
    """The pressures of some kinds ('rival', 'nibble', ...)."""
    return _one_a_turn(
        meeting,
        [
            (at, move)
            for at in meeting.buyer_turns
            for move in meeting.coded(at, {Code.PRESS})
            if move.topic in kinds and _presses(meeting, at, move)
        ],
    )


def _tells_why(meeting: Meeting, move: Move) -> bool:
    return bool(move.topic) and move.tier >= meeting.rubric.listening.known_reason_tier


@once_a_meeting
def undiagnosed(meeting: Meeting) -> tuple[Opportunity, ...]:
    """Objections and pressures whose reason the trainee could not know yet.

    Once a reason has been told, or confirmed, it explains the pushes on the price; a new objection,
    a threat or a rival has a reason of its own.
    """
    wanted: list[tuple[int, Move]] = []
    explained = False
    for at in meeting.buyer_turns:
        if meeting.accepted(at):
            continue
        told = meeting.coded(at, {Code.DISCLOSE})
        confirmed = bool(meeting.coded(at, {Code.CONFIRM}))
        explained = explained or confirmed or any(_tells_why(meeting, move) for move in told)
        # Who names an interest in that very turn has said what lies behind it.
        if any(meeting.is_interest(move.topic) for move in told):
            continue
        if _tells_how(meeting, at):
            continue
        wanted_codes = {Code.PRESS} if _nibbles(meeting, at) else {Code.PRESS, Code.OBJECT}
        for move in meeting.coded(at, wanted_codes):
            if _has_hidden_reason(meeting, move) and not (explained and move.topic == "price"):
                wanted.append((at, move))
    return _not_asked_twice(meeting, _one_a_turn(meeting, wanted))


def taunts(meeting: Meeting) -> tuple[Opportunity, ...]:
    """Insults beside which nothing else called for a reason."""
    known = {opportunity.reply for opportunity in undiagnosed(meeting)}
    found = pressures_of(meeting, frozenset({"insult"}))
    return tuple(taunt for taunt in found if taunt.reply not in known)


def bids(meeting: Meeting, at: int) -> tuple[Move, ...]:
    """The moves of a buyer's turn that name a price of its own."""
    counters = meeting.coded(at, {Code.COUNTER})
    return tuple(move for move in counters if any(map(meeting.is_core, move.terms)))


def _tells_how(meeting: Meeting, at: int) -> bool:
    """Whether a turn that bids may tell how its figure came about.

    What a known buyer has to tell is read by its own words; what any other tells beside its figure
    is not, and then its reason is not taken for hidden.
    """
    bid = () if meeting.ground.cue_topics else bids(meeting, at)
    if not bid:
        return False
    rules, text = meeting.rubric.listening, meeting.turns[at].text
    if meeting.coded(at, {Code.OBJECT}) or whole_words(rules.bid_reasons).search(text):
        return True
    bidding = [*bid, *meeting.coded(at, {Code.PRESS})]
    said = sum({move.quote: len(move.quote.text.split()) for move in bidding}.values())
    return len(text.split()) - said >= rules.bare_bid_words


def _not_asked_twice(meeting: Meeting, found: tuple[Opportunity, ...]) -> tuple[Opportunity, ...]:
    """Leaves out pushes that were answered with a trade after their reason had been asked for, and
    those that met with a goodbye.

    Asking why at every push is badgering; arguing, pitching or giving way is still no listening.
    """
    return tuple(
        opportunity
        for opportunity in found
        if not meeting.coded(opportunity.reply, {Code.WALK})
        and not (
            _only_trades(meeting, opportunity.reply)
            and _kind(opportunity.move) in _asked_before(meeting, opportunity.reply)
        )
    )


def _kind(move: Move) -> str:
    return "price" if move.topic in ("price", "how-much", "limit-ask") else move.topic


def _asked_before(meeting: Meeting, at: int) -> set[str]:
    """The kinds of pushes that an earlier turn has asked the reason of."""
    return {
        _kind(move)
        for reply in meeting.trainee_turns
        if reply < at and meeting.coded(reply, meeting.rubric.listening.diagnose_codes)
        for buyer in meeting.prompts(reply)
        for move in meeting.coded(buyer, {Code.PRESS, Code.OBJECT})
    }


def _only_trades(meeting: Meeting, at: int) -> bool:
    """Whether a turn puts a condition or asks for a return, and asks for no reason."""
    trading = any(m.conditional or m.code is Code.ASK_GET for m in meeting.moves(at))
    return trading and not meeting.coded(at, meeting.rubric.listening.diagnose_codes)


def _nibbles(meeting: Meeting, at: int) -> bool:
    """Whether a turn asks for one thing more: what it grumbles then has no other reason."""
    return any(move.topic == "nibble" for move in meeting.coded(at, {Code.PRESS}))


def _has_hidden_reason(meeting: Meeting, move: Move) -> bool:
    if move.code is Code.OBJECT:
        return not move.reasons
    return move.topic in meeting.rubric.listening.diagnosable_pressures


class Cue(NamedTuple):
    """A hint, and the move that took it up (None: missed)."""

    hint: Opportunity
    taken_up: Move | None


@once_a_meeting
def cues(meeting: Meeting) -> tuple[Cue, ...]:
    """Every hint that was taken up or surely passed over; hints at what was already taken up, and
    those of which it cannot be told, are not counted."""
    found: list[Cue] = []
    explored: set[str] = set()
    for at in meeting.buyer_turns:
        for move in meeting.coded(at, {Code.CUE}):
            later = meeting.replies_to(at, len(meeting.trainee_turns))
            if not later or move.topic in explored:
                continue
            reply = meeting.reply_to(at)
            hint = Opportunity(at, move, later[0] if reply is None else reply)
            taken = _taken_up(meeting, hint, later)
            if taken is not None:
                explored |= meeting.family(move.topic)
            # A turn that could not be read may have taken it up.
            if taken is not None or (reply is not None and not _may_take_up(meeting, hint, later)):
                found.append(Cue(hint, taken))
    return tuple(found)


def hints_answered(meeting: Meeting) -> int:
    """How many of the buyer's turns hinted at something and were answered."""
    hinting = [at for at in meeting.buyer_turns if meeting.coded(at, {Code.CUE})]
    return sum(bool(meeting.replies_to(at, 1)) for at in hinting)


def _taken_up(meeting: Meeting, hint: Opportunity, later: tuple[int, ...]) -> Move | None:
    """The first question or reflection that names what a hint said, however late; or else answers
    it, where its turn said nothing else. One word may recur by chance when the talk has moved on.
    """
    rules = meeting.rubric.listening
    near = later[: rules.uptake_window]
    moves = [(at, move) for at in later for move in meeting.coded(at, rules.uptake_codes)]
    said = hint.move.quote.text
    named = (
        move
        for at, move in moves
        if words_shared(meeting, move.quote.text, said) >= (1 if at in near else 2)
    )
    answers = (m for at, m in moves if at == hint.reply and _says_no_more(meeting, hint))
    return next(named, None) or next(answers, None)


def _says_no_more(meeting: Meeting, hint: Opportunity) -> bool:
    """Whether a hint is all that its turn says, but for a greeting."""
    return not tells(meeting, _beside(meeting, hint))


def _beside(meeting: Meeting, hint: Opportunity) -> str:
    """The sentences of the hint's turn that it is no part of."""
    own = hint.move.quote
    spoken = sentences(meeting, hint.at)
    return " ".join(q.text for q in spoken if q.end <= own.start or own.end <= q.start)


def _may_take_up(meeting: Meeting, hint: Opportunity, later: tuple[int, ...]) -> bool:
    """Whether a turn may have taken a hint up in words of its own."""
    codes = meeting.rubric.listening.uptake_codes
    reply = meeting.coded(hint.reply, codes)
    if any(not _speaks_of_another(meeting, hint, move) for move in reply):
        return True
    if "?" in meeting.turns[hint.reply].text and not reply:
        return True
    family = meeting.family(hint.move.topic)
    return any(
        move.topic in family and not (at == hint.reply and move in reply)
        for at in later
        for move in meeting.coded(at, codes)
    )


def _speaks_of_another(meeting: Meeting, hint: Opportunity, move: Move) -> bool:
    """Whether a move is about another sentence of the hint's turn."""
    return words_shared(meeting, move.quote.text, _beside(meeting, hint)) > 0


@once_a_meeting
def concerns(meeting: Meeting) -> tuple[Opportunity, ...]:
    """Turns in which the buyer showed a worry: an objection, a cue, a disclosure, a pressure."""
    codes = {Code.OBJECT, Code.CUE, Code.DISCLOSE, Code.PRESS}
    return _one_a_turn(
        meeting, [(at, move) for at in meeting.buyer_turns for move in meeting.coded(at, codes)]
    )


@once_a_meeting
def disclosures(meeting: Meeting) -> tuple[Opportunity, ...]:
    """Turns in which the buyer told something of an interest: it can be given back, or used."""
    return _one_a_turn(
        meeting,
        [
            (at, move)
            for at in meeting.buyer_turns
            for move in meeting.coded(at, {Code.DISCLOSE})
            if meeting.is_interest(move.topic)
        ],
    )
