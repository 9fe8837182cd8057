"""T9: whether a trade that suits both sides was proposed, by the key."""

from collections.abc import Mapping

from simulator.domain.deal import Value
from simulator.domain.moves import Code
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Evidence, Indicator
from simulator.grader.deal import money
from simulator.grader.marks import no_opportunity, tally
from simulator.grader.meeting import Meeting
from simulator.grader.reach import within_reach
from simulator.grader.rulings import counted


def key_trade_proposed(meeting: Meeting) -> Indicator:
    """T9: whether a trade that the key knows was proposed: its give and its return in one turn."""
    name = "A trade that suits both was proposed"
    scenario = meeting.scenario
    if scenario is None or not scenario.key.trades:
        return no_opportunity("T9", name)
    evidence = counted(meeting, "T9", _key_trades(meeting, scenario))
    # Where no deal was possible no trade was, and one in words that were not read may be any.
    if not evidence and (within_reach(meeting) is False or _trades_unread(meeting)):
        return no_opportunity("T9", name)
    return tally("T9", name, evidence, met=bool(evidence))


def _trades_unread(meeting: Meeting) -> bool:
    """Whether a return was asked for, or something offered on a condition, in no known terms."""
    return any(
        (move.code is Code.ASK_GET or move.conditional) and not move.asked
        for at in meeting.trainee_turns
        for move in meeting.moves(at)
    )


def _key_trades(meeting: Meeting, scenario: Scenario) -> list[Evidence]:
    """The first turn that proposed a trade of the key's, or one that the key makes a gain to
    both."""
    for at in meeting.trainee_turns:
        terms = meeting.terms(at)
        for move in meeting.moves(at):
            terms = {**terms, **move.asked}
        if _is_of_key(meeting, scenario, terms) or _suits_both(meeting, scenario, terms):
            why = "One of the trades that suit both sides."
            return [Evidence(met=True, why=why, trainee=meeting.whole(at))]
    return []


def _is_of_key(meeting: Meeting, scenario: Scenario, terms: Mapping[str, Value]) -> bool:
    for trade in scenario.key.trades:
        moved = any(
            issue in terms and meeting.prefers(issue, terms[issue], meeting.standard[issue]) < 0
            for issue in trade.give
        )
        asked = any(
            issue in terms and meeting.meets(issue, terms[issue], value)
            for issue, value in trade.get.items()
        )
        if moved and asked:
            return True
    return False


def _suits_both(meeting: Meeting, scenario: Scenario, terms: Mapping[str, Value]) -> bool:
    """Whether terms give on one issue, gain on another, and leave both sides better off."""
    side = meeting.buyer_side
    standard = meeting.standard
    moved = {i: v for i, v in terms.items() if i in standard and v != standard[i]}
    ranks = {meeting.prefers(issue, value, standard[issue]) for issue, value in moved.items()}
    if side is None or not {1, -1} <= ranks:
        return False
    return money(scenario.seller, scenario, moved) > 0 and money(side, scenario, moved) > 0
