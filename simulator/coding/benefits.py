"""Finds VALUE: what comes of a product or an offer for a need that the buyer has told of."""

from collections.abc import Collection, Iterator

from simulator.coding.memory import content_stems
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.moves import Code, Move

_OWN = frozenset(("we", "our"))
_GIVING = ("commit_me", "propose", "own_gift", "fix", "free", "inform", "in_return")
_BENEFITS = ("benefit", "value", "value_said")
_COMING_OF_IT = frozenset(("so", "therefore", "why", "because", "helps", "help", "saves", "means"))
_NEEDS_BACK = 3
"""Turns of the buyer in which a need is looked for."""


def value_moves(view: View, given_back: Collection[Sentence]) -> Iterator[Move]:
    """VALUE, one a turn; `given_back` are the sentences that only listen."""
    scene = view.scene
    if scene.hits.keys().isdisjoint(_BENEFITS) or not view.other:
        return
    gives = bool(view.on_table or view.trades or scene.found.facts)
    gives = gives or not _OWN.isdisjoint(scene.words) or scene.any(_GIVING, 0, len(scene.words))
    for sentence in scene.sentences if gives else ():
        if sentence in view.asked or sentence in given_back:
            continue
        if any(_meets_need(view, span) for span in _benefits(view, sentence)):
            yield view.move(Code.VALUE, sentence)
            return


def _benefits(view: View, sentence: Sentence) -> Iterator[Span]:
    """What is said of benefits in a sentence."""
    for tag in _BENEFITS:
        for place in () if _only_says(view, sentence, tag) else view.scene.spans(tag):
            if sentence.start <= place.start < sentence.end and not _lacks(view, place):
                span = Span(place.start, _clause_end(view, sentence, place))
                if not _puts_terms(view, span):
                    yield span


def _puts_terms(view: View, span: Span) -> bool:
    """Whether words after a "so" put or ask for a term: "so your name on it by Friday"."""
    first, last = view.scene.text.starts[span.start], view.scene.text.ends[span.end - 1]
    return view.scene.words[span.start] == "so" and any(
        first <= m.quote.start < last for m in view.mentions
    )


def _only_says(view: View, sentence: Sentence, tag: str) -> bool:
    """Whether "you said ..." only says what was said, and nothing comes of it."""
    start, end, _ = sentence
    words, scene = view.scene.words[start:end], view.scene
    if tag != "value_said" or not _COMING_OF_IT.isdisjoint(words):
        return False
    return "not" in words or not (scene.any(_GIVING, start, end) or view.mentions_in(sentence))


def _lacks(view: View, place: Span) -> bool:
    """Whether "so" only tells what a thing has not: "so it has no lift"."""
    words = view.scene.words
    return words[place.start] == "so" and view.scene.has(
        "lacking", place.start + 1, place.start + 3
    )


def _clause_end(view: View, sentence: Sentence, place: Span) -> int:
    """Where what is said of the benefit ends: at the next "but" or the sentence's end."""
    words = view.scene.words
    return next((i for i in range(place.end, sentence.end) if words[i] == "but"), sentence.end)


def _meets_need(view: View, span: Span) -> bool:
    """Whether words take up one of the buyer's last turns, or a topic it has told of."""
    scene, told = view.scene, view.memory.told
    if any(
        told.get(topic) and any(span.start <= s.start < span.end for s in spans)
        for topic, spans in scene.found.topics.items()
    ):
        return True
    terms = {scene.words[i] for i in range(*span) if scene.words[i][0].isdecimal()}
    stems = content_stems(scene.words[span.start : span.end]) - terms
    return any(stems & past.stems for past in view.memory.last("buyer", _NEEDS_BACK))
