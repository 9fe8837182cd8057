"""Tells whether a sentence is in the language of the session, cheaply: by its letters' script and
by the small words that no text can do without. The session's language is that of its lines.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from simulator.domain.data import read_data

MARKED = 2
"""Small words of another language from which a sentence is taken to be in it."""

LONG = 6
"""Words from which a sentence has some small word of its own language."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    lists: dict[str, str] = read_data("simulator.buyer", "languages.yaml")
    words = {name: frozenset(listed.split()) for name, listed in lists.items()}
    # "was" is German and English: what says nothing about which of two languages it is, is no sign.
    return {
        name: own if name == "english" else own - words["english"] for name, own in words.items()
    }


@lru_cache(maxsize=64)
def language_of(text: str) -> str:
    """The language most of the small words of a longer text belong to; "" if it is unknown."""
    found = _counts(_words(text))
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= MARKED else ""


def all_small_words() -> frozenset[str]:
    """The small words of every language that is known."""
    return frozenset().union(*_languages().values())


def is_foreign(sentence: str, sample: str) -> bool:
    """Whether a sentence is not in the language of `sample`, a longer text of the session."""
    if not _scripts(sentence) <= _scripts(sample):
        return True
    home, words = language_of(sample), _words(sentence)
    if not home:
        return False
    found = _counts(words)
    own = found.pop(home)
    if max(found.values()) >= MARKED and max(found.values()) > own:
        return True
    return own == 0 and len(words) >= LONG


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _counts(words: list[str]) -> dict[str, int]:
    return {name: sum(word in own for word in words) for name, own in _languages().items()}


@lru_cache(maxsize=512)
def _scripts(text: str) -> frozenset[str]:
    """The scripts of the letters: LATIN, CYRILLIC, CJK."""
    return frozenset(map(_script, filter(str.isalpha, text)))


@lru_cache(maxsize=4_096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
