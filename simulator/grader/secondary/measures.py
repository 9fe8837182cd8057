"""Checks of the secondary scores that codes alone do not tell, each under the name it has in the
rubric file."""

import re
from collections.abc import Callable, Iterator, Mapping

from simulator.domain.deal import RangeIssue, Value
from simulator.domain.moves import ON_THE_TABLE, Code, Quote, Stance
from simulator.domain.scorecard import Evidence, Indicator
from simulator.grader.asking import only_asks
from simulator.grader.holding import core_rows, is_conditional
from simulator.grader.ledger import Ledger
from simulator.grader.marks import no_opportunity, tally
from simulator.grader.meeting import Meeting, once_a_meeting, said_words
from simulator.grader.positions import Offer
from simulator.grader.secondary.rules import CLOSING_TURNS, Check
from simulator.grader.secondary.temper import heat_trend
from simulator.grader.walking import walk_away

Measure = Callable[[Check, Meeting, Ledger], Indicator]

_NAMED = ON_THE_TABLE | {Stance.QUOTED}
"""Stances of terms that a recap says again."""


def found(check: Check, evidence: list[Evidence]) -> Indicator:
    """A check that wants something to be there: met where enough of it is."""
    return tally(check.id, check.name, evidence, met=len(evidence) >= check.least)


def faults(check: Check, evidence: list[Evidence]) -> Indicator:
    """A check that wants something not to be there."""
    return tally(check.id, check.name, evidence, met=not evidence)


def _first_figure(meeting: Meeting) -> int:
    """The place of the first turn that puts a price on the table; the end if there is none."""
    named = (at for at in meeting.trainee_turns if any(map(meeting.is_core, meeting.terms(at))))
    return next(named, len(meeting.turns))


def value_first(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """What the thing is worth to the buyer, said before or with the first figure."""
    first = _first_figure(meeting)
    said = [(at, m) for at, m in meeting.said({Code.VALUE, Code.UNIQUE, Code.COST}) if at <= first]
    told = [m.quote for _, m in said if m.code is not Code.COST or not only_asks(m)]
    return found(check, [Evidence(met=True, why=check.why, trainee=quote) for quote in told])


def _on_sheet(check: Check, meeting: Meeting, entries: list[str]) -> Indicator:
    if meeting.sheet is None:
        return no_opportunity(check.id, check.name)
    return found(check, [Evidence(met=True, why=f"{check.why} {entry}") for entry in entries])


def sheet_walk_away(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Whether the sheet has a walk-away point."""
    plan = meeting.sheet.plan if meeting.sheet else None
    return _on_sheet(check, meeting, [plan.walk_away] if plan and plan.walk_away.strip() else [])


def sheet_target(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Whether the sheet has a target."""
    plan = meeting.sheet.plan if meeting.sheet else None
    return _on_sheet(check, meeting, [plan.target] if plan and plan.target.strip() else [])


def sheet_trades(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """How many gives and gets the sheet lists."""
    text = meeting.sheet.plan.trades if meeting.sheet else ""
    entries = re.split(r"[\n;,]| for | and ", text)
    return _on_sheet(check, meeting, [entry.strip() for entry in entries if entry.strip()])


_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def own_walk_away_kept(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Whether no price was offered or agreed below the figure on the own sheet."""
    figures = _FIGURE.findall(meeting.sheet.plan.walk_away) if meeting.sheet else []
    if len(figures) != 1:
        return no_opportunity(check.id, check.name)
    limit = float(figures[0].replace(",", "").rstrip("."))
    below = [
        Evidence(
            met=False,
            why=f"The sheet says {figures[0]}.",
            trainee=meeting.whole(offer.at),
        )
        for offer in ledger.offers
        for price in _prices(meeting, offer)
        if price < limit
    ]
    return faults(check, below)


def _prices(meeting: Meeting, offer: Offer) -> Iterator[float]:
    for issue, value in meeting.terms(offer.at).items():
        if meeting.is_core(issue) and not isinstance(value, str):
            yield value


def found_out(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """What was found out before the meeting; another deal that was mentioned counts."""
    if meeting.sheet is None:
        return no_opportunity(check.id, check.name)
    learned = meeting.sheet.learned
    evidence = [
        Evidence(met=True, why=f"{check.why} {what}.")
        for what in (*learned.met, *learned.leads, *learned.research)
    ]
    evidence += [
        Evidence(met=True, why="Other business was mentioned.", trainee=move.quote)
        for _, move in meeting.said({Code.PIPELINE})
    ]
    return found(check, evidence)


def roles(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Distinct people at the customer that the trainee asked about or worked in."""
    seen: dict[str, Quote] = {}
    for at, move in meeting.said({Code.STAKE, Code.CITE, Code.PERMISSION}):
        for name in _people(meeting, at) or ["somebody else"]:
            seen.setdefault(name, move.quote)
    if len(seen) > 1:
        seen.pop("somebody else", None)
    return found(
        check,
        [Evidence(met=True, why=f"{check.why} ({who})", trainee=q) for who, q in seen.items()],
    )


def _people(meeting: Meeting, at: int) -> list[str]:
    contacts = meeting.scenario.contacts if meeting.scenario else ()
    return [
        contact.name
        for contact in contacts
        if any(meeting.says(at, word) for word in (contact.name, *contact.words))
    ]


def contact_respected(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Nobody went over or around the contact, where others came up at all."""
    passed = [
        Evidence(met=False, why=check.why, trainee=m.quote)
        for _, m in meeting.said({Code.ESCALATE})
    ]
    if meeting.sheet is not None and meeting.sheet.learned.went_around:
        passed.append(Evidence(met=False, why="Met somebody behind the contact's back."))
    asked = meeting.said({Code.STAKE, Code.PERMISSION, Code.CITE})
    if passed:
        return faults(check, passed)
    if not asked:
        return no_opportunity(check.id, check.name)
    why = "Others were brought in with the contact."
    return tally(
        check.id, check.name, [Evidence(met=True, why=why, trainee=asked[0][1].quote)], met=True
    )


@once_a_meeting
def _raised(meeting: Meeting) -> Mapping[str, Quote]:
    """The points beside the price that the trainee put on the table or asked for."""
    found: dict[str, Quote] = {}
    for at in meeting.trainee_turns:
        for mention in meeting.readings[at].mentions:
            if mention.issue is not None and not meeting.is_core(mention.issue):
                found.setdefault(mention.issue, mention.quote)
        for move in meeting.moves(at):
            for issue in (*move.terms, *move.asked):
                if not meeting.is_core(issue):
                    found.setdefault(issue, move.quote)
    return found


def issues_raised(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """How many points beside the price the trainee raised; what was given away is no structure."""
    free = {row.issue for row in ledger.rows if row.asked is None}
    raised = [quote for issue, quote in _raised(meeting).items() if issue not in free]
    return found(check, [Evidence(met=True, why=check.why, trainee=quote) for quote in raised])


def time_lever(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Points counted in days or months that were not given away, and breaks that were proposed."""
    issues = meeting.scenario.issues if meeting.scenario else ()
    timed = {i.id for i in issues if isinstance(i, RangeIssue) and i.unit in ("days", "months")}
    timed -= {row.issue for row in ledger.rows if row.asked is None}
    quotes = [quote for issue, quote in _raised(meeting).items() if issue in timed]
    quotes += [move.quote for _, move in meeting.said({Code.PAUSE})]
    return found(check, [Evidence(met=True, why=check.why, trainee=quote) for quote in quotes])


def limits_told_early(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Whether what can never move was said before the buyer asked for it."""
    fixed = {i.id for i in meeting.scenario.issues if i.fixed} if meeting.scenario else set[str]()
    clashes = [
        (at, mention.quote)
        for at in meeting.buyer_turns
        for mention in meeting.readings[at].mentions
        if mention.issue in fixed
    ]
    told = meeting.said({Code.LIMIT_UPFRONT})
    first = clashes[0][0] if clashes else len(meeting.turns)
    early = [Evidence(met=True, why=check.why, trainee=m.quote) for at, m in told if at < first]
    if not clashes and not told:
        return no_opportunity(check.id, check.name)
    if early:
        return tally(check.id, check.name, early, met=True)
    late = [Evidence(met=False, why="It clashed before it was said.", buyer=clashes[0][1])]
    return tally(check.id, check.name, late, met=False)


def word_kept(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Whether no term got worse for the buyer after the buyer had said yes to it."""
    agreed: dict[str, Value] = {}
    broken = []
    offers = {offer.at: offer.package for offer in ledger.offers}
    standing: dict[str, Value] = {}
    for at in range(len(meeting.turns)):
        if at in offers:
            terms = meeting.terms(at)
            worse = [
                i for i in terms if i in agreed and meeting.prefers(i, terms[i], agreed[i]) > 0
            ]
            if worse:
                broken.append(Evidence(met=False, why=check.why, trainee=meeting.whole(at)))
            standing.update(terms)
        elif meeting.turns[at].speaker == "buyer" and meeting.accepted(at):
            agreed.update(standing)
    return faults(check, broken) if agreed else no_opportunity(check.id, check.name)


def recap(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """A closing turn that sums up, or says two terms or more again; a new offer says none again."""
    evidence = []
    for at in meeting.trainee_turns[-CLOSING_TURNS:]:
        named = {
            (m.issue, m.value)
            for m in meeting.readings[at].mentions
            if m.issue is not None and m.stance in _NAMED
        }
        if not named:
            continue
        again = len(named) > 1 and named <= _on_the_table(meeting, at)
        if again or meeting.coded(at, {Code.SUMM}):
            evidence.append(Evidence(met=True, why=check.why, trainee=meeting.whole(at)))
    return found(check, evidence)


def invented_support(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """People cited who neither were met before nor were spoken of by the buyer."""
    if meeting.scenario is None or meeting.sheet is None:
        return no_opportunity(check.id, check.name)
    invented = []
    for at, move in meeting.said({Code.CITE}):
        met = move.topic in meeting.sheet.learned.met
        told = any(move.topic in _people(meeting, b) for b in meeting.buyer_turns if b < at)
        if move.topic and not met and not told:
            invented.append(Evidence(met=False, why=check.why, trainee=move.quote))
    return faults(check, invented)


def _on_the_table(meeting: Meeting, at: int) -> set[tuple[str | None, Value]]:
    """The terms that either side had named before a turn, and the list terms."""
    said = {
        (mention.issue, mention.value)
        for earlier in meeting.readings[:at]
        for mention in earlier.mentions
    }
    return said | set(meeting.standard.items())


def last_words_kept(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Whether a price that was called the last moved no further for nothing."""
    moved = [
        meeting.place(row.turn)
        for row in core_rows(meeting, ledger)
        if not is_conditional(row) and row.got is None and not row.withdrawn
    ]
    pattern = said_words(meeting.rubric.firmness.last_words)
    broken = [
        Evidence(met=False, why=check.why, trainee=meeting.whole(at))
        for at in meeting.trainee_turns
        if any(at < later for later in moved) and meeting.quoted(at, pattern)
    ]
    return faults(check, broken) if moved else no_opportunity(check.id, check.name)


def empty_threat(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """A walk-away that was announced and not meant."""
    walk = walk_away(meeting, ledger)
    if walk is None:
        return no_opportunity(check.id, check.name)
    bluffed = walk.kind == "bluffed"
    evidence = [Evidence(met=False, why=walk.why, trainee=walk.quote)] if bluffed else []
    return faults(check, evidence)


MEASURES: Mapping[str, Measure] = {
    measure.__name__: measure
    for measure in (
        value_first,
        sheet_walk_away,
        sheet_target,
        sheet_trades,
        own_walk_away_kept,
        found_out,
        roles,
        contact_respected,
        issues_raised,
        time_lever,
        heat_trend,
        limits_told_early,
        word_kept,
        recap,
        invented_support,
        empty_threat,
        last_words_kept,
    )
}
