"""One number for a coach who needs one: never kept, never printed without the outcome."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from simulator.domain.scorecard import GradedRecord, Headline, Score
from simulator.domain.text import one_line
from simulator.domain.transcript import Transcript
from simulator.report.outcome import end_sections


class Overall(NamedTuple):
    """The mean of the headline scores, 1..5, at most what integrity is; None, if one is missing."""

    value: float | None
    because: str


def overall(record: GradedRecord) -> Overall:
    """The number, and the sentence on it."""
    scores = {score.name: score for score in record.all_scores}
    headlines = [scores.get(name) for name in get_args(Headline)]
    values = [score.value for score in headlines if score is not None and score.value is not None]
    if len(values) < len(headlines):
        return Overall(None, _missing(headlines))
    mean = sum(values) / len(values)
    integrity = scores["integrity"].value if "integrity" in scores else None
    if integrity is not None and integrity < mean:
        return Overall(integrity, f"the headlines' mean is {mean:.1f}, and integrity caps it")
    return Overall(mean, "the mean of the three headlines")


def _missing(headlines: list[Score | None]) -> str:
    lacking = [
        f"{name} is {'not there' if score is None else score.verdict}"
        for name, score in zip(get_args(Headline), headlines, strict=True)
        if score is None or score.value is None
    ]
    return "; ".join(lacking)


def overall_lines(record: GradedRecord, transcript: Transcript) -> Iterator[str]:
    """The number, and beside it what the end was worth and what the buyer said of it."""
    value, because = overall(record)
    yield f"Overall: {'none' if value is None else f'{value:.1f} of 5'} ({because})"
    beside = [line for _, lines in end_sections(record, transcript) for line in lines]
    yield from (f"  {one_line(line)}" for line in beside or [record.outcome] if line)
