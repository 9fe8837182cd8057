"""Applies a coach's correction to a grade and scores anew: a new record that points back.

Pure: no file, no model, no clock. A coach's chain starts at the grader's own record; codes are
changed in the readings, rulings on ledger rows and opportunities where those are counted.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from simulator.coding.rules import RULES
from simulator.domain.corrections import Correction
from simulator.domain.moves import ON_THE_TABLE, Mention, Move, Reading, Stance
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord, Score
from simulator.domain.transcript import Transcript
from simulator.grader.case import Case, open_case, scored
from simulator.grader.coach.judgements import code_target
from simulator.grader.coach.refusals import refuse_unsound
from simulator.grader.screening import overlap
from simulator.grader.verify import verify


def corrected(
    record: GradedRecord,
    transcript: Transcript,
    correction: Correction,
    *,
    scenario: Scenario | None = None,
) -> GradedRecord:
    """The record with one more correction, scored anew as of `correction.made`.

    `scenario` is for a conversation that was not played here, and was graded with one. Raises
    NegotiateError, in one sentence, for a grade that cannot be corrected, a target that is not
    in it, words that are not in their turn, and a code that their speaker cannot earn.
    """
    return corrected_case(record, open_case(transcript, record.transcript, scenario), correction)


def corrected_case(record: GradedRecord, case: Case, correction: Correction) -> GradedRecord:
    """The same, of a case that is open already."""
    refuse_unsound(record, correction, case)
    chain = (*record.corrections, correction)
    # What is accepted moves nothing; intervals over a coder's samples stay, too.
    moved = {} if correction.action == "accept" else _moved(record, case, chain)
    return published(with_correction(record, correction).model_copy(update=moved), case)


def published(record: GradedRecord, case: Case) -> GradedRecord:
    """The record with the numbers of those scores that were withheld because samples differ, where
    the coach has ruled on all that they hang on."""
    settled = {s.name for s in record.all_scores if s.hangs_on and not record.unsettled(s)}
    if not settled:
        return record
    readings = verify(case.turns, record.readings).readings
    card = scored(case, readings, record.corrections, by_rules=record.coder == RULES)
    scores = [
        new if new.name in settled else old
        for old, new in zip(record.all_scores, card.all_scores, strict=True)
    ]
    headline = len(card.scores)
    return record.model_copy(
        update={"scores": tuple(scores[:headline]), "secondary": tuple(scores[headline:])}
    )


def with_correction(record: GradedRecord, correction: Correction) -> GradedRecord:
    """The record with a correction that moves nothing: it is as the coach would have it."""
    made = f"{record.id}\0{correction.model_dump_json()}"
    return record.model_copy(
        update={
            "id": sha256(made.encode()).hexdigest()[:12],
            "parent": record.id,
            "graded": correction.made,
            "coach": correction.coach,
            "left_behind": 0,
            "corrections": (*record.corrections, correction),
        }
    )


def _moved(record: GradedRecord, case: Case, chain: Sequence[Correction]) -> dict[str, object]:
    """The readings after the last correction of the chain, and all that is scored from them."""
    recoded = [_recoded(reading, chain[-1]) for reading in record.readings]
    readings, by_rules = verify(case.turns, recoded).readings, record.coder == RULES
    card = scored(case, readings, chain, by_rules=by_rules)
    own = verify(case.turns, record.readings).readings
    before = scored(case, own, chain[:-1], by_rules=by_rules)
    scores = tuple(_settled(record.all_scores, before.all_scores, card.all_scores))
    headline = len(card.scores)
    return {
        **card._asdict(),
        "readings": readings,
        "scores": scores[:headline],
        "secondary": scores[headline:],
    }


def _settled(
    old: Sequence[Score], before: Sequence[Score], after: Sequence[Score]
) -> Iterator[Score]:
    """The scores after a correction. One whose points it does not move stays as it was: withheld,
    with its interval and its samples; only the evidence is new.

    `old` is the record's; `before` follows from its codes, which does not know of the samples.
    """
    stood = {score.name: score for score in old}
    computed = {score.name: score for score in before}
    for score in after:
        was = stood.get(score.name)
        if was is None or score.differs(computed[score.name]):
            yield score
            continue
        kept: dict[str, object] = {
            "interval": was.interval,
            "samples": was.samples,
            "hangs_on": was.hangs_on,
        }
        if was.differs(score):
            kept |= {
                "verdict": was.verdict,
                "value": was.value,
                "because": was.because,
                "caps": was.caps,
            }
        yield score.model_copy(update=kept)


def _recoded(reading: Reading, correction: Correction) -> Reading:
    """The reading after a correction of a code; every other correction leaves it as it is."""
    target = correction.target
    if target.kind != "code" or target.turn != reading.turn:
        return reading
    if correction.action == "add" and correction.move is not None:
        return reading.model_copy(update={"moves": (*reading.moves, correction.move)})
    at = next(at for at, move in enumerate(reading.moves) if code_target(move).same(target))
    replaced = () if correction.move is None else (correction.move,)
    moves = (*reading.moves[:at], *replaced, *reading.moves[at + 1 :])
    gone = reading.moves[at]
    return reading.model_copy(
        update={
            "moves": moves,
            "mentions": tuple(_after(gone, moves, mention) for mention in reading.mentions),
        }
    )


def _after(gone: Move, moves: tuple[Move, ...], mention: Mention) -> Mention:
    """A term that only the removed code put on the table is on it no longer."""
    offered = mention.stance in ON_THE_TABLE and mention.issue in {*gone.terms, *gone.asked}
    still = any(mention.issue in {*move.terms, *move.asked} for move in moves)
    if not offered or still or not overlap(mention.quote, gone.quote):
        return mention
    return mention.model_copy(update={"stance": Stance.HYPOTHETICAL})
