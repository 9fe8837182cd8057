"""From verified codes to a scorecard: ledger, three scores, highlights. Pure: no model, no clock.

Same codes, same score; so a coach who corrects a code can score again at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.domain.moves import Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Highlight, LedgerRow, Score
from simulator.domain.transcript import End, Turn
from simulator.grader.deal import amounts, known_terms, price_equivalent
from simulator.grader.firmness import score_firmness
from simulator.grader.highlights import pick_highlights
from simulator.grader.ledger import Ledger, open_ledger
from simulator.grader.listening import score_listening
from simulator.grader.meeting import Meeting
from simulator.grader.rubric import Rubric, load_rubric
from simulator.grader.screening import screened
from simulator.grader.trading import score_trading


class Scorecard(NamedTuple):
    """What can be computed from the codes of one conversation."""

    ledger: tuple[LedgerRow, ...]
    scores: tuple[Score, ...]
    highlights: tuple[Highlight, ...]
    outcome: str
    price_equivalent: float | None


def score(
    turns: Sequence[Turn],
    readings: Sequence[Reading],
    *,
    scenario: Scenario | None = None,
    persona: Persona | None = None,
    end: End | None = None,
    rubric: Rubric | None = None,
) -> Scorecard:
    """Score one conversation.

    `readings` holds one reading for each turn, in the same order, its quotes verified. Without a
    scenario only what needs no key is scored. Raises ValueError if turns and readings differ.
    """
    rules = rubric or load_rubric()
    meeting = Meeting(
        turns=turns,
        readings=screened(readings, rules, scenario),
        rubric=rules,
        scenario=scenario,
        persona=persona,
        end=end,
    )
    ledger = open_ledger(meeting)
    scores = (
        score_listening(meeting),
        score_firmness(meeting, ledger),
        score_trading(meeting, ledger),
    )
    return Scorecard(
        ledger=ledger.rows,
        scores=scores,
        highlights=pick_highlights(meeting, ledger, scores),
        outcome=_outcome(meeting, ledger),
        price_equivalent=_equivalent(meeting, ledger),
    )


def _equivalent(meeting: Meeting, ledger: Ledger) -> float | None:
    if meeting.scenario is None or ledger.final is None:
        return None
    return price_equivalent(meeting.scenario, ledger.final)


def _outcome(meeting: Meeting, ledger: Ledger) -> str:
    """How it ended, in one or two sentences; the money is the seller's."""
    if ledger.final is None:
        return _no_deal(meeting)
    scenario = meeting.scenario
    if scenario is None:
        return "A deal, as far as the words tell; what it is worth needs a scenario."
    changed = {
        issue: value
        for issue, value in known_terms(scenario, ledger.final).items()
        if value != scenario.standard[issue]
    }
    terms = scenario.spoken(changed) if changed else "the standard terms"
    listed, floor = amounts(scenario)
    worth = price_equivalent(scenario, ledger.final)
    return (
        f"Deal: {terms}. To you it is worth ${worth:,.0f} at standard terms; the list price is "
        f"${listed:,.0f}, your floor ${floor:,.0f}."
    )


def _no_deal(meeting: Meeting) -> str:
    if meeting.end is None:
        return "No agreement was found in the conversation."
    if meeting.end.outcome == "buyer_left":
        return "No deal: the buyer left."
    return "No deal: you left."
