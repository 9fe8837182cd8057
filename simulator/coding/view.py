"""What every detector is given: the turn, its mentions and trades, and the memory of the talk."""

from dataclasses import dataclass
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

    def terms(self, *stances: Stance) -> dict[str, Value]:
        """Issue and value of the mentions with one of `stances`; the last of an issue counts."""
        if not self.mentions:
            return {}
        return {
            m.issue: m.value for m in self.mentions if m.issue is not None and m.stance in stances
        }

    def on_table(self) -> dict[str, Value]:
        """Every term the speaker stands behind."""
        return self.terms(*ON_THE_TABLE)

    def mentions_in(self, sentence: Sentence) -> list[Mention]:
        """The mentions that stand in a sentence."""
        if not self.mentions:
            return []
        text = self.scene.text
        first, last = text.starts[sentence.start], text.ends[sentence.end - 1]
        return [m for m in self.mentions if first <= m.quote.start < last]

    def move(self, code: Code, sentence: Sentence, **more: Any) -> Move:
        """A move that quotes a whole sentence."""
        return new_move(code, self.scene.quote_sentence(sentence), **more)

    def heard(self) -> Quote | None:
        """The other side's last turn."""
        return self.other[0].whole if self.other else None
