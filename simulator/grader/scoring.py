"""From verified codes to a scorecard: ledger, scores, highlights, outcome. No model, no clock.

Same codes, same score; so a coach who corrects a code can score again at once.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulator.domain.corrections import Correction
from simulator.domain.moves import Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Highlight, Indicator, LedgerRow, Outcome, Score
from simulator.domain.transcript import End, Turn
from simulator.grader.asking import without_mere_form
from simulator.grader.copies import without_copies
from simulator.grader.deal import price_equivalent
from simulator.grader.firmness import score_firmness
from simulator.grader.highlights import pick_highlights
from simulator.grader.ledger import Ledger, open_ledger
from simulator.grader.listening import score_listening
from simulator.grader.meeting import Meeting, Sheet
from simulator.grader.outcome import outcome_of, outcome_words
from simulator.grader.row_rulings import ruled_ledger
from simulator.grader.rubric import load_rubric
from simulator.grader.rulings import upheld
from simulator.grader.screening import screened
from simulator.grader.secondary.scoring import score_secondary
from simulator.grader.trading import score_trading


class Scorecard(NamedTuple):
    """What can be computed from the codes of one conversation; fields as in a graded record."""

    ledger: tuple[LedgerRow, ...]
    scores: tuple[Score, ...]
    secondary: tuple[Score, ...]
    highlights: tuple[Highlight, ...]
    outcome: str
    result: Outcome | None
    price_equivalent: float | None

    @property
    def all_scores(self) -> tuple[Score, ...]:
        """The headline scores, then the secondary ones."""
        return (*self.scores, *self.secondary)


def score(
    turns: Sequence[Turn],
    readings: Sequence[Reading],
    *,
    scenario: Scenario | None = None,
    persona: Persona | None = None,
    end: End | None = None,
    sheet: Sheet | None = None,
    corrections: Sequence[Correction] = (),
    by_rules: bool = False,
) -> Scorecard:
    """Score one conversation.

    `readings` holds one reading for each turn, in the same order, its quotes verified. Without a
    scenario only what needs no key is scored. Of `corrections`, those on ledger rows and
    opportunities are applied here; those on codes are in `readings` already. `by_rules` says that
    the rules gave the codes, which judge some checks not at all. Raises ValueError if turns and
    readings differ.
    """
    rules = load_rubric()
    look_back = rules.evidence.look_back
    own = without_mere_form(without_copies(turns, readings, scenario, look_back), rules)
    meeting = Meeting(
        turns=turns,
        readings=upheld(corrections, readings, screened(own, rules, scenario)),
        rubric=rules,
        scenario=scenario,
        persona=persona,
        end=end,
        sheet=sheet,
        corrections=corrections,
        by_rules=by_rules,
    )
    ledger = ruled_ledger(meeting, open_ledger(meeting))
    scores = (
        score_listening(meeting),
        score_firmness(meeting, ledger),
        score_trading(meeting, ledger),
    )
    return Scorecard(
        ledger=ledger.rows,
        scores=_worded(meeting, scores, none=rules.as_read.none),
        secondary=_worded(meeting, score_secondary(meeting, ledger, scores)),
        highlights=pick_highlights(meeting, ledger, scores),
        outcome=outcome_words(meeting, ledger),
        result=outcome_of(meeting, ledger),
        price_equivalent=_equivalent(meeting, ledger),
    )


def _worded(meeting: Meeting, scores: tuple[Score, ...], none: str = "{name}") -> tuple[Score, ...]:
    """The scores as they are told: where nobody but rules has read the turns, an absence is one of
    what was read."""
    if not meeting.only_rules_read:
        return scores
    words = meeting.rubric.as_read
    return tuple(
        score.model_copy(
            update={
                "because": _anchor_as_read(score.because, words.anchors),
                "indicators": tuple([_as_read(i, words.whys, none) for i in score.indicators]),
            }
        )
        for score in scores
    )


def _anchor_as_read(because: str, anchors: Mapping[str, str]) -> str:
    for firm, read in anchors.items():
        if because == firm:
            return read
        if because.endswith(firm[1:]):  # "As far as there was occasion: everything was ..."
            return f"{because[: -len(firm)]}{read[0].lower()}{read[1:]}"
    return because


def _as_read(indicator: Indicator, whys: Mapping[str, str], none: str) -> Indicator:
    changed: dict[str, object] = {}
    if indicator.status != "no opportunity" and not indicator.count:
        changed["name"] = none.format(name=indicator.name)
    if any(item.why in whys for item in indicator.evidence):
        changed["evidence"] = tuple(
            [
                item.model_copy(update={"why": whys[item.why]}) if item.why in whys else item
                for item in indicator.evidence
            ]
        )
    return indicator.model_copy(update=changed) if changed else indicator


def _equivalent(meeting: Meeting, ledger: Ledger) -> float | None:
    if meeting.scenario is None or ledger.final is None:
        return None
    return price_equivalent(meeting.scenario, ledger.final)
