"""The word automaton against a plain search, and the patterns of the phrase lists."""

from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.coding import lexicon, matcher
from simulator.coding.matcher import Matcher
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
