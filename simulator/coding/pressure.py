"""Finds the buyer's moves: PRESS by kind, CUE, DISCLOSE, OBJECT and CONFIRM."""

from collections.abc import Iterator
from typing import get_args

from simulator.coding.memory import Past
from simulator.coding.questions import Question
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import Code, Move, Pressure

_TELLING_WORDS = 7
"""Words from which a sentence in answer to a question tells something."""

_KINDS: tuple[tuple[str, Pressure], ...] = (
    ("press_limit", "limit-ask"),
    ("press_how_much", "how-much"),
    ("press_threat", "threat"),
    ("press_insult", "insult"),
    ("press_rival", "rival"),
    ("press_authority", "authority"),
    ("press_deadline", "deadline"),
    ("press_renege", "renege"),
    ("press_nibble", "nibble"),
    ("press_price", "price"),
)
assert {kind for _, kind in _KINDS} == set(get_args(Pressure))


def pressure_moves(view: View, asked: dict[str, object]) -> Iterator[Move]:
    """PRESS, one a kind; `asked` are the terms the buyer wants better for itself."""
    scene = view.scene
    seen: set[Pressure] = set()
    for sentence in scene.sentences:
        for tag, kind in _KINDS:
            if kind in seen or not scene.has(tag, sentence.start, sentence.end):
                continue
            if kind in ("price", "how-much") and seen & {"limit-ask", "how-much"}:
                continue
            seen.add(kind)
            yield view.move(Code.PRESS, sentence, topic=kind)
    if asked and not seen & {"price", "limit-ask", "nibble"}:
        yield view.move(Code.PRESS, scene.sentences[-1], topic="price")


def cue_moves(view: View) -> Iterator[Move]:
    """CUE: the words of a cue of the vocabulary."""
    for cue, spans in view.scene.found.cues.items():
        sentence = view.scene.sentences[view.scene.sentence_of(spans[0].start)]
        yield view.move(Code.CUE, sentence, topic=cue)


def disclosure_moves(view: View, questions: list[Question]) -> Iterator[Move]:
    """DISCLOSE: says something on a topic; more with a reason, most with a figure."""
    scene = view.scene
    asked = {question.sentence for question in questions}
    codes = ("press_price", "press_how_much", "press_limit", "object", "propose", "hold")
    hints = [span for spans in scene.found.cues.values() for span in spans]
    for topic, spans in scene.found.topics.items():
        for span in spans:
            sentence = scene.sentences[scene.sentence_of(span.start)]
            hinted = any(
                sentence.start <= hint.start < sentence.end for hint in hints
            )  # a hint names its topic without telling anything
            if sentence in asked or hinted or scene.any(codes, sentence.start, sentence.end):
                continue
            yield view.move(Code.DISCLOSE, sentence, topic=topic, tier=_tier(view, sentence))
            break
        else:
            continue
        return
    yield from _answers(view, asked, codes)


def _answers(view: View, asked: set[Sentence], codes: tuple[str, ...]) -> Iterator[Move]:
    """What is told in answer to a question, in words the topic does not list."""
    heard = view.other[0] if view.other else None
    if heard is None or not heard.question:
        return
    for sentence in view.scene.sentences:
        if (
            sentence.end - sentence.start >= _TELLING_WORDS
            and sentence not in asked
            and not view.mentions_in(sentence)
            and not view.scene.any((*codes, "small_talk"), sentence.start, sentence.end)
        ):
            yield view.move(
                Code.DISCLOSE, sentence, topic=heard.about, tier=_tier(view, sentence)
            )
            return


def _tier(view: View, sentence: Sentence) -> int:
    words = view.scene.words[sentence.start : sentence.end]
    reason = view.scene.any(("reason", "disclose"), sentence.start, sentence.end)
    figure = any(word[0].isdigit() for word in words)
    return 1 + reason + (reason and figure)


def objection_moves(view: View, questions: list[Question]) -> Iterator[Move]:
    """OBJECT: a hesitation or a no with or without its reason; the first of the turn."""
    scene = view.scene
    asked = {question.sentence for question in questions}
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
