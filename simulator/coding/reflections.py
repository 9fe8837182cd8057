"""Finds listening moves: REFLECT, LABEL, TEST and SUMM, and a GUESS at the other's reason."""

from collections.abc import Iterator

from simulator.coding.memory import content_stems
from simulator.coding.questions import Question, topic_behind, topic_of_words
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import Code, Move

_MIN_WORDS = 5
"""Words below which a sentence cannot give anything back ("I see.")."""


def reflection_moves(view: View, questions: list[Question]) -> Iterator[Move]:
    """The listening moves of a trainee's turn."""
    asked = {question.sentence: question.kind for question in questions}
    tested = False
    for sentence in view.scene.sentences:
        code = _code_of(view, sentence, asked.get(sentence))
        if code is None or (code is Code.TEST and tested):
            continue
        tested = tested or code is Code.TEST
        topic = topic_of_words(view, sentence) or (
            topic_behind(view, view.other) if code is not Code.SUMM else ""
        )
        yield view.move(code, sentence, answers=view.heard(), topic=topic)


def _code_of(view: View, sentence: Sentence, kind: str | None) -> Code | None:
    scene = view.scene
    start, end = sentence.start, sentence.end
    if scene.has("test", start, end):
        return Code.TEST
    if end - start < _MIN_WORDS:
        return None
    if scene.has("summ", start, end) and _points(view) >= 2:
        return Code.SUMM
    if scene.has("label", start, end) and "you" in scene.words[start:end] + ["you"]:
        return Code.LABEL
    if scene.has("guess", start, end) and sentence.mark != "?" and not view.mentions_in(sentence):
        return Code.GUESS
    lead = scene.first("reflect_lead", start, min(start + 6, end))
    if lead is None or not view.other or kind in ("open", "why"):
        return None
    if kind == "closed" and not _declarative(view, sentence):
        return None
    if view.scene.any(("propose", "commit_me", "push_close"), start, end):
        return None
    return Code.REFLECT if overlaps(view, sentence) or _strong(view, sentence) else None


def _points(view: View) -> int:
    """Points a turn gathers: its clauses with content, and the terms it lists."""
    return max(len(view.mentions), sum(c.end - c.start > 2 for c in view.scene.clauses))


def _declarative(view: View, sentence: Sentence) -> bool:
    """Whether a sentence with a question mark has a statement's order."""
    words = view.scene.words
    return not any(
        words[i] in ("do", "did", "are", "can", "could", "would", "will", "have", "is")
        and words[i + 1] in ("you", "it", "that", "there", "we", "i")
        for i in range(sentence.start, min(sentence.start + 3, sentence.end - 1))
    )


def _strong(view: View, sentence: Sentence) -> bool:
    """Openings that say themselves that something is given back."""
    words = view.scene.words[sentence.start : sentence.start + 5]
    return "sounds" in words or "hear" in words or "hearing" in words or "seems" in words


def overlaps(view: View, sentence: Sentence) -> bool:
    """Whether a sentence takes up a content word of the other side's last turns."""
    stems = content_stems(view.scene.words[sentence.start : sentence.end])
    return any(stems & past.stems for past in view.other)
