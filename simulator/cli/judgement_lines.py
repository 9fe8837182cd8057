"""The judgements of a grade as lines to choose from, with the scores and the dispute below them."""

from collections.abc import Iterator
from itertools import groupby

from simulator.domain.scorecard import GradedRecord
from simulator.domain.text import one_line, shortened
from simulator.grader.coach.judgements import Judgement, judgements
from simulator.grader.coach.review import Review
from simulator.report.certainty import waits_for
from simulator.report.side_by_side import side_by_side

TITLES = {"code": "Codes", "ledger": "Ledger", "opportunity": "Opportunities"}
LONGEST = 60
"""Characters shown of a quote."""


def lines(review: Review, record: GradedRecord, *, blind: bool) -> Iterator[str]:
    """Every judgement of `record` by name; blind, without the scores and what they count."""
    found = judgements(record)
    width = max((len(judgement.id) for judgement in found), default=0)
    for kind, of_kind in groupby(found, key=lambda judgement: judgement.target.kind):
        if blind and kind == "opportunity":
            continue
        yield TITLES[kind]
        yield from (_line(judgement, width) for judgement in of_kind)
    yield ""
    if not blind:
        yield side_by_side(review.own, record).rstrip()
        yield from filter(None, (waits_for(record, score) for score in record.all_scores))
    if review.dispute is not None:
        yield f"Disputed: {one_line(review.dispute.target.id)}: {one_line(review.dispute.reason)}"
    if review.ruling is not None:
        ruling = review.ruling
        stands = "the grade stands" if ruling.action == "accept" else "overturned"
        yield f"Ruled by {one_line(ruling.coach)}: {stands}. {one_line(ruling.reason)}"


def _line(judgement: Judgement, width: int) -> str:
    quote = judgement.target.quote
    words = shortened(quote.text, LONGEST) if quote is not None else ""
    # A code's name is its verdict.
    verdict = "" if judgement.target.kind == "code" else judgement.verdict
    parts = [verdict, f'"{words}"' if words else "", one_line(judgement.why)]
    return f"  {one_line(judgement.id):<{width}}  " + "  ".join(part for part in parts if part)
