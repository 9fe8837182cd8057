"""What every detector is given: the turn, its mentions and trades, and the memory of the talk."""

from dataclasses import dataclass, field
from typing import Any

from simulator.coding.conditions import Trade
from simulator.coding.index import VocabularyIndex
from simulator.coding.memory import Memory, Past
from simulator.coding.questions import Question
from simulator.coding.records import new_move
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence
from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Mention, Move, Quote, Stance

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
    asked: set[Sentence] = field(init=False)
    """The sentences of the questions."""
    on_table: dict[str, Value] = field(init=False)
    """Every term the speaker stands behind."""
    _mentions_in: dict[int, list[Mention]] = field(init=False, default_factory=dict)
    _weighty: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.asked = {question.sentence for question in self.questions}
        self.on_table = self.terms(*ON_THE_TABLE)

    @property
    def weighty(self) -> int:
        """Sentences of the turn that are no mere thanks or greeting."""
        if self._weighty is None:
            self._weighty = sum(not is_polite(self.scene, s) for s in self.scene.sentences)
        return self._weighty

    def terms(self, *stances: Stance) -> dict[str, Value]:
        """Issue and value of the mentions with one of `stances`; the last of an issue counts."""
        if not self.mentions:
            return {}
        return {
            m.issue: m.value for m in self.mentions if m.issue is not None and m.stance in stances
        }

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
