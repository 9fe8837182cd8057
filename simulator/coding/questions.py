"""Finds questions and their kind: Q-OPEN, Q-CLOSED and Q-WHY, with the topic they are about.

Punctuation is not relied on: speech and quick chat have none, so a question is also found by its
word order.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from simulator.coding.lexicon import load_words
from simulator.coding.memory import Past
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move

Kind = Literal["open", "closed", "why"]

_OPEN_WORDS = frozenset(("what", "how", "why"))
_PICK_WORDS = frozenset(("which", "who", "whom", "whose", "when", "where"))
_RELATIVE = frozenset(("i", "we", "you", "they", "he", "she", "it", "the", "this", "that"))
_OBJECTS = frozenset(("me", "us"))


class Question(NamedTuple):
    """A question: its sentence and kind."""

    sentence: Sentence
    kind: Kind


def find_questions(scene: Scene) -> list[Question]:
    """Every question of a turn, one a sentence."""
    found = []
    for sentence in scene.sentences:
        kind = question_kind(scene, sentence)
        if kind is not None:
            found.append(Question(sentence, kind))
    return found


def question_kind(scene: Scene, sentence: Sentence) -> Kind | None:
    """The kind of question a sentence asks; None if it asks nothing."""
    words = scene.words
    start = skip_leadins(words, sentence)
    if start >= sentence.end:
        return "closed" if sentence.mark == "?" else None
    if scene.has("open_lead", start, min(start + 3, sentence.end)):
        return "why" if scene.has("why", start, sentence.end) else "open"
    if sentence.mark == "?":
        return _kind_by_words(scene, sentence, start)
    if sentence.mark in ("", "\n") and _inverted(words, start, sentence.end):
        return _kind_by_words(scene, sentence, start)
    return None


def skip_leadins(words: list[str], sentence: Sentence) -> int:
    """The first word after "so", "okay", "well," and the like."""
    leadins = load_words("leadin")
    at = sentence.start
    while at < sentence.end and (words[at] in leadins or not words[at][0].isalnum()):
        if words[at] == "like" and words[at + 1 : at + 2] == ["to"]:
            break
        at += 1
    if words[at : at + 2] == ["i", "mean"] or words[at : at + 2] == ["you", "know"]:
        return skip_leadins(words, Sentence(at + 2, sentence.end, sentence.mark))
    return at


def _inverted(words: list[str], start: int, end: int) -> bool:
    """Whether the words have a question's order: "what do you", "are you", "would that"."""
    if start + 1 >= end:
        return False
    first, second = words[start], words[start + 1]
    if first in load_words("wh"):
        if first in ("how", "what") and second in ("about", "if", "come", "else", "kind", "sort"):
            return True
        if second in _RELATIVE or first in ("who", "which", "when", "where", "whose"):
            return second in load_words("aux")
        return first == "why" or second in load_words("aux") or first == "how"
    return first in load_words("aux") and second in load_words("someone")


def _kind_by_words(scene: Scene, sentence: Sentence, start: int) -> Kind:
    words = scene.words
    if scene.has("why", start, sentence.end):
        return "why"
    amount = scene.has("how_amount", start, sentence.end)
    for at in range(start, sentence.end):
        word = words[at]
        if word in _OPEN_WORDS and not amount:
            return "open"
        if word in _PICK_WORDS or amount:
            return "closed"
        if at == start and word in load_words("aux"):
            return "open" if _indirect(words, at, sentence.end) else "closed"
    return "closed"


def _indirect(words: list[str], at: int, end: int) -> bool:
    """ "Can you tell me about ...": a closed form that nobody answers with yes."""
    ask = words[at : min(at + 4, end)]
    return ask[1:2] == ["you"] and any(
        word in ("tell", "describe", "explain", "elaborate", "walk", "share") for word in ask[2:]
    )


def question_moves(view: View, questions: list[Question]) -> Iterator[Move]:
    """The moves of the questions a trainee asked."""
    for question in questions:
        sentence = question.sentence
        topic = topic_of_words(view, sentence)
        proposes = any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence))
        if question.kind == "why" and not proposes and view.other:
            about = view.other[0]
            yield view.move(
                Code.Q_WHY,
                sentence,
                answers=about.whole,
                topic=topic or topic_behind(view, view.other),
            )
        else:
            # "How about net 60?" wants a yes or a no.
            closed = question.kind == "closed" or proposes
            code = Code.Q_CLOSED if closed else Code.Q_OPEN
            yield view.move(code, sentence, topic=topic)


def topic_of_words(view: View, sentence: Sentence) -> str:
    """The topic most of whose words stand in a sentence; '' if none does."""
    counts = {
        topic: sum(sentence.start <= span.start < sentence.end for span in spans)
        for topic, spans in view.scene.found.topics.items()
    }
    best = max(counts, key=lambda topic: counts[topic], default="")
    return best if best and counts[best] else ""


def topic_behind(view: View, heard: list[Past]) -> str:
    """The topic a bare "why?" is about: one the other side just hinted at or objected over."""
    vocabulary = view.index.vocabulary
    of_cue = {cue.id: cue.of for cue in vocabulary.cues}
    for past in heard:
        for cue in past.cues:
            if of_cue.get(cue):
                return of_cue[cue]
        if past.objected or past.pressures or past.terms or past.refused:
            for topic in vocabulary.topics:
                if past.issues & set(topic.issues):
                    return topic.id
        if past.topics:
            return past.topics[0]
    return ""
