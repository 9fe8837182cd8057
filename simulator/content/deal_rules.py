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
    yield from _reservation_problems(scenario, document)
    yield from _preparation_problems(scenario, document)


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


def _reservation_problems(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """A reservation value that every package beats, or none can reach, is a slip of the pen."""
    for side, preferences in (("seller", scenario.seller), ("buyer", scenario.buyer)):
        worst = sum(min(curve.values()) for curve in preferences.worth.values() if curve)
        best = sum(max(curve.values()) for curve in preferences.worth.values() if curve)
        if not worst <= preferences.reservation <= best:
            yield Problem(
                document.place((side, "reservation")),
                f"{preferences.reservation:g} is outside what the issues can be worth to the "
                f"{side}, {worst:g} to {best:g}; choose a value in between.",
            )


def _preparation_problems(scenario: Scenario, document: Document) -> Iterator[Problem]:
    leads = scenario.preparation.leads if scenario.preparation else ()
    for index, lead in enumerate(leads):
        if lead.worth <= scenario.seller.reservation:
            yield Problem(
                document.place(("preparation", "leads", index, "worth")),
                f"{lead.worth:g} is no better than the seller's reservation of "
                f"{scenario.seller.reservation:g}; make it more.",
            )
    ids = [insight.id for contact in scenario.contacts for insight in contact.insights]
    for index, contact in enumerate(scenario.contacts):
        for number, insight in enumerate(contact.insights):
            place = document.place(("contacts", index, "insights", number))
            if ids.count(insight.id) > 1:
                yield Problem(place, f"the id '{insight.id}' stands twice; give each its own.")
