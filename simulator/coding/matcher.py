"""Finds phrases in a turn with one word automaton: one pass finds every label.

Nothing is built before it is needed: a pattern is compiled when a word it can begin with is first
heard, and the automaton is made deterministic as words arrive. Patterns are short, so finding is
linear in the length of the turn; what is kept is bounded. Several threads may find at once, as the
offline model answers in threads: one at a time builds.
"""

from collections.abc import Callable, Mapping
from itertools import chain
from threading import Lock

from simulator.coding.patterns import ANY, Slot, first_words, slots_of
from simulator.coding.text import Span

_MOST_STEPS = 50_000
"""Steps from a state by a word that are kept, a few MB; then they are found anew."""

_END = "\0"
"""A word that no pattern has: none goes on past the last word."""

Hits = dict[str, list[Span]]
"""Where each label was found, in order."""


class _State(dict[str, "_State | None"]):
    """A deterministic state: the next one for each word that arrived here so far, the nodes that
    are alive, and the labels that end here.
    """

    __slots__ = ("_step", "labels", "nodes")

    def __init__(
        self,
        nodes: frozenset[int],
        labels: tuple[str, ...],
        step: Callable[["_State", str], "_State | None"],
    ) -> None:
        self.nodes = nodes
        self.labels = labels
        self._step = step

    def __missing__(self, word: str) -> "_State | None":
        following = self[word] = self._step(self, word)
        return following


class Matcher:
    """Phrases and the labels they carry; `groups` are those that its patterns may name."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._waiting: dict[str, dict[tuple[str, str], None]] = {}
        """Patterns with their labels that are not compiled yet, by each of their first words."""
        self._edges: list[dict[str, list[int]]] = [{}]  # node 0 is the root
        self._labels: list[frozenset[str]] = [frozenset()]
        self._states: dict[frozenset[int], _State] = {}
        self._start = self._state(frozenset((0,)))
        self._steps = 0
        self._building = Lock()

    def _forget(self) -> None:
        """Goes back to no deterministic state but the first, and that without a step."""
        with self._building:
            self._steps = 0
            self._states.clear()
            self._start.clear()

    def add_pattern(self, pattern: str, label: str) -> None:
        """Makes every phrase of a pattern carry `label`."""
        for word in first_words(slots_of(pattern, self._groups)):
            self._waiting.setdefault(word, {})[pattern, label] = None

    def _compile(self, slots: list[Slot], label: str) -> None:
        following = self._node(frozenset((label,)))
        for slot in reversed(slots):
            entry = self._node(frozenset())
            edges = self._edges[entry]
            for words in slot:
                if len(words) == 1:
                    edges.setdefault(words[0], []).append(following)
                elif words:
                    self._chain(entry, words, following)
                else:
                    self._merge(entry, following)
            following = entry
        self._merge(0, following)
        # A pattern of optional parts only would match nothing everywhere.
        self._labels[0] = frozenset()

    def _node(self, labels: frozenset[str]) -> int:
        self._edges.append({})
        self._labels.append(labels)
        return len(self._edges) - 1

    def _chain(self, node: int, words: tuple[str, ...], last: int) -> None:
        for word in words[:-1]:
            child = self._node(frozenset())
            self._edges[node].setdefault(word, []).append(child)
            node = child
        self._edges[node].setdefault(words[-1], []).append(last)

    def _merge(self, node: int, other: int) -> None:
        self._labels[node] |= self._labels[other]
        for word, targets in self._edges[other].items():
            self._edges[node].setdefault(word, []).extend(targets)

    def _state(self, nodes: frozenset[int]) -> _State:
        state = self._states.get(nodes)
        if state is None:
            labels = frozenset(chain.from_iterable(self._labels[node] for node in nodes))
            state = self._states[nodes] = _State(nodes, tuple(sorted(labels)), self._step)
        return state

    def _step(self, state: _State, word: str) -> _State | None:
        with self._building:
            return self._built(state, word)

    def _built(self, state: _State, word: str) -> _State | None:
        self._steps += 1
        keys = (word, ANY) if word[0].isalnum() else (word,)
        if state is self._start:
            self._wake(keys)
        targets = {
            target
            for node in state.nodes
            for key in keys
            for target in self._edges[node].get(key, ())
        }
        return self._state(frozenset(targets)) if targets else None

    def _wake(self, words: tuple[str, ...]) -> None:
        """Compiles the patterns that begin with one of `words`."""
        for word in words:
            for pattern, label in self._waiting.pop(word, ()):
                slots = list(slots_of(pattern, self._groups))
                for first in first_words(slots) - {word}:
                    self._waiting[first].pop((pattern, label))
                self._compile(slots, label)

    def find(self, words: list[str]) -> Hits:
        """Every phrase in `words`; of the phrases with one label and one start, the longest."""
        if self._steps > _MOST_STEPS:
            self._forget()
        hits: Hits = {}
        start = self._start
        ended = [*words, _END]
        for i, word in enumerate(words):
            state = start[word]
            at = i
            while state is not None:
                at += 1
                if state.labels:
                    # What Span(i, at) does, in half the time; this is the innermost loop of all.
                    span = tuple.__new__(Span, (i, at))
                    for label in state.labels:
                        spans = hits.get(label)
                        if spans is None:
                            hits[label] = [span]
                        elif spans[-1][0] == i:
                            spans[-1] = span
                        else:
                            spans.append(span)
                state = state[ended[at]]
        return hits
