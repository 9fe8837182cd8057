"""How a meeting ended, in sentences: what it was worth to both, what else was there, and what the
buyer said on the way out."""

from collections.abc import Iterator

from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord, Outcome
from simulator.domain.transcript import Transcript


def end_sections(record: GradedRecord, transcript: Transcript) -> Iterator[tuple[str, list[str]]]:
    """What the end was worth, and the buyer's view of the meeting: each a title and its lines."""
    result, scenario = record.result, transcript.scenario
    if result is not None and scenario is not None:
        yield "What it came to", list(outcome_lines(result, scenario))
    view = buyers_view(transcript)
    if view:
        yield "What the buyer said on the way out", view


def outcome_lines(result: Outcome, scenario: Scenario) -> Iterator[str]:
    """Sentences on the money, counted from the standard terms."""
    yours = f"{_money(result.seller)} to you (your floor: {_money(result.seller_floor)})"
    if result.deal:
        whose = f"the deal is worth {yours} and {_money(result.buyer)} to the buyer"
    else:
        theirs = f"its own alternative is worth {_money(result.buyer)} to the buyer"
        whose = f"your alternative is worth {yours}; {theirs}"
    yield f"Counted from the standard terms, {whose}."
    if result.deal and result.joint_share is not None:
        yield f"Together you reached {result.joint_share:.0%} of what could be gained by both."
    if result.better:
        yield (
            f"This was there as well: {scenario.spoken_changes(result.better)}; worth "
            f"{_money(result.better_seller)} to you and {_money(result.better_buyer)} to the buyer."
        )
    yield from _exit(result)


def _exit(result: Outcome) -> Iterator[str]:
    if result.deal:
        if result.right_exit is False:
            yield (
                "Your alternative was worth more than this deal: "
                "walking away would have been right."
            )
    elif result.right_exit:
        yield "No deal was possible here that both could want."
    elif result.right_exit is False:
        yield "You left, and a deal that both could want was possible."
    elif result.better:
        yield "The buyer left, and a deal that both could want was possible."


def buyers_view(transcript: Transcript) -> list[str]:
    """The buyer's answers, each with its question and its number of five."""
    end = transcript.end
    return [
        f"{answer.question} {_of_five(answer.value)}{answer.words}"
        for answer in (end.answers if end is not None else ())
    ]


def _of_five(value: int | None) -> str:
    return "" if value is None else f"{value} of 5: "


def _money(amount: float) -> str:
    return f"{'-' if amount < 0 else ''}${abs(amount):,.0f}"
