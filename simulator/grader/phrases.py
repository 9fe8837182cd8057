"""The words that fill a highlight: terms as a person says them, a fair return, a cheap give."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Quote
from simulator.domain.scenario import Get, Give, Scenario
from simulator.domain.scorecard import LedgerRow
from simulator.domain.text import shortened
from simulator.grader.deal import money
from simulator.grader.ground import Ground
from simulator.grader.ledger import Ledger
from simulator.grader.meeting import Meeting
from simulator.grader.positions import EXTRA

LONGEST_QUOTE = 90
"""Characters of the buyer's words that a better line repeats."""

_FIELD = re.compile(r"\{(\w+)\}")


def _said(text: str) -> str:
    """What somebody said, for the middle of a sentence: short, without a stop at its end."""
    return shortened(text, LONGEST_QUOTE).rstrip(".")


class Phrases:
    """Fills templates from one meeting."""

    def __init__(self, meeting: Meeting, ledger: Ledger) -> None:
        self._meeting = meeting
        asked = [row.asked_for for row in ledger.rows if row.got is not None]
        # A better line must not ask for what the trainee asked for, or give what was given.
        spoken = [meeting.terms(at) for at in meeting.trainee_turns]
        spoken += [move.asked for at in meeting.trainee_turns for move in meeting.moves(at)]
        self._granted = {issue for terms in (*asked, *spoken) for issue in terms}
        heard = [meeting.readings[at] for at in meeting.buyer_turns]
        told = {m.topic for reading in heard for m in reading.all(Code.DISCLOSE) if m.topic}
        # A cheap give is one that this buyer spoke of, or that what it told makes worth having.
        named = {mention.issue for reading in heard for mention in reading.mentions}
        self._wanted = meeting.tied_to(told) | {issue for issue in named if issue is not None}

    def fields(self, row: LedgerRow | None, answers: Quote | None) -> dict[str, str]:
        """Every field that can be filled; those that cannot are left out."""
        found: dict[str, str] = {}
        if answers is not None:
            found["buyer"] = _said(answers.text)
        scenario = self._meeting.scenario
        if row is not None:
            found |= self._of_row(row)
        if scenario is None:
            return found
        cheap = self._cheap_give(row)
        cost = row.cost if row is not None and not self._meeting.is_core(row.issue) else None
        if cheap is not None:
            found["cheap"] = scenario.issue(cheap.issue).spoken(cheap.to)
            cost = cost if cost is not None else _cost(scenario, cheap)
        get = self._fair_return(cost or 0.0, row, cheap)
        if get is not None:
            found["get"] = scenario.issue(get.issue).spoken(get.to)
        if row is None:
            found["before"] = scenario.spoken(self._core_standard(scenario)) or "That"
        return found

    def _of_row(self, row: LedgerRow) -> dict[str, str]:
        found = {
            "issue": self._name(row.issue),
            "after": self._spoken(row.issue, row.after),
            "cost_note": f", at a cost of ${row.cost:,.0f}" if row.cost else "",
        }
        if row.issue != EXTRA:
            found["before"] = self._spoken(row.issue, row.before)
        if row.cost:
            found["cost"] = f"${row.cost:,.0f}"
        if row.asked_for:
            spoken = [self._spoken(issue, value) for issue, value in row.asked_for.items()]
            found["asked"] = " and ".join(spoken)
        if row.got is not None:
            found["got"] = _said(row.got.text)
        return found

    def _name(self, issue_id: str) -> str:
        names = (i.name for i in self._meeting.vocabulary.issues if i.id == issue_id)
        return next(names, "An extra")

    def _spoken(self, issue_id: str, value: Value) -> str:
        for issue in self._meeting.vocabulary.issues:
            if issue.id == issue_id:
                return issue.spoken(value)
        return _said(str(value))

    def _core_standard(self, scenario: Scenario) -> dict[str, Value]:
        return {issue.id: issue.standard for issue in scenario.issues if issue.core}

    def _cheap_give(self, row: LedgerRow | None) -> Give | None:
        """The give of the brief that brings the buyer most for what it costs the seller."""
        used = {*self._granted, row.issue if row else ""}
        others = (
            give
            for give in _gives(self._meeting.ground)
            if give[0].issue not in used and give[0].issue in self._wanted
        )
        best = max(others, key=lambda priced: priced[1], default=None)
        return best[0] if best else None

    def _fair_return(self, cost: float, row: LedgerRow | None, cheap: Give | None) -> Get | None:
        """The least return of the brief that pays for `cost`; the best one if none does."""
        used = {row.issue if row else "", cheap.issue if cheap else "", *self._granted}
        options = [priced for priced in _gets(self._meeting.ground) if priced[0].issue not in used]
        paying = (get for get, worth in options if worth >= cost)
        return next(paying, options[-1][0] if options else None)

    @staticmethod
    def filled(templates: Sequence[str], fields: Mapping[str, str]) -> Iterator[str]:
        """The templates whose fields are all there, filled."""
        for template in templates:
            needed = _FIELD.findall(template)
            if all(name in fields for name in needed):
                # One pass: braces in what people said are not fields.
                yield _FIELD.sub(lambda match: fields[match[1]], template)


def _cost(scenario: Scenario, give: Give) -> float:
    return -money(scenario.seller, scenario, {give.issue: give.to})


@lru_cache(maxsize=64)
def _gives(ground: Ground) -> tuple[tuple[Give, float], ...]:
    """What the brief lists to give for money, and how much more it is worth than it costs."""
    scenario = ground.scenario
    if scenario is None:
        return ()
    return tuple(
        (give, money(scenario.buyer, scenario, {give.issue: give.to}) - _cost(scenario, give))
        for give in scenario.gives
        if give.issue not in ground.core and _cost(scenario, give) > 0
    )


@lru_cache(maxsize=64)
def _gets(ground: Ground) -> tuple[tuple[Get, float], ...]:
    """What the brief lists to ask for, and what it is worth to the seller, the least first."""
    scenario = ground.scenario
    if scenario is None:
        return ()
    worth = [(g, money(scenario.seller, scenario, {g.issue: g.to})) for g in scenario.gets]
    return tuple(sorted(worth, key=lambda priced: priced[1]))
