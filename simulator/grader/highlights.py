"""At most three lines worth remembering: the words, why they matter, a better line.

What is found here carries no score; the texts are in `highlights.yaml` and are filled from the
conversation and from what the seller's brief lists as gives and gets.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from pydantic import Field

from simulator.domain.base import Noun
from simulator.domain.moves import Code, Quote
from simulator.domain.scorecard import Evidence, Highlight, LedgerRow, Score
from simulator.grader.asking import only_asks
from simulator.grader.data import parse_yaml, read_text
from simulator.grader.faults import negatives
from simulator.grader.holding import core_rows, is_conditional, packages_below_floor, says_little
from simulator.grader.ledger import Ledger
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import bids, pressures_of
from simulator.grader.phrases import Phrases
from simulator.grader.positions import EXTRA
from simulator.grader.rehearsal import earns
from simulator.grader.sureness import (
    asked_later,
    deserves_praise,
    follows,
    greets,
    holds_firm,
    surely_free,
    surely_low,
    surely_unpaid,
)
from simulator.grader.trading import anger_behind, deal_value, just_pressed, worth_said
from simulator.grader.walking import walk_away


class Template(Noun):
    """The texts of one kind of highlight."""

    tag: Literal[
        "DONE", "MISSED", "FREE GIVE", "EARLY PRICE", "LEAK", "BAIT TAKEN", "TRADE", "HELD",
        "WALK OK", "WALK EARLY", "WALK LATE",
    ]  # fmt: skip
    salience: int
    why: str
    as_read: str = Field(default="", description="`why` where nobody but rules read the turns.")
    better: tuple[str, ...] = Field(alias="try", min_length=1)
    unless: frozenset[Code] = Field(
        default=frozenset(),
        description="A better line asks for these; who did so in another turn gets `otherwise`.",
    )
    otherwise: tuple[str, ...] = ()
    earns: frozenset[Code] = Field(
        default=frozenset(),
        description="A better line has to earn one of these when it is read back; empty: advice.",
    )


class Templates(Noun):
    """The kinds of highlight, how many are shown, and what a cost adds to the salience."""

    most: int
    cost_points: float
    costly: float
    kinds: dict[str, Template]


class _Found(NamedTuple):
    kind: str
    quote: Quote
    answers: Quote | None = None
    row: LedgerRow | None = None
    weight: float = 0.0


@cache
def load_templates() -> Templates:
    """The templates that ship with the program, read once."""
    return Templates.model_validate(parse_yaml(read_text("highlights.yaml")))


def _row_kind(meeting: Meeting, ledger: Ledger, row: LedgerRow) -> str | None:
    if row.withdrawn:
        return None
    if row.verdict == "traded":
        # Asked for in another turn, the return may have been for something else.
        if not is_conditional(row) or _is_low(meeting, ledger, row):
            return None
        return "trade_labelled" if worth_said(meeting, row) is not None else "trade"
    if row.verdict == "linked, not paid":
        return "unpaid_give" if surely_unpaid(meeting, row) else None
    if row.verdict == "people give":
        return "people_give"
    if not surely_free(meeting, ledger, row):
        return None
    return "free_price" if meeting.is_core(row.issue) else "free_give"


def _is_low(meeting: Meeting, ledger: Ledger, row: LedgerRow) -> bool:
    """Whether a package below the floor went out with a give: no trade to do again."""
    at = meeting.place(row.turn)
    low = packages_below_floor(meeting, ledger)
    return any(package.at <= at for package in low) and meeting.is_core(row.issue)


def _from_ledger(meeting: Meeting, ledger: Ledger) -> Iterator[_Found]:
    value = deal_value(meeting, ledger)
    for row in ledger.rows:
        kind = _row_kind(meeting, ledger, row)
        if kind is None:
            continue
        cost = row.cost
        if cost is None and not isinstance(row.before, str) and not isinstance(row.after, str):
            cost = abs(row.before - row.after) if meeting.is_core(row.issue) else None
        weight = min(1.0, (cost or 0.0) / (load_templates().costly * value)) if value else 0.0
        anger = kind == "people_give"
        pressure = anger_behind(meeting, row) if anger else just_pressed(meeting, row)
        yield _Found(kind, row.given, pressure, row, weight)


_TESTING = frozenset({Code.BLUFF_TEST, Code.Q_WHY, Code.Q_OPEN, Code.Q_CLOSED, Code.STAKE})


def _baits(meeting: Meeting, ledger: Ledger) -> Iterator[_Found]:
    """Price moves made in the very answer to a claim nobody had tested."""
    moved = {r.turn: r for r in core_rows(meeting, ledger) if not is_conditional(r)}
    for kind in sorted(meeting.rubric.firmness.claim_pressures):
        for claim in pressures_of(meeting, frozenset({kind})):
            row = moved.get(meeting.turns[claim.reply].n)
            asked = meeting.coded(claim.reply, _TESTING)
            if row is not None and not asked and surely_free(meeting, ledger, row):
                yield _Found(f"bait_{kind}", row.given, claim.move.quote, row)


def _slips(meeting: Meeting) -> Iterator[_Found]:
    for kind, code in (("leak", Code.LEAK), ("attack", Code.ATTACK)):
        for _, move in meeting.said({code}):
            yield _Found(kind, move.quote)


def _walks(meeting: Meeting, ledger: Ledger) -> Iterator[_Found]:
    walk = walk_away(meeting, ledger)
    if walk is None or walk.quote is None:
        return
    at = meeting.place(walk.quote.turn)
    opened = walk.kind == "right" and any(t >= at for t in meeting.turns_with({Code.DOOR}))
    yield _Found("walk_door" if opened else f"walk_{walk.kind}", walk.quote)


_FROM_INDICATORS: tuple[tuple[str, bool, str], ...] = (
    ("A1", False, "missed_reason"),
    ("A2", False, "missed_cue"),
    ("A2", True, "cue_taken"),
    ("A6", True, "confirmed"),
    ("F1", True, "held"),
    ("F3", False, "below_floor"),
    ("F7", False, "early_price"),
)
"""Indicator, whether met, and the kind of highlight its evidence makes."""

_PRAISE = frozenset({"DONE", "HELD", "TRADE", "WALK OK"})
"""Tags that a turn cannot earn that is spoilt by something else."""


def _from_scores(meeting: Meeting, ledger: Ledger, scores: tuple[Score, ...]) -> Iterator[_Found]:
    evidence: dict[str, list[Evidence]] = {}
    for score in scores:
        for indicator in score.indicators:
            evidence.setdefault(indicator.id, []).extend(indicator.evidence)
    evidence["F3"] = surely_low(meeting, ledger, evidence.get("F3", []))
    for indicator_id, met, kind in _FROM_INDICATORS:
        for item in evidence.get(indicator_id, ()):
            if item.met != met or item.trainee is None or not _shows(meeting, kind, item):
                continue
            if kind != "held" or _stays(meeting, ledger, item.trainee):
                yield _Found(_closer(meeting, kind, item), item.trainee, item.buyer)
    for item in evidence.get("F10b", ())[:1]:
        if item.trainee is not None:
            yield _Found("stonewall", item.trainee)


def _stays(meeting: Meeting, ledger: Ledger, held: Quote) -> bool:
    """Whether the price moved no more from a turn on: only such a figure is one that stays."""
    return not any(row.turn >= held.turn for row in core_rows(meeting, ledger))


def _closer(meeting: Meeting, kind: str, item: Evidence) -> str:
    """The kind whose words fit best: a better line must not ask for what the turn did."""
    if kind == "missed_reason" and item.buyer is not None:
        return _missed(meeting, item.buyer)
    if kind == "held" and item.trainee is not None:
        return _how_held(meeting, meeting.place(item.trainee.turn))
    return kind


def _how_held(meeting: Meeting, at: int) -> str:
    holds = meeting.coded(at, {Code.HOLD})
    if any(m.alternative for m in holds) or meeting.coded(at, {Code.OPTION, Code.ASK_GET}):
        return "held_with_another_way"
    # A longer no may hold a reason that was not recognised.
    fuller = any(m.reasons for m in holds) or not says_little(meeting, at)
    return "held_longer" if fuller else "held"


def _missed(meeting: Meeting, push: Quote) -> str:
    """The kind of a push whose reason was not asked for: a bid, a request, or an objection."""
    at = meeting.place(push.turn)
    if bids(meeting, at):
        return "missed_bid"
    asks = any(
        only_asks(move) and move.quote == push and move.topic == "price"
        for move in meeting.coded(at, {Code.PRESS})
    )
    return "missed_request" if asks else "missed_reason"


def _faults(meeting: Meeting) -> Iterator[_Found]:
    """Faults against listening that answer words of the buyer's."""
    for kind, item in negatives(meeting):
        if kind == "ruled" or item.buyer is None or item.trainee is None:
            continue
        if kind == "asked_again" or not asked_later(meeting, item.buyer, item.trainee):
            yield _Found(kind, item.trainee, item.buyer)


def _shows(meeting: Meeting, kind: str, item: Evidence) -> bool:
    """Whether the words show the kind.

    Not every turn that did not give way is a firm one, and who asks, then or soon after, has not
    simply answered. Of an opening line nobody can say that it pressed.
    """
    if item.trainee is None:
        return False
    at = meeting.place(item.trainee.turn)
    if kind == "held":
        return holds_firm(meeting, at)
    if kind == "missed_reason":
        rules = meeting.rubric.listening
        asked = meeting.coded(at, rules.question_codes | rules.diagnose_codes)
        if asked or _knew_why(meeting, at) or item.buyer is None:
            return False
        return not asked_later(meeting, item.buyer, item.trainee)
    return True


def _knew_why(meeting: Meeting, at: int) -> bool:
    """Whether the buyer had told something of what matters before a turn."""
    return any(
        meeting.is_interest(move.topic)
        for buyer in meeting.buyer_turns
        if buyer < at
        for move in meeting.coded(buyer, {Code.DISCLOSE})
    )


def _is_praise(found: _Found) -> bool:
    return load_templates().kinds[found.kind].tag in _PRAISE


def _blamed(scores: tuple[Score, ...]) -> set[int]:
    """The turns that answered without asking: whoever only held there was not firm, but deaf."""
    return {
        item.trainee.turn
        for score in scores
        for indicator in score.indicators
        if indicator.id in ("A1", "A2")
        for item in indicator.evidence
        if not item.met and item.trainee is not None
    }


def _salience(found: _Found) -> float:
    templates = load_templates()
    return templates.kinds[found.kind].salience + templates.cost_points * found.weight


def pick_highlights(
    meeting: Meeting, ledger: Ledger, scores: tuple[Score, ...]
) -> tuple[Highlight, ...]:
    """The three most telling lines, one of a kind and one a turn, in order of weight."""
    found = [
        *_from_ledger(meeting, ledger),
        *_baits(meeting, ledger),
        *_slips(meeting),
        *_walks(meeting, ledger),
        *_from_scores(meeting, ledger, scores),
        *_faults(meeting),
    ]
    templates = load_templates()
    blamed = _blamed(scores)
    found = [
        f
        for f in found
        # An insult may lie turns back.
        if (f.answers is None or f.kind == "people_give" or follows(meeting, f.quote, f.answers))
        and (not _is_praise(f) or deserves_praise(meeting, ledger, f.quote))
        and not (f.kind.startswith("held") and f.quote.turn in blamed)
    ]
    chosen: dict[str, _Found] = {}
    for candidate in sorted(found, key=lambda f: (-_salience(f), f.quote.turn)):
        tag = templates.kinds[candidate.kind].tag
        turns = {c.quote.turn for c in chosen.values()}
        if tag not in chosen and candidate.quote.turn not in turns:
            chosen[tag] = candidate
    phrases = Phrases(meeting, ledger)
    return tuple(_worded(meeting, phrases, f) for f in list(chosen.values())[: templates.most])


def _reason(meeting: Meeting, template: Template) -> str:
    """Why a line is worth remembering; an absence that rules alone read is told as one."""
    return template.as_read if template.as_read and meeting.only_rules_read else template.why


def _worded(meeting: Meeting, phrases: Phrases, found: _Found) -> Highlight:
    template = load_templates().kinds[found.kind]
    fields = phrases.fields(found.row, found.answers)
    at = meeting.place(found.quote.turn)
    if greets(meeting, at):  # no trade answers that
        fields = {name: text for name, text in fields.items() if name not in ("get", "cheap")}
    done = any(turn != at for turn in meeting.turns_with(template.unless))
    told = fields
    if found.row is not None and found.row.issue == EXTRA:
        # An extra has no name but the words it was given in, which fit no other sentence.
        told = {**fields, "after": f'"{found.row.given.text}"'}
        fields = {name: text for name, text in fields.items() if name not in ("issue", "after")}
    lines = () if done else template.better
    better = (
        *(
            line
            for line in phrases.filled(lines, fields)
            if earns(meeting.ground, line, template.earns, found.answers)
        ),
        *(phrases.filled(template.otherwise, fields)),
    )
    return Highlight(
        tag=template.tag,
        quote=found.quote,
        answers=found.answers,
        why=next(phrases.filled((_reason(meeting, template),), told), ""),
        try_instead=next(iter(better), ""),
    )
