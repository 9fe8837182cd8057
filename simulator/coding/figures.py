"""Finds figures in a turn: money, percentages, days, months and counts, in digits or in words.

Written here because the libraries for number words parse a whole string, not running text with
offsets, and the ones that do take longer to import than a session to start.
"""

from typing import Literal, NamedTuple

from simulator.coding import measures
from simulator.coding.lexicon import load_words
from simulator.coding.text import Remembered, Text

FigureUnit = Literal["money", "days", "months", "percent", "hours", "ordinal", "count", "things"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SMALL = {word: float(value) for value, word in enumerate(_ONES.split())}
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10.0 * value for value, word in enumerate(_ROUND.split(), start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "grand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6}
_SCALES |= {"mil": 1e6, "mm": 1e6, "bn": 1e9, "billion": 1e9}
_CURRENCY = frozenset(
    ["$", "€", "£", "dollar", "dollars", "bucks", "usd", "eur", "euro", "euros", "pound", "pounds"]
)
_PERCENT = frozenset(("%", "percent", "pct"))
_UNITS: dict[str, tuple[FigureUnit, float]] = {
    "day": ("days", 1),
    "days": ("days", 1),
    "week": ("days", 7),
    "weeks": ("days", 7),
    "month": ("months", 1),
    "months": ("months", 1),
    "year": ("months", 12),
    "years": ("months", 12),
    "yr": ("months", 12),
    "yrs": ("months", 12),
    "hour": ("hours", 1),
    "hours": ("hours", 1),
    "mo": ("months", 1),
    "mos": ("months", 1),
}
_BIG = frozenset(("hundred", "thousand", "grand", "million", "billion"))
_NUMBER_STARTS = frozenset((*_SMALL, *_TENS, "half", "quarter"))
_SAID = _NUMBER_STARTS | _BIG
_ONE_OF = frozenset(("a", "an"))
_OPENERS = _NUMBER_STARTS | _ONE_OF
_opens = Remembered(lambda word: word in _OPENERS or word[0].isdecimal())
"""Whether a figure can start with a word."""

_COUNTED = frozenset(("longer", "more", "of"))
"""Words after "a year" that make a figure of it, which "60,000 a year" is not."""

_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_YEAR = "january february march april may june july august september october november december"
_MONTHS = frozenset(_YEAR.split())
_APART = frozenset(" (")
"""What stands before a number that is no part of a name or a date."""

_GROUPED = 1000
"""Values from which a comma has parted thousands; in "57,5" it is a decimal one."""

_RUN_ON = frozenset(("and", "for", "but", "or", "if", "now"))
"""Words that a hurried writer runs on to a figure."""

_RANGING = frozenset(("to", "-", "–", "—", "till", "until"))
_CLOCK = frozenset(("pm", "am", "o'clock"))
_BEFORE_HOUR = frozenset(("at", "by", "until", "till", "before", "after", "around", "past"))
_QUARTERS = (15, 30, 45)
_LEAST_DIGITS, _LEAST_LEADING, _MOST_LEADING = 10, 20, 1000
"""Numbers between which one is of thousands before hundreds, "56 five", and below which it is one
of hundreds before tens, "two thirty".
"""

_POINTS = frozenset(("point", "points"))
_AFTER_POINTS = frozenset(("off", "lower", "higher", "cheaper", "better", "less", "down", "up"))
_BEFORE_POINTS = frozenset(("another", "extra", "knock", "shave", "additional", "by"))
_EACH = frozenset(("each", "apiece"))
_PLURAL = 4
"""Letters from which a word on -s after a number names what is counted."""

_DEAREST_COUNT = 100
"""Numbers below this "a month" are counts of things; "1,200 a month" is money."""

_PAYING = frozenset(("pay", "pays", "paid", "paying", "payment", "due"))
"""Words before an "in" that make days of a bare number: "pay in sixty"."""

_NOT_AMOUNTS = frozenset(("one", "zero"))
# Before "one": words after which it is a figure and not a pronoun ("that one", "one thing").


class Figure(NamedTuple):
    """A number in words `start` to `end`. `unit` is None for a bare number."""

    value: float
    unit: FigureUnit | None
    start: int
    end: int
    scaled: bool
    """Whether a scale or a thousands separator was said, so that 57 is not meant as 57 thousand."""
    least: float | None = None
    """The lower end, where a range was said; `value` is the upper one."""


def find_figures(text: Text) -> list[Figure]:
    """Every figure of a turn, in order; hyphenated and spelt-out numbers are one figure."""
    words = text.words
    found: list[Figure] = []
    if not (text.digits or not _SAID.isdisjoint(words) or not _COUNTED.isdisjoint(words)):
        return found
    starts = [i for i, opens in enumerate(map(_opens.__getitem__, words)) if opens]
    raw, end = text.raw, 0
    parted = "/" in raw or ":" in raw
    for i in starts:
        if i < end or (words[i] in _ONE_OF and not _counts(words, i)):
            continue
        figure = _read(words, i)
        if figure is not None:
            apart = not parted and raw[text.starts[figure.start] - 1] in _APART
            dated = not apart or measures.may_be_year(figure.value)
            found.append(_dated(text, figure) if dated else figure)
            end = figure.end
    return found


def _dated(text: Text, figure: Figure) -> Figure:
    """The figure, or an ordinal where it is part of "3/15", "I-680" or "2009 Corolla"."""
    raw, start, end = text.raw, text.starts[figure.start], text.ends[figure.end - 1]
    bare = figure.unit is None and not figure.scaled
    named = measures.is_named(raw, start, end) or (
        bare and measures.is_named_year(raw, start, end, figure.value)
    )
    return figure._replace(unit="ordinal") if named else figure


def join_ranges(words: list[str], found: list[Figure]) -> list[Figure]:
    """Two figures that are the ends of a range as one: "55 to 58k", "between 2 and 3 weeks"."""
    if len(found) < 2:
        return found
    kept: list[Figure] = []
    for figure in found:
        joined = _range(words, kept[-1], figure) if kept else None
        if joined is None:
            kept.append(figure)
        else:
            kept[-1] = joined
    return kept


def _range(words: list[str], low: Figure, high: Figure) -> Figure | None:
    if low.least is not None or "ordinal" in (low.unit, high.unit):
        return None
    between, before = words[low.end : high.start], words[max(0, low.start - 2) : low.start]
    if between == ["and"]:
        ranged = "between" in before
    elif between == ["or"]:
        ranged = low.unit in (None, "count") and high.unit in ("days", "months") and low.value < 10
    else:
        # "From 60 to 58" is a step, "anywhere from 55 to 58" is a range.
        ranged = len(between) == 1 and between[0] in _RANGING
        ranged = ranged and (before[-1:] != ["from"] or before[0] in ("anywhere", "somewhere"))
    if not ranged:
        return None
    least = low.value
    if low.unit in (None, "count") and high.unit in ("days", "months"):
        least *= _UNITS.get(words[high.end - 1], ("days", 1.0))[1]
    elif low.unit not in (None, high.unit) and high.unit is not None:
        return None
    if high.scaled and not low.scaled and least * 1000 < high.value and high.value >= _GROUPED:
        least *= 1000
    if least >= high.value:
        return None
    unit, scaled = high.unit or low.unit, high.scaled or low.scaled
    return Figure(high.value, unit, low.start, high.end, scaled, least)


def _counts(words: list[str], i: int) -> bool:
    """ "a hundred", "a thousand", "a month longer", "a year of it"."""
    following = words[i + 1] if i + 1 < len(words) else ""
    if following in _UNITS:
        return words[i + 2 : i + 3] != [] and words[i + 2] in _COUNTED
    return following in _BIG


def _read(words: list[str], i: int) -> Figure | None:
    start = i
    word = words[i]
    scaled = False
    if word[0].isdecimal():
        value, suffix = _digits(word)
        grouped = "," in word and value >= _GROUPED
        if suffix in _SUFFIXES:
            return Figure(value, "ordinal", start, i + 1, True)
        if suffix in _SCALES:
            value *= _SCALES[suffix]
            scaled = True
        elif suffix in _PERCENT:
            return Figure(value, "percent", start, i + 1, True)
        elif suffix in _UNITS or suffix in ("d", "x"):
            unit, factor = _UNITS.get(suffix, ("count" if suffix == "x" else "hours", 1.0))
            return Figure(value * factor, unit, start, i + 1, True)
        elif suffix and suffix not in _RUN_ON:
            if suffix not in ("usd", "eur"):
                return None
            return Figure(value, "money", start, i + 1, grouped)
        scaled = scaled or grouped
        i += 1
    else:
        value, i = _spelt(words, i)
        scaled = value >= 1000
        if word == "quarter" and measures.is_of_time(words, start, i):
            return None
        if value in (0.5, 0.25) and word in ("half", "quarter"):
            return _fraction(words, start, i, value)
    value, i, more = _scale(words, i, value)
    if not (scaled or more) and i < len(words) and words[i] in _SAID:
        short = _shortened(words, start, i, value)
        if short is not None:
            return short
    return _with_unit(words, start, i, value, scaled or more)


def _shortened(words: list[str], start: int, i: int, value: float) -> Figure | None:
    """ "56 five" as 56,500, "37 seven fifty" as 37,750, "two thirty" as 230 or an hour."""
    first, end = words[i], i + 1
    if value < _LEAST_DIGITS:
        tail, end = _spelt(words, i) if first in _TENS else (_MOST_LEADING, end)
        named = words[start] in _SMALL and value
        total = 100 * value + tail if named and tail < 100 else 0.0
    elif _LEAST_LEADING <= value < _MOST_LEADING and 1 < _SMALL.get(first, 0) < _LEAST_DIGITS:
        tail = 100 * _SMALL[first]
        if end < len(words) and words[end] in _TENS:
            more, end = _spelt(words, end)
            tail += more
        total = 1000 * value + tail if value == int(value) else 0.0
    else:
        return None
    following = words[end] if end < len(words) else ""
    if not total or (following[:1].isalnum() and not measures.goes_on(following)):
        return None
    if total < _MOST_LEADING and total % 100 in _QUARTERS and words[start - 1] in _BEFORE_HOUR:
        return Figure(total, "ordinal", start, end, True)
    return _with_unit(words, start, end, total, total >= _MOST_LEADING)


def _digits(word: str) -> tuple[float, str]:
    """The value and the letters of a digit token; one comma group of three is a thousand."""
    split = len(word)
    while split and not (word[split - 1].isdecimal()):
        split -= 1
    number, suffix = word[:split], word[split:]
    parts = number.split(",")
    if len(parts) > 1 and all(len(part.split(".")[0]) == 3 for part in parts[1:]):
        number = "".join(parts)
    elif "," in number:
        number = number.replace(",", ".", 1).replace(",", "")
    pieces = number.split(".")
    if len(pieces) > 2:
        # 1.250.000 is a figure with continental separators, 1.2.3 is none.
        number = "".join(pieces) if all(len(p) == 3 for p in pieces[1:]) else pieces[0]
    return float(number[:24]), suffix


def _spelt(words: list[str], i: int) -> tuple[float, int]:
    """A number in words from `i`: "sixty-five hundred", "two hundred and ten"."""
    size = len(words)
    total = current = 0.0
    if words[i] in _ONE_OF:
        current, i = 1.0, i + 1
    elif words[i] == "half":
        return 0.5, i + 1
    elif words[i] == "quarter":
        return 0.25, i + 1
    while i < size:
        word = words[i]
        if word in _TENS and current % 100 == 0:
            current += _TENS[word]
        elif word in _SMALL and ((current % 10 == 0 and current % 100 != 10) or current == 0):
            current += _SMALL[word]
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word in ("thousand", "grand", "k") and current:
            total, current = total + current * 1e3, 0.0
        elif word == "million" and current:
            total, current = total + current * 1e6, 0.0
        elif not (
            (word == "and" and (current >= 100 or (total and not current)) and _continues(words, i))
            or (word == "-" and _continues(words, i))
        ):
            break
        i += 1
    return total + current, i


def _continues(words: list[str], i: int) -> bool:
    return i + 1 < len(words) and (words[i + 1] in _TENS or words[i + 1] in _SMALL)


def _scale(words: list[str], i: int, value: float) -> tuple[float, int, bool]:
    """Takes "and a half" and a scale word that follow a number."""
    size = len(words)
    scaled = False
    half = words[i : i + 3] == ["and", "a", "half"]
    if half:
        value, i = value + 0.5, i + 3
    if i < size and words[i] in _SCALES and words[i] != "m":
        value, i, scaled = value * _SCALES[words[i]], i + 1, True
        if words[i : i + 3] == ["and", "a", "half"]:
            value, i = value * 1.0 + 0.5 * _SCALES[words[i - 1]], i + 3
    return value, i, scaled


def _with_unit(words: list[str], start: int, i: int, value: float, scaled: bool) -> Figure | None:
    size = len(words)
    if value <= 31 and not scaled and _is_date(words, start, i):
        return Figure(value, "ordinal", start, i, True)
    if start and words[start - 1] in ("$", "€", "£"):
        return Figure(value, "money", start - 1, i, scaled)
    at = i
    if at < size and words[at] == "-":
        at += 1
    if at < size and words[at] in ("business", "calendar", "working", "more", "extra", "full"):
        at += 1
    return _measured(words, start, at, value, scaled) or _bare(words, start, i, at, value, scaled)


def _measured(words: list[str], start: int, at: int, value: float, scaled: bool) -> Figure | None:
    """The figure with the unit that stands at `at`; None if none does."""
    follows = words[at] if at < len(words) else ""
    if follows in _CURRENCY:
        return Figure(value, "money", start, at + 1, scaled)
    if follows in _PERCENT:
        return Figure(value, "percent", start, at + 1, True)
    if follows == "per" and words[at + 1 : at + 2] == ["cent"]:
        return Figure(value, "percent", start, at + 2, True)
    if follows in _UNITS:
        unit, factor = _UNITS[follows]
        return Figure(value * factor, unit, start, at + 1, True)
    if follows in _POINTS and _are_percent(words, start, at):
        return Figure(value, "percent", start, at + 1, True)
    return None


def _bare(words: list[str], start: int, i: int, at: int, value: float, scaled: bool) -> Figure:
    """A figure in words `start` to `i` without a unit, by what surrounds it."""
    follows = words[at] if at < len(words) else ""
    numbered = follows == ":" and value <= _LEAST_DIGITS
    if numbered or follows in _CLOCK or (not scaled and measures.is_year(words, start, i, value)):
        return Figure(value, "ordinal", start, i, True)
    if words[start] in _NOT_AMOUNTS and i == start + 1:
        # "one" alone is a pronoun more often than a figure.
        return Figure(value, "count", start, i, True)
    if _priced_each(words, at, value):
        return Figure(value, "money", start, i, scaled)
    if start > 1 and words[start - 1] == "in" and words[start - 2] in _PAYING:
        return Figure(value, "days", start, i, scaled)
    if len(follows) >= _PLURAL and follows[-1] == "s" and follows not in load_words("after_figure"):
        return Figure(value, "things", start, i, scaled)
    return Figure(
        value, "things" if measures.is_measure(words, start, i, value) else None, start, i, scaled
    )


def _are_percent(words: list[str], start: int, at: int) -> bool:
    """ "5 points off", "another two points", and not the points of an agenda."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return after in _AFTER_POINTS or (start > 0 and words[start - 1] in _BEFORE_POINTS)


def _priced_each(words: list[str], at: int, value: float) -> bool:
    """ "14 a unit", "13.25 each", "1,200 a month"."""
    if at >= len(words):
        return False
    if words[at] in _EACH:
        return True
    if words[at] not in ("a", "an", "per") or at + 1 >= len(words):
        return False
    thing = words[at + 1]
    return thing in load_words("sold_by") or (thing in _UNITS and value >= _DEAREST_COUNT)


def _is_date(words: list[str], start: int, end: int) -> bool:
    """ "12 December" and "December 12"."""
    return (end < len(words) and words[end] in _MONTHS) or (
        start > 0 and words[start - 1] in _MONTHS and words[start - 1] != "may"
    )


def _fraction(words: list[str], start: int, i: int, value: float) -> Figure | None:
    """ "half a million", "half the price": a share is a percentage of what follows."""
    if words[i : i + 2] == ["of", "what"]:
        return None
    if words[i : i + 1] == ["a"] and i + 1 < len(words) and words[i + 1] in _SCALES:
        return _with_unit(words, start, i + 2, value * _SCALES[words[i + 1]], True)
    if words[i : i + 1] == ["a"] and i + 1 < len(words) and words[i + 1] in _UNITS:
        unit, factor = _UNITS[words[i + 1]]
        return Figure(value * factor, unit, start, i + 2, True)
    return Figure(value * 100, "percent", start, i, True)
