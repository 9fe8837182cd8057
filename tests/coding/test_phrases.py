"""The tree of phrases against a plain search, and what vocabularies share."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from simulator.coding.index import VocabularyIndex
from simulator.coding.phrases import Phrases
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.vocabulary import vocabulary_of

WORDS = st.sampled_from(["net", "90", "of", "the", "fee"])
Rows = list[tuple[list[str], str]]
ROWS = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), st.sampled_from("abc")))
MOST_BYTES = 500_000
"""A deal's own words take up to 300 KB, a buyer's half of that; both are shared."""


def searched(
    rows: list[tuple[list[str], str]], words: list[str]
) -> dict[str, list[tuple[int, int]]]:
    """The longest row with each label at each place, found by looking everywhere."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(words)):
        for label in sorted({label for _, label in rows}):
            ends = [
                start + len(row)
                for row, known in rows
                if known == label and words[start : start + len(row)] == row
            ]
            if ends:
                found.setdefault(label, []).append((start, max(ends)))
    return found


@given(ROWS, ROWS, st.lists(WORDS, max_size=9))
def test_joined_trees_find_what_a_plain_search_finds(
    ours: Rows, theirs: Rows, words: list[str]
) -> None:
    trees = [Phrases[str](), Phrases[str]()]
    for tree, rows in zip(trees, (ours, theirs), strict=True):
        for row, label in rows:
            tree.add(tuple(row), label)
    both = trees[0].joined(trees[1])
    assert both.find(words) == searched(ours + theirs, words)
    assert trees[0].find(words) == searched(ours, words)


def test_vocabularies_of_one_deal_or_one_buyer_share_its_words() -> None:
    deals = [load_scenario(card.id) for card in scenarios()]
    buyers = [load_persona(card.id) for card in personas()]
    vocabularies = [vocabulary_of(deal, buyer) for deal in deals for buyer in buyers]
    tracemalloc.start()
    indexes = [VocabularyIndex(vocabulary) for vocabulary in vocabularies]
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < MOST_BYTES * (len(deals) + len(buyers))
    assert len(indexes) == len(vocabularies)
