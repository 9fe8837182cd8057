"""Why a correction is refused: no such judgement, words that were not said, a code out of reach.

Every refusal is one sentence that a coach can act on.
"""

from collections.abc import Mapping
from math import isfinite

from simulator.coding.codebook import load_codebook
from simulator.domain.corrections import Correction
from simulator.domain.errors import NegotiateError
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Turn
from simulator.grader.case import Case
from simulator.grader.coach.judgements import indicators, judgements
from simulator.grader.positions import EXTRA
from simulator.grader.rubric import load_rubric
from simulator.grader.rulings import WALK, is_credit, is_ruled
from simulator.grader.verify import is_verbatim


def refuse_unsound(record: GradedRecord, correction: Correction, case: Case) -> None:
    """Raises NegotiateError for a correction that record or transcript does not bear out."""
    turns = {turn.n: turn for turn in case.turns}
    _check_record(record, case)
    _check_target(record, correction)
    _check_words(correction, turns)
    _check_figures(correction)
    if correction.action in ("change", "add"):
        match correction.target.kind:
            case "code":
                _check_code(record, correction, turns)
            case "ledger":
                _check_row(correction, turns)
                _check_values(correction, case.scenario)
            case "opportunity":
                _check_opportunity(record, correction)


def _check_record(record: GradedRecord, case: Case) -> None:
    if record.status == "not graded":
        raise NegotiateError("There is no grade to correct: grade the transcript first.")
    if record.rubric != load_rubric().label:
        raise NegotiateError(
            f"This was graded by rubric {record.rubric}, and this program has "
            f"{load_rubric().label}: grade the transcript again, so that only corrections move "
            "the scores."
        )
    made_from = record.made_from
    if made_from.transcript and made_from.transcript != case.transcript_hash:
        raise NegotiateError("This grade is of other words than the transcript has now.")
    if made_from.transcript and made_from.scenario != case.scenario_hash:
        raise NegotiateError(
            "This was graded with another deal than the conversation has now: name that deal with "
            "--scenario, or grade the conversation again with the one it has."
        )


def _check_target(record: GradedRecord, correction: Correction) -> None:
    target = correction.target
    if target.kind == "turn":
        if correction.action != "accept":
            raise NegotiateError("The codes of a whole turn can only be accepted.")
        if target.turn is not None and target.turn not in {r.turn for r in record.readings}:
            raise NegotiateError(f"There is no turn {target.turn} in this grade.")
        return
    there = any(target.same(judgement.target) for judgement in judgements(record))
    if correction.action != "add" and not there:
        raise NegotiateError(f"There is no {target.id} in this grade; list its judgements.")
    if correction.action == "add" and there and correction.move is None:
        raise NegotiateError(f"{target.id} is there already: change it.")
    if correction.action != "accept" and not correction.reason.strip():
        raise NegotiateError("A correction needs a reason.")


def _check_words(correction: Correction, turns: Mapping[int, Turn]) -> None:
    target, move = correction.target, correction.move
    quotes = [target.quote, correction.words]
    if move is not None:
        quotes += [move.quote, move.answers]
        if move.quote.turn != target.turn:
            raise NegotiateError(f"The words have to stand in turn {target.turn}.")
    for quote in quotes:
        if quote is not None and (
            quote.turn not in turns or not is_verbatim(quote, turns[quote.turn])
        ):
            raise NegotiateError(f"Turn {quote.turn} does not have the words {quote.text!r}.")


def _check_figures(correction: Correction) -> None:
    """Refuses what JSON has no number for: a record with it could not be read again."""
    move = correction.move
    terms = [*move.terms.items(), *move.asked.items()] if move is not None else []
    of = correction.target.of
    for name, value in (*terms, (of, correction.before), (of, correction.after)):
        if isinstance(value, float) and not isfinite(value):
            raise NegotiateError(f"{name}: {value} is no figure; write one, like 57,000.")


def _check_code(
    record: GradedRecord, correction: Correction, turns: Mapping[int, Turn]
) -> None:  # fmt: skip
    move = correction.move
    if move is None:
        raise NegotiateError("Say which code it should be.")
    speaker = turns[move.quote.turn].speaker
    if not load_codebook().codes[move.code].allows(speaker):
        raise NegotiateError(
            f"Turn {move.quote.turn} is the {speaker}'s, who cannot earn {move.code.value}."
        )
    reading = next(r for r in record.readings if r.turn == move.quote.turn)
    if move in reading.moves:
        raise NegotiateError(f"{move.code.value} stands on those words already.")


def _check_row(correction: Correction, turns: Mapping[int, Turn]) -> None:
    given, verdict = correction.target.turn, correction.verdict
    if verdict is None:
        raise NegotiateError("Say what the row should be: traded, linked, free or people give.")
    if given is None or given not in turns or turns[given].speaker != "trainee":
        raise NegotiateError(f"Turn {given} is not the trainee's: nothing was given there.")
    answered = any(turn.n > given and turn.speaker == "buyer" for turn in turns.values())
    if verdict == "traded" and correction.words is None and not answered:
        raise NegotiateError("No buyer's turn follows: quote the words that paid for it.")


def _check_values(correction: Correction, scenario: Scenario | None) -> None:
    of = correction.target.of
    if correction.action == "change" or scenario is None or of == EXTRA:
        return
    issue = next((issue for issue in scenario.issues if issue.id == of), None)
    if issue is None:
        known = ", ".join(issue.id for issue in scenario.issues)
        raise NegotiateError(f"{of!r} is no issue of this deal; it has {known}.")
    if correction.after is None:
        raise NegotiateError(f"Say the new value of {of}.")
    for value in (correction.before, correction.after):
        if value is not None and not issue.holds(value):
            raise NegotiateError(f"{value!r} is no value of {of}.")


def _check_opportunity(record: GradedRecord, correction: Correction) -> None:
    of, met = correction.target.of, correction.met
    known = {indicator.id for indicator in indicators(record)}
    if of not in known:
        raise NegotiateError(f"{of!r} is no indicator of this grade.")
    if not is_ruled(of):
        raise NegotiateError(f"{of} follows from codes and ledger rows: correct those.")
    if met is None:
        raise NegotiateError("Say whether it was met, not met, or no opportunity.")
    if correction.action == "add" and of == WALK:
        raise NegotiateError(f"{of} judges how the talk ended, once: there is none to add.")
    credit = is_credit(of)
    if correction.action == "add" and credit is not None and met is not credit:
        what = "credits: an addition is met" if credit else "faults: an addition is not met"
        raise NegotiateError(f"{of} counts {what}.")
