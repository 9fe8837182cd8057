"""What a filled-in form may name of a deal: its issues, their values, and what people talk about.

A model that writes "soon" for a number of days, or an option the deal does not have, has said
nothing that could be counted.
"""

from typing import get_args

from simulator.domain.deal import OptionIssue, Value
from simulator.domain.moves import Code, Pressure
from simulator.domain.vocabulary import Vocabulary

_PRESSURES = frozenset(get_args(Pressure))


class DealIds:
    """The ids of one deal."""

    def __init__(self, deal: Vocabulary) -> None:
        self._options = {
            issue.id: frozenset(issue.outcomes()) if isinstance(issue, OptionIssue) else None
            for issue in deal.issues
        }
        about = (*deal.topics, *deal.cues, *deal.facts, *deal.contacts)
        self._topics = frozenset(topic.id for topic in about)

    def fault(self, issue: str, value: Value) -> str:
        """What is wrong with a term, "" if nothing is. Figures off the range are no fault: people
        name them."""
        if issue not in self._options:
            return f"the deal has no issue {issue!r}"
        options = self._options[issue]
        if options is None:
            return f"{issue} takes a number, not {value!r}" if isinstance(value, str) else ""
        return "" if value in options else f"{issue} has no option {value!r}"

    def topic(self, code: Code, named: str) -> str:
        """The topic of a move, "" for one that the deal does not have."""
        known = _PRESSURES if code is Code.PRESS else self._topics
        return named if named in known else ""
