"""Finds what answers the other side: HOLD, ACCEPT, REJECT, BLUFF-TEST and the buyer's CONFIRM."""

from collections.abc import Iterator

from simulator.coding.questions import Question
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance

_CLAIMS = frozenset(("rival", "authority", "deadline", "threat"))
_REASONS_COUNTED = 5


def hold_moves(view: View, conceded: bool) -> Iterator[Move]:
    """HOLD: refuses, or restates the own figure, under pressure."""
    scene = view.scene
    repeated = _repeats(view)
    pressed = bool(view.other) and (
        bool(view.other[0].pressures) or view.other[0].refused or bool(view.other[0].terms)
    )
    for sentence in scene.sentences:
        refuses = scene.has("refuse", sentence.start, sentence.end)
        holds = scene.has("hold", sentence.start, sentence.end) and sentence.mark != "?"
        if not (refuses or holds or (repeated and pressed and view.mentions_in(sentence))):
            continue
        if conceded and not refuses and not holds:
            continue
        reasons = sum(
            span.start < s.end and s.start <= span.start
            for s in scene.sentences
            for span in scene.spans("reason")
        )
        yield view.move(
            Code.HOLD,
            sentence,
            answers=view.heard(),
            reasons=min(reasons, _REASONS_COUNTED),
            alternative=_alternative(view, sentence),
        )
        return


def _repeats(view: View) -> bool:
    table = view.on_table()
    known = {i: view.memory.position("trainee", i) for i in table}
    return bool(table) and all(known[i] == v for i, v in table.items())


def _alternative(view: View, held: Sentence) -> bool:
    """Whether another way is offered beside the no."""
    own = view.memory.positions["trainee"]
    if any(own.get(i) != v for i, v in view.on_table().items()):
        return True
    return any(
        view.scene.any(("segment", "option", "rescope", "instead"), s.start, s.end)
        or (s != held and view.scene.any(("propose",), s.start, s.end))
        for s in view.scene.sentences
    )


def reply_moves(view: View, questions: list[Question]) -> Iterator[Move]:
    """ACCEPT and REJECT, of either side."""
    asked = {question.sentence for question in questions}
    accepted = rejected = False
    for sentence in view.scene.sentences:
        scene = view.scene
        start, end = sentence.start, sentence.end
        negative = _says_no(view, sentence)
        if negative and not rejected and _had_offer(view):
            rejected = True
            yield view.move(Code.REJECT, sentence, answers=view.heard())
        elif (
            not accepted
            and not negative
            and sentence not in asked
            and scene.has("accept", start, end)
            and not scene.any(("if", "but", "almost", "would_accept"), start, end)
            and _had_offer(view)
            and not (scene.turn.speaker == "trainee" and _new_terms(view, sentence))
        ):
            accepted = True
            terms = dict(view.other[0].terms) if view.other else {}
            yield view.move(Code.ACCEPT, sentence, answers=view.heard(), terms=terms)


def _new_terms(view: View, sentence: Sentence) -> bool:
    """Whether a yes comes with terms the other side has not said: "55 and we have a deal"."""
    theirs = view.other[0].terms if view.other else {}
    return any(
        m.issue is not None and m.stance in ON_THE_TABLE and theirs.get(m.issue) != m.value
        for m in view.mentions_in(sentence)
    )


def _says_no(view: View, sentence: Sentence) -> bool:
    scene = view.scene
    if scene.has("refuse", sentence.start, sentence.end):
        return True
    span = scene.first("reject", sentence.start, min(sentence.start + 3, sentence.end))
    return span is not None and any(m.stance is Stance.REFUSED for m in view.mentions) or (
        span is not None and span.start <= sentence.start + 1
    )


def _had_offer(view: View) -> bool:
    """Whether there is something to say yes or no to."""
    return bool(view.other)


def bluff_moves(view: View, questions: list[Question]) -> Iterator[Move]:
    """BLUFF-TEST: asks for detail or consequence of a claim the other side made."""
    if not any(_CLAIMS & set(past.pressures) for past in view.other):
        return
    for question in questions:
        sentence = question.sentence
        if view.scene.has("bluff_test", sentence.start, sentence.end):
            claim = next(p for p in view.other if _CLAIMS & set(p.pressures))
            yield view.move(Code.BLUFF_TEST, sentence, answers=claim.whole)
            return
