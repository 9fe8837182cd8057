"""The question moves Q-OPEN, Q-CLOSED and Q-WHY, with the topic they are about."""

from collections.abc import Iterator

from simulator.coding.memory import Past
from simulator.coding.questions import is_tagged
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move


def question_moves(view: View) -> Iterator[Move]:
    """The moves of the questions a trainee asked."""
    for question in view.questions:
        sentence = question.sentence
        if is_tagged(view.scene.words, sentence):
            continue
        topic = topic_of_words(view, sentence)
        proposes = any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence))
        if question.kind == "why" and view.other:
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
    if not view.scene.found.topics:
        return ""
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
