"""Tells a figure that measures, counts or numbers something from one that can be a price: a
distance, a size, an age, a model year, a road, a house or telephone number, a gift card, a deposit.
"""

from simulator.coding.lexicon import load_words

_READING = frozenset(("is", "was", "of", "at", "about", ":"))
_HEADED = 3
"""Words before a figure in which stands what it is a reading of: "the mileage is at 9,000"."""

_OLDEST = 120
_AGEING = frozenset(("is", "was", "be", "turn", "turns", "turned", "turning"))
_AGED = _AGEING | {"will", "would", "just", "now", "about", "almost", "nearly", "already", "soon"}
_SPOKEN_FROM = 4
"""Words between a person and an age: "my aunt will soon be 80"."""

_OLDEST_MODEL, _LATE, _LAST = 1950, 2015, 2039
_ARTICLES = {"a": 50, "the": 5, "my": 5}
"""Words before a model year, and of what it is no multiple: "the 1975 you asked" may be a price."""

_FIRST_MADE = 1880
_DESCRIBED = 4
"""Words from an article on in which a model year stands: "a well kept 1998 estate car"."""

_FIRST_DECADE = 1500
_PARTS_OF_AGES = frozenset(("early", "late", "mid"))
_FROM_AN_AGE = frozenset(("from", "in", "of", "since", "during", "until", "to", "by", "through"))

_LONGEST_PREFIX = 4
"""Letters before a number that make a name of it: "WH-1000"."""

_NO_PREFIXES = frozenset(("net", "usd", "eur", "gbp", "ok", "max", "min"))

_PARTED = frozenset(("the", "my", "your", "our", "them", "these", "those", "its", "his", "her"))
"""Words after "of" that make some out of more of a number: "2 of the 3 crates"."""

_CROSSED = frozenset(("by", "x"))
_IT = (["it"], ["the"])
_HAVING = frozenset(("has", "have", "with", "got", "only", "just", "about", "around", "under"))
"""Words before the miles of "it has 90,000 on it"."""

_STREET = 3
"""Words after a house number in which the kind of street stands: "4200 Old Mill Road"."""

_SHORTEST = 3
"""Digits from which a number that starts with 0 is one of a telephone."""

_TELEPHONE = 7
"""Digits in a row, without a comma, that are no sum unless it is a round one."""

_HEAD, _TAIL = 2, 3
"""Words before and after a sum in which its noun stands: "a $50 gift card", "50 as a deposit"."""

_PARTING = (["a"], ["one"], ["three"], ["by"], ["only"])
"""Words before a "quarter" that is a part of a sum."""


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
        or (before in _AGED and value <= _OLDEST and _is_age(words, start))
        or (follows in _CROSSED and _is_side(words, end))
        or (follows == "on" and before in _HAVING and words[end + 1 : end + 2] in _IT)
        or _is_house_number(words, end)
    )


def is_year(words: list[str], start: int, end: int, value: float) -> bool:
    """ "In 2026", "March 2026", "a 2012 model", "the late 1800's", and not a price of 2026."""
    if not _FIRST_DECADE <= value <= _LAST or value != int(value):
        return False
    before, after = words[start - 1 : start], words[end : end + 1]
    if _is_decade(words, start, end, value) or _describes(words, start, end, value):
        return True
    if value < _OLDEST_MODEL:
        return False
    if not load_words("of_a_make").isdisjoint((*before, *after)):
        return True
    if before and before[0] in _ARTICLES and value % _ARTICLES[before[0]]:
        return True
    return value >= _LATE and not load_words("before_year").isdisjoint(before)


def may_be_year(value: float) -> bool:
    """Whether a number can be the year something was made in."""
    return _FIRST_MADE <= value <= _LAST


def is_named(raw: str, start: int, end: int) -> bool:
    """Whether a number at those places of a text is part of a date, a time or a name: "3/15",
    "24/7", "10:30", "I-680", "RTX3080".
    """
    before, after = raw[max(0, start - 2) : start], raw[end : end + 2]
    if (before[1:] and before[1] in "/:" and before[0].isdecimal()) or (
        after[1:] and after[0] in "/:" and after[1].isdecimal()
    ):
        return True
    prefixed = before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalpha())
    if not (prefixed and raw[start].isdecimal()):
        return False
    upto = start - (before[-1] == "-")
    at = upto
    while at and raw[at - 1].isalpha() and upto - at <= _LONGEST_PREFIX:
        at -= 1
    prefix = raw[at:upto]
    return len(prefix) == 1 or (
        len(prefix) <= _LONGEST_PREFIX and prefix.isupper() and prefix.lower() not in _NO_PREFIXES
    )


def is_named_year(raw: str, start: int, end: int, value: float) -> bool:
    """Whether a number of four digits is the year of what is named after it: "2009 Corolla"."""
    if end - start != 4 or not may_be_year(value) or raw[end : end + 1] != " ":
        return False
    word = raw[end + 1 : end + 25].split(" ", 1)[0].rstrip(".,;:!?")
    return word[:1].isupper() and word.isalnum() and not goes_on(word.lower())


def goes_on(word: str) -> bool:
    """Whether a word after a sum goes on from it and is not what the number counts or dates."""
    return any(word in load_words(group) for group in ("stop", "after_figure", "after_sum"))


def is_part(words: list[str], end: int) -> bool:
    """Whether a number before an "of" at word `end` is some out of more: the 2 of "2 of the 3"."""
    following = words[end : end + 2]
    return len(following) == 2 and (following[1] in _PARTED or following[1][0].isdecimal())


def side_sum(words: list[str], start: int, end: int) -> str | None:
    """What a sum is that is no price: the "card" of "a $50 gift card"; None if it may be one."""
    aside = load_words("no_price")
    if aside.isdisjoint(words[max(0, start - _HEAD) : end + _TAIL]):
        return None
    for word in words[end : end + _TAIL]:
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


def _is_age(words: list[str], start: int) -> bool:
    """ "She is 40", "my father turned 80"."""
    at = start - 1
    while at > max(0, start - _SPOKEN_FROM) and words[at] in _AGED:
        at -= 1
    aged = words[at + 1 : start]
    return at >= 0 and not _AGEING.isdisjoint(aged) and words[at] in load_words("kin")


def _is_side(words: list[str], end: int) -> bool:
    """The 40 of "40 by 75 inches"."""
    following = words[end + 1 : end + 3]
    if len(following) < 2:
        return False
    return following[0][0].isdecimal() and following[1] in load_words("measured")


def _is_decade(words: list[str], start: int, end: int, value: float) -> bool:
    """ "The late 1800's", "from the 1950's"; the "is" is how a word on 's was cut."""
    before = start - 1 - (words[start - 1 : start] == ["-"])
    if before >= 0 and words[before] in _PARTS_OF_AGES:
        return True
    dated = before > 0 and words[before] == "the" and words[before - 1] in _FROM_AN_AGE
    return dated and value % 10 == 0 and words[end : end + 1] == ["is"]


def _describes(words: list[str], start: int, end: int, value: float) -> bool:
    """Whether a number is the year of a thing that is told of: "a lovely old 1968 caravan"."""
    after = words[end] if end < len(words) else ""
    if value < _FIRST_MADE or not after[:1].isalpha() or goes_on(after):
        return False
    for at in range(start - 1, max(-1, start - 1 - _DESCRIBED), -1):
        word = words[at]
        if word in _ARTICLES:
            return bool(value % _ARTICLES[word])
        if not word[0].isalpha():
            return False
    return False


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


def is_of_time(words: list[str], start: int, end: int) -> bool:
    """Whether a "quarter" is one of a year or a town: "this quarter", "an empty quarter"."""
    following = words[end : end + 1]
    if words[start - 1 : start] in _PARTING:
        next_word = following[0] if following else ""
        return next_word.isalpha() and next_word not in load_words("after_part")
    return following not in (["of"], ["off"])


def counts_there(words: list[str], start: int) -> bool:
    """Whether a number tells how many there are: "there are 11 on the lot"."""
    return start > 1 and words[start - 2] == "there" and words[start - 1] in ("is", "are", "were")
