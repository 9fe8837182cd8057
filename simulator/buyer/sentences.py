"""Cuts a model's text into sentences and makes them harmless: no control or hidden characters."""

import re
import unicodedata
from functools import cache, lru_cache

from simulator.buyer.language import all_small_words
from simulator.domain.text import one_line

STEM = 5
"""Letters by which two words count as the same when it is asked whether a thing was told."""

FEWEST = 4
"""Letters of the shortest word that says what a text is about."""

LONGEST_SENTENCE = 400
"""Characters; a model that never ends a sentence is cut there."""

_ENDING = re.compile(r"[.!?…][\"')\]”’*_]*\s+")
_WHOLE = re.compile(r"[.!?…][\"')\]”’*_]*$")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)([*_])(\w+)\1(?!\w)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_LETTERS = re.compile(r"[^\W_]+")


def cut(text: str) -> list[str]:
    """The whole sentences of `text`, and last what may still go on."""
    parts, start = [], 0
    for ending in _ENDING.finditer(text):
        parts.append(clean(text[start : ending.end()]))
        start = ending.end()
    rest = text[start:]
    while len(rest) > LONGEST_SENTENCE:
        parts.append(clean(rest[:LONGEST_SENTENCE]))
        rest = rest[LONGEST_SENTENCE:]
    return [*filter(None, parts), rest]


def split_sentences(text: str) -> list[str]:
    """The sentences of a finished text."""
    *whole, rest = cut(text)
    return [*whole, *filter(None, [clean(rest)])]


def clean(text: str) -> str:
    """Text on one line, without emphasis marks and hidden characters, control codes made visible.

    Hidden are the characters that format and join: they could part a word the guard looks for.
    Letters and digits that look like ordinary ones are made ordinary.
    """
    if not text.isascii():
        text = "".join(map(_ordinary, text))
    return " ".join(one_line(_EMPHASIS.sub(r"\2", text)).split())


def _ordinary(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    return unicodedata.normalize("NFKC", character) if character.isalnum() else character


def plain(sentence: str) -> str:
    """The sentence as it is checked: letters as in `clean`, typographic quotes made ordinary."""
    return unicodedata.normalize("NFKC", sentence).translate(_QUOTES)


def is_whole(sentence: str) -> bool:
    """Whether it ends as sentences end."""
    return bool(_WHOLE.search(sentence))


def key(sentence: str) -> str:
    """What two sentences that say the same in the same words have in common."""
    return " ".join(_LETTERS.findall(plain(sentence).casefold()))


@lru_cache(maxsize=2_048)
def stems(text: str) -> frozenset[str]:
    """The beginnings of its longer words, small words left out: what it is about, roughly."""
    words = {word[:STEM] for word in key(text).split() if len(word) >= FEWEST}
    return frozenset(words - _small_stems())


@cache
def _small_stems() -> frozenset[str]:
    return frozenset(word[:STEM] for word in key(" ".join(all_small_words())).split())
