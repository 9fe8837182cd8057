"""Text from a model, a file or a person, made harmless; and phrases made into a pattern."""

import re
from collections.abc import Iterable
from functools import lru_cache

_LINE_FEED, _TAB = 0x0A, 0x09
_BIDI_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code != _LINE_FEED},
    _TAB: "    ",
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    # Overrides can make a line read as what it is not; right-to-left letters need none of them.
    **dict.fromkeys(_BIDI_CONTROLS, _REPLACEMENT),
    0x2028: "\n",
    0x2029: "\n",
    # A lone half of a surrogate pair cannot be written to a terminal at all.
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}


def shown(text: str) -> str:
    """`text` with every control character made visible: ESC as ␛, a tab as spaces.

    Line feeds stay; a carriage return before one is dropped.
    """
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def one_line(text: str) -> str:
    """`shown`, on a single line."""
    return shown(" ".join(text.split()))


def shortened(text: str, longest: int) -> str:
    """`one_line`, cut at a word and marked so where it has more than `longest` characters."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",.;:") + " …"


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words, in any case, the longest first."""
    return _pattern(tuple(phrases))


@lru_cache(maxsize=1_024)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
