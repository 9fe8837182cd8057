"""Finds questions and their kind: open, closed, or after a cause.

Punctuation is not relied on: speech and quick chat have none, so a question is also found by its
word order.
"""

from typing import Literal, NamedTuple

from simulator.coding.lexicon import load_words
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence

Kind = Literal["open", "closed", "why"]

_OPEN_WORDS = frozenset(("what", "how", "why"))
_PICK_WORDS = frozenset(("which", "who", "whom", "whose", "when", "where"))
_RELATIVE = frozenset(("i", "we", "you", "they", "he", "she", "it", "the", "this", "that"))
_LEADIN_PHRASES = {
    "i": (("i", "mean"), ("i", "get", "it"), ("i", "hear", "you")),
    "you": (("you", "know"),),
    "got": (("got", "it"),),
}
_ASKING = frozenset(("do", "does", "did", "are", "would", "will", "can"))
_PUNCTUATION = frozenset((",", ".", "-", "–", "—", "?", "!"))
_CONFIRMING = 10
"""Words of "so you want both lamps", said to have it confirmed."""

_CURT = 4
"""Words of a question without its auxiliary: "what you feeling"."""


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
        return None
    if scene.has("open_lead", start, min(start + 3, sentence.end)) or scene.has(
        "open_any", start, sentence.end
    ):
        return "why" if scene.has("why", start, sentence.end) else "open"
    if sentence.mark == "?":
        return _kind_by_words(scene, sentence, start)
    if sentence.mark == "." and _addressed(words, start, sentence.end):
        return _kind_by_words(scene, sentence, start)
    if scene.has("suggestion", start, start + 1):
        return None
    if sentence.mark in ("", "\n") and (
        _inverted(words, start, sentence.end) or _spoken_tag(words, start, sentence.end)
    ):
        return _kind_by_words(scene, sentence, start)
    return None


def _addressed(words: list[str], start: int, end: int) -> bool:
    """Whether words have the order of a question to "you", with a full stop by mistake."""
    at = start + (words[start] in load_words("wh"))
    return (
        at + 2 < end
        and words[at] in load_words("aux")
        and words[at + 1] in ("you", "your")
        and words[at] not in ("have", "had", "may", "am")
    )


def _spoken_tag(words: list[str], start: int, end: int) -> bool:
    """Whether unpunctuated words end like a question: "you run a shop too huh", "for what"."""
    bare = _PUNCTUATION.isdisjoint(words)
    if bare and start > 0 and words[start] == "you" and end - start <= _CONFIRMING:
        return "so" in words[max(0, start - 3) : start]
    return end - start >= 2 and (
        (words[end - 1] in ("huh", "right", "what", "or") and words[end - 2] != "uh")
        or words[max(start, end - 3) : end] in (["do", "not", "you"], ["are", "you", "not"])
    )


def skip_leadins(words: list[str], sentence: Sentence) -> int:
    """The first word after "so", "okay", "well," and the like."""
    leadins = load_words("leadin")
    at = sentence.start
    while at < sentence.end and (words[at] in leadins or not words[at][0].isalnum()):
        if words[at] == "like" and words[at + 1 : at + 2] == ["to"]:
            break
        at += 1
    for phrase in _LEADIN_PHRASES.get(words[at], ()) if at < sentence.end else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return skip_leadins(words, Sentence(at + len(phrase), sentence.end, sentence.mark))
    return at


def _inverted(words: list[str], start: int, end: int) -> bool:
    """Whether the words have a question's order: "what do you", "are you", "would that"."""
    if start + 1 >= end:
        return words[start] in _OPEN_WORDS
    first, second = words[start], words[start + 1]
    if first in load_words("wh"):
        if first in ("how", "what") and second in ("about", "if", "come", "else", "kind", "sort"):
            return True
        if second == "you" and end - start <= _CURT:
            return True
        if words[start + 2 : start + 3] and words[start + 2] in _ASKING and first != "when":
            return True
        if second in _RELATIVE or first in ("who", "which", "when", "where", "whose"):
            return second in load_words("aux")
        return first == "why" or second in load_words("aux") or first == "how"
    if second == "not" and start + 2 < end:
        second = words[start + 2]
    return first in load_words("aux") and second in load_words("someone")


def _kind_by_words(scene: Scene, sentence: Sentence, start: int) -> Kind:
    words = scene.words
    if scene.has("why", start, sentence.end):
        return "why"
    if scene.has("anything", start, start + 3):
        return "open"
    amount = scene.has("how_amount", start, sentence.end)
    for at in range(start, sentence.end):
        word = words[at]
        if word in _OPEN_WORDS and not amount and (at == start or _asked_at(words, at)):
            return "open"
        if word in _OPEN_WORDS and at == sentence.end - 1:
            return "open"
        if word in _PICK_WORDS or amount:
            return "closed"
        if at == start and word in load_words("aux"):
            return "open" if _indirect(words, at, sentence.end) else "closed"
    return "closed"


def _asked_at(words: list[str], at: int) -> bool:
    """Whether a question word inside a sentence asks: "and so what do you", "how sure are you"."""
    auxiliaries = load_words("aux")
    return any(word in auxiliaries for word in words[at + 1 : at + 3])


def _indirect(words: list[str], at: int, end: int) -> bool:
    """ "Can you tell me about ...": a closed form that nobody answers with yes."""
    ask = words[at : min(at + 4, end)]
    return ask[1:2] == ["you"] and any(
        word in ("tell", "describe", "explain", "elaborate", "walk", "share") for word in ask[2:]
    )
