"""Rules a scenario has to keep beyond its shape, checked when the file is loaded."""

from collections.abc import Iterator
from math import isfinite

from simulator.content.document import Document
from simulator.content.problems import Problem
from simulator.domain.deal import OptionIssue, RangeIssue
from simulator.domain.scenario import Scenario
from simulator.domain.utility import worth_of

MOST_STEPS = 2_000
"""Values of one range issue; the arithmetic of the deal goes through all of them."""


def deal_problems(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """What is wrong with the issues, then with what each side thinks they are worth."""
    for index, issue in enumerate(scenario.issues):
        if isinstance(issue, RangeIssue):
            yield from _range_problems(issue, index, document)
        else:
            yield from _option_problems(issue, index, document)
    yield from _worth_problems(scenario, document)


def _range_problems(issue: RangeIssue, index: int, document: Document) -> Iterator[Problem]:
    numbers = (issue.low, issue.high, issue.step, issue.standard)
    if not all(map(isfinite, numbers)) or (issue.high - issue.low) / issue.step > MOST_STEPS:
        yield Problem(
            document.place(("issues", index, "step")),
            f"the range has more than {MOST_STEPS:,} steps; take a larger 'step'.",
        )
    try:
        says_it = "7" in issue.say.format(value="7")
    except (LookupError, ValueError, AttributeError):
        says_it = False
    if not says_it:
        yield Problem(
            document.place(("issues", index, "say")),
            "it has to hold {value} and no other placeholder; write it like 'net {value}'.",
        )


def _option_problems(issue: OptionIssue, index: int, document: Document) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for number, option in enumerate(issue.options):
        for word in {word.casefold() for word in (option.name, *option.words)}:
            if owner.setdefault(word, option.id) != option.id:
                yield Problem(
                    document.place(("issues", index, "options", number)),
                    f"{word!r} stands for '{owner[word]}' as well; keep it in one of them.",
                )


def _worth_problems(scenario: Scenario, document: Document) -> Iterator[Problem]:
    for side, preferences in (("seller", scenario.seller), ("buyer", scenario.buyer)):
        for issue_id, curve in preferences.worth.items():
            standard = scenario.issue(issue_id).standard
            named = standard if isinstance(standard, str) else f"{standard:g}"
            money = worth_of(curve, standard) if curve else 0.0
            if not curve:
                message = "there is nothing here; give at least the standard value, worth 0."
            elif not all(map(isfinite, curve.values())):
                message = "a number here is too large; write what it is worth in money."
            elif abs(money) > 1e-6:
                message = (
                    f"worth is counted from the standard terms, so {named} has to be worth 0 "
                    f"and not {money:g}; take {money:g} off every value."
                )
            else:
                continue
            yield Problem(document.place((side, "worth", issue_id)), message)
