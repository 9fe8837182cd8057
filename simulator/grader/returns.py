"""T3: whether the returns that were asked for came in, or the give was taken back.

Said only where it can be known: a return in words that nobody granted outright is left out.
"""

from collections.abc import Iterable

from simulator.domain.moves import Quote, Stance
from simulator.domain.scorecard import Evidence, Indicator, LedgerRow
from simulator.grader.ledger import Ledger
from simulator.grader.marks import rate
from simulator.grader.meeting import Meeting
from simulator.grader.rulings import answered


def returns_collected(meeting: Meeting, ledger: Ledger, linked: list[LedgerRow]) -> Indicator:
    """T3, over the concessions that a return was asked for."""
    evidence = [
        Evidence(
            met=row.got is not None or row.withdrawn,
            why=_fate(meeting, ledger, row),
            buyer=row.got,
            trainee=row.asked,
        )
        for row in _one_a_return(linked)
        if row.got is not None or _surely_not_granted(meeting, ledger, row)
    ]
    needed = meeting.rubric.trading.rows[0].collected or 0
    evidence = answered(meeting, "T3", evidence)
    return rate("T3", "Returns collected, or the give taken back", evidence, needed)


def _fate(meeting: Meeting, ledger: Ledger, row: LedgerRow) -> str:
    if row.got is not None:
        whole = "The return was granted."
        return "Granted as far as you did not let go of it." if _let_go(meeting, row) else whole
    if row.withdrawn:
        return "It was not granted, and the give came to nothing."
    if ledger.settled is not None:
        return "It was not granted, and given all the same."
    return "It was not granted, and offered without it all the same."


def _one_a_return(rows: Iterable[LedgerRow]) -> Iterable[LedgerRow]:
    """The rows without those for a return that stands beside another give, too: the paid one of
    them, or the first."""
    kept: dict[Quote | None, LedgerRow] = {}
    for row in rows:
        first = kept.setdefault(row.asked, row)
        if first.got is None and row.got is not None:
            kept[row.asked] = row
    return kept.values()


def _let_go(meeting: Meeting, row: LedgerRow) -> bool:
    """Whether the trainee itself settled for less than it had asked for in a row."""
    words = ((i, v, meeting.sellers_words(i)[1][-1:]) for i, v in row.asked_for.items())
    return any(last and meeting.prefers(i, last[0], value) < 0 for i, value, last in words)


def _surely_not_granted(meeting: Meeting, ledger: Ledger, row: LedgerRow) -> bool:
    """Whether a return is named by its terms, the deal lacks it and the buyer never said it."""
    if row.asked is None or not row.asked_for:
        return False
    asked_at = meeting.place(row.asked.turn)
    said = (
        mention
        for at in meeting.buyer_between(asked_at, len(meeting.turns))
        for mention in meeting.readings[at].mentions
        if mention.stance not in (Stance.REFUSED, Stance.PAST)
    )
    if any(m.issue in row.asked_for and m.value == row.asked_for[m.issue] for m in said):
        return False
    final, answer = ledger.settled, meeting.next_buyer(asked_at)
    if final is None and answer is not None and meeting.accepted(answer):
        return False  # a yes that fell through later
    return final is None or any(
        issue not in final or not meeting.meets(issue, final[issue], value)
        for issue, value in row.asked_for.items()
    )
