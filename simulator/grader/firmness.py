"""Headline score 2, firmness: indicators F1 to F11, anchor rows and caps.

Only price-like (core) issues count here; what is given away elsewhere is the trading score's.
"""

from itertools import pairwise
from typing import NamedTuple

from simulator.domain.moves import Code, Quote
from simulator.domain.scorecard import Evidence, Indicator, LedgerRow, Score
from simulator.grader.deal import Amounts, amounts, core_equivalent, price_equivalent
from simulator.grader.holding import (
    core_rows,
    curtness_of,
    held_pressures,
    is_conditional,
    packages_below_floor,
    reasons_given,
    refusals,
    self_bid_indicator,
    self_bids,
    speaks_of_price,
)
from simulator.grader.ledger import Ledger
from simulator.grader.marks import (
    caps_reached,
    highest,
    no_opportunity,
    rate,
    reaches,
    scored,
    tally,
    too_little,
    unscored,
)
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import Opportunity, bids, pressures, pressures_of
from simulator.grader.rubric import Cap, FirmnessRow
from simulator.grader.rulings import answered, counted
from simulator.grader.shared import asks_curtly, words_shared
from simulator.grader.walking import Walk, walk_away

_ASKING = frozenset({Code.Q_WHY, Code.Q_OPEN, Code.Q_CLOSED, Code.TEST, Code.STAKE})


class _Facts(NamedTuple):
    held: Indicator
    self_bids: int
    given_away: float | None
    faults: int
    leaks: int
    below_floor: bool
    large_first_drop: bool


def _shape(meeting: Meeting, rows: list[LedgerRow]) -> Indicator:
    """F5: few price steps, each smaller than the one before."""
    steps = [
        (row, abs(row.before - row.after))
        for row in rows
        if not isinstance(row.before, str) and not isinstance(row.after, str)
    ]
    if not steps:
        return no_opportunity("F5", "Price steps, few and shrinking")
    shrinking = all(later[1] < sooner[1] for sooner, later in pairwise(steps))
    met = len(steps) <= meeting.rubric.firmness.max_price_steps and shrinking
    evidence = [Evidence(met=met, why=f"A step of {s:,.10g}.", trainee=r.given) for r, s in steps]
    return tally("F5", "Price steps, few and shrinking", evidence, met=met)


def need_on_record(meeting: Meeting, at: int) -> bool:
    """Whether a need had been told, or given back in words, before a turn; a hint is none yet."""
    told = {Code.DISCLOSE, Code.CONFIRM, *meeting.rubric.listening.understanding_codes}
    return any(meeting.coded(earlier, told) for earlier in range(at))


def _premature(meeting: Meeting) -> Indicator:
    """F7: a price before a need is on record; a price already sent is none when repeated, and one
    that answers the buyer's own does not open the talk of price."""
    name = "Prices named before a need"
    if meeting.scenario is None:
        return no_opportunity("F7", name)
    known = meeting.standard if meeting.scenario.proposal_sent else {}
    bidding = next((at for at in meeting.buyer_turns if bids(meeting, at)), len(meeting.turns))
    evidence, early = [], False
    for at in meeting.trainee_turns:
        if need_on_record(meeting, at):
            break
        early = early or speaks_of_price(meeting, at)
        if at > bidding:
            continue
        stated = {m.issue: m for m in meeting.readings[at].mentions if m.issue is not None}
        for issue, value in meeting.terms(at).items():
            if meeting.is_core(issue) and known.get(issue) != value:
                quote = stated[issue].quote if issue in stated else meeting.whole(at)
                why = "A figure before any need of the buyer's was on record."
                evidence.append(Evidence(met=False, why=why, trainee=quote))
    evidence = counted(meeting, "F7", evidence)
    named = any(map(meeting.is_core, (i for t in meeting.trainee_turns for i in meeting.terms(t))))
    # A price said again, or after the buyer's, is no fault; that there was none is not said either.
    if not named or (early and not evidence):
        return no_opportunity("F7", name)
    return tally("F7", name, evidence, met=not evidence)


def _count(meeting: Meeting, code: Code, why: str) -> list[Evidence]:
    return [Evidence(met=False, why=why, trainee=move.quote) for _, move in meeting.said({code})]


def _composure(meeting: Meeting) -> Indicator:
    """F10. Praise of the own offer breaks no composure, and counts only where it is repeated; where
    there was some, it is not said that there was nothing."""
    name = "Attacks, or praise of the own offer repeated"
    faults = _count(meeting, Code.ATTACK, "Blame, sarcasm or a threat.")
    irritating = _count(meeting, Code.IRRIT, "Praise of one's own offer irritates.")
    if len(irritating) > meeting.rubric.firmness.max_irritators:
        faults += irritating
    if irritating and not faults:
        return no_opportunity("F10", name)
    return tally("F10", name, faults, met=not faults)


def _claims(meeting: Meeting, rows: list[LedgerRow]) -> Indicator:
    """F11: claims tested before anything moved on them."""
    evidence = []
    moved_at = sorted(meeting.place(row.turn) for row in rows)
    for claim in pressures_of(meeting, meeting.rubric.firmness.claim_pressures):
        test = _test_of(meeting, claim, moved_at)
        text = meeting.turns[claim.reply].text
        asks = meeting.coded(claim.reply, _ASKING) or asks_curtly(meeting, text)
        if test is None and asks:
            continue  # it asked something, which may be a test in other words
        evidence.append(
            Evidence(
                met=test is not None,
                why="The claim was tested first."
                if test
                else "The answer asked nothing about the claim.",
                buyer=claim.move.quote,
                trainee=test or meeting.whole(claim.reply),
            )
        )
    needed = meeting.rubric.firmness.claims_tested
    return rate("F11", "Claims tested before moving", answered(meeting, "F11", evidence), needed)


def _test_of(meeting: Meeting, claim: Opportunity, moved_at: list[int]) -> Quote | None:
    """The question that tested a claim before the price moved: in its answer, or in its words."""
    first_move = next((at for at in moved_at if at >= claim.reply), len(meeting.turns))
    tests = meeting.said({Code.BLUFF_TEST})
    said = meeting.turns[claim.at].text
    return next(
        (
            move.quote
            for at, move in tests
            if claim.reply <= at <= first_move
            and (at == claim.reply or words_shared(meeting, move.quote.text, said))
        ),
        None,
    )


def _floor(meeting: Meeting, ledger: Ledger) -> tuple[Indicator, bool, bool]:
    """F3, and whether a package below the floor was offered, and agreed."""
    name = "Packages below the floor"
    if meeting.scenario is None:
        return no_opportunity("F3", name), False, False
    scenario, floor = meeting.scenario, amounts(meeting.scenario).floor
    evidence = [
        Evidence(
            met=False,
            why=f"By the terms read, this is worth {low.worth:,.0f}; the floor is {floor:,.0f}.",
            trainee=meeting.whole(low.at),
        )
        for low in packages_below_floor(meeting, ledger)
    ]
    evidence = counted(meeting, "F3", evidence)
    if not ledger.offers and ledger.final is None:
        return no_opportunity("F3", name), False, False
    agreed = ledger.meant is not None and price_equivalent(scenario, ledger.meant) < floor - 1e-6
    return tally("F3", name, evidence, met=not evidence and not agreed), bool(evidence), agreed


def _give_away(meeting: Meeting, ledger: Ledger) -> Indicator:
    """F4: the share of the room between list price and floor that was given away."""
    name = "Share of the room given away on the price, less what came back"
    money: Amounts | None = amounts(meeting.scenario) if meeting.scenario else None
    if meeting.scenario is None or money is None or money.room <= 0:
        return no_opportunity("F4", name)
    last = ledger.meant or (ledger.offers[-1].package if ledger.offers else None)
    if last is None:
        return no_opportunity("F4", name)
    told = last
    if ledger.meant is None:  # what was asked for was not had: the last price alone tells
        told = {issue: value for issue, value in last.items() if meeting.is_core(issue)}
        name = "Share of the room given away on the price, by the last price offered"
    given = max(0.0, money.listed - core_equivalent(meeting.scenario, told))
    needed = meeting.rubric.firmness.rows[0].give_away or 0
    beyond = given - money.room
    short = money.floor - price_equivalent(meeting.scenario, last)
    cuts = core_rows(meeting, ledger)
    why = f"All of it: the package is worth {short:,.0f} less than your floor."
    too_far = Evidence(met=False, why=why, trainee=cuts[-1].given if cuts else None)
    return Indicator(
        id="F4",
        name=name,
        status="met" if given <= needed * money.room + 1e-6 else "not met",
        count=min(given, money.room),
        out_of=money.room,
        evidence=(too_far,) if beyond > meeting.rubric.firmness.worth_telling else (),
    )


def _first_price(meeting: Meeting, ledger: Ledger) -> float | None:
    if meeting.scenario is not None:
        return amounts(meeting.scenario).listed
    for row in core_rows(meeting, ledger):
        if not isinstance(row.before, str):
            return row.before
    return None


def _large_first_drop(meeting: Meeting, ledger: Ledger, rows: list[LedgerRow]) -> bool:
    """Whether the first pressure was met at once with a large price cut."""
    first = next(iter(pressures(meeting)), None)
    price = _first_price(meeting, ledger)
    if first is None or not price:
        return False
    turn = meeting.turns[first.reply].n
    drops = (
        abs(row.before - row.after)
        for row in rows
        if row.turn == turn
        and not is_conditional(row)
        and not isinstance(row.before, str)
        and not isinstance(row.after, str)
    )
    return max(drops, default=0.0) >= meeting.rubric.firmness.large_drop * price - 1e-9


def _meets(row: FirmnessRow, facts: _Facts) -> bool:
    given = facts.given_away
    return all(
        (
            reaches(facts.held, row.held),
            row.max_self_bids is None or facts.self_bids <= row.max_self_bids,
            row.give_away is None or given is None or given <= row.give_away + 1e-9,
            row.max_faults is None or facts.faults <= row.max_faults,
            not row.no_leak or not facts.leaks,
            not row.floor_safe or not facts.below_floor,
            not row.no_large_first_drop or not facts.large_first_drop,
        )
    )


def _walk_indicator(walk: Walk | None) -> Indicator:
    if walk is None:
        return no_opportunity("F9", "Walk-away")
    evidence = Evidence(met=walk.kind == "right", why=walk.why, trainee=walk.quote)
    return tally("F9", f"Walk-away: {walk.kind}", [evidence], met=walk.kind == "right")


def score_firmness(meeting: Meeting, ledger: Ledger) -> Score:
    """The firmness score of a meeting; not scored without a key, which holds the floor."""
    rules = meeting.rubric.firmness
    rows = core_rows(meeting, ledger)
    held = held_pressures(meeting, ledger)
    bids = self_bids(meeting, rows)
    floor, offered_below, agreed_below = _floor(meeting, ledger)
    give_away = _give_away(meeting, ledger)
    shape, reasons = _shape(meeting, rows), reasons_given(meeting)
    premature, composure = _premature(meeting), _composure(meeting)
    curtness = curtness_of(meeting)
    leaks = _count(meeting, Code.LEAK, "This gives your limit away.")
    claims = _claims(meeting, rows)
    walk = walk_away(meeting, ledger)
    indicators = [
        held,
        self_bid_indicator(meeting, ledger, bids, pressed=bool(held.out_of)),
        floor,
        give_away,
        shape,
        reasons,
        premature,
        tally("F8", "Limit revealed", leaks, met=not leaks),
        _walk_indicator(walk),
        composure,
        curtness,
        claims,
    ]
    if meeting.scenario is None:
        return Score(
            name="firmness",
            verdict="not scored",
            because="List price and floor stand in the scenario's key; give the scenario to "
            "score firmness. What needs no key is counted below.",
            indicators=tuple(indicators),
        )
    gate = agreed_below or offered_below
    reason = too_little(meeting, _occasions(meeting, held) + len(bids) + (walk is not None))
    if reason is not None and not gate:
        return unscored("firmness", reason, indicators)
    # An unkind no and a curt one are one fault.
    calm = "met" if "not met" not in (composure.status, curtness.status) else "not met"
    faults = [shape.status, reasons.status, premature.status, claims.status, calm]
    facts = _Facts(
        held=held,
        self_bids=len(bids),
        given_away=None if walk and walk.kind == "right" else give_away.rate,
        faults=faults.count("not met"),
        leaks=len(leaks),
        below_floor=gate,
        large_first_drop=_large_first_drop(meeting, ledger, rows),
    )
    row = highest(rules.rows, lambda candidate: _meets(candidate, facts))
    return scored("firmness", row, _caps(meeting, offered_below, agreed_below, walk), indicators)


def _occasions(meeting: Meeting, held: Indicator) -> int:
    """The pressures or, where there was one at all, the pushes of any kind that were refused."""
    if not held.out_of:
        return 0
    noes = refusals(meeting)
    return max(int(held.out_of), len(noes.bare) + len(noes.fuller))


def _caps(
    meeting: Meeting, offered_below: bool, agreed_below: bool, walk: Walk | None
) -> list[Cap]:
    caps = meeting.rubric.firmness.caps
    early = walk if walk is not None and walk.kind == "early" else None
    stonewalled = refusals(meeting).stonewalled >= meeting.rubric.firmness.bare_refusals
    counts = {
        "agreed_below_floor": int(agreed_below),
        "offered_below_floor": int(offered_below),
        "leak": len(meeting.said({Code.LEAK})),
        "attack": len(meeting.said({Code.ATTACK})),
        "empty_walk": int(walk is not None and walk.kind == "bluffed"),
        "early_walk": int(early is not None and early.quote is not None),
        "early_leave": int(early is not None and early.quote is None),
        "stonewall": int(stonewalled),
    }
    return caps_reached(caps, counts)
