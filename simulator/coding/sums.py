"""Tells how well a figure fits an issue of money, and which sum it means: 57 for 57,000 in a deal
of that size, 50 for 50 where the money on the table is about as much.
"""

from simulator.coding.figures import Figure
from simulator.coding.lexicon import load_words
from simulator.coding.measures import goes_on
from simulator.coding.memory import Memory
from simulator.domain.deal import Issue, RangeIssue

PARTS_OF_A_SUM = (50, 25)
"""Shares in per cent that stand for that part of a sum: "half the price"."""

_HUNDRED, _THOUSAND = 100, 1000
_SCALE = 12
"""Times a money issue's last figure beyond which a figure is hardly meant for it."""

_OUT_OF_SCALE = 2.0
_HALF = 0.5
"""Share of the standing price below which an amount is hardly one."""

_LIKELY_MOVE = 0.25
"""Share of the last figure within which a bare "57" is taken for thousands."""

_PART, _TIMES = 0.25, 8
"""What of the money on the table a bare figure below 100 is that is a price: buyers start low."""

_LEAST = 5
"""A bare figure below this, where no money is on the table, is a count of things."""

_PAID = frozenset(
    ("take", "accept", "offer", "offering", "pay", "asking", "ask", "spend", "give", "do", "for")
)
"""Words before a bare figure that make a sum of it where no money is on the table yet."""

_POINTING = frozenset(
    ("the", "that", "those", "your", "my", "our", "stays", "stay", "remains", "full")
)
"""Words before a bare figure that is on the table already: "if the 48 stands", "it stays 48"."""

_WHOM = frozenset(("you", "me"))


def has_known_size(issue: RangeIssue) -> bool:
    """Whether the deal says what an issue of money is about: no price is known where any may be."""
    return issue.standard > issue.low


def is_price_of_unknown_size(issue: Issue) -> bool:
    """Whether nobody knows what a price should be, so that no value of it is a gain or a give."""
    return issue.core and isinstance(issue, RangeIssue) and not has_known_size(issue)


def share_of(
    figure: Figure, base: float | None, sign: int, score: float
) -> tuple[float, float] | None:
    """ "5% off" and "half the price" as money, from the last figure on the table."""
    if base is None:
        return None
    share = figure.value / 100
    if not sign and figure.value in PARTS_OF_A_SUM:
        return score + 1, round(base * share, 2)
    return score + 1.5 + bool(sign), round(base * (1 + (sign or -1) * share), 2)


def is_far_below(value: float, base: float | None, figure: Figure) -> bool:
    """Whether an amount is under half of the standing price and not said as a small one."""
    large = figure.scaled or value >= _THOUSAND
    return large and bool(base) and value < _HALF * (base or 0)


def money_score(
    words: list[str],
    issue: RangeIssue,
    figure: Figure,
    near: bool,
    said: bool,
    score: float,
    base: float | None,
    memory: Memory,
) -> tuple[float, float] | None:
    """How well a figure fits an issue of money, and the sum it means; None if it is none. `near`
    says whether a word of the issue stands near, `said` whether it is said as terms are.
    """
    value = figure.value
    fits = issue.low <= value <= issue.high
    in_thousands = score
    if base and not base / _SCALE <= value <= base * _SCALE:
        score -= _OUT_OF_SCALE
    plausible = issue.low * 0.2 <= value <= issue.high * 5
    thousands = value * _THOUSAND
    if figure.unit == "money":
        if plausible or near or figure.scaled:
            return (score + 2 + fits, value) if plausible else None
        return (score + 2, thousands) if issue.low <= thousands <= issue.high else None
    bare = not figure.scaled and value < _THOUSAND
    pointed = words[figure.start - 1] in _POINTING and thousands in _on_the_table(memory, issue)
    large = (
        bare
        and (near or said or pointed)
        and issue.low <= thousands <= issue.high
        and _is_likely(memory, issue, thousands)
    )
    in_place = value >= _HUNDRED or near or (said and _is_small(words, issue, figure, memory))
    if fits and in_place and not (large and base and value * _SCALE < base):
        return score + 1, value
    if large:
        # "I could do 57": only where the deal is in thousands and no smaller unit was said.
        # "The programme is sixty" says again what it costs, unless somebody spoke of net 60.
        own = memory.position("trainee", issue.id) == thousands
        own = own and value not in memory.told_to("trainee")
        return in_thousands + 0.5 + (2 if pointed else 1.5 * own), thousands
    return (score + 0.5, value) if plausible and not bare else None


def _on_the_table(memory: Memory, issue: RangeIssue) -> list[float]:
    known = (memory.position("trainee", issue.id), memory.position("buyer", issue.id))
    return [float(k) for k in known if k is not None and not isinstance(k, str)]


def _is_likely(memory: Memory, issue: RangeIssue, value: float) -> bool:
    """Whether thousands are meant: a value is near a figure that is already on the table or, if
    none is, the deal is known to be of that size.
    """
    figures = _on_the_table(memory, issue)
    if not figures:
        return issue.standard >= _THOUSAND
    # Who haggles over a thing of no known price says "8" to a "12k".
    most = _LIKELY_MOVE if has_known_size(issue) else _HALF
    return any(f >= _THOUSAND and abs(value - f) <= most * f for f in figures)


def _is_small(words: list[str], issue: RangeIssue, figure: Figure, memory: Memory) -> bool:
    """Whether a bare figure below 100 is a sum: the deal, or the money on the table, is of that
    size, or nobody knows what the deal is worth and it is said to be paid, or was asked for.
    """
    if issue.high < _THOUSAND:
        return True
    value, after = figure.value, words[figure.end : figure.end + 1]
    if after and after[0][0].isalpha() and not goes_on(after[0]):
        return False
    figures = _on_the_table(memory, issue)
    if figures or has_known_size(issue):
        return any(_PART * f <= value <= _TIMES * f for f in figures or [issue.standard])
    at = figure.start - 1
    at -= at > 0 and words[at] in _WHOM
    paid = at >= 0 and words[at] in _PAID
    return value >= _LEAST and (paid or _was_asked(memory, issue))


def _was_asked(memory: Memory, issue: RangeIssue) -> bool:
    """Whether the last turn asks how much, or for a value of the issue and for no count."""
    last = memory.recent[-1] if memory.recent else None
    if last is None or "?" not in last.words:
        return False
    named = issue.id in last.issues and load_words("tally").isdisjoint(last.words)
    return named or "much" in last.words
