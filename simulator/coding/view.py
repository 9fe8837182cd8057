"""What every detector is given: the turn, its mentions and trades, and the memory of the talk."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from simulator.coding.conditions import Trade
from simulator.coding.index import VocabularyIndex
from simulator.coding.memory import Memory, Past, content_stems
from simulator.coding.questions import Kind, Question
from simulator.coding.records import new_move
from simulator.coding.scene import Scene
from simulator.coding.text import Clause, Sentence
from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Mention, Move, Quote, Speaker, Stance

_POLITE = ("courtesy", "small_talk")
_COURTESY = 5
"""Words up to which a sentence can be nothing but politeness: "Good morning, thank you."."""


def is_polite(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is nothing but thanks or a greeting."""
    start, end, _ = sentence
    return end - start <= _COURTESY and scene.any(_POLITE, start, start + 2)


@dataclass(slots=True)
class View:
    """One turn and what came before it, seen from its speaker."""

    scene: Scene
    index: VocabularyIndex
    memory: Memory
    mentions: tuple[Mention, ...]
    trades: list[Trade]
    choices: frozenset[int]
    """The sentences that put alternatives side by side, by number."""
    questions: list[Question]
    other: list[Past]
    """The other side's last turns, newest first."""
    asked: dict[Sentence, Kind] = field(init=False)
    """The sentences of the questions, and of which kind each is."""
    on_table: dict[str, Value] = field(init=False)
    """Every term the speaker stands behind."""
    wanted: dict[str, Value] = field(init=False)
    """The terms that the trades of the turn ask for."""
    _mentions_in: dict[int, list[Mention]] = field(init=False, default_factory=dict)
    _weighty: int | None = field(init=False, default=None)
    _points: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.asked = dict(self.questions)
        self.on_table = self.terms(*ON_THE_TABLE)
        self.wanted = self.terms(Stance.CONDITION)

    @property
    def weighty(self) -> int:
        """Sentences of the turn that are no mere thanks or greeting."""
        if self._weighty is None:
            self._weighty = sum(not is_polite(self.scene, s) for s in self.scene.sentences)
        return self._weighty

    @property
    def points(self) -> int:
        """Points the turn gathers: the terms it lists, or its clauses that name a point of the deal
        or take up words of the other side.
        """
        if self._points is None:
            self._points = max(len(self.mentions), sum(map(self._takes_up, self.scene.clauses)))
        return self._points

    def _takes_up(self, clause: Clause) -> bool:
        scene, start, end = self.scene, clause.start, clause.end
        named = chain(scene.found.issues.values(), scene.found.topics.values())
        if any(start <= place.start < end for places in named for place in places):
            return True
        said = content_stems(scene.words[start:end])
        return any(not said.isdisjoint(past.stems) for past in self.other)

    def terms(self, *stances: Stance) -> dict[str, Value]:
        """Issue and value of the mentions with one of `stances`; the last of an issue counts."""
        if not self.mentions:
            return {}
        return {
            m.issue: m.value for m in self.mentions if m.issue is not None and m.stance in stances
        }

    def terms_in(self, sentence: Sentence, *stances: Stance) -> dict[str, Value]:
        """The same of the mentions in a sentence."""
        return {
            m.issue: m.value
            for m in self.mentions_in(sentence)
            if m.issue is not None and m.stance in stances
        }

    def departs_from(self, side: Speaker) -> bool:
        """Whether the terms on the table differ from that side's last words."""
        known = self.memory.positions[side]
        return any(known.get(issue) != value for issue, value in self.on_table.items())

    def seller_gain(self, issue: str, value: Value) -> int:
        """1 if a value is better for the seller than its own last word on the issue, -1 if worse,
        0 if equal or if it has said nothing on it.
        """
        standing = self.memory.position("trainee", issue)
        if standing is None:
            return 0
        return self.index.vocabulary.seller_prefers(issue, value, standing)

    def mentions_in(self, sentence: Sentence) -> list[Mention]:
        """The mentions that stand in a sentence."""
        if not self.mentions:
            return []
        known = self._mentions_in.get(sentence.start)
        if known is None:
            text = self.scene.text
            first, last = text.starts[sentence.start], text.ends[sentence.end - 1]
            known = [m for m in self.mentions if first <= m.quote.start < last]
            self._mentions_in[sentence.start] = known
        return known

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a place of the raw text."""
        ends = self.scene.text.ends
        found = (s for s in self.scene.sentences if offset < ends[s.end - 1])
        return next(found, self.scene.sentences[-1])

    def move(self, code: Code, sentence: Sentence, **more: Any) -> Move:
        """A move that quotes a whole sentence."""
        return new_move(code, self.scene.quote_sentence(sentence), **more)

    def heard(self) -> Quote | None:
        """The other side's last turn; None if it has no word that could be quoted."""
        last = self.other[0] if self.other else None
        return last.whole if last is not None and any(map(str.isalnum, last.whole.text)) else None
