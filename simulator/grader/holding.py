"""F1 to F3: what was held under pressure, bids against oneself, packages below the floor."""

from typing import NamedTuple

from simulator.domain.moves import Code, Quote
from simulator.domain.scorecard import Evidence, Indicator, LedgerRow
from simulator.grader.deal import amounts, price_equivalent
from simulator.grader.ledger import Ledger, stands_alone
from simulator.grader.marks import rate
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import pressures
from simulator.grader.rulings import answered, counted


def core_rows(meeting: Meeting, ledger: Ledger) -> list[LedgerRow]:
    """The concessions on price-like issues."""
    return [row for row in ledger.rows if meeting.is_core(row.issue)]


def is_conditional(row: LedgerRow) -> bool:
    """Whether the return was asked in the same turn: the give was never on offer alone."""
    return row.asked is not None and row.asked.turn == row.given.turn


def _gave_way(meeting: Meeting, rows: list[LedgerRow]) -> dict[int, Quote]:
    """Places of the turns that moved without a condition, and the words.

    A conditional give that is refused and then repeated alone gives way in that later turn.
    """
    found: dict[int, Quote] = {}
    for row in rows:
        at = meeting.place(row.turn)
        if not is_conditional(row):
            found[at] = row.given
        elif row.got is None and not row.withdrawn:
            later = [t for t in meeting.trainee_turns if t > at]
            alone = (t for t in later if stands_alone(meeting, t, row.issue, row.after))
            found.update({t: meeting.whole(t) for t in list(alone)[:1]})
    return found


def held_pressures(meeting: Meeting, rows: list[LedgerRow]) -> Indicator:
    gave_way = _gave_way(meeting, rows)
    pressed = {pressure.reply: pressure.move.quote for pressure in pressures(meeting)}
    for at in gave_way:
        # A refused condition presses, too, where it made the trainee drop the condition.
        refusals = (
            move.quote
            for buyer in meeting.prompts(at)
            for move in meeting.coded(buyer, {Code.REJECT, Code.OBJECT})
        )
        refusal = next(refusals, None)
        if at not in pressed and refusal is not None:
            pressed[at] = refusal
    moved = {meeting.place(row.turn) for row in rows}
    evidence = [
        Evidence(
            met=at not in gave_way,
            why="Gave way without a condition."
            if at in gave_way
            else "Gave way only on a condition."
            if at in moved
            else "Did not give way.",
            buyer=quote,
            trainee=gave_way.get(at) or meeting.whole(at),
        )
        for at, quote in sorted(pressed.items())
    ]
    needed = meeting.rubric.firmness.rows[0].held or 0
    return rate("F1", "Pressures held", answered(meeting, "F1", evidence), needed)


class LowPackage(NamedTuple):
    """A package the trainee offered that is worth less than the floor."""

    at: int
    worth: float


def packages_below_floor(meeting: Meeting, ledger: Ledger) -> list[LowPackage]:
    """The packages offered below the floor; without a key there are none."""
    if meeting.scenario is None:
        return []
    worths = [
        LowPackage(offer.at, price_equivalent(meeting.scenario, offer.package))
        for offer in ledger.offers
    ]
    return [low for low in worths if low.worth < amounts(meeting.scenario).floor - 1e-6]


def self_bids(meeting: Meeting, rows: list[LedgerRow]) -> list[Evidence]:
    """Free price moves that no pressure called for, or after which the buyer had not moved."""
    moving = {Code.GIVE, Code.COUNTER, Code.ACCEPT}
    found = []
    last: int | None = None
    for row in rows:
        at = meeting.place(row.turn)
        between = [b for b in meeting.buyer_turns if last is not None and last < b < at]
        moved = last is None or any(meeting.coded(b, moving) for b in between)
        if not is_conditional(row) and (row.pressure is None or not moved):
            found.append(
                Evidence(
                    met=False,
                    why="Gave way though nothing pressed for it."
                    if row.pressure is None
                    else "Gave way again before the buyer had moved.",
                    buyer=row.pressure,
                    trainee=row.given,
                )
            )
        last = at
    return counted(meeting, "F2", found)
