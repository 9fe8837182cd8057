"""Headline score 3, trade-only concessions: indicators T1 to T9, anchor rows and caps."""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.domain.moves import Code, Move, Quote
from simulator.domain.scorecard import Evidence, Indicator, LedgerRow, Score
from simulator.domain.text import whole_words
from simulator.grader.deal import amounts, price_issue
from simulator.grader.holding import (
    is_conditional,
    meets_nibble,
    names_a_first_figure,
    takes_a_figure,
)
from simulator.grader.key_trades import key_trade_proposed
from simulator.grader.ledger import Ledger, step_money
from simulator.grader.marks import (
    caps_reached,
    highest,
    no_opportunity,
    rate,
    reaches,
    scored,
    share,
    tally,
    too_little,
    unscored,
)
from simulator.grader.meeting import Meeting
from simulator.grader.opportunities import bids, pressures, pressures_of
from simulator.grader.peace import peace_bought
from simulator.grader.reach import within_reach
from simulator.grader.returns import returns_collected
from simulator.grader.rubric import TradingRow
from simulator.grader.rulings import answered, counted
from simulator.grader.screening import overlap
from simulator.grader.sentences import in_full, says, sentences


class _Facts(NamedTuple):
    linked: Indicator
    collected: Indicator
    balanced: bool
    cross_issue: bool
    minor_free_gives: bool
    people_gives: int
    nibbles_met: bool
    some_linked: bool


def _weights(rows: Iterable[LedgerRow]) -> list[float]:
    """What each concession counts: its cost, or the same for all where a cost is not known."""
    rows = list(rows)
    costs = [row.cost for row in rows]
    known = [cost for cost in costs if cost is not None and cost > 0]
    if not known:
        return [1.0] * len(rows)
    # What costs nothing on paper, or has no price in the key, still is a give: the least of them.
    return [cost if cost is not None and cost > 0 else min(known) for cost in costs]


def is_free(row: LedgerRow) -> bool:
    """Whether nothing was asked for it."""
    return row.asked is None


def _linkage(meeting: Meeting, ledger: Ledger) -> Indicator:
    weights = _weights(ledger.rows)
    linked = sum(w for w, row in zip(weights, ledger.rows, strict=True) if not is_free(row))
    evidence = []
    for row in ledger.rows:
        if not is_free(row):
            evidence.append(Evidence(met=True, why="Tied to a return.", trainee=row.asked))
            evidence.append(Evidence(met=True, why="What was given for it.", trainee=row.given))
        else:
            evidence.append(
                Evidence(
                    met=False,
                    why="Given for nothing.",
                    buyer=just_pressed(meeting, row),
                    trainee=row.given,
                )
            )
    needed = meeting.rubric.trading.rows[0].linked or 0
    return share(
        "T1", "Concessions tied to a return, by cost", linked, sum(weights), needed, evidence
    )


def just_pressed(meeting: Meeting, row: LedgerRow) -> Quote | None:
    """What pressed for a give, where it was said right before: an older push is not its cause."""
    prompts = meeting.prompts(meeting.place(row.turn))
    if row.pressure is None or meeting.place(row.pressure.turn) not in prompts:
        return None
    bid = (move.quote for buyer in prompts for move in bids(meeting, buyer))
    return next(bid, row.pressure) if meeting.is_core(row.issue) else row.pressure


def _balance(meeting: Meeting, ledger: Ledger) -> Indicator:
    """T4: money obtained over money given; no opportunity where one of them is not known, or where
    the talk ended without a deal, so that neither side gave anything."""
    name = "Value obtained for what was given"
    given = [r for r in ledger.rows if not r.withdrawn]
    cost = sum(row.cost or 0.0 for row in given)
    returns: dict[Quote, float] = {
        row.asked: row.value_got for row in given if row.asked and row.value_got is not None
    }
    # Of a return in words that nobody named again it is not known whether it came in.
    unknown = any(
        row.asked is not None and row.value_got is None and (row.got or not row.asked_for)
        for row in given
    )
    ended = meeting.end is not None and ledger.settled is None
    if not given or cost <= 0 or unknown or ended:
        return no_opportunity("T4", name)
    return share("T4", name, sum(returns.values()) + ledger.beside, cost, 1.0)


def _crosses_issues(row: LedgerRow) -> bool:
    """Whether one issue was traded for another, at a gain for both where the key tells."""
    across = row.got is not None and any(issue != row.issue for issue in row.asked_for)
    return across and _gains_both(row.cost, row.value_to_buyer)


def _gains_both(cost: float | None, value: float | None) -> bool:
    return cost is None or value is None or value >= cost


_PROPOSED = "A trade across issues was proposed."


def _put_across_issues(meeting: Meeting, ledger: Ledger) -> list[Evidence]:
    """The first offer of a give on one issue for a return on another."""
    for ask in ledger.conditional_offers:
        if ask.at < 0 or not ask.wanted:
            continue
        for issue, value in ask.offered.items():
            word = meeting.sellers_word(issue, ask.at)
            if issue in ask.wanted or word is None or meeting.prefers(issue, value, word) >= 0:
                continue
            if _gains_both(*step_money(meeting, issue, word, value)):
                return [Evidence(met=True, why=_PROPOSED, trainee=in_full(meeting, ask.quote))]
    return []


def _cross_issue(meeting: Meeting, ledger: Ledger) -> Indicator:
    trades = [
        Evidence(met=True, why="A trade across issues.", buyer=r.got, trainee=r.given)
        for r in {row.asked: row for row in ledger.rows if _crosses_issues(row)}.values()
    ]
    choices = [
        Evidence(met=True, why="Equal offers to choose from.", trainee=move.quote)
        for at, move in meeting.said({Code.CHOICE})
        if _leaves_a_choice(meeting, at, move)
    ]
    name, made = "Trades across issues, made or proposed", [*trades, *choices]
    # What was put and refused is a trade proposed, and earns no row.
    put = [] if made else _put_across_issues(meeting, ledger)
    found = counted(meeting, "T5", [*made, *put])
    tied = any(move.conditional for at in meeting.trainee_turns for move in meeting.moves(at))
    if not found and (tied or ledger.conditional_offers or not ledger.rows):
        return no_opportunity("T5", name)
    return tally("T5", name, found, met=bool(found))


def _leaves_a_choice(meeting: Meeting, at: int, move: Move) -> bool:
    """Whether a choice is one between offers: it says so, or sets terms on two issues apart."""
    words = meeting.turns[at].text[move.quote.start :]
    if not meeting.terms(at):
        return False
    if whole_words(meeting.rubric.trading.choice_words).search(words):
        return True
    inside = {
        mention.issue
        for mention in meeting.readings[at].mentions
        if mention.issue is not None and move.quote.start <= mention.quote.start < move.quote.end
    }
    return len(inside) > 1 and whole_words(("or",)).search(move.quote.text) is not None


def worth_said(meeting: Meeting, row: LedgerRow) -> Quote | None:
    """The words in which a give's turn says what it takes or brings: in the sentence of the give,
    or in one beside it."""
    at = meeting.place(row.given.turn)
    phrases = whole_words(meeting.rubric.trading.worth_phrases)
    spoken = sentences(meeting, at)
    given = [place for place, said in enumerate(spoken) if overlap(said, row.given)]
    if not given:
        return None
    beside = spoken[max(0, given[0] - 1) : given[-1] + 2]
    return next((said for said in beside if says(said, phrases)), None)


def _labelled(meeting: Meeting, ledger: Ledger) -> Indicator:
    """T6: gives whose worth was said. That it was never said cannot be told by rule, so none found
    is no claim."""
    name = "Gives labelled with their worth"
    said = dict.fromkeys(worth_said(meeting, row) for row in ledger.rows)
    evidence = [
        Evidence(met=True, why="Said what the give takes or brings.", trainee=words)
        for words in said
        if words is not None
    ]
    evidence = counted(meeting, "T6", evidence)
    return tally("T6", name, evidence, met=True) if evidence else no_opportunity("T6", name)


def deal_value(meeting: Meeting, ledger: Ledger) -> float | None:
    """The list price; without a key, the first price the seller is known to have named."""
    if meeting.scenario is not None and price_issue(meeting.scenario):
        return amounts(meeting.scenario).listed
    prices = [r.before for r in ledger.rows if meeting.is_core(r.issue)]
    return next((p for p in prices if not isinstance(p, str)), None)


def _is_minor(meeting: Meeting, ledger: Ledger, row: LedgerRow) -> bool:
    value = deal_value(meeting, ledger)
    if row.cost is None or not value:
        return False
    return row.cost < meeting.rubric.trading.small_give * value


def _weary(meeting: Meeting) -> bool:
    """Whether a turn speaks of giving in for quiet's sake: then nobody knows of no such give."""
    words = whole_words(meeting.rubric.trading.peace_words)
    return any(meeting.quoted(at, words) is not None for at in meeting.trainee_turns)


def anger_behind(meeting: Meeting, row: LedgerRow) -> Quote | None:
    """The words of the buyer's that a give to buy peace answered."""
    bought = peace_bought(meeting, meeting.place(row.turn))
    return row.pressure if bought is None or bought.anger is None else bought.anger


def _nibbles(meeting: Meeting, ledger: Ledger) -> Indicator:
    evidence = []
    for nibble in pressures_of(meeting, frozenset({"nibble"})):
        met = meets_nibble(meeting, ledger, nibble.reply)
        if met is None:
            continue
        turn = meeting.turns[nibble.reply].n
        rows = (r for r in ledger.rows if r.turn == turn)
        free = next((r for r in rows if not is_conditional(r) and r.got is None), None)
        evidence.append(
            Evidence(
                met=met,
                why="Met with a trade or a no." if met else "Given for nothing.",
                buyer=nibble.move.quote,
                trainee=free.given if free else meeting.whole(nibble.reply),
            )
        )
    evidence = answered(meeting, "T8", evidence)
    return rate("T8", "Late small asks met with a trade or a no", evidence, 1.0)


def _condition_first(row: LedgerRow) -> bool | None:
    """Whether the return was named before the give; None where that cannot be seen."""
    if row.asked is None or row.asked.turn != row.given.turn:
        return None
    if row.condition_first or row.asked.end <= row.given.start:
        return True
    return False if row.given.end <= row.asked.start else None


def _meets(row: TradingRow, facts: _Facts) -> bool:
    return all(
        (
            reaches(facts.linked, row.linked),
            reaches(facts.collected, row.collected),
            not row.balanced or facts.balanced,
            not row.cross_issue or facts.cross_issue,
            not row.minor_free_gives or facts.minor_free_gives,
            not row.no_people_give or not facts.people_gives,
            not row.nibbles_met or facts.nibbles_met,
            not row.some_linked or facts.some_linked,
        )
    )


def _occasions(meeting: Meeting, ledger: Ledger) -> int:
    """How often something was asked of the trainee, or by the trainee, or given for nothing."""
    free = sum(is_free(row) for row in ledger.rows)
    return len(pressures(meeting)) + len(ledger.conditional_offers) + free


def _without_concessions(
    meeting: Meeting, ledger: Ledger, key_trade: Indicator, indicators: list[Indicator]
) -> Score:
    texts = meeting.rubric.trading.without_concessions
    if any(_is_unmeasured(meeting, pressure.reply) for pressure in pressures(meeting)):
        short = too_little(meeting, meeting.rubric.evidence.min_opportunities)
        return unscored("trading", short or texts.cannot_tell, indicators)
    row = None
    untried = key_trade.status == "not met" and within_reach(meeting) is not False
    if ledger.settled is None and _offers_refused(meeting, ledger):
        row = texts.refused_offers
    elif ledger.settled is None and untried:
        row = texts.untried_trade
    reason = too_little(meeting, _occasions(meeting, ledger)) if row else None
    if reason is not None:
        return unscored("trading", reason, indicators)
    if row is None:
        return Score(
            name="trading",
            verdict="no opportunity",
            because=texts.none_found,
            indicators=tuple(indicators),
        )
    return scored("trading", row, [], indicators)


def _is_unmeasured(meeting: Meeting, at: int) -> bool:
    """Whether a price was taken or named that no earlier one tells the size of."""
    return takes_a_figure(meeting, at) or names_a_first_figure(meeting, at)


def _offers_refused(meeting: Meeting, ledger: Ledger) -> bool:
    """Whether a return that was asked for was refused, and none granted."""
    no = {Code.REJECT, Code.OBJECT, Code.COUNTER, Code.PRESS}
    answers = [meeting.next_buyer(ask.at) for ask in ledger.conditional_offers]
    given = [answer for answer in answers if answer is not None]
    if any(map(meeting.accepted, given)):
        return False
    return any(meeting.coded(answer, no) for answer in given) or (
        len(given) < len(answers) and meeting.end is not None
    )


def score_trading(meeting: Meeting, ledger: Ledger) -> Score:
    """The trade-only score of a meeting."""
    rules = meeting.rubric.trading
    linked_rows = [row for row in ledger.rows if not is_free(row)]
    people = [row for row in ledger.rows if row.verdict == "people give"]
    linkage, collected = _linkage(meeting, ledger), returns_collected(meeting, ledger, linked_rows)
    balance, nibbles = _balance(meeting, ledger), _nibbles(meeting, ledger)
    cross_issue, key_trade = _cross_issue(meeting, ledger), key_trade_proposed(meeting)
    first = [order for row in linked_rows if (order := _condition_first(row)) is not None]
    gifts = [
        Evidence(
            met=False, why="Given to buy peace.", buyer=anger_behind(meeting, r), trainee=r.given
        )
        for r in people
    ]
    indicators = [
        linkage,
        share("T2", "Condition said first", sum(first), len(first), rules.condition_first),
        collected,
        balance,
        cross_issue,
        _labelled(meeting, ledger),
        tally("T7", "Gives to buy peace", gifts, met=not gifts)
        if gifts or (ledger.rows and not _weary(meeting))
        else no_opportunity("T7", "Gives to buy peace"),
        nibbles,
        key_trade,
    ]
    if not ledger.rows:
        return _without_concessions(meeting, ledger, key_trade, indicators)
    reason = too_little(meeting, _occasions(meeting, ledger))
    if reason is not None:
        return unscored("trading", reason, indicators)
    facts = _Facts(
        linked=linkage,
        collected=collected,
        balanced=balance.status != "not met",
        cross_issue=any(item.why != _PROPOSED for item in cross_issue.evidence),
        minor_free_gives=all(_is_minor(meeting, ledger, r) for r in ledger.rows if is_free(r)),
        people_gives=len(people),
        nibbles_met=nibbles.status != "not met",
        some_linked=linkage.count > 0 or ledger.beside > 0,
    )
    row = highest(rules.rows, lambda candidate: _meets(candidate, facts))
    material = sum(not _is_minor(meeting, ledger, row) for row in people)
    return scored("trading", row, caps_reached(rules.caps, {"people_give": material}), indicators)
