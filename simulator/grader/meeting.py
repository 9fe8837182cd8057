"""A conversation as the grader sees it: turns and readings side by side, and the scenario's key.

It holds what every indicator needs (who answered what, which words to quote) and nothing of the
buyer's private state.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import NamedTuple, TypeVar, cast

from simulator.domain.corrections import Correction
from simulator.domain.deal import Value
from simulator.domain.moves import Code, Move, Quote, Reading
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import End, Learned, Plan, Turn
from simulator.domain.utility import Preferences
from simulator.domain.vocabulary import Vocabulary
from simulator.grader.ground import Ground, ground_of
from simulator.grader.rubric import Rubric


class Sheet(NamedTuple):
    """What the trainee wrote down and found out before the meeting."""

    plan: Plan
    learned: Learned


@dataclass(eq=False)
class Meeting:
    """One conversation, coded. Turns are addressed by their place in `turns`, from 0.

    What every indicator asks for is found once, when it is made; nothing of it may be changed.
    """

    turns: Sequence[Turn]
    readings: Sequence[Reading]
    rubric: Rubric
    scenario: Scenario | None = None
    persona: Persona | None = field(default=None, repr=False)
    """Read for its cue catalogue and fixed preferences only."""
    end: End | None = None
    sheet: Sheet | None = None
    """None: not played here."""
    corrections: Sequence[Correction] = ()
    """What coaches ruled, oldest first; the codes they changed are in `readings` already."""
    by_rules: bool = False
    """Whether the rules gave the codes; some checks they do not judge."""
    ground: Ground = field(init=False, repr=False)
    """What is known of the deal and the buyer before a word is said."""
    trainee_turns: tuple[int, ...] = field(init=False, repr=False)
    """Places of the trainee's turns that hold a move; padding is left out of every count."""
    buyer_turns: tuple[int, ...] = field(init=False, repr=False)
    """Places of the buyer's turns."""
    _unread: tuple[int, ...] = field(init=False, repr=False)
    """Places of the trainee's turns in which nothing was found that counts."""
    evidence_turns: int = field(init=False, repr=False)
    """How many trainee turns can be judged: they have enough words, or ask something."""
    _moves: list[tuple[Move, ...]] = field(init=False, repr=False)
    _codes: list[frozenset[Code]] = field(init=False, repr=False)
    _terms: list[dict[str, Value]] = field(init=False, repr=False)
    _places: dict[int, int] = field(init=False, repr=False)
    _said: dict[Code, list[int]] = field(init=False, repr=False)
    """For each code: the trainee's turns that have it."""
    _words_of_seller: dict[str, tuple[list[int], list[Value]]] = field(init=False, repr=False)
    """For each issue: the turns in which the seller put a value on it, and the values."""
    _accepted: list[bool] = field(init=False, repr=False)
    _found: dict[object, object] = field(default_factory=dict, init=False, repr=False)
    """What functions of the meeting alone have found, see `once_a_meeting`."""

    def __post_init__(self) -> None:
        if [t.n for t in self.turns] != [r.turn for r in self.readings]:
            raise ValueError("there must be one reading for each turn, in the same order")
        self.ground = ground_of(self.scenario, self.persona)
        self._moves = [self._counted(reading) for reading in self.readings]
        self._codes = [frozenset([move.code for move in moves]) for moves in self._moves]
        self._terms = list(map(_terms_put, self.readings, self._moves))
        self._places = {turn.n: at for at, turn in enumerate(self.turns)}
        speakers = [turn.speaker for turn in self.turns]
        self.buyer_turns = tuple([at for at, who in enumerate(speakers) if who == "buyer"])
        self.trainee_turns = tuple(
            [at for at, who in enumerate(speakers) if who == "trainee" and self._moves[at]]
        )
        self._unread = tuple(
            [at for at, who in enumerate(speakers) if who == "trainee" and not self._moves[at]]
        )
        self.evidence_turns = sum(map(self._can_be_judged, range(len(self.turns))))
        self._said, self._words_of_seller = {}, {}
        for at in self.trainee_turns:
            self._index(at)
        self._accepted = list(map(self._says_yes, range(len(self.turns))))

    def _counted(self, reading: Reading) -> tuple[Move, ...]:
        """Padding does not count, and beside an attack nothing earns credit."""
        ignored = self.rubric.idle_codes
        if reading.has(Code.ATTACK):
            ignored |= self.rubric.listening.credit_codes
        counted = [move for move in reading.moves if move.code not in ignored]
        return tuple(sorted(counted, key=lambda move: move.quote.start))

    def _can_be_judged(self, at: int) -> bool:
        turn, rules = self.turns[at], self.rubric
        return turn.speaker == "trainee" and (
            len(turn.text.split()) >= rules.evidence.min_words
            or bool(self.coded(at, rules.listening.question_codes))
        )

    def _index(self, at: int) -> None:
        """Enters a turn of the trainee's under its codes, and under the issues it speaks of."""
        for code in self._codes[at]:
            self._said.setdefault(code, []).append(at)
        for issue, value in self._terms[at].items():
            turns, values = self._words_of_seller.setdefault(issue, ([], []))
            turns.append(at)
            values.append(value)

    def _says_yes(self, at: int) -> bool:
        reading = self.readings[at]
        if not reading.has(Code.ACCEPT) or reading.has(Code.REJECT):
            return False
        return not any(self.undercut(at, move) for move in reading.all(Code.COUNTER))

    @property
    def only_rules_read(self) -> bool:
        """Whether what the rules read was changed by nobody."""
        return self.by_rules and all(c.action == "accept" for c in self.corrections)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the deal; the generic ones without a scenario."""
        return self.ground.vocabulary

    @property
    def buyer_side(self) -> Preferences | None:
        """What the buyer's side values; None without a scenario, or a key that does not say."""
        return self.ground.buyer_side

    @property
    def standard(self) -> Mapping[str, Value]:
        """The list terms; empty without a scenario."""
        return self.ground.standard

    def is_interest(self, topic: str) -> bool:
        """Whether a topic is one of the buyer's interests, and no plain fact."""
        topics = self.ground.cue_topics
        return topic in topics if topics else bool(topic)

    def tied_to(self, topics: Iterable[str]) -> frozenset[str]:
        """The issues that interests open, or explain; why a price moves is no tie to it."""
        told = set(topics)
        return frozenset(
            issue
            for interest in (self.persona.interests if self.persona else ())
            if self.family(interest.id) & told
            for issue in (*interest.opens, *interest.explains)
            if not self.is_core(issue)
        )

    def family(self, topic: str) -> frozenset[str]:
        """The ids that mean the same topic; empty for the empty topic."""
        return self.ground.cue_topics.get(topic, frozenset({topic} if topic else ()))

    def moves(self, at: int) -> tuple[Move, ...]:
        """The moves of a turn that count, in the order they were said."""
        return self._moves[at]

    def coded(self, at: int, codes: AbstractSet[Code]) -> tuple[Move, ...]:
        """The moves of a turn with one of `codes`."""
        # Most turns have none, and every check asks every turn.
        if self._codes[at].isdisjoint(codes):
            return ()
        return tuple([move for move in self._moves[at] if move.code in codes])

    def turns_with(self, codes: Iterable[Code]) -> list[int]:
        """The trainee's turns that hold one of `codes`."""
        lists = [said for code in codes if (said := self._said.get(code)) is not None]
        if len(lists) < 2:  # as it mostly is: already in order
            return lists[0].copy() if lists else []
        return sorted(set().union(*lists))

    def said(self, codes: AbstractSet[Code]) -> tuple[tuple[int, Move], ...]:
        """Every move of the trainee with one of `codes`, with its place."""
        turns = self.turns_with(codes)
        return tuple([(at, move) for at in turns for move in self.coded(at, codes)])

    def reply_to(self, at: int) -> int | None:
        """The trainee turn that answers a turn: the next that holds a move.

        None if there is none, or if the buyer spoke again after a turn of the trainee's that holds
        none: what that one answered cannot be told, and a later one answers something else.
        """
        reply = next(iter(self.replies_to(at, 1)), None)
        if reply is None or not self._unread:
            return reply
        between = self._unread[bisect_right(self._unread, at) : bisect_left(self._unread, reply)]
        return None if between and self.buyer_between(between[0], reply) else reply

    def replies_to(self, at: int, count: int) -> tuple[int, ...]:
        """The next `count` trainee turns that hold a move."""
        first = bisect_right(self.trainee_turns, at)
        return self.trainee_turns[first : first + count]

    def replies_before(self, at: int) -> tuple[int, ...]:
        """The trainee turns before a turn that hold a move."""
        return self.trainee_turns[: bisect_left(self.trainee_turns, at)]

    def previous(self, at: int) -> int | None:
        """The trainee turn before this one; None for the first."""
        before = bisect_left(self.trainee_turns, at)
        return self.trainee_turns[before - 1] if before else None

    def prompts(self, at: int) -> tuple[int, ...]:
        """The buyer turns that a trainee turn answers: those since the trainee's last turn."""
        before = self.previous(at)
        return self.buyer_between(-1 if before is None else before, at)

    def buyer_between(self, start: int, end: int) -> tuple[int, ...]:
        """The buyer turns after `start` and before `end`."""
        turns = self.buyer_turns
        return turns[bisect_right(turns, start) : bisect_left(turns, end)]

    def next_buyer(self, at: int) -> int | None:
        """The buyer's answer to a turn: the next coded buyer turn before the trainee goes on."""
        answered = False
        for later in range(at + 1, len(self.turns)):
            if self.turns[later].speaker == "buyer":
                if self.moves(later):
                    return later
                answered = True
            elif answered and self.moves(later):
                return None
        return None

    def whole(self, at: int) -> Quote:
        """A turn quoted from end to end: the evidence of something that is absent from it."""
        turn = self.turns[at]
        return Quote(turn=turn.n, start=0, end=len(turn.text), text=turn.text)

    def says(self, at: int, phrase: str) -> bool:
        """Whether a turn has these whole words, in any case."""
        return said_words((phrase,)).search(self.turns[at].text) is not None

    def quoted(self, at: int, pattern: re.Pattern[str]) -> Quote | None:
        """The first words of a turn that a pattern finds."""
        turn = self.turns[at]
        # Typographic apostrophes are as long as plain ones, so places stay the same.
        hit = pattern.search(turn.text.replace("’", "'"))
        if hit is None:
            return None
        start, end = hit.span()
        return Quote(turn=turn.n, start=start, end=end, text=turn.text[start:end])

    def place(self, number: int) -> int:
        """The place of the turn with that number."""
        return self._places[number]

    def is_core(self, issue: str) -> bool:
        """Whether the issue is price-like: firmness looks only at these."""
        return issue in self.ground.core

    def prefers(self, issue: str, new: Value, old: Value) -> int:
        """1 if `new` is better for the seller, -1 if worse, 0 if equal or not comparable."""
        if isinstance(new, str) != isinstance(old, str):
            return 0
        return self.vocabulary.seller_prefers(issue, new, old)

    def meets(self, issue: str, value: Value, wanted: Value) -> bool:
        """Whether `value` is at least as good for the seller as `wanted`."""
        return value == wanted or self.prefers(issue, value, wanted) > 0

    def terms(self, at: int) -> dict[str, Value]:
        """The terms a turn put on the table, returns it asked for included."""
        return dict(self._terms[at])

    def sellers_word(self, issue: str, at: int) -> Value | None:
        """The seller's last word on an issue before a turn; the list terms if none was said."""
        turns, values = self.sellers_words(issue)
        before = bisect_left(turns, at)
        return values[before - 1] if before else self.standard.get(issue)

    def sellers_words(self, issue: str) -> tuple[Sequence[int], Sequence[Value]]:
        """The turns in which the seller put a value on an issue, and the values."""
        return self._words_of_seller.get(issue, ((), ()))

    def undercut(self, at: int, move: Move) -> tuple[str, ...]:
        """The issues on which a buyer's move asks for more than the seller's last word."""
        words = {issue: self.sellers_word(issue, at) for issue in move.terms}
        return tuple(
            issue
            for issue, value in move.terms.items()
            if (word := words[issue]) is None or self.prefers(issue, value, word) < 0
        )

    def accepted(self, at: int) -> bool:
        """Whether a turn says yes and reopens nothing: repeating the terms is no counter."""
        return self._accepted[at]


def _terms_put(reading: Reading, moves: tuple[Move, ...]) -> dict[str, Value]:
    """The terms a turn put on the table: those of its mentions, then those of its moves."""
    terms = reading.terms
    for move in moves:
        terms.update(move.terms)
    return terms


F = TypeVar("F")


def once_a_meeting(find: Callable[[Meeting], F]) -> Callable[[Meeting], F]:
    """Finds once in a meeting what several indicators ask for. Nobody may change what is found."""

    @wraps(find)
    def found(meeting: Meeting) -> F:
        kept = meeting._found  # the decorator is the other half of that field
        if find not in kept:
            kept[find] = find(meeting)
        return cast(F, kept[find])

    return found


@lru_cache(maxsize=1_024)
def said_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the first of some phrases as whole words, in any case, with any blanks between."""
    spaced = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{spaced})\b", re.IGNORECASE)
