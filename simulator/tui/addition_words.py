"""What a coach can add to a turn because the grader missed it, in words to choose from: a code, a
row of the ledger, an opportunity. No Textual in here."""

from collections.abc import Iterator, Mapping

from simulator.coding.figures import find_figures
from simulator.coding.text import Text
from simulator.domain.deal import Issue, RangeIssue, Value
from simulator.domain.errors import NegotiateError
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.domain.vocabulary import GENERIC
from simulator.grader.coach.drafts import Draft, addition, number_or_word
from simulator.grader.coach.judgements import indicators
from simulator.grader.positions import EXTRA
from simulator.grader.rulings import WALK, is_credit, is_ruled

CODE, ROW, OPPORTUNITY = "code", "row", "opportunity"


def kinds(turn: int, transcript: Transcript) -> dict[str, str]:
    """What can be missing from a turn; a row with its issue: 'row price'. The buyer gives none."""
    found = {
        CODE: "Code: something done in this turn",
        OPPORTUNITY: "Opportunity: taken or missed",
    }
    if _is_mine(turn, transcript):
        for issue in issues(transcript.scenario):
            found[f"{ROW} {issue.id}"] = f"Ledger row: {issue.name} given"
        found[f"{ROW} {EXTRA}"] = "Ledger row: an extra, beside the deal"
    return found


def _is_mine(turn: int, transcript: Transcript) -> bool:
    """Whether a turn is the trainee's."""
    said = transcript.turn(turn)
    return said is not None and said.speaker == "trainee"


def issues(scenario: Scenario | None) -> tuple[Issue, ...]:
    """The issues of a deal; without one, those that are read in any conversation."""
    return scenario.issues if scenario is not None else GENERIC.issues


def issue_of(issue_id: str, scenario: Scenario | None) -> Issue | None:
    """The issue of that id; None for something beside the deal."""
    return next((issue for issue in issues(scenario) if issue.id == issue_id), None)


def value_hint(issue: Issue, scenario: Scenario | None) -> str:
    """What an issue can become: '$8,000 to $12,000', 'basic care, full care'."""
    if scenario is None:
        return "A figure."
    if isinstance(issue, RangeIssue):
        return f"{issue.spoken(issue.low)} to {issue.spoken(issue.high)}"
    return ", ".join(option.name for option in issue.options)


def value_of(issue: Issue | None, text: str) -> Value | None:
    """A value as a coach types it: '11,000', 'Net 60', '60 days', 'full care'; None for an empty
    field, and the words themselves where they are no value."""
    text = text.strip()
    if not text or issue is None:
        return text or None
    if isinstance(issue, RangeIssue):
        before, _, after = issue.say.casefold().partition("{value}")
        value = number_or_word(text.casefold().removeprefix(before).removesuffix(after))
        return _measured(issue, text) if isinstance(value, str) else value
    wanted = text.casefold()
    for option in issue.options:
        if wanted in {word.casefold() for word in (option.id, option.name, *option.words)}:
            return option.id
    return text


def _measured(issue: RangeIssue, text: str) -> Value:
    """The one figure in the words, if the others are its unit or those around it in the deal."""
    said, around = Text(text), set(Text(issue.say.format(value="")).words)
    figures = find_figures(said)
    if len(figures) != 1 or figures[0].unit not in (None, "count", issue.unit):
        return text
    figure = figures[0]
    rest = {*said.words[: figure.start], *said.words[figure.end :]}
    return figure.value if rest <= around else text


def row(
    transcript: Transcript, turn: int, issue_id: str, verdict: str, fields: Mapping[str, str]
) -> Draft:
    """The draft of a concession that the grader missed.

    `fields` has 'words' (the give), 'before', 'after', 'paid' (what asked or paid for it), 'why';
    'before' and 'after' only of an issue. Raises NegotiateError for words not said, and for what
    is no value of the issue.
    """
    issue = issue_of(issue_id, transcript.scenario)
    typed = {name: fields.get(name, "") for name in ("before", "after")}
    if issue is not None:
        _refuse_values(issue, typed, value_hint(issue, transcript.scenario))
    return Draft(
        "add",
        addition(transcript, turn, verdict, issue_id, fields["words"]),
        to=verdict,
        words=fields["paid"],
        before=value_of(issue, typed["before"]),
        after=value_of(issue, typed["after"]),
        reason=fields["why"],
    )


def _refuse_values(issue: Issue, typed: Mapping[str, str], hint: str) -> None:
    if not typed["after"]:
        raise NegotiateError(f"Say what {issue.name} became: {hint}")
    for text in typed.values():
        value = value_of(issue, text)
        if value is not None and not issue.holds(value):
            raise NegotiateError(f"{text!r} is no value of {issue.name}: {hint}")


def opportunities(record: GradedRecord, turn: int, transcript: Transcript) -> dict[str, str]:
    """Every indicator that a coach can rule on in a turn: 'A1 met' and how it reads.

    What counts the trainee's words has only one outcome, and is not in the buyer's turns. A
    walk-away is none without a walk.
    """
    mine = _is_mine(turn, transcript)
    found: dict[str, str] = {}
    for indicator in indicators(record):
        if is_ruled(indicator.id) and indicator.id != WALK:
            for verdict, mark in _outcomes(indicator.id, mine=mine):
                label = f"{mark} {indicator.name}: {verdict}   {indicator.id}"
                found.setdefault(f"{indicator.id} {verdict}", label)
    return found


def _outcomes(indicator: str, *, mine: bool) -> Iterator[tuple[str, str]]:
    credit = is_credit(indicator)
    if credit is not None and not mine:
        return
    if credit is not False:
        yield "met", "✓"
    if credit is not True:
        yield "not met", "✗"


def opportunity(transcript: Transcript, turn: int, choice: str, fields: Mapping[str, str]) -> Draft:
    """The draft of an opportunity that the grader missed; `fields` has 'words' and 'why'.

    Raises NegotiateError for words not said.
    """
    of, _, verdict = choice.partition(" ")
    target = addition(transcript, turn, verdict, of, fields["words"])
    return Draft("add", target, to=verdict, reason=fields["why"])
