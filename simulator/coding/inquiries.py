"""The question moves Q-OPEN, Q-CLOSED and Q-WHY, with the topic they are about."""

from collections.abc import Collection, Iterator

from simulator.coding.memory import Past
from simulator.coding.questions import Question, is_tagged
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move


def question_moves(view: View, checked: Collection[Sentence]) -> Iterator[Move]:
    """The moves of the questions a trainee asked; `checked` are those that only give back what was
    said.
    """
    for question in view.questions:
        sentence = question.sentence
        if is_tagged(view.scene.words, sentence):
            continue
        if view.other and _asks_cause(view, question):
            yield view.move(
                Code.Q_WHY,
                sentence,
                answers=view.heard(),
                topic=topic_of_words(view, sentence) or topic_behind(view, view.other),
            )
            continue
        # "Can I tell you what happened?" has the words of a why, and wants a yes.
        closed = question.kind in ("closed", "why")
        if closed and (sentence in checked or _only_proposes(view, sentence)):
            continue
        # "How about net 60?" wants a yes or a no.
        closed = closed or any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence))
        code = Code.Q_CLOSED if closed else Code.Q_OPEN
        yield view.move(code, sentence, topic=topic_of_words(view, sentence))


def _asks_cause(view: View, question: Question) -> bool:
    """Whether a question is after the cause of what the other side has just said."""
    scene = view.scene
    start, end, _ = question.sentence
    if scene.has("not_why", start, end):
        return False
    return question.kind == "why" or scene.has("why_back", start, end)


def _only_proposes(view: View, sentence: Sentence) -> bool:
    """Whether a question that wants a yes puts terms, lets choose between them, presses to close,
    or only checks.
    """
    scene = view.scene
    start, end, _ = sentence
    if any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence)):
        return True
    if scene.has("test", start, end) and not scene.has("plain_check", start, end):
        return True
    if scene.has("choice", start, end) and (view.choices or view.mentions):
        return True
    return scene.any(("push_close", "invite", "ask_get", "signpost"), start, end)


def topic_of_words(view: View, sentence: Sentence) -> str:
    """The topic most of whose words stand in a sentence; '' if none does."""
    best, most = "", 0
    for topic, spans in view.scene.found.topics.items():
        here = sum(sentence.start <= span.start < sentence.end for span in spans)
        if here > most:
            best, most = topic, here
    return best


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
