"""The rule coder: reads one turn after the other into moves with quotes and terms.

It runs live for the buyer and afterwards for the grader; both see the same reading.
"""

from itertools import chain

from simulator.coding import (
    benefits,
    claims,
    inquiries,
    listening,
    offers,
    pressure,
    replies,
    resisting,
    talk,
)
from simulator.coding.asides import alternatives
from simulator.coding.conditions import find_trades
from simulator.coding.index import index_of
from simulator.coding.memory import LOOK_BACK, Memory, Past
from simulator.coding.offers import divides
from simulator.coding.questions import find_questions
from simulator.coding.records import new_reading
from simulator.coding.scene import Scene
from simulator.coding.signals import find_signals
from simulator.coding.stances import find_mentions
from simulator.coding.swaps import find_swaps, turn_round
from simulator.coding.terms import find_drafts
from simulator.coding.view import View
from simulator.domain.deal import Value
from simulator.domain.moves import (
    ON_THE_TABLE,
    Code,
    Move,
    Reading,
    Stance,
    other_side,
)
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary

_OFFERING = frozenset((Code.OFFER, Code.COUNTER, Code.GIVE, Code.ASK_GET))
_SEEKING = frozenset((Code.Q_WHY, Code.Q_OPEN, Code.Q_CLOSED, Code.REFLECT, Code.TEST, Code.LABEL))
_NO_VALUES: frozenset[tuple[str, Value]] = frozenset()
_LISTENING = frozenset((Code.REFLECT, Code.TEST, Code.LABEL, Code.SUMM))


class RuleReader:
    """Reads the turns of one conversation in order; the same turns give the same readings.

    Each call costs the same however long the conversation is, and memory stays bounded.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._index = index_of(vocabulary)
        self._memory = Memory(vocabulary.standing)

    def start_over(self) -> None:
        """Forgets the conversation; the next turn opens another one on the same deal."""
        self._memory = Memory(self._index.vocabulary.standing)

    def read(self, turn: Turn) -> Reading:
        """The moves and mentions of the next turn."""
        view = self._view(turn)
        return self._finish(view, self._reading(view))

    def read_with_signals(self, turn: Turn) -> tuple[Reading, frozenset[str]]:
        """The reading of the next turn, and its codes and signals by name."""
        view = self._view(turn)
        reading = self._reading(view)
        seen = find_signals(view, reading)
        return self._finish(view, reading), seen

    def _view(self, turn: Turn) -> View:
        scene = Scene(turn, self._index)
        drafts = find_drafts(scene, self._index, self._memory, turn.speaker)
        trades = find_trades(scene)
        if not trades:
            trades = list(find_swaps(scene, drafts, self._index, turn.speaker))
        elif drafts and turn.speaker == "trainee":
            trades = turn_round(scene, trades, drafts, self._index, self._memory)
        choices = alternatives(scene, drafts)
        return View(
            scene=scene,
            index=self._index,
            memory=self._memory,
            mentions=find_mentions(
                scene, drafts, trades, self._index, self._memory, turn.speaker, choices
            ),
            trades=trades,
            choices=choices,
            questions=find_questions(scene),
            other=self._memory.last(other_side(turn.speaker), LOOK_BACK),
        )

    def _reading(self, view: View) -> Reading:
        turn = view.scene.turn
        moves: list[Move] = []
        if view.scene.sentences:
            moves = _trainee(view) if turn.speaker == "trainee" else _buyer(view)
        if len(moves) > 1:
            moves.sort(key=lambda move: (move.quote.start, move.quote.end))
        return new_reading(
            turn=turn.n,
            speaker=turn.speaker,
            moves=tuple(moves),
            mentions=view.mentions,
            issues=_issues(view),
        )

    def _finish(self, view: View, reading: Reading) -> Reading:
        self._memory.remember(_past(view, reading))
        return reading


def _trainee(view: View) -> list[Move]:
    moves = list(offers.offer_moves(view))
    conceded = any(move.code is Code.CONCEDE and not move.conditional for move in moves)
    heard = list(listening.listening_moves(view))
    given_back = {sentence for sentence, move in heard if move.code in _LISTENING}
    moves.extend(
        chain(
            inquiries.question_moves(view, given_back),
            (move for _, move in heard),
            resisting.hold_moves(view, conceded, given_back),
            replies.reply_moves(view),
            resisting.bluff_moves(view),
            benefits.value_moves(view, given_back),
            talk.talk_moves(view),
            claims.false_moves(view),
        )
    )
    return moves


def _buyer(view: View) -> list[Move]:
    answers = list(replies.reply_moves(view))
    accepted = any(move.code is Code.ACCEPT for move in answers)
    moves = [*offers.counter_moves(view, accepted), *answers]
    late = any(move.code in (Code.ACCEPT, Code.GIVE) for move in moves)
    wanted: dict[str, object] = {
        issue: value
        for issue, value in view.terms(*ON_THE_TABLE, Stance.ASKED).items()
        if view.index.issues[issue].core and view.seller_gain(issue, value) < 0
    }
    moves.extend(
        chain(
            pressure.pressure_moves(view, wanted, late),
            pressure.cue_moves(view),
            pressure.objection_moves(view),
            pressure.confirm_moves(view, None if _closes(view, accepted) else view.other[0]),
        )
    )
    moves.extend(pressure.disclosure_moves(view, moves))
    return moves


def _closes(view: View, accepted: bool) -> bool:
    """Whether a buyer's turn has nothing to confirm, or its yes is one to the deal."""
    heard = view.other[0] if view.other else None
    return heard is None or (
        accepted and (heard.offered or (heard.question and bool(heard.issues)))
    )


def _issues(view: View) -> tuple[str, ...]:
    """The issues a turn speaks of, with values or without."""
    if not view.mentions and not view.scene.found.issues:
        return ()
    named = {m.issue for m in view.mentions if m.issue is not None}
    return tuple(sorted(named.union(view.scene.found.issues)))


def _of_others(view: View) -> frozenset[tuple[str, Value]]:
    """The values that a turn names as somebody else's."""
    if not view.mentions:
        return _NO_VALUES
    return frozenset(
        [(m.issue, m.value) for m in view.mentions if m.issue and m.stance is Stance.OTHERS]
    )


def _past(view: View, reading: Reading) -> Past:
    scene = view.scene
    topics: dict[Code, list[str]] = {}
    about = ""
    for move in reading.moves:
        code, topic = move.code, move.topic
        topics.setdefault(code, []).append(topic)
        if topic and not about and code in _SEEKING:
            about = topic
    terms = view.on_table
    if Code.ACCEPT in topics and view.other:
        # Who says yes to terms stands on them from then on.
        terms = {**view.other[0].terms, **terms}
    return Past(
        speaker=scene.turn.speaker,
        n=scene.turn.n,
        text=scene.turn.text,
        words=scene.words,
        question=bool(view.questions),
        pressures=tuple(topics.get(Code.PRESS, ())),
        objected=Code.OBJECT in topics,
        offered=bool(terms) or not _OFFERING.isdisjoint(topics) or divides(view),
        refused=Code.REJECT in topics or any(m.stance is Stance.REFUSED for m in view.mentions),
        cues=tuple(topics.get(Code.CUE, ())),
        topics=tuple(topics.get(Code.DISCLOSE, ())),
        issues=frozenset(reading.issues),
        terms=terms,
        others=_of_others(view),
        asked=frozenset(view.wanted),
        listened=not _LISTENING.isdisjoint(topics),
        about=about,
    )
