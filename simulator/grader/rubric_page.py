"""The rubric as a page to read, in Markdown: what is counted, the anchors, the caps."""

from collections.abc import Iterable, Iterator, Mapping

from simulator.grader.rubric import Cap, FirmnessRules, ListeningRules, Row, Rubric, TradingRules
from simulator.grader.secondary.rules import Check, SecondaryRow, SecondaryRules

UNJUDGED: Mapping[str, str] = {
    "rules": "",
    "seen": "the rules tell where it was, not that it was not",
    "model": "not judged by the rules",
}
"""What the rules do not judge of a check."""


def rubric_page(rubric: Rubric) -> str:
    """The whole rubric; every number and sentence in it comes from the rubric file."""
    lines = [f"# How you are graded ({rubric.label})", "", *_evidence(rubric)]
    for headline in (rubric.listening, rubric.firmness, rubric.trading):
        lines += ["", *_headline(headline)]
    lines += ["", "# Nine more scores", "", "They tell more, and are not among the three."]
    for secondary in rubric.secondary.values():
        lines += ["", *_secondary(secondary)]
    return "\n".join(lines) + "\n"


def _evidence(rubric: Rubric) -> Iterator[str]:
    rules = rubric.evidence
    yield "Every score is worked out from codes, and every code rests on words that were said."
    yield "A check is met, not met, or had no opportunity; the three are never mixed."
    yield (
        "Where the rules gave the codes and no model did, some of the nine have checks that the "
        "rules do not judge; a score that hangs on one has no number until a coach rules on it."
    )
    yield (
        "A grade whose turns only rules have read says of what it did not find that it was not "
        "read: rules misread free wording."
    )
    yield ""
    yield (
        f"- A score needs {rules.min_trainee_turns} turns of yours with at least "
        f"{rules.min_words} words, and {rules.min_opportunities} occasions; with fewer it says "
        '"not enough evidence".'
    )
    yield (
        f"- Where more than {rules.max_dropped_share:.0%} of the codes quote words that were not "
        "said, the coder is asked again; if it stays so, the grade is marked as low confidence."
    )
    yield "- In each table the highest row whose conditions are all met counts; then the caps."


def _headline(rules: ListeningRules | FirmnessRules | TradingRules) -> Iterator[str]:
    yield f"## {rules.title}"
    yield ""
    yield from _counted(rules.indicators)
    yield ""
    yield from _table(rules.rows)
    if isinstance(rules, TradingRules):
        without = rules.without_concessions
        yield ""
        yield "With no concession at all:"
        yield ""
        yield from _table((without.refused_offers, without.untried_trade))
        yield f"- **no score**: {without.none_found}"
        yield f"- **no score**: {without.cannot_tell}"
    yield ""
    yield from _caps(rules.caps.values())


def _counted(indicators: Mapping[str, str]) -> Iterator[str]:
    yield from (f"- **{name}** {text}" for name, text in indicators.items())


def _table(rows: Iterable[Row | SecondaryRow]) -> Iterator[str]:
    yield from (f"- **{row.score}**: {' '.join(row.anchor.split())}" for row in rows)


def _caps(caps: Iterable[Cap]) -> Iterator[str]:
    for cap in sorted(caps, key=lambda cap: cap.at):
        yield f"- never above {cap.at}: {cap.text}"


def _secondary(rules: SecondaryRules) -> Iterator[str]:
    yield f"## {rules.title}"
    yield ""
    yield from (f"- **{check.id}** {check.name}{_source(check)}" for check in rules.checks)
    yield ""
    yield from _table(rules.rows)
    if rules.without:
        yield f"- **no score**: {rules.without}"


def _source(check: Check) -> str:
    """What a check is counted from, where that is codes or another indicator, and what of it the
    rules do not judge."""
    parts = [", ".join(check.codes), f"as {check.indicator}" if check.indicator else ""]
    told = "; ".join(filter(None, [*parts, UNJUDGED[check.judge]]))
    return f" ({told})" if told else ""
