"""The concession ledger: every move towards the buyer, what was asked for it, what came back.

Positions start at the standard terms (a price only once it was sent or said). A price cut with
equal scope removed (RESCOPE) is no concession; accepting the buyer's terms is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from simulator.domain.corrections import LedgerVerdict
from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.scorecard import LedgerRow
from simulator.grader.asks import Ask
from simulator.grader.deal import money
from simulator.grader.meeting import Meeting
from simulator.grader.payments import Payment, accepted_as_it_stood, payment
from simulator.grader.peace import peace_bought
from simulator.grader.positions import EXTRA, Give, Offer, Positions
from simulator.grader.standing import contest, denied, dropped_at, lacks, never_without


class Ledger(NamedTuple):
    """The rows, the packages the trainee stood behind, and the terms agreed (None: no deal), as
    they were recorded."""

    rows: tuple[LedgerRow, ...]
    offers: tuple[Offer, ...]
    final: dict[str, Value] | None
    settled: dict[str, Value] | None
    """The terms both sides said yes to; a record can call it a deal, or none, against the words."""
    conditional_offers: tuple[Ask, ...]
    """Every return asked for, whether or not anything was given for it."""
    meant: dict[str, Value] | None
    """The terms agreed, without what the trainee denied or never gave: a buyer can claim a deal."""
    beside: float = 0.0
    """Money of the returns that the deal holds and that no single give was tied to."""


_REOPENING = frozenset({Code.REJECT, Code.COUNTER, Code.PRESS, Code.WALK})
_CORRECTING = frozenset({Code.HOLD, Code.BREACH, Code.OBJECT, Code.PAUSE})


def _recorded(meeting: Meeting, offers: list[Offer]) -> dict[str, Value] | None:
    """The terms agreed; in a conversation from elsewhere, the package of the last "yes"."""
    if meeting.end is None:
        return _said_yes_to(meeting, offers, _REOPENING)
    return dict(meeting.end.terms) if meeting.end.outcome == "deal" else None


def _settled(
    meeting: Meeting, offers: list[Offer], final: dict[str, Value] | None
) -> dict[str, Value] | None:
    """The terms agreed by the words; where these leave it open, as recorded."""
    if meeting.end is None:
        return final
    if final is not None:
        return None if contest(meeting, final) is not None else final
    # Against a record that there was no deal, only a yes that says the whole back counts.
    package = _said_yes_to(meeting, offers, _REOPENING | _CORRECTING)
    named = meeting.terms(_last_yes(meeting)) if package else {}
    back = any(map(meeting.is_core, named)) and len(named) > 1
    same = package is not None and all(package.get(i) == value for i, value in named.items())
    return package if back and same else None


def _last_yes(meeting: Meeting) -> int:
    """The place of the last yes; -1 if there is none."""
    turns = reversed(range(len(meeting.turns)))
    return next((at for at in turns if meeting.accepted(at)), -1)


def _said_yes_to(
    meeting: Meeting, offers: list[Offer], reopening: frozenset[Code]
) -> dict[str, Value] | None:
    """The package of the last yes, if nothing after it is coded as reopening the deal."""
    last = _last_yes(meeting)
    if last < 0 or any(reading.has(*reopening) for reading in meeting.readings[last + 1 :]):
        return None
    earlier = [offer for offer in offers if offer.at <= last]
    if earlier:
        return earlier[-1].package
    # "One more visit and we have a deal": agreed in words, on terms that have no name.
    named = any(meeting.says(at, "deal") for at in range(max(0, last - 1), last + 1))
    return {} if named and meeting.scenario is None else None


def _verdict(meeting: Meeting, give: Give, paid: Payment | None) -> LedgerVerdict:
    if paid is not None:
        return "traded"
    if give.ask is not None:
        return "linked, not paid"
    return "free" if peace_bought(meeting, give.at) is None else "people give"


def _lapsed(
    meeting: Meeting, give: Give, walk: Positions, final: Mapping[str, Value] | None
) -> bool:
    """Whether a give came to nothing: taken back, or conditional and never granted."""
    if _taken_back_at(meeting, give, walk, final) is not None:
        return True
    if final is not None:
        if give.issue in final and meeting.meets(give.issue, final[give.issue], give.before):
            return True
        return never_without(meeting, give, final)
    later = [offer.at for offer in walk.offers if offer.at > give.at]
    words = [t[give.issue] for t in map(meeting.terms, later) if give.issue in t]
    if words and meeting.meets(give.issue, words[-1], give.before):
        return True
    conditional = give.ask is not None and give.ask.at >= give.at
    return conditional and dropped_at(meeting, give, final) is None


def _taken_back_at(
    meeting: Meeting, give: Give, walk: Positions, final: Mapping[str, Value] | None
) -> int | None:
    """The trainee's turn that put the old terms back on the table; None if the give stayed.

    A give that stands in the deal all the same was not taken back, unless it was made anew.
    """
    anew = [g.at for g in walk.gives if g.issue == give.issue and g.at > give.at]
    stood = final is not None and not (
        give.issue in final and meeting.meets(give.issue, final[give.issue], give.before)
    )
    if stood and not anew and not denied(meeting, give.issue, final or {}):
        return None
    for at in (t for t in meeting.trainee_turns if t > give.at and (not anew or t < anew[0])):
        terms = meeting.terms(at)
        if give.issue in terms and meeting.meets(give.issue, terms[give.issue], give.before):
            return at
    return None


def _value_of(meeting: Meeting, ask: Ask | None, paid: Payment | None) -> float | None:
    """Money the return is worth to the seller, counted from what the buyer had offered.

    None if it cannot be told: no key, no issue named, or full terms against no counter-offer.
    """
    if ask is None or paid is None or meeting.scenario is None or not paid.terms:
        return None
    seller, scenario = meeting.scenario.seller, meeting.scenario
    start = {**meeting.standard, **ask.baseline}
    before = {issue: start[issue] for issue in paid.terms}
    if any(value == before[issue] for issue, value in paid.terms.items()):
        return None
    return money(seller, scenario, paid.terms) - money(seller, scenario, before)


def step_money(
    meeting: Meeting, issue: str, before: Value, after: Value
) -> tuple[float | None, float | None]:
    """What a step costs the seller and is worth to the buyer; None where the key does not tell."""
    scenario, buyer = meeting.scenario, meeting.buyer_side
    if scenario is None or buyer is None or issue == EXTRA:
        return None, None
    old, new = {issue: before}, {issue: after}
    cost = money(scenario.seller, scenario, old) - money(scenario.seller, scenario, new)
    return cost, money(buyer, scenario, new) - money(buyer, scenario, old)


def _row(
    meeting: Meeting, give: Give, paid: Payment | None, value_got: float | None, lapsed: bool
) -> LedgerRow:
    cost, value = step_money(meeting, give.issue, give.before, give.after)
    return LedgerRow(
        turn=meeting.turns[give.at].n,
        issue=give.issue,
        before=give.before,
        after=give.after,
        cost=cost,
        value_to_buyer=value,
        pressure=give.pressure,
        given=give.quote,
        asked=give.ask.quote if give.ask else None,
        asked_for=dict(give.ask.wanted) if give.ask else {},
        condition_first=give.ask.condition_first if give.ask else False,
        got=paid.quote if paid else None,
        value_got=value_got,
        withdrawn=lapsed and paid is None,
        verdict=_verdict(meeting, give, paid),
    )


@dataclass
class _Returns:
    """What the buyer has paid so far, so that the same return pays only once."""

    meeting: Meeting
    paid: dict[str, tuple[int, str, Value]] = field(default_factory=dict)
    """Per issue of the return: the turn of the ask, the issue given for it, and the value."""

    def take(self, give: Give, found: Payment | None) -> tuple[Payment | None, float | None]:
        """The payment of a give and what it is worth, less what had been paid before.

        A larger give on the same issue for the same return is one trade, so it counts as paid,
        at no further worth.
        """
        if found is None or give.ask is None or not found.terms:
            return found, _value_of(self.meeting, give.ask, found)
        fresh = {i: v for i, v in found.terms.items() if not self._is_spent(i, v, give.ask)}
        if not fresh:
            same = any(self.paid[issue][1] == give.issue for issue in found.terms)
            return (found, 0.0) if same else (None, None)
        for issue, value in fresh.items():
            self.paid.setdefault(issue, (give.ask.at, give.issue, value))
        left = found._replace(terms=fresh)
        return left, _value_of(self.meeting, give.ask, left)

    def anew(self, ask: Ask, found: Payment) -> float:
        """What a payment for nothing in particular is worth, less what had been paid before."""
        fresh = {i: v for i, v in found.terms.items() if not self._is_spent(i, v, ask)}
        for issue, value in fresh.items():
            self.paid.setdefault(issue, (ask.at, "", value))
        return _value_of(self.meeting, ask, found._replace(terms=fresh)) or 0.0

    def _is_spent(self, issue: str, value: Value, ask: Ask) -> bool:
        if issue not in self.paid:
            return False
        at, _, before = self.paid[issue]
        return at != ask.at and self.meeting.meets(issue, before, value)


def open_ledger(meeting: Meeting) -> Ledger:
    """Every concession of a meeting, in the order they were made.

    Of one turn's, those that asked for least are paid first: what pays for more stays for the
    others, and the order in which a deal lists its issues decides nothing.
    """
    walk = Positions(meeting)
    walk.run()
    recorded = _recorded(meeting, walk.offers)
    final = _settled(meeting, walk.offers, recorded)
    returns = _Returns(meeting)
    rows = []
    for give in sorted(walk.gives, key=_modesty):
        found = _payment_of(meeting, give, walk, final)
        paid, worth = returns.take(give, found)
        lapsed = _lapsed(meeting, give, walk, final)
        made = give if paid is not None or lapsed else _as_given(meeting, give, walk, final)
        rows.append(_row(meeting, made, paid, worth, lapsed))
    rows.sort(key=lambda row: row.turn)
    meant = _meant(meeting, rows, final) if final is not None else None
    beside = _beside(meeting, walk, returns, final)
    asks = tuple(walk.asks)
    return Ledger(tuple(rows), tuple(walk.offers), recorded, final, asks, meant, beside)


def _beside(
    meeting: Meeting, walk: Positions, returns: _Returns, final: Mapping[str, Value] | None
) -> float:
    """What the deal holds of returns that were asked for what had been given before."""
    tied = {give.ask.at for give in walk.gives if give.ask is not None}
    total = 0.0
    for ask in walk.asks:
        if final is None or ask.at in tied or not ask.wanted or lacks(meeting, ask, final):
            continue
        paid = payment(meeting, ask, final)
        total += returns.anew(ask, paid) if paid is not None else 0.0
    return total


def _meant(meeting: Meeting, rows: list[LedgerRow], final: Mapping[str, Value]) -> dict[str, Value]:
    """The agreed terms as the trainee meant them: its last word on what it denied, and what stood
    before a give that came to nothing.
    """
    meant = dict(final)
    for issue in final:
        if denied(meeting, issue, final):
            meant[issue] = meeting.sellers_words(issue)[1][-1]
    for row in reversed(rows):
        gone = row.withdrawn and row.issue in meant
        if gone and meeting.prefers(row.issue, row.before, meant[row.issue]) > 0:
            meant[row.issue] = row.before
    return meant


def _modesty(give: Give) -> tuple[int, int, str]:
    return give.at, len(give.ask.wanted) if give.ask else 0, give.issue


def _as_given(
    meeting: Meeting, give: Give, walk: Positions, final: Mapping[str, Value] | None
) -> Give:
    """A give that was tied to a return, as it was made without: in the turn that dropped the
    return, which is the one to show.
    """
    at = dropped_at(meeting, give, final)
    if at is None or any(g.at == at and g.issue == give.issue for g in walk.gives):
        return give
    quote = walk.given_quote(at, give.issue) if meeting.moves(at) else meeting.whole(at)
    return replace(give, at=at, quote=quote, pressure=walk.pressure(at, give.issue, give.before))


def _payment_of(
    meeting: Meeting, give: Give, walk: Positions, final: Mapping[str, Value] | None
) -> Payment | None:
    came_to_nothing = final is not None and _lapsed(meeting, give, walk, final)
    if give.ask is None or came_to_nothing:
        return None
    if final is None and meeting.end is not None:
        return None  # a yes that led to nothing brought nothing
    gone = _taken_back_at(meeting, give, walk, final)
    if gone is None and meeting.end is None:
        gone = dropped_at(meeting, give, final)
    paid = payment(meeting, give.ask, final, gone)
    if paid is None and final is not None and final.get(give.issue) == give.after:
        return accepted_as_it_stood(meeting, give.ask)
    return paid
