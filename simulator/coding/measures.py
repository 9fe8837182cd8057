"""Tells a figure that measures, counts or numbers something from one that can be a price: a
distance, a size, an age, a model year, a house or telephone number, a gift card, a deposit.
"""

from simulator.coding.lexicon import load_words

_READING = frozenset(("is", "was", "of", "at", "about", ":"))
_HEADED = 3
"""Words before a figure in which stands what it is a reading of: "the mileage is at 9,000"."""

_PEOPLE = frozenset(("he", "she"))
_OLDEST = 100
_OLDEST_MODEL, _LATE, _LAST = 1950, 2015, 2039
_ARTICLES = {"a": 50, "the": 5, "my": 5}
"""Words before a model year, and of what it is no multiple: "the 1975 you asked" may be a price."""

_STREET = 3
"""Words after a house number in which the kind of street stands: "4200 Old Mill Road"."""

_SHORTEST = 3
"""Digits from which a number that starts with 0 is one of a telephone."""

_TELEPHONE = 7
"""Digits in a row, without a comma, that are no sum unless it is a round one."""

_HEAD = 2
"""Words after a sum in which its noun stands: "a $50 gift card", "50 as a deposit"."""


def is_measure(words: list[str], start: int, end: int, value: float) -> bool:
    """Whether the bare figure in words `start` to `end` measures or numbers something."""
    before = words[start - 1] if start else ""
    follows = words[end] if end < len(words) else ""
    if follows == "-":
        follows = words[end + 1] if end + 1 < len(words) else ""
    return (
        follows in load_words("measured")
        or before in load_words("numbered")
        or _is_reading(words, start)
        or _is_identifier(words, start, end)
        or (value < _OLDEST and before in ("is", "was") and words[max(0, start - 2)] in _PEOPLE)
        or _is_house_number(words, end)
    )


def is_year(words: list[str], start: int, end: int, value: float) -> bool:
    """ "In 2026", "March 2026", "a 2012 model", and not a price of 2026."""
    if not _OLDEST_MODEL <= value <= _LAST or value != int(value):
        return False
    before, after = words[start - 1 : start], words[end : end + 1]
    if not load_words("of_a_make").isdisjoint((*before, *after)):
        return True
    if before and before[0] in _ARTICLES and value % _ARTICLES[before[0]]:
        return True
    return value >= _LATE and not load_words("before_year").isdisjoint(before)


def side_sum(words: list[str], start: int, end: int) -> str | None:
    """What a sum is that is no price: the "card" of "a $50 gift card"; None if it may be one."""
    aside = load_words("no_price")
    if aside.isdisjoint(words[max(0, start - _HEAD) : end + _HEAD]):
        return None
    for word in words[end : end + _HEAD]:
        if word in aside:
            return word
        if word not in ("gift", "cash", "as", "a", "security", "refundable", "store"):
            break
    named = words[max(0, start - _HEAD) : start]
    if len(named) == _HEAD and named[0] in aside and named[1] in ("of", "for", "worth", "is"):
        return named[0]
    return None


def _is_reading(words: list[str], start: int) -> bool:
    """ "Size 52", "the mileage is at 9,000"."""
    at = start - 1
    while at > max(0, start - _HEADED) and words[at] in _READING:
        at -= 1
    return at >= 0 and words[at] in load_words("readings")


def _is_identifier(words: list[str], start: int, end: int) -> bool:
    """A telephone number or the like: "5550142", "555-0142", "07700 900123"."""
    number = words[start]
    if len(number) >= _TELEPHONE and number.isdecimal() and not number.endswith("000"):
        return True
    joined = words[end + 1 : end + 2] if words[end : end + 1] == ["-"] else []
    return any(map(_is_padded, (*words[max(0, start - 1) : start], number, *joined)))


def _is_padded(word: str) -> bool:
    return word[0] == "0" and len(word) >= _SHORTEST and word.isdecimal()


def _is_house_number(words: list[str], end: int) -> bool:
    following = words[end : end + _STREET]
    if load_words("streets").isdisjoint(following):
        return False
    for at, word in enumerate(following):
        if word in load_words("streets"):
            return at > 0
        if not word[0].isalpha() or word in load_words("stop"):
            return False
    return False
