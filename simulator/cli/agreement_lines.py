"""The agreement report as lines: scores, codes, overruled checks, what to look at."""

from collections.abc import Iterator, Mapping, Sequence

from simulator.domain.text import one_line
from simulator.grader.agreement.calibration import ScoreMap
from simulator.grader.agreement.comparisons import (
    BIASED,
    CodeAgreement,
    Comparison,
    Part,
    ScoreAgreement,
)
from simulator.grader.agreement.kappas import Estimate
from simulator.grader.agreement.reliability import Reliability
from simulator.grader.agreement.report import Agreement, Disagreement

PARTS: Mapping[Part, str] = {
    "all": "all corrections",
    "blind": "made blind",
    "seen": "made seeing the scores",
    "once": "of grades from one answer",
    "voted": "of grades from several answers",
}
SCORE_HEADS = ("score", "n", "kappa", "equal", "within 1", "bias")
ALPHA_HEADS = ("score", "transcripts", "alpha", "")
CODE_HEADS = ("code", "turns", "precision", "recall", "F1", "kappa")
GAP = "  "
NO_INTERVAL = "[–]"


def lines(report: Agreement) -> Iterator[str]:
    """The whole report."""
    yield f"Coaches: {', '.join(map(one_line, report.coaches)) or 'none'}"
    yield (
        "In brackets: 95 % intervals, by transcript; "
        f"{NO_INTERVAL} where too few hold it (--format json says why)."
    )
    for comparison in report.comparisons:
        yield from _comparison(comparison)
    if report.overridden:
        yield ""
        yield "Checks that coaches overrule in more than 20 % of cases"
        for check in report.overridden:
            yield f"  {check.check}: {check.overridden} of {check.cases} ({check.share:.0%})"
    if report.disagreements:
        yield ""
        yield "Disagreements to look at"
        yield from map(_disagreement, report.disagreements)
    if report.reliability:
        yield ""
        yield "The grader with itself, over its samples"
        yield from _table([ALPHA_HEADS, *map(_alpha, report.reliability)])
    if report.coaches:
        yield ""
        yield "The grader's points in those of the coaches, by blind corrections"
        yield from map(_map, report.calibration.maps)
        yield from (f"  {name}: none; {why}" for name, why in report.calibration.without.items())
    yield ""
    yield report.people


def _comparison(comparison: Comparison) -> Iterator[str]:
    between = comparison.between.capitalize()
    yield ""
    yield f"{between}, {PARTS[comparison.corrections]}; transcripts: {comparison.transcripts}"
    yield from _table([SCORE_HEADS, *map(_score, comparison.scores)])
    for score in comparison.scores:
        if score.biased:
            bias = score.agreement.bias.value or 0.0
            way = "higher" if bias > 0 else "lower"
            yield f"  The first rates {score.name} {way}, by more than {BIASED} points."
    if comparison.codes:
        yield ""
        yield from _table([CODE_HEADS, *map(_code, comparison.codes)])


def _score(score: ScoreAgreement) -> Sequence[str]:
    found = score.agreement
    return (
        score.name,
        str(score.pairs) + (f" (+{score.unscored} unscored)" if score.unscored else ""),
        _figures(found.kappa),
        _figures(found.exact),
        _figures(found.within_one),
        _figures(found.bias, sign="+"),
    )


def _code(code: CodeAgreement) -> Sequence[str]:
    found = code.agreement
    estimates = (found.precision, found.recall, found.f1, found.kappa)
    return (code.code.value, str(code.turns), *map(_figures, estimates))


def _alpha(found: Reliability) -> Sequence[str]:
    verdicts = {True: "reliable", False: "not reliable", None: ""}
    alpha = _figures(found.alpha)
    return (found.name, str(found.transcripts), alpha, verdicts[found.reliable])


def _map(found: ScoreMap) -> str:
    points = ", ".join(f"{at} is {value:.1f}" for at, value in enumerate(found.points, start=1))
    return (
        f"  {found.name}: {points} (squared error {found.error:.2f}, and "
        f"{found.error_held_out:.2f} on transcripts held out of {found.transcripts})"
    )


def _figures(estimate: Estimate, sign: str = "") -> str:
    """'0.62 [0.40, 0.81]', or the reason why there is none."""
    if estimate.value is None:
        return f"– ({estimate.reason})"
    value = f"{estimate.value:{sign}.2f}"
    if estimate.low is None or estimate.high is None:
        return f"{value} {NO_INTERVAL}"
    return f"{value} [{estimate.low:{sign}.2f}, {estimate.high:{sign}.2f}]"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield f"  {GAP.join(cells)}".rstrip()


def _disagreement(found: Disagreement) -> str:
    where = one_line(found.transcript) + (f", turn {found.turn}" if found.turn is not None else "")
    said = (
        f"{one_line(rater)}: {said or 'not there'}"
        for rater, said in zip(found.raters, found.said, strict=True)
    )
    return f"  {where}: {found.what}: {'; '.join(said)}"
