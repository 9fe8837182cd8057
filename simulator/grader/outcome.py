"""How a meeting ended in the money of the key, and what better package was there.

Reported beside the scores and never part of them: a lucky deal is no skill, and a good walk none.
"""

from collections.abc import Mapping

from simulator.domain import utility
from simulator.domain.deal import Value
from simulator.domain.scorecard import Outcome
from simulator.grader.deal import amounts, known_terms, money, price_equivalent
from simulator.grader.ledger import Ledger
from simulator.grader.meeting import Meeting
from simulator.grader.reach import Reach, reachable
from simulator.grader.standing import contest


def outcome_of(meeting: Meeting, ledger: Ledger) -> Outcome | None:
    """What the end was worth to both sides; None without a key, while the talk is open, or where
    the words and the record differ on whether there was a deal.

    Without a deal both have what their alternatives are worth.
    """
    scenario, buyer_side, reach = meeting.scenario, meeting.buyer_side, reachable(meeting)
    if scenario is None or buyer_side is None or reach is None or _in_doubt(ledger):
        return None
    if ledger.final is None:
        if meeting.end is None:
            return None
        left = meeting.end.outcome == "trainee_left"
        return _no_deal(scenario.seller, reach, left=left)
    seller = money(scenario.seller, scenario, ledger.final)
    buyer = money(buyer_side, scenario, ledger.final)
    better = _better(reach, seller, buyer, meeting.rubric.outcome.worth_telling)
    return Outcome(
        deal=True,
        terms=known_terms(scenario, ledger.final),
        seller=seller,
        seller_floor=scenario.seller.reservation,
        buyer=buyer,
        joint_share=_share(reach, seller + buyer, scenario.seller, buyer_side),
        better=better.package if better else {},
        better_seller=better.seller if better else 0,
        better_buyer=better.buyer if better else 0,
        right_exit=seller >= scenario.seller.reservation - 1e-6,
    )


def _in_doubt(ledger: Ledger) -> bool:
    return (ledger.final is None) != (ledger.settled is None)


def _no_deal(seller: utility.Preferences, reach: Reach, *, left: bool) -> Outcome:
    fair = reach.fair
    return Outcome(
        deal=False,
        seller=seller.reservation,
        seller_floor=seller.reservation,
        buyer=reach.alternative,
        joint_share=0.0 if reach.points else None,
        better=fair.package if fair else {},
        better_seller=fair.seller if fair else 0,
        better_buyer=fair.buyer if fair else 0,
        # Who was left by the buyer did not choose; but where no deal was possible, it was right.
        right_exit=True if not reach.points else (False if left else None),
    )


def _share(
    reach: Reach, joint: float, seller: utility.Preferences, buyer: utility.Preferences
) -> float | None:
    """The joint gain over both alternatives, as a share of the largest possible one, 0..1."""
    if reach.gain <= 0:
        return None
    return min(1.0, max(0.0, (joint - seller.reservation - buyer.reservation) / reach.gain))


def _better(
    reach: Reach, seller: float, buyer: float, worth_telling: float
) -> utility.Outcome | None:
    """The package that betters both sides most evenly; None if there is none worth telling."""
    points = [
        p for p in reach.points if p.seller > seller + worth_telling and p.buyer >= buyer - 1e-6
    ]
    return max(points, key=lambda p: (p.seller - seller) * (p.buyer - buyer + 1), default=None)


def outcome_words(meeting: Meeting, ledger: Ledger) -> str:
    """How it ended, in one or two sentences; the money is the seller's."""
    if ledger.final is None:
        return _no_deal_words(meeting, ledger)
    scenario = meeting.scenario
    if scenario is None:
        return "A deal, as far as the words tell; what it is worth needs a scenario."
    terms = scenario.spoken_changes(known_terms(scenario, ledger.final))
    listed, floor = amounts(scenario)
    worth = price_equivalent(scenario, ledger.final)
    return (
        f"Deal: {terms}. To you it is worth ${worth:,.0f} at standard terms; the list price is "
        f"${listed:,.0f}, your floor ${floor:,.0f}.{_contest(meeting, ledger.final)}"
    )


def _contest(meeting: Meeting, final: Mapping[str, Value]) -> str:
    """That the trainee's last words differ from a deal on record, and where; empty if not so."""
    found = contest(meeting, final)
    if found is None or meeting.scenario is None:
        return ""
    names = [meeting.scenario.issue(issue).name.lower() for issue in found.issues]
    on = f" on {', '.join(names)}" if names else ""
    return f" So the record says; your last words, turn {meeting.turns[found.at].n}, differ{on}."


def _no_deal_words(meeting: Meeting, ledger: Ledger) -> str:
    if meeting.end is None:
        return "No agreement was found in the conversation."
    left = "the buyer left" if meeting.end.outcome == "buyer_left" else "you left"
    if ledger.settled is None or meeting.scenario is None:
        return f"No deal: {left}."
    terms = meeting.scenario.spoken_changes(known_terms(meeting.scenario, ledger.settled))
    return f"No deal is recorded: {left}. By the words you had agreed on {terms}."
