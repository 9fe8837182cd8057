"""Finds figures in a turn: money, percentages, days, months and counts, in digits or in words.

Written here because the libraries for number words parse a whole string, not running text with
offsets, and the ones that do take longer to import than a session to start.
"""

from typing import Literal, NamedTuple

from simulator.coding.text import Text

FigureUnit = Literal["money", "days", "months", "percent", "hours", "ordinal", "count"]

_SMALL = {
    word: float(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: float(10 * value)
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
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
    "hrs": ("hours", 1),
}
_BIG = frozenset(("hundred", "thousand", "grand", "million", "billion"))
_NUMBER_STARTS = frozenset((*_SMALL, *_TENS, "half", "quarter"))
_SAID = _NUMBER_STARTS | _BIG
_ONE_OF = frozenset(("a", "an"))
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
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


def find_figures(text: Text) -> list[Figure]:
    """Every figure of a turn, in order; hyphenated and spelt-out numbers are one figure."""
    words = text.words
    found: list[Figure] = []
    if not (text.digits or not _SAID.isdisjoint(words)):
        return found
    starts = [
        i
        for i, word in enumerate(words)
        if word in _NUMBER_STARTS or word[0].isdecimal() or (word in _ONE_OF and _counts(words, i))
    ]
    end = 0
    for i in starts:
        figure = _read(words, i) if i >= end else None
        if figure is not None:
            found.append(figure)
            end = figure.end
    return found


def _counts(words: list[str], i: int) -> bool:
    """ "a hundred", "a thousand"."""
    return i + 1 < len(words) and words[i + 1] in _BIG


def _read(words: list[str], i: int) -> Figure | None:
    start = i
    word = words[i]
    scaled = False
    if word[0].isdecimal():
        value, suffix = _digits(word)
        if suffix in _SUFFIXES:
            return Figure(value, "ordinal", start, i + 1, True)
        if suffix in _SCALES:
            value *= _SCALES[suffix]
            scaled = True
        elif suffix in _PERCENT:
            return Figure(value, "percent", start, i + 1, True)
        elif suffix in _UNITS or suffix in ("d", "mo", "h", "x"):
            unit, factor = _UNITS.get(suffix, ("count" if suffix == "x" else "hours", 1.0))
            return Figure(value * factor, unit, start, i + 1, True)
        elif suffix:
            if suffix not in ("usd", "eur"):
                return None
            return Figure(value, "money", start, i + 1, "," in word)
        scaled = scaled or "," in word
        i += 1
    else:
        value, i = _spelt(words, i)
        scaled = value >= 1000
        if value in (0.5, 0.25) and word in ("half", "quarter"):
            return _fraction(words, start, i, value)
    value, i, more = _scale(words, i, value)
    return _with_unit(words, start, i, value, scaled or more)


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
    follows = words[at] if at < size else ""
    if follows in _CURRENCY:
        return Figure(value, "money", start, at + 1, scaled)
    if follows in _PERCENT:
        return Figure(value, "percent", start, at + 1, True)
    if follows == "per" and words[at + 1 : at + 2] == ["cent"]:
        return Figure(value, "percent", start, at + 2, True)
    if follows in _UNITS:
        unit, factor = _UNITS[follows]
        return Figure(value * factor, unit, start, at + 1, True)
    if words[start] in _NOT_AMOUNTS and i == start + 1:
        # "one" alone is a pronoun more often than a figure.
        return Figure(value, "count", start, i, True)
    return Figure(value, None, start, i, scaled)


def _is_date(words: list[str], start: int, end: int) -> bool:
    """ "12 December" and "December 12"."""
    return (end < len(words) and words[end] in _MONTHS) or (
        start > 0 and words[start - 1] in _MONTHS and words[start - 1] != "may"
    )


def _fraction(words: list[str], start: int, i: int, value: float) -> Figure | None:
    """ "half a million", "half the price": a share is a percentage of what follows."""
    if words[i : i + 1] == ["a"] and i + 1 < len(words) and words[i + 1] in _SCALES:
        return _with_unit(words, start, i + 2, value * _SCALES[words[i + 1]], True)
    if words[i : i + 1] == ["a"] and i + 1 < len(words) and words[i + 1] in _UNITS:
        unit, factor = _UNITS[words[i + 1]]
        return Figure(value * factor, unit, start, i + 2, True)
    return Figure(value * 100, "percent", start, i, True)
