"""The question moves Q-OPEN, Q-CLOSED and Q-WHY, with the topic they are about."""

from collections.abc import Collection, Iterator

from simulator.coding.lexicon import load_words
from simulator.coding.memory import Past
from simulator.coding.questions import Question, asks_after_lead, is_tagged
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move

_PUTTING = (["how", "about"], ["what", "about"], ["what", "if"])
_LONG = 20
"""Words of a sentence that can lead in with one thing and ask another."""

_FEWEST_TAGGED = 5
"""Words of "it works, doesn't it"."""

_TAG_SUBJECTS = frozenset(("it", "that", "they", "there", "he", "she", "you", "we"))
_PARTING = frozenset((",", "-", "–", "—"))
_ECHO = 6
"""Words, with the mark, of a question that only takes up words and asks on."""

_YES_OR_NO = 9
"""Words, with the mark, of a question that only presses for a yes: "Smaller than yes or no?"."""

_PLACED = frozenset(("on", "at", "for", "by", "from"))
"""Words before "your side" that make a place of it, and no view."""

_GREETING_START = 3
"""Words from the opening of a sentence in which a greeting asks: "Hi, how are you?"."""

_GREETING_REST = 2
"""Words, with the mark, that can follow a greeting: "How are you, Tom?"."""


def question_moves(view: View, checked: Collection[Sentence]) -> Iterator[Move]:
    """The moves of the questions a trainee asked; `checked` are those that only give back what was
    said.
    """
    for question in view.questions:
        sentence = question.sentence
        if is_tagged(view.scene.words, sentence) or _seeks_nothing(view, question):
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
        if closed and sentence in checked:
            continue
        if closed and not _asks_beside(view, sentence) and _only_proposes(view, sentence):
            continue
        # "How about net 60?" wants a yes or a no.
        closed = closed or any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence))
        code = Code.Q_CLOSED if closed else Code.Q_OPEN
        topic = topic_of_words(view, sentence)
        if not topic and view.scene.has("what_needed", sentence.start, sentence.end):
            topic = topic_behind(view, view.other)
        yield view.move(code, sentence, topic=topic)


def _asks_beside(view: View, sentence: Sentence) -> bool:
    """Whether a long sentence leads in and then asks more than a yes: "..., so where is it?"."""
    long = sentence.end - sentence.start >= _LONG
    return long and asks_after_lead(view.scene.words, sentence.start, sentence.end)


def _seeks_nothing(view: View, question: Question) -> bool:
    """Whether a question only greets, offers a figure ("How about 400?") or echoes one."""
    scene, sentence = view.scene, question.sentence
    start, end = scene.opening(sentence), sentence.end
    greeting = scene.first("greeting", sentence.start, start + _GREETING_START)
    if greeting is not None:
        return end - greeting.end <= _GREETING_REST
    if sentence.mark == "?" and _ends_in_tag(scene.words[sentence.start : end - 1]):
        return True
    # "Yes or no?" wants an answer, and nothing new.
    if end - start <= _YES_OR_NO and scene.words[end - 4 : end - 1] == ["yes", "or", "no"]:
        return True
    if question.kind == "why" or not scene.figures_in(sentence):
        return False
    if scene.words[start : start + 2] in _PUTTING:
        return True
    figure = scene.figures_in(sentence)[0]
    heard = view.other[0].words if view.other else []
    return figure.start == start and end - figure.end <= 1 and scene.words[start] in heard


def _ends_in_tag(words: list[str]) -> bool:
    """Whether a statement ends in "doesn't it" or ", is it"."""
    if len(words) < _FEWEST_TAGGED or words[-1] not in _TAG_SUBJECTS:
        return False
    negated = words[-2] == "not"
    verb = words[-3] if negated else words[-2]
    parted = words[-4 if negated else -3] in _PARTING
    first = next((word for word in words if word[0].isalnum()), "")
    asks = first in load_words("wh") or (first in load_words("aux") and not parted)
    return verb in load_words("aux") and (negated or parted) and not asks


def _asks_cause(view: View, question: Question) -> bool:
    """Whether a question is after the cause of what the other side has just said."""
    scene = view.scene
    start, end, _ = question.sentence
    if scene.has("not_why", start, end):
        return False
    if question.kind == "why" or scene.has("why_back", start, end):
        return True
    # "If only what?" asks for the rest of what was begun.
    words = scene.words[scene.opening(question.sentence) : end]
    echo = words[-2:] == ["what", "?"] and 2 < len(words) <= _ECHO
    return echo and set(words[:-2]) <= set(view.other[0].words)


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
        return not topic_of_words(view, sentence)
    place = scene.first("invite", start, end)
    if place is not None and scene.words[place.start - 1] not in _PLACED:
        return True
    return scene.any(("push_close", "ask_get", "signpost"), start, end)


def topic_of_words(view: View, sentence: Sentence) -> str:
    """The topic of a hint taken up in its own words, or the one most of whose words stand in a
    sentence; '' if none does.
    """
    hinted = _topic_hinted_at(view, sentence)
    if hinted:
        return hinted
    best, most = "", 0
    for topic, spans in view.scene.found.topics.items():
        here = sum(sentence.start <= span.start < sentence.end for span in spans)
        if here > most:
            best, most = topic, here
    return best


def _topic_hinted_at(view: View, sentence: Sentence) -> str:
    """The topic of one of the buyer's last hints whose words a sentence says again; '' if none."""
    for cue in view.index.vocabulary.cues if view.scene.found.cues else ():
        spans = view.scene.found.cues.get(cue.id, ())
        if any(sentence.start <= span.start < sentence.end for span in spans):
            return cue.of or ""
    return ""


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
