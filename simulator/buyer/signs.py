"""What a seller's turn shows beyond its codes: gifts, trades, firmness, tests, true recaps."""

from dataclasses import dataclass

from simulator.buyer.mind import QUESTIONS, Mind
from simulator.buyer.stakes import Stakes
from simulator.coding.figures import find_figures
from simulator.coding.text import Text
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Quote, Reading
from simulator.domain.persona import Persona
from simulator.domain.table import Table
from simulator.domain.tactics import Seen, Sign
from simulator.domain.text import whole_words

SETTLED = whole_words(["settled", "agreed", "done", "closed", "clear", "in place"])
"""Words that make a number the count of settled points; "two points left" is none."""

FEWEST_WORDS = 3
LECTURE_WORDS = 90
BIG_DROP = 1 / 8
"""Share of the price given away in one step that counts as a big drop."""

LATE = 1 / 3
"""Share of the patience left below which a constraint is told late."""

LISTENING = (Code.REFLECT, Code.LABEL, Code.TEST, Code.SUMM)
OFFERS = (Code.OFFER, Code.CONCEDE, Code.PUSH_CLOSE)
PROPOSING = (
    Code.OFFER,
    Code.OPTION,
    Code.RESCOPE,
    Code.SEGMENT,
    Code.VALUE,
    Code.UNIQUE,
    Code.COST,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A seller's turn and what it changed on the table."""

    reading: Reading
    text: str
    before: Table
    gains: dict[str, float]
    """Money the buyer gains per issue; empty if it loses on the whole."""
    linked: bool
    wide_demand: bool
    wrong_guess: bool
    claim: str
    """The claim it tests; empty if none."""


def signs_of(
    heard: Heard, mind: Mind, persona: Persona, stakes: Stakes, patience: int
) -> frozenset[Sign]:
    """Everything the turn shows. `mind` is from before it, `patience` the level's whole."""
    return frozenset(
        [
            *(move.code for move in heard.reading.moves),
            *_gives(heard, stakes),
            *_refusals(heard.reading),
            *_prices(heard, mind, stakes),
            *_talk(heard, mind, stakes),
            *_needs(heard, mind, persona),
            *_claims(heard, mind),
            *_manners(heard, mind, patience),
        ]
    )


def _gives(heard: Heard, stakes: Stakes) -> list[Sign]:
    if not heard.gains:
        return [Seen.NO_MOVE]
    priced = stakes.price is not None and stakes.price.id in heard.gains
    found: list[Sign] = [Seen.TRADE if heard.linked else Seen.FREE_GIVE]
    if not priced and not heard.linked and heard.reading.has(Code.FIX):
        # Putting right what went wrong is owed, and no gift.
        return [Seen.NO_MOVE]
    if priced:
        found += [Seen.PRICE_CUT] if heard.linked else [Seen.PRICE_CUT, Seen.FREE_PRICE_CUT]
        if heard.gains[stakes.price.id] >= stakes.money_of(BIG_DROP):  # type: ignore[union-attr]
            found.append(Seen.BIG_DROP)
    return found


def _refusals(reading: Reading) -> list[Sign]:
    holds = reading.all(Code.HOLD, Code.REJECT)
    if any(move.reasons or move.alternative for move in holds):
        return [Seen.REASONED_NO]
    return [Seen.BARE_NO] if is_bare_refusal(reading) else []


def is_bare_refusal(reading: Reading) -> bool:
    """A no with neither a reason, nor another way, nor a question, nor an offer."""
    holds = reading.all(Code.HOLD, Code.REJECT)
    others = QUESTIONS | {Code.OFFER, Code.CONCEDE, Code.RESCOPE, Code.REFLECT, Code.LABEL}
    return (
        bool(holds)
        and not any(move.reasons or move.alternative for move in holds)
        and not reading.has(*others)
    )


def _prices(heard: Heard, mind: Mind, stakes: Stakes) -> list[Sign]:
    price = stakes.price
    named = heard.reading.terms.get(price.id) if price is not None else None
    if price is None or named is None or isinstance(named, str):
        return []
    if not mind.prices:
        return [Seen.FIRST_PRICE]
    if named == mind.prices[-1]:
        return [Seen.SAME_PRICE]
    position = heard.before.positions[price.id]
    found: list[Sign] = [Seen.OTHER_PRICE]
    if _is_middle(named, position.seller, position.buyer, price.step):
        found.append(Seen.SPLIT)
    return found


def _is_middle(named: float, seller: Value, buyer: Value | None, step: float) -> bool:
    if buyer is None or isinstance(seller, str) or isinstance(buyer, str) or seller == buyer:
        return False
    return abs(named - (seller + buyer) / 2) <= step


def _talk(heard: Heard, mind: Mind, stakes: Stakes) -> list[Sign]:
    reading, found = heard.reading, list[Sign]()
    core = stakes.price.id if stakes.price else None
    spoken_of = {*reading.issues, *(m.issue for m in reading.mentions if m.issue is not None)}
    if spoken_of - {core}:
        found.append(Seen.OTHER_ISSUE)
    if _asks_something(reading, core):
        found.append(Seen.QUESTION)
    if reading.has(*LISTENING):
        found.append(Seen.LISTENS)
    if reading.has(Code.SIGNPOST, Code.SUMM):
        found += _recap(heard)
    # To give back what the buyer said of a colleague is to listen, and cites nobody.
    given_back = {move.quote.text for move in reading.all(Code.REFLECT)}
    cited = {m.topic for m in reading.all(Code.CITE) if m.quote.text not in given_back}
    if cited:
        known = cited <= set(mind.learned.met)
        found.append(Seen.CITES_LEARNED if known else Seen.CITES_UNKNOWN)
    return found


def _asks_something(reading: Reading, price: str | None) -> bool:
    """Whether it asks for more than a yes to a price: "$45,000?" is an offer and no curiosity."""
    named = [m.quote for m in reading.mentions if m.issue is not None and m.issue == price]
    offered = {move.quote.text for move in reading.all(*OFFERS)}
    return any(
        move.code is not Code.Q_CLOSED
        or not (
            move.quote.text in offered
            or (not move.topic and any(_holds(move.quote, quote) for quote in named))
        )
        for move in reading.all(*QUESTIONS)
    )


def _holds(whole: Quote, part: Quote) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _recap(heard: Heard) -> list[Sign]:
    """Whether a count of settled points ("three of the four") is true; nothing if none is given."""
    quoted = [move.quote.text for move in heard.reading.all(Code.SIGNPOST, Code.SUMM)]
    numbers = [figure.value for text in quoted for figure in find_figures(Text(text))]
    small = [number for number in numbers if number == int(number) and 0 < number <= 20]
    if not small or not any(SETTLED.search(text) for text in quoted):
        return []
    return [Seen.RIGHT_RECAP if small[0] == _settled(heard.before) else Seen.WRONG_RECAP]


def _settled(table: Table) -> int:
    return sum(p.status == "agreed" and p.spoken_of for p in table.positions.values())


def _needs(heard: Heard, mind: Mind, persona: Persona) -> list[Sign]:
    """Whether a proposal or a benefit is tied to something this buyer has told."""
    if not heard.reading.has(*PROPOSING):
        return []
    told = [word for i in persona.interests if mind.tiers[i.id] for word in i.words]
    return [Seen.ANSWERS_NEED] if told and whole_words(told).search(heard.text) else []


def _claims(heard: Heard, mind: Mind) -> list[Sign]:
    if heard.claim:
        return [Seen.TESTS_CLAIM]
    stands = "standing" in mind.claims.values()
    return [Seen.TAKES_CLAIM] if stands and heard.gains else []


def _manners(heard: Heard, mind: Mind, patience: int) -> list[Sign]:
    reading, words, found = heard.reading, len(heard.text.split()), list[Sign]()
    if heard.wrong_guess:
        found.append(Seen.WRONG_GUESS)
    if heard.wide_demand:
        found.append(Seen.WIDE_DEMAND)
    if words > LECTURE_WORDS:
        found.append(Seen.LECTURE)
    if not reading.moves and words < FEWEST_WORDS:
        found.append(Seen.SILENCE)
    late = mind.patience < patience * LATE or bool(mind.agreed) or _settled(heard.before) > 0
    if reading.has(Code.LIMIT_UPFRONT) and late and not mind.limit_told:
        found.append(Seen.LATE_LIMIT)
    if mind.agreed and reading.has(Code.ASK_GET):
        found.append(Seen.NEW_CONDITION)
    if mind.threatened and heard.gains and not mind.came_back:
        found.append(Seen.EMPTY_WALK)
    return found
