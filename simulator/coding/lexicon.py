"""The phrase lists of lexicon.yaml as one word automaton: one pass over a turn finds every tag.

A pattern is plain words, `(a|b|)` alternatives, `{group}` references and `_` for any one word.
Patterns are short, so matching is linear in the length of the turn; the automaton is made
deterministic lazily, as words arrive, and its size is bounded.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from simulator.coding.text import Span, normal_words

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PIECE = re.compile(r"[()|]|[^()|\s]+")
_GROUP = re.compile(r"\{(\w+)\}")
_SLOT = re.compile(
    r"\{(?P<group>\w+)\}|\((?P<inside>[^(){}]*)\)|(?P<piece>[^()\s{}]+)|(?P<nested>[({])"
)
_MOST_STATES = 20_000
_MARK = "\0"
"""Stands for punctuation that no pattern has."""

Hits = dict[str, list[Span]]
"""Where each tag was found, in order."""


class _File(TypedDict):
    """The shape of the lexicon file: groups and tags, each a text with one pattern a line."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    groups: dict[str, str]
    points: dict[str, float]
    tags: dict[str, str]


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
    """Phrases and the labels they carry."""

    def __init__(self) -> None:
        self._edges: list[dict[str, list[int]]] = [{}]  # node 0 is the root
        self._labels: list[frozenset[str]] = [frozenset()]
        self._known: set[str] = set()
        self._states: dict[frozenset[int], _State] = {}
        self._start = self._state(frozenset((0,)))

    def add(self, slots: list[list[tuple[str, ...]]], label: str) -> None:
        """Makes every choice of one alternative a slot carry `label`. An empty one is optional."""
        following = self._node(frozenset((label,)))
        for slot in reversed(slots):
            entry = self._node(frozenset())
            edges = self._edges[entry]
            for words in slot:
                if len(words) == 1:
                    self._known.add(words[0])
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
        self._known.update(words)
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
        targets: set[int] = set()
        for node in state.nodes:
            edges = self._edges[node]
            targets.update(edges.get(word, ()))
            if word != "_" and word[0].isalnum():
                targets.update(edges.get("_", ()))
        return self._state(frozenset(targets)) if targets else None

    def find(self, words: list[str]) -> Hits:
        """Every phrase in `words`; of the phrases with one label and one start, the longest."""
        if len(self._states) > _MOST_STATES:
            self._states.clear()
            self._start = self._state(frozenset((0,)))
        hits: Hits = {}
        start = self._start
        known = self._known
        # Words no pattern has are all alike, so that the automaton stays small.
        symbols = [word if word in known else "_" if word[0].isalnum() else _MARK for word in words]
        symbols.append(_MARK)  # no pattern goes on past the last word
        for i in range(len(words)):
            at = i
            state = start[symbols[at]]
            while state is not None:
                at += 1
                if state.labels:
                    # What Span(i, at) does, in half the time; this is the innermost loop of all.
                    span = tuple.__new__(Span, (i, at))
                    for label in state.labels:
                        if label not in hits:
                            hits[label] = [span]
                        elif hits[label][-1][0] == i:
                            hits[label][-1] = span
                        else:
                            hits[label].append(span)
                state = state[symbols[at]]
        return hits


def parse_pattern(pattern: str, groups: Mapping[str, str]) -> list[list[tuple[str, ...]]]:
    """The slots of a pattern, each a list of alternatives.

    Raises KeyError for a group that does not exist.
    """
    slots: list[list[tuple[str, ...]]] = []
    for match in _SLOT.finditer(pattern):
        name, inside, piece = match.group("group", "inside", "piece")
        if name:
            slots.append(_alternatives(groups[name]))
        elif piece:
            slots.append([_piece_words(piece)])
        elif inside is not None:
            slots.append(_alternatives(inside))
        else:
            return _parse_nested(pattern, groups)
    return slots


@cache
def _alternatives(text: str) -> list[tuple[str, ...]]:
    """The alternatives of a bracket without others inside; the same ones come up many times."""
    return [
        tuple(chain.from_iterable(map(_piece_words, words.split()))) for words in text.split("|")
    ]


def _parse_nested(pattern: str, groups: Mapping[str, str]) -> list[list[tuple[str, ...]]]:
    """The slots of a pattern with brackets or groups inside brackets."""
    flat = _GROUP.sub(lambda m: "(" + groups[m.group(1)] + ")", pattern)
    pieces = _PIECE.findall(flat)
    slots: list[list[tuple[str, ...]]] = []
    at = 0
    while at < len(pieces):
        if pieces[at] == "(":
            choices, at = _choices(pieces, at + 1)
            slots.append(choices)
        else:
            slots.append([_piece_words(pieces[at])])
            at += 1
    return slots


def _choices(pieces: list[str], at: int) -> tuple[list[tuple[str, ...]], int]:
    """The alternatives up to the closing bracket, inner brackets multiplied out."""
    done: list[tuple[str, ...]] = []
    open_now: list[tuple[str, ...]] = [()]
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        if piece == "|":
            done.extend(open_now)
            open_now = [()]
            at += 1
        elif piece == "(":
            inner, at = _choices(pieces, at + 1)
            open_now = [(*words, *more) for words in open_now for more in inner]
        else:
            open_now = [(*words, *_piece_words(piece)) for words in open_now]
            at += 1
    return [*done, *open_now], at + 1


@lru_cache(maxsize=4096)
@cache
def _piece_words(piece: str) -> tuple[str, ...]:
    return ("_",) if piece == "_" else normal_words(piece)


@cache
def _file(name: str) -> _File:
    raw = Path(__file__).with_name(f"{name}.yaml").read_bytes()
    return TypeAdapter(_File).validate_python(yaml.load(raw, Loader=_Loader))


@cache
def load_lexicon(name: Literal["lexicon", "corpora"] = "lexicon") -> Matcher:
    """The matcher of a lexicon file, built once a process."""
    file = _file(name)
    matcher = Matcher()
    for tag, lines in file["tags"].items():
        for line in lines.splitlines():
            if line.strip():
                matcher.add(parse_pattern(line, file["groups"]), tag)
    return matcher


@cache
def load_points() -> dict[str, float]:
    """The points of what speaks for and against a reflection."""
    return _file("lexicon")["points"]


@cache
def load_words(name: str) -> frozenset[str]:
    """A group of lexicon.yaml as a set of words. Raises KeyError if there is none."""
    return frozenset(word.strip() for word in _file("lexicon")["groups"][name].split("|"))
