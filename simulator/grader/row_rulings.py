"""A coach's rulings on the concession ledger: a row's verdict changed, a row removed or added.

A verdict stands on quotes, so they change with it: what is traded was asked for and paid.
"""

from simulator.domain.corrections import Correction, LedgerVerdict
from simulator.domain.moves import Quote
from simulator.domain.scorecard import LedgerRow
from simulator.grader.ledger import Ledger, step_money
from simulator.grader.meeting import Meeting
from simulator.grader.positions import NOT_STATED


def ruled_ledger(meeting: Meeting, ledger: Ledger) -> Ledger:
    """The ledger as coaches have ruled on it, in the order of the rulings."""
    rows = list(ledger.rows)
    for correction in meeting.corrections:
        if correction.target.kind == "ledger" and correction.action != "accept":
            rows = _ruled(meeting, rows, correction)
    return ledger._replace(rows=tuple(rows)) if meeting.corrections else ledger


def _ruled(meeting: Meeting, rows: list[LedgerRow], correction: Correction) -> list[LedgerRow]:
    target, verdict = correction.target, correction.verdict
    others = [row for row in rows if (row.turn, row.issue) != (target.turn, target.of)]
    if correction.action == "add" and verdict is not None:
        added = _judged(meeting, _row(meeting, correction), verdict, correction.words)
        return sorted([*others, added], key=lambda row: row.turn)
    if correction.action == "change" and verdict is not None:
        return [
            row if row in others else _judged(meeting, row, verdict, correction.words)
            for row in rows
        ]
    return others


def _judged(
    meeting: Meeting, row: LedgerRow, verdict: LedgerVerdict, words: Quote | None
) -> LedgerRow:
    """The row with that verdict. `words` are those that asked, or the buyer's that paid."""
    if verdict in ("free", "people give"):
        return row.model_copy(
            update={
                "asked": None,
                "asked_for": {},
                "condition_first": False,
                "got": None,
                "value_got": None,
                "verdict": verdict,
            }
        )
    paid = words if words is not None and _is_buyers(meeting, words) else None
    asked = row.asked or (words if paid is None else None) or _whole(meeting, row.turn)
    if verdict == "linked, not paid":
        return row.model_copy(
            update={"asked": asked, "got": None, "value_got": None, "verdict": verdict}
        )
    got = paid or row.got or _answer(meeting, row.turn)
    return row.model_copy(
        update={"asked": asked, "got": got, "withdrawn": False, "verdict": verdict}
    )


def _is_buyers(meeting: Meeting, quote: Quote) -> bool:
    return meeting.turns[meeting.place(quote.turn)].speaker == "buyer"


def _whole(meeting: Meeting, turn: int) -> Quote:
    return meeting.whole(meeting.place(turn))


def _answer(meeting: Meeting, turn: int) -> Quote | None:
    """The buyer's next turn, whole; None if there is none."""
    at = meeting.place(turn)
    following = next((b for b in meeting.buyer_turns if b > at), None)
    return None if following is None else meeting.whole(following)


def _row(meeting: Meeting, correction: Correction) -> LedgerRow:
    """An added row, before its verdict; its money is the key's, where the key knows the issue."""
    target = correction.target
    turn, issue = target.turn or 0, target.of
    before = correction.before
    if before is None:
        before = meeting.sellers_word(issue, meeting.place(turn))
    given = target.quote or _whole(meeting, turn)
    after = correction.after if correction.after is not None else given.text
    before = NOT_STATED if before is None else before
    cost, worth = step_money(meeting, issue, before, after)
    return LedgerRow(
        turn=turn,
        issue=issue,
        before=before,
        after=after,
        cost=cost,
        value_to_buyer=worth,
        given=given,
        verdict="free",
    )
