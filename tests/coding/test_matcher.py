"""The word automaton against a plain search, and the patterns of the phrase lists."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.coding import lexicon, matcher
from simulator.coding.matcher import Hits, Matcher
from simulator.coding.patterns import ANY, first_words, slots_of

WORDS = ["net", "90", "or", ",", "we"]
GROUPS = {"who": "we|you all"}
PATTERNS = ["net (90|) or", "{who} (net|) 90", "we _ 90", "net", "(we|{who} or) (90|,)"]


def phrases(pattern: str) -> set[tuple[str, ...]]:
    """Every row of words a pattern stands for."""
    rows = product(*slots_of(pattern, GROUPS))
    return {tuple(word for part in row for word in part) for row in rows}


def is_match(phrase: tuple[str, ...], words: list[str]) -> bool:
    return len(phrase) == len(words) and all(
        part == word or (part == ANY and word[0].isalnum())
        for part, word in zip(phrase, words, strict=True)
    )


def searched(words: list[str]) -> dict[str, list[tuple[int, int]]]:
    """The longest match of each pattern at each place, found by looking everywhere."""
    found: dict[str, list[tuple[int, int]]] = {}
    for pattern, start in product(PATTERNS, range(len(words))):
        ends = [
            end
            for end in range(start + 1, len(words) + 1)
            if any(is_match(phrase, words[start:end]) for phrase in phrases(pattern))
        ]
        if ends:
            found.setdefault(pattern, []).append((start, ends[-1]))
    return found


def automaton() -> Matcher:
    made = Matcher(GROUPS)
    for pattern in PATTERNS:
        made.add_pattern(pattern, pattern)
    return made


@given(st.lists(st.lists(st.sampled_from([*WORDS, "all", "you", "new"]), max_size=8), max_size=4))
def test_it_finds_what_a_plain_search_finds(turns: list[list[str]]) -> None:
    made = automaton()
    for words in turns:
        assert made.find(words) == searched(words)


def test_it_forgets_steps_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher, "_MOST_STEPS", 20)
    made = automaton()
    words = ["we", "net", "90", ",", "net", "or"]
    for n in range(50):
        made.find([f"word{n}"])
        assert made.find(words) == searched(words)


@pytest.mark.parametrize("name", ["lexicon", "corpora"])
def test_every_pattern_can_be_read_and_begins_with_a_word(name: str) -> None:
    path = Path(lexicon.__file__).with_name(f"{name}.yaml")
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    patterns = [line for lines in file["tags"].values() for line in lines.splitlines()]
    for pattern in patterns:
        slots = list(slots_of(pattern, file["groups"]))
        assert any(() not in slot for slot in slots), pattern
        assert ANY not in first_words(slots), pattern


def test_threads_that_find_at_once_find_what_one_finds() -> None:
    """The offline model answers in threads, and a matcher is built while it is used."""
    words = [chr(97 + n // 26) + chr(97 + n % 26) for n in range(120)]
    patterns = [f"({a}|{b}) _ {a}" for a, b in pairwise(words)]
    rows = [words[n:] + words[: n + 1] for n in range(0, 120, 15)]

    def found_by(threads: int) -> list[Hits]:
        tried = Matcher({})
        for n, pattern in enumerate(patterns):
            tried.add_pattern(pattern, str(n))
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(tried.find, rows))

    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        assert all(found_by(8) == found_by(1) for _ in range(10))
    finally:
        sys.setswitchinterval(often)
