"""Whether a line is sure enough to be held up to a trainee as worth remembering.

What carries a score may rest on one sign; what is held up must not be contradicted by another, in
the same turn or elsewhere in the talk.
"""

from simulator.domain.moves import ON_THE_TABLE, Code, Quote, Stance
from simulator.domain.scorecard import Evidence, LedgerRow
from simulator.domain.text import whole_words
from simulator.grader.deal import amounts, price_equivalent
from simulator.grader.holding import pushed
from simulator.grader.ledger import Ledger
from simulator.grader.meeting import Meeting
from simulator.grader.shared import words_shared

_SPOILING = frozenset(
    {Code.ATTACK, Code.LEAK, Code.IRRIT, Code.DEFEND, Code.PLEAD, Code.FLEXIBLE, Code.FALSE}
)
"""Moves beside which nothing is praised."""


def deserves_praise(meeting: Meeting, ledger: Ledger, quote: Quote) -> bool:
    """Whether nothing else in a turn spoils it: a fault, or something given for nothing."""
    at, weary = meeting.place(quote.turn), meeting.rubric.trading.peace_words
    if meeting.coded(at, _SPOILING) or meeting.quoted(at, whole_words(weary)) is not None:
        return False
    rows = (row for row in ledger.rows if row.given.turn == quote.turn and not row.withdrawn)
    return all(row.asked is not None for row in rows)


def follows(meeting: Meeting, quote: Quote, answers: Quote) -> bool:
    """Whether the buyer's words stand right before the trainee's, or right after them."""
    at, buyer = meeting.place(quote.turn), meeting.place(answers.turn)
    return buyer in meeting.prompts(at) or meeting.next_buyer(at) == buyer


def greets(meeting: Meeting, at: int) -> bool:
    """Whether a turn answers an opening line that pressed for nothing yet."""
    if meeting.replies_before(at):
        return False
    return not any(
        move.code is Code.COUNTER or move.topic != "authority"
        for buyer in meeting.prompts(at)
        for move in meeting.coded(buyer, {Code.COUNTER, Code.PRESS})
    )


def holds_firm(meeting: Meeting, at: int) -> bool:
    """Whether a turn refuses a push and puts no other price beside its no."""
    if not meeting.coded(at, {Code.HOLD}) or greets(meeting, at) or not pushed(meeting, at):
        return False
    return not any(
        meeting.prefers(mention.issue, mention.value, word) < 0
        for mention in meeting.readings[at].mentions
        if mention.issue is not None
        and mention.stance is Stance.PROPOSED
        and meeting.is_core(mention.issue)
        and (word := meeting.sellers_word(mention.issue, at)) is not None
    )


def surely_free(meeting: Meeting, ledger: Ledger, row: LedgerRow) -> bool:
    """Whether nothing can have been asked for a give: no ask, no word of one, and no later offer
    that ties the issue to a return."""
    at = meeting.place(row.given.turn)
    if row.asked is not None or row.withdrawn or _ties(meeting, at) or not _gives(meeting, at, row):
        return False
    beside = (meeting.previous(at), meeting.reply_to(at))
    if any(meeting.coded(turn, {Code.ASK_GET}) for turn in beside if turn is not None):
        return False
    return not any(row.issue in ask.offered and ask.at > at for ask in ledger.conditional_offers)


def _gives(meeting: Meeting, at: int, row: LedgerRow) -> bool:
    """Whether a turn names what it gives, or says yes to it, and refuses nothing."""
    if meeting.coded(at, meeting.rubric.firmness.hold_codes):
        return False
    if isinstance(row.after, str) or meeting.coded(at, {Code.ACCEPT}):
        return True
    return any(
        mention.issue == row.issue and mention.value == row.after
        for mention in meeting.readings[at].mentions
        if mention.stance in ON_THE_TABLE
    )


def _ties(meeting: Meeting, at: int) -> bool:
    if any(move.conditional or move.code is Code.ASK_GET for move in meeting.moves(at)):
        return True
    return meeting.quoted(at, whole_words(meeting.rubric.trading.tying_words)) is not None


def surely_unpaid(meeting: Meeting, row: LedgerRow) -> bool:
    """Whether a give that was tied to a return was made without it in a later turn, which neither
    names the return nor ties anything, and the return was not insisted on afterwards."""
    if row.asked is None or row.asked.turn >= row.given.turn:
        return False
    at = meeting.place(row.given.turn)
    named = {mention.issue for mention in meeting.readings[at].mentions}
    if _ties(meeting, at) or not named.isdisjoint(row.asked_for):
        return False
    insisting = {Code.HOLD, Code.REJECT, Code.BREACH}
    later = (turn for turn in meeting.trainee_turns if turn > at)
    return not any(meeting.coded(turn, insisting) or _ties(meeting, turn) for turn in later)


def surely_low(meeting: Meeting, ledger: Ledger, found: list[Evidence]) -> list[Evidence]:
    """The packages below the floor that are no misreading: all, where one was agreed; or else
    those of turns that say a figure, where there are several."""
    if meeting.scenario is None:
        return []
    floor = amounts(meeting.scenario).floor
    deal = ledger.settled
    if deal is not None and price_equivalent(meeting.scenario, deal) < floor - 1e-6:
        return found
    said = [
        item
        for item in found
        if item.trainee is not None and any(sign.isdigit() for sign in item.trainee.text)
    ]
    return said if len(said) > 1 else []


def asked_later(meeting: Meeting, push: Quote, reply: Quote) -> bool:
    """Whether the reason that an answer did not ask for was asked for soon after, or in the words
    of the push at any time."""
    rules = meeting.rubric.listening
    asking = rules.question_codes | rules.diagnose_codes
    later = [at for at in meeting.trainee_turns if at > meeting.place(reply.turn)]
    return any(
        place < rules.mending_turns or words_shared(meeting, move.quote.text, push.text) > 0
        for place, at in enumerate(later)
        for move in meeting.coded(at, asking)
    )
