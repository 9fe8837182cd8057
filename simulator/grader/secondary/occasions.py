"""What there has to be before a secondary score says anything, each under the name it has in the
rubric file."""

from collections.abc import Callable, Mapping

from simulator.domain.moves import Code
from simulator.domain.scorecard import Indicator
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import bids

Occasion = Callable[[Meeting, Mapping[str, Indicator]], bool]


def figure_spoken_of(meeting: Meeting, checks: Mapping[str, Indicator]) -> bool:
    """Whether a price was named by either side, asked for or put off."""
    own = any(meeting.sellers_words(issue)[0] for issue in meeting.ground.core)
    return bool(own or meeting.turns_with({Code.DEFER})) or any(
        bids(meeting, at) or any(m.topic == "how-much" for m in meeting.coded(at, {Code.PRESS}))
        for at in meeting.buyer_turns
    )


def points_can_be_seen(meeting: Meeting, checks: Mapping[str, Indicator]) -> bool:
    """Whether the words of a deal are known, or a point beside the price was found without them."""
    return meeting.scenario is not None or any(checks[check].count for check in ("C1", "C2", "C3"))


OCCASIONS: Mapping[str, Occasion] = {
    occasion.__name__: occasion for occasion in (figure_spoken_of, points_can_be_seen)
}
