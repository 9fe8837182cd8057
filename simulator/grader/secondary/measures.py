"""Checks of the secondary scores that codes alone do not tell, each under the name it has in the
rubric file."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from simulator.domain.deal import RangeIssue, Value
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Quote
from simulator.domain.scorecard import Evidence, Indicator
from simulator.grader.holding import core_rows, is_conditional, speaks_of_price
from simulator.grader.ledger import Ledger
from simulator.grader.marks import no_opportunity, rate, tally
from simulator.grader.meeting import Meeting, once_a_meeting, said_words
from simulator.grader.opportunities import pressures_of
from simulator.grader.positions import Offer
from simulator.grader.rulings import answered
from simulator.grader.secondary.conditions import named, own_terms, says_again
from simulator.grader.secondary.rules import Check
from simulator.grader.secondary.temper import heat_trend
from simulator.grader.sentences import in_full
from simulator.grader.walking import walk_away

Measure = Callable[[Check, Meeting, Ledger], Indicator]


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
    told = [m.quote for at, m in meeting.said({Code.VALUE, Code.UNIQUE}) if at <= first]
    return found(check, [Evidence(met=True, why=check.why, trainee=quote) for quote in told])


def price_put_off(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Of the requests for a figure before there was one: those whose answer named none. A price
    spoken of, and not put, is neither."""
    first = _first_figure(meeting)
    asked = [
        p
        for p in pressures_of(meeting, frozenset(check.answers))
        if p.reply == first or (p.reply < first and not speaks_of_price(meeting, p.reply))
    ]
    evidence = [
        Evidence(
            met=pressure.reply < first,
            why=check.why,
            buyer=pressure.move.quote,
            trainee=_put_off(meeting, pressure.reply),
        )
        for pressure in asked
    ]
    return rate(check.id, check.name, answered(meeting, check.id, evidence), needed=0.5)


def _put_off(meeting: Meeting, at: int) -> Quote:
    """The words that put a figure off, where they are known."""
    deferring = meeting.coded(at, {Code.DEFER})
    return deferring[0].quote if deferring else meeting.whole(at)


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


_ABOUT_OTHERS = frozenset({Code.STAKE, Code.CITE, Code.PERMISSION})


def roles(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Distinct people at the customer that the trainee asked about or worked in."""
    seen: dict[str, Quote] = {}
    for move, names in _asked_about(meeting):
        for name in names or ["somebody else"]:
            seen.setdefault(name, move.quote)
    if len(seen) > 1:
        seen.pop("somebody else", None)
    return found(
        check,
        [Evidence(met=True, why=f"{check.why} ({who})", trainee=q) for who, q in seen.items()],
    )


def _asked_about(meeting: Meeting) -> list[tuple[Move, list[str]]]:
    """Moves on other people, and whom they name. Moves that the rules found may be about anybody,
    so they count only with a name or an office."""
    said, by_rules = meeting.said(_ABOUT_OTHERS), meeting.by_rules
    about = [(move, _people(meeting, move.quote.text, strictly=by_rules)) for _, move in said]
    return [(move, names) for move, names in about if names or not by_rules]


def _people(meeting: Meeting, text: str, *, strictly: bool = False) -> list[str]:
    """The contacts that words speak of; strictly, by name or office alone."""
    contacts = meeting.scenario.contacts if meeting.scenario else ()
    return [
        one.name
        for one in contacts
        if said_words(
            (one.name, one.role, *(w for w in one.words if not strictly or w[0].isupper()))
        ).search(text)
    ]


def contact_respected(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Nobody went over or around the contact, where others came up at all."""
    passed = [
        Evidence(met=False, why=check.why, trainee=m.quote)
        for _, m in meeting.said({Code.ESCALATE})
    ]
    if meeting.sheet is not None and meeting.sheet.learned.went_around:
        passed.append(Evidence(met=False, why="Met somebody behind the contact's back."))
    if not passed and not meeting.turns_with(_ABOUT_OTHERS):
        return no_opportunity(check.id, check.name)
    # That somebody else was asked about shows no respect; that leave was asked has its own check.
    return faults(check, passed)


@once_a_meeting
def _raised(meeting: Meeting) -> Mapping[str, Quote]:
    """The points beside the price on which the trainee put something new on the table: neither the
    standard nor what the buyer had named."""
    found: dict[str, Quote] = {}
    heard = set(meeting.standard.items())
    trainee = set(meeting.trainee_turns)
    for at, reading in enumerate(meeting.readings):
        if at not in trainee:
            heard |= {(m.issue, m.value) for m in reading.mentions if m.issue is not None}
            continue
        for issue, value, quote in _put(meeting, at):
            if issue not in found and not meeting.is_core(issue) and (issue, value) not in heard:
                found[issue] = in_full(meeting, quote)
    return found


def _put(meeting: Meeting, at: int) -> Iterator[tuple[str, Value, Quote]]:
    """What a turn offers or asks for, with its words."""
    for mention in meeting.readings[at].mentions:
        if mention.issue is not None and mention.stance in ON_THE_TABLE:
            yield mention.issue, mention.value, mention.quote
    for move in meeting.moves(at):
        for issue, value in (*move.terms.items(), *move.asked.items()):
            yield issue, value, move.quote


def _given_away(ledger: Ledger) -> set[str]:
    """The issues of gives that nothing was asked for, or that stayed and no payment was read."""
    return {
        row.issue
        for row in ledger.rows
        if row.asked is None or (row.got is None and not row.withdrawn)
    }


def issues_raised(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """How many points beside the price the trainee raised; what was given away is no structure."""
    free = _given_away(ledger)
    raised = [quote for issue, quote in _raised(meeting).items() if issue not in free]
    return found(check, [Evidence(met=True, why=check.why, trainee=quote) for quote in raised])


def time_lever(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Points counted in days or months that were not given away, and breaks that were proposed; a
    turn with terms in it proposes none."""
    issues = meeting.scenario.issues if meeting.scenario else ()
    timed = {i.id for i in issues if isinstance(i, RangeIssue) and i.unit in ("days", "months")}
    timed -= _given_away(ledger)
    quotes = [quote for issue, quote in _raised(meeting).items() if issue in timed]
    quotes += [m.quote for at, m in meeting.said({Code.PAUSE}) if not meeting.terms(at)]
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
    """Whether no term got worse for the buyer that the trainee had put in just that value, and a
    yes had taken so; who sets right what the buyer misheard breaks nothing."""
    put: dict[str, _Put] = {}
    agreed: dict[str, Value] = {}
    denial = said_words(meeting.rubric.firmness.denials)
    broken, ever = [], False
    for at, turn in enumerate(meeting.turns):
        if turn.speaker == "trainee":
            own = own_terms(meeting, at)
            worse = any(i in agreed and meeting.prefers(i, own[i], agreed[i]) > 0 for i in own)
            tied = any(move.conditional or move.asked for move in meeting.moves(at))
            if worse and not tied and meeting.quoted(at, denial) is None:
                broken.append(Evidence(met=False, why=check.why, trainee=meeting.whole(at)))
            put.update(dict.fromkeys(own, _Put(at, own, tied)))
        elif meeting.accepted(at):
            agreed = agreed | taken if (taken := _taken(meeting, at, put)) else {}
            ever = ever or bool(agreed)
        elif meeting.coded(at, {Code.COUNTER, Code.REJECT, Code.PRESS}):
            agreed = {}
    return faults(check, broken) if ever else no_opportunity(check.id, check.name)


class _Put(NamedTuple):
    """The turn that last put a value on an issue, all its terms, and whether they hang together."""

    at: int
    terms: Mapping[str, Value]
    tied: bool


def _taken(meeting: Meeting, at: int, put: Mapping[str, _Put]) -> dict[str, Value]:
    """The trainee's terms that a yes of the buyer's takes just so: those it names or, where it
    names none, those of the turn it answers; none where it names what nobody put."""
    if meeting.coded(at, {Code.COUNTER}):
        return {}
    mentions = meeting.readings[at].mentions
    told = {m.issue: m.value for m in mentions if m.issue is not None}
    own = {i: one.terms[i] for i, one in put.items()}
    if not told:
        before = meeting.replies_before(at)
        return {i: value for i, value in own.items() if put[i].at in before[-1:]}
    known = {**meeting.standard, **own}
    if any(known.get(i) != value for i, value in told.items()):
        return {}
    return {
        i: value
        for i, value in told.items()
        if i in own and (not put[i].tied or put[i].terms.items() <= told.items())
    }


def recap(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """Turns of the second half that say two terms or more again, or sum up one, the last first;
    with a new term beside them they say nothing again."""
    turns = meeting.trainee_turns
    evidence = [
        Evidence(met=True, why=check.why, trainee=meeting.whole(at))
        for at in reversed(turns[len(turns) // 2 :])
        if len(named(meeting, at)) > (0 if meeting.coded(at, {Code.SUMM}) else 1)
        and says_again(meeting, at)
    ]
    return found(check, evidence)


def invented_support(check: Check, meeting: Meeting, ledger: Ledger) -> Indicator:
    """People cited who neither were met before nor were spoken of by the buyer."""
    if meeting.scenario is None or meeting.sheet is None:
        return no_opportunity(check.id, check.name)
    invented = []
    for at, move in meeting.said({Code.CITE}):
        met = move.topic in meeting.sheet.learned.met
        buyers = (meeting.turns[b].text for b in meeting.buyer_turns if b < at)
        told = any(move.topic in _people(meeting, text) for text in buyers)
        if move.topic and not met and not told:
            invented.append(Evidence(met=False, why=check.why, trainee=move.quote))
    return faults(check, invented)


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
        price_put_off,
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
