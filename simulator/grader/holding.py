"""F1 to F3: what was held under pressure, bids against oneself, packages below the floor."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Quote, Stance
from simulator.domain.scorecard import Evidence, Indicator, LedgerRow
from simulator.grader.asking import stems
from simulator.grader.deal import amounts, price_equivalent
from simulator.grader.ledger import Ledger
from simulator.grader.marks import no_opportunity, rate, share, tally
from simulator.grader.meeting import Meeting, once_a_meeting
from simulator.grader.opportunities import Opportunity, bids, pressures
from simulator.grader.rulings import answered, counted
from simulator.grader.screening import overlap
from simulator.grader.sentences import in_full
from simulator.grader.standing import stands_alone

_FIGURE = re.compile(
    r"\d[\d.,]*\d|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b",
    re.IGNORECASE,
)


_NOT_GIVEN = frozenset({Stance.REFUSED, Stance.PAST, Stance.OTHERS, Stance.HYPOTHETICAL})
"""Stances of figures that nobody gives."""


def core_rows(meeting: Meeting, ledger: Ledger) -> list[LedgerRow]:
    """The concessions on price-like issues."""
    return [row for row in ledger.rows if meeting.is_core(row.issue)]


def is_conditional(row: LedgerRow) -> bool:
    """Whether the return was asked in the same turn: the give was never on offer alone."""
    return row.asked is not None and row.asked.turn == row.given.turn


def _gave_way(meeting: Meeting, rows: list[LedgerRow]) -> dict[int, Quote]:
    """Places of the turns that moved without a condition, and the words.

    A conditional give that is refused and then repeated alone gives way in that later turn.
    """
    found: dict[int, Quote] = {}
    for row in rows:
        at = meeting.place(row.turn)
        if not is_conditional(row):
            found[at] = row.given
        # Whether a condition in words was met nobody can tell; one dropped has a give of its own.
        elif row.got is None and not row.withdrawn and row.asked_for:
            later = [t for t in meeting.trainee_turns if t > at]
            alone = (t for t in later if stands_alone(meeting, t, row.issue, row.after))
            found.update({t: meeting.whole(t) for t in list(alone)[:1]})
    return found


def held_pressures(meeting: Meeting, ledger: Ledger) -> Indicator:
    """F1: the pressures on which the price held, of all those whose answer can be judged."""
    rows = core_rows(meeting, ledger)
    gave_way = _gave_way(meeting, rows)
    pressed = {
        pressure.reply: _push_itself(meeting, pressure)
        for pressure in pressures(meeting)
        # Who only asks for the price, and is told it, has asked for no lower one.
        if pressure.move.topic != "how-much" or not speaks_of_price(meeting, pressure.reply)
    }
    pressed |= {at: q for at in gave_way if at not in pressed and (q := _push(meeting, rows, at))}
    nibbled = {p.reply for p in pressures(meeting) if p.move.topic == "nibble"}
    evidence = []
    for at, quote in sorted(pressed.items()):
        held = _held(meeting, ledger, at, gave_way)
        passed_over = at in nibbled and meets_nibble(meeting, ledger, at) is None
        # A taunt asks for nothing: who does not give way to it has held nothing either.
        taunted = held is not None and held.met and not pushed(meeting, at)
        if held is not None and not passed_over and not taunted:
            words = gave_way.get(at) or meeting.whole(at)
            evidence.append(Evidence(met=held.met, why=held.why, buyer=quote, trainee=words))
    needed = meeting.rubric.firmness.rows[0].held or 0
    return rate("F1", "Pressures held", answered(meeting, "F1", evidence), needed)


def _push_itself(meeting: Meeting, pressure: Opportunity) -> Quote:
    """The words that pushed: of a turn that bids and grumbles, the sentence with the price."""
    bid = next(iter(bids(meeting, pressure.at)), None)
    if bid is None:
        return pressure.move.quote
    prices = (
        mention.quote
        for mention in meeting.readings[pressure.at].mentions
        if mention.issue is not None
        and meeting.is_core(mention.issue)
        and bid.terms.get(mention.issue) == mention.value
    )
    price = next(prices, bid.quote)
    return bid.quote if overlap(price, bid.quote) else in_full(meeting, price)


def _push(meeting: Meeting, rows: list[LedgerRow], at: int) -> Quote | None:
    """What pushed a turn that gave way, where no pressure was paired with it: a refused condition,
    or a pressure with a turn between that could not be read."""
    refusals = (
        move.quote
        for buyer in meeting.prompts(at)
        for move in meeting.coded(buyer, {Code.REJECT, Code.OBJECT})
    )
    given = (row.pressure for row in rows if meeting.place(row.turn) == at)
    return next(refusals, None) or next(given, None)


class _Held(NamedTuple):
    met: bool
    why: str


def _held(meeting: Meeting, ledger: Ledger, at: int, gave_way: Mapping[int, Quote]) -> _Held | None:
    """Whether the answer `at` to a pressure held; None where that cannot be told."""
    if at in gave_way:
        return _Held(False, "Gave way without a condition.")
    given = [row for row in ledger.rows if meeting.place(row.turn) == at]
    if any(meeting.is_core(row.issue) for row in given):
        return _Held(True, "Gave way only on a condition.")
    if takes_a_figure(meeting, at):
        return _Held(False, "Took the buyer's figure.")
    if _is_lower(meeting, at):
        tied = any(move.conditional for move in meeting.moves(at))
        return _Held(True, "Gave way only on a condition.") if tied else None
    if (spoken_of := _lower_spoken_of(meeting, at)) is not None:
        return _Held(True, "Gave way only on a condition.") if spoken_of else None
    if names_a_first_figure(meeting, at) or _has_unread_figure(meeting, at):
        return None
    if given:
        return _Held(True, "The price stayed; what was given beside it counts under trading.")
    return _Held(True, "Did not give way.")


def _is_lower(meeting: Meeting, at: int) -> bool:
    """Whether a turn names less than the last own price."""
    return any(_is_under_own(meeting, at, *term) for term in meeting.terms(at).items())


def _is_under_own(meeting: Meeting, at: int, issue: str, value: Value) -> bool:
    """Whether a value is a price, and less than the trainee's last one before a turn."""
    word = meeting.sellers_word(issue, at) if meeting.is_core(issue) else None
    return word is not None and meeting.prefers(issue, value, word) < 0


def _lower_spoken_of(meeting: Meeting, at: int) -> bool | None:
    """Whether a turn that puts no lower price speaks of one as what its condition would bring;
    False: of one that it neither refuses nor asks about, None: of none."""
    lower = [
        mention
        for mention in meeting.readings[at].mentions
        if mention.issue is not None
        and mention.stance not in _NOT_GIVEN
        and _is_under_own(meeting, at, mention.issue, mention.value)
    ]
    if any(mention.stance is Stance.RETURN for mention in lower):
        return True
    if meeting.coded(at, meeting.rubric.firmness.hold_codes):
        return None
    asked = meeting.coded(at, meeting.rubric.listening.diagnose_codes)
    left = (m for m in lower if not any(overlap(m.quote, q.quote) for q in asked))
    return None if next(left, None) is None else False


def _has_unread_figure(meeting: Meeting, at: int) -> bool:
    """Whether a turn names, without a no, a figure that could not be read as a term."""
    if meeting.coded(at, meeting.rubric.firmness.hold_codes):
        return False
    read = [m.quote for m in meeting.readings[at].mentions if m.issue is not None]
    return any(
        all(hit.end() <= q.start or q.end <= hit.start() for q in read)
        for hit in _FIGURE.finditer(meeting.turns[at].text)
    )


def takes_a_figure(meeting: Meeting, at: int) -> bool:
    """Whether a turn says yes to a price of the buyer's under the trainee's last word on it."""
    if not meeting.accepted(at):
        return False
    own = meeting.terms(at)
    return any(
        own.get(issue, move.terms[issue]) == move.terms[issue]
        for buyer in meeting.prompts(at)
        for move in bids(meeting, buyer)
        for issue in meeting.undercut(buyer, move)
        if meeting.is_core(issue)
    )


def speaks_of_price(meeting: Meeting, at: int) -> bool:
    """Whether a turn has a price in it, put on the table or only spoken of."""
    spoken = {m.issue for m in meeting.readings[at].mentions if m.issue is not None}
    return any(map(meeting.is_core, spoken | meeting.terms(at).keys()))


def names_a_first_figure(meeting: Meeting, at: int) -> bool:
    """Whether a turn puts the trainee's first price on the table: how far it gave way from the one
    it had in mind cannot be told, unless it is the list price, or refuses and stays to the end."""
    if meeting.scenario is not None and meeting.scenario.proposal_sent:
        return False
    return any(
        meeting.is_core(issue)
        and next(iter(meeting.sellers_words(issue)[0]), None) == at
        and not _stands_firm(meeting, at, issue, value)
        for issue, value in meeting.terms(at).items()
    )


def _stands_firm(meeting: Meeting, at: int, issue: str, value: Value) -> bool:
    listed = meeting.standard.get(issue)
    if listed is not None and meeting.meets(issue, value, listed):
        return True
    _, words = meeting.sellers_words(issue)
    return bool(meeting.coded(at, {Code.HOLD})) and meeting.meets(issue, words[-1], value)


def meets_nibble(meeting: Meeting, ledger: Ledger, at: int) -> bool | None:
    """Whether a turn meets a small ask with a trade or a no; False: it grants it, None: neither."""
    rows = [row for row in ledger.rows if meeting.place(row.turn) == at]
    if any(not is_conditional(row) and row.got is None for row in rows):
        return False
    trades = rows or any(m.conditional or m.code is Code.ASK_GET for m in meeting.moves(at))
    if trades or meeting.coded(at, meeting.rubric.firmness.hold_codes):
        return True
    return False if meeting.accepted(at) else None


class LowPackage(NamedTuple):
    """A package the trainee offered that is worth less than the floor."""

    at: int
    worth: float


def packages_below_floor(meeting: Meeting, ledger: Ledger) -> list[LowPackage]:
    """The packages offered below the floor; without a key there are none."""
    if meeting.scenario is None:
        return []
    # A package said again is the same one.
    first = [
        offer
        for n, offer in enumerate(ledger.offers)
        if all(offer.package != earlier.package for earlier in ledger.offers[:n])
    ]
    worths = [LowPackage(o.at, price_equivalent(meeting.scenario, o.package)) for o in first]
    return [low for low in worths if low.worth < amounts(meeting.scenario).floor - 1e-6]


def self_bids(meeting: Meeting, rows: list[LedgerRow]) -> list[Evidence]:
    """Free price moves that no pressure called for, or after which the buyer had not moved."""
    moving = {Code.GIVE, Code.COUNTER, Code.ACCEPT}
    found = []
    last: int | None = None
    for row in rows:
        at = meeting.place(row.turn)
        between = [b for b in meeting.buyer_turns if last is not None and last < b < at]
        moved = last is None or any(meeting.coded(b, moving) for b in between)
        if not is_conditional(row) and (row.pressure is None or not moved):
            found.append(
                Evidence(
                    met=False,
                    why="Gave way though nothing pressed for it."
                    if row.pressure is None
                    else "Gave way again before the buyer had moved.",
                    buyer=row.pressure,
                    trainee=row.given,
                )
            )
        last = at
    return counted(meeting, "F2", found)


def self_bid_indicator(
    meeting: Meeting, ledger: Ledger, bids: list[Evidence], *, pressed: bool
) -> Indicator:
    """F2. Of one who gave something else unpressed it is not said that there was none."""
    name = "Bids against yourself"
    others = (row for row in ledger.rows if not meeting.is_core(row.issue))
    unasked = any(row.asked is None and row.pressure is None for row in others)
    if bids or (not unasked and (pressed or core_rows(meeting, ledger))):
        return tally("F2", name, bids, met=not bids)
    return no_opportunity("F2", name)


def reasons_given(meeting: Meeting) -> Indicator:
    """F6: no more than two reasons a refusal, over those that gave any."""
    rules = meeting.rubric.firmness
    holds = [
        (at, move)
        for at, move in meeting.said({Code.HOLD})
        # A bare "no" holds no reason, whatever follows it.
        if move.reasons and pushed(meeting, at) and len(move.quote.text.split()) > rules.bare_no
    ]
    if not holds:
        return no_opportunity("F6", "One or two reasons, where any was given")
    mean = sum(move.reasons for _, move in holds) / len(holds)
    evidence = tuple(
        Evidence(
            met=move.reasons <= rules.max_reasons,
            why=f"Reasons given: {move.reasons}.",
            trainee=move.quote,
        )
        for _, move in holds
    )
    return Indicator(
        id="F6",
        name="One or two reasons, where any was given (mean)",
        status="met" if mean <= rules.max_reasons else "not met",
        count=round(mean, 2),
        evidence=evidence,
    )


def says_little(meeting: Meeting, at: int) -> bool:
    """Whether a turn has too few words of content to hold a reason; said again, none counts."""
    return len(stems(meeting.turns[at].text)) <= meeting.rubric.firmness.bare_words


class Refusals(NamedTuple):
    """The places of refusals. A long one in which nothing else was found may hold a reason that was
    missed, or padding: no sentence is made of it, and it is no way round the cap. Nor is one of a
    sentence made that says a bare no though nothing had been asked for.
    """

    bare: list[int]
    padded: list[int]
    fuller: list[int]
    unasked: list[int]

    @property
    def stonewalled(self) -> int:
        """How many bare noes there were; unasked ones too, of somebody who says no other."""
        unasked = 0 if self.fuller else len(self.unasked)
        return len(self.bare) + len(self.padded) + unasked


_NO_REASONS = frozenset({Code.ATTACK, Code.IRRIT})
"""What makes a bare no no fuller."""


@once_a_meeting
def refusals(meeting: Meeting) -> Refusals:
    rules = meeting.rubric.firmness
    noes = Refusals([], [], [], [])
    for at in meeting.turns_with(rules.hold_codes):
        holds = meeting.coded(at, rules.hold_codes)
        asked, short = pushed(meeting, at), says_little(meeting, at)
        others = {move.code for move in meeting.moves(at)} - rules.hold_codes - _NO_REASONS
        if others or any(move.reasons or move.alternative for move in holds):
            kind = noes.fuller if asked else None
        elif asked:
            kind = noes.bare if short else noes.padded
        else:  # a price said again refuses nothing
            kind = noes.unasked if short and not meeting.terms(at) else None
        if kind is not None:
            kind.append(at)
    return noes


def pushed(meeting: Meeting, at: int) -> bool:
    """Whether there was something to refuse; a taunt, or a sigh beside a yes, asks for nothing."""
    asking = {Code.PRESS, Code.COUNTER, Code.OBJECT, Code.REJECT}
    return any(
        # What a buyer asks for in a question may not be read.
        "?" in meeting.turns[b].text
        or any(
            move.topic != "insult" and (move.code is Code.PRESS or not meeting.accepted(b))
            for move in meeting.coded(b, asking)
        )
        for b in meeting.prompts(at)
    )


def curtness_of(meeting: Meeting) -> Indicator:
    bare, _, fuller, _ = refusals(meeting)
    evidence = [
        Evidence(met=False, why="A no without a reason or another way.", trainee=meeting.whole(at))
        for at in bare
    ]
    needed = meeting.rubric.firmness.reasoned_holds
    noes = len(bare) + len(fuller)
    return share("F10b", "More than a bare no", len(fuller), noes, needed, evidence)
