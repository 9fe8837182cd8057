"""Finds the buyer's moves: PRESS by kind, CUE, DISCLOSE, OBJECT and CONFIRM."""

from collections.abc import Iterator

from simulator.coding.memory import Past
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import Code, Move, Pressure

_TELLING_WORDS = 5
"""Words, with the closing mark, from which a sentence tells something."""

_NOT_TELLING = (
    "press_price",
    "press_how_much",
    "press_limit",
    "propose",
    "hold",
    "small_talk",
    "polite_if",
)

_DEEPEST = 3
_QUIET = (Code.CONFIRM, Code.CUE)
"""Moves beside which a turn still only tells."""

_KINDS: tuple[tuple[str, Pressure], ...] = (
    ("press_limit", "limit-ask"),
    ("press_how_much", "how-much"),
    ("press_name_price", "how-much"),
    ("press_threat", "threat"),
    ("press_insult", "insult"),
    ("press_rival", "rival"),
    ("press_authority", "authority"),
    ("press_deadline", "deadline"),
    ("press_renege", "renege"),
    ("press_nibble", "nibble"),
    ("nibble_extra", "nibble"),
    ("press_price", "price"),
)
_LESSER = frozenset(("than", "over", "not", "never"))
_ASKED_ONLY = frozenset(("press_how_much", "nibble_extra"))
"""Words that press only in a question: "more when than how much" does not."""


def pressure_moves(view: View, asked: dict[str, object]) -> Iterator[Move]:
    """PRESS, one a kind; `asked` are the terms the buyer wants better for itself."""
    scene = view.scene
    seen: set[Pressure] = set()
    questions = {question.sentence for question in view.questions}
    kinds = [(tag, kind) for tag, kind in _KINDS if tag in scene.hits]
    for sentence in scene.sentences if kinds else ():
        for tag, kind in kinds:
            if kind in seen or not scene.has(tag, sentence.start, sentence.end):
                continue
            if tag in _ASKED_ONLY and sentence not in questions:
                continue
            if kind in ("price", "how-much") and _set_aside(view, tag, sentence):
                continue
            if kind in ("price", "how-much") and seen & {"limit-ask", "how-much"}:
                continue
            seen.add(kind)
            yield view.move(Code.PRESS, sentence, topic=kind)
    if asked and not seen & {"price", "limit-ask", "nibble"}:
        yield view.move(Code.PRESS, scene.sentences[-1], topic="price")


def _set_aside(view: View, tag: str, sentence: Sentence) -> bool:
    """Whether a lower price is only named as what matters less: "quiet rather than a discount"."""
    place = view.scene.first(tag, sentence.start, sentence.end)
    if place is None:
        return False
    return not _LESSER.isdisjoint(
        view.scene.words[max(sentence.start, place.start - 4) : place.start]
    )


def cue_moves(view: View) -> Iterator[Move]:
    """CUE: the words of a cue of the vocabulary."""
    for cue, spans in view.scene.found.cues.items():
        sentence = view.scene.sentences[view.scene.sentence_of(spans[0].start)]
        yield view.move(Code.CUE, sentence, topic=cue)


def disclosure_moves(view: View, other: list[Move]) -> Iterator[Move]:
    """DISCLOSE: says something on a topic, or, in a turn that does nothing else, about the own
    side; each further one on a topic is a tier deeper. `other` are the turn's other moves.
    """
    scene = view.scene
    told = [s for s in scene.sentences if _tells(view, s)]
    for topic, spans in scene.found.topics.items():
        for span in spans:
            sentence = scene.sentences[scene.sentence_of(span.start)]
            if sentence in told:
                yield view.move(Code.DISCLOSE, sentence, topic=topic, tier=_tier(view, topic))
                return
    if told and all(move.code in _QUIET for move in other):
        about = view.other[0].about if view.other else ""
        sentence = max(told, key=lambda s: s.end - s.start)
        yield view.move(Code.DISCLOSE, sentence, topic=about, tier=_tier(view, about))


def _tells(view: View, sentence: Sentence) -> bool:
    """Whether a sentence is a statement that neither hints, presses, objects nor chats."""
    scene = view.scene
    start, end = sentence.start, sentence.end
    if sentence.mark == "?" or end - start < _TELLING_WORDS:
        return False
    hints = (span for spans in scene.found.cues.values() for span in spans)
    return not any(start <= hint.start < end for hint in hints) and not scene.any(
        _NOT_TELLING, start, end
    )


def _tier(view: View, topic: str) -> int:
    """Each further disclosure on a topic goes a step deeper."""
    return min(view.memory.told[topic] + 1, _DEEPEST)


def objection_moves(view: View) -> Iterator[Move]:
    """OBJECT: a hesitation or a no with or without its reason; the first of the turn."""
    scene = view.scene
    asked = {question.sentence for question in view.questions}
    for sentence in scene.sentences:
        if sentence in asked or not scene.has("object", sentence.start, sentence.end):
            continue
        reasons = int(scene.has("reason", sentence.start, sentence.end))
        yield view.move(Code.OBJECT, sentence, reasons=reasons)
        return


def confirm_moves(view: View, heard: Past | None) -> Iterator[Move]:
    """CONFIRM: says that the trainee's reflection or test was right."""
    if heard is None or not (heard.listened or heard.question):
        return
    sentence = view.scene.sentences[0]
    if view.scene.has("confirm", sentence.start, min(sentence.start + 4, sentence.end)):
        yield view.move(Code.CONFIRM, sentence, answers=heard.whole)
