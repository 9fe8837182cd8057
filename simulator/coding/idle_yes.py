"""Tells words that only sound like a yes from one that is meant: of a thing that works, of some
deal that would suit, of one way out of two.
"""

from itertools import pairwise

from simulator.coding.lexicon import load_words
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View

_VERBS = frozenset(("works", "sounds", "looks", "seems"))
_WHO = frozenset(("i", "we", "you", "he", "she", "it", "they", "somebody", "someone"))
_WAYS = frozenset(
    (
        ("this", "way"), ("my", "way"), ("our", "way"), ("another", "way"), ("other", "way"),
        ("like", "this"), ("like", "so"), ("as", "follows"),
    )
)  # fmt: skip
"""Words after "we can do it" that announce terms of one's own."""

_SOME = frozenset(("a", "an", "any", "some", "something", "anything", "one"))
_FOUND = frozenset(("is", "found", "made", "named"))
"""Words before "a price that works" that tell of the one on the table."""

_REACH = 4
"""Words before "that works" in which "a price" or "something" stands that it describes."""

_PACKAGE = 2
"""Terms of an offer of which "everything" can work."""

_POINTS = frozenset((("of", "course"), ("certainly",), ("absolutely",)))
_BEFORE_NOW = frozenset(("before", "already", "earlier", "yesterday", "previously", "last", "said"))
_ELSEWHERE = frozenset(("theirs", "them", "his", "hers", "elsewhere", "somewhere", "someone"))
_FAIR = ["fair", "enough"]
_OURS = frozenset(("me", "us", "both"))
_PARTIAL = frozenset(("most", "nearly", "almost", "half", "some", "part", "parts"))
_UNTIL = frozenset(("unless", "provided", "providing", "assuming", "until", "soon", "long"))
_ONCE = frozenset(("you", "your", "the", "it", "that", "this", "i", "we", "my", "our"))


def meant_places(view: View, sentence: Sentence, tag: str) -> list[Span]:
    """Where a sentence says yes with the words of `tag`, and means it."""
    return [
        span
        for span in view.scene.spans(tag)
        if sentence.start <= span.start < sentence.end and _is_meant(view, sentence, span)
    ]


def _is_meant(view: View, sentence: Sentence, span: Span) -> bool:
    """Whether the words of a yes at `span` take what is on the table, and nothing else."""
    words = view.scene.words
    return not (
        "never" in words[span.start : span.end]
        or _tells_past(words, sentence, span)
        or _sends_away(words, sentence, span)
        or _grants_a_point(view, sentence, span)
        or is_one_of_two(words, sentence, span.start)
        or not _WAYS.isdisjoint(pairwise(words[span.start : span.end + 2]))
        or _describes(words, sentence, span.start)
        or _is_of_a_thing(view, sentence, span)
    )


def _tells_past(words: list[str], sentence: Sentence, span: Span) -> bool:
    """Whether "we agreed" only recalls what was settled: "we agreed on that before"."""
    said = words[sentence.start : sentence.end]
    return "agreed" in words[span.start : span.end] and not _BEFORE_NOW.isdisjoint(said)


def _sends_away(words: list[str], sentence: Sentence, span: Span) -> bool:
    """Whether a "fine" sends the other side to somebody else: "Fine, then take theirs."."""
    after = words[span.end : sentence.end]
    return "then" in after and not _ELSEWHERE.isdisjoint(after)


def _grants_a_point(view: View, sentence: Sentence, span: Span) -> bool:
    """Whether an "of course" comes after what it is said of: "There is the board, of course."."""
    said = tuple(view.scene.words[span.start : span.end])
    return said in _POINTS and span.start > view.scene.opening(sentence)


def only_nods(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a trainee's "fair enough" only takes in what was said, or its "fine" is no yes."""
    words = view.scene.words
    if view.scene.turn.speaker == "buyer":
        return False
    if _sends_away(words, sentence, place):
        return True
    alone = not any(
        word[0].isalnum() and word not in _FAIR for word in words[place.end : sentence.end]
    )
    fair = words[place.start : place.end] == _FAIR
    goes_on = len(view.scene.sentences) > 1
    return fair and alone and goes_on and not (view.mentions and view.other[0].offered)


def is_partial(words: list[str], sentence: Sentence) -> bool:
    """Whether a sentence says yes to a part only, or once something has come true."""
    said = words[sentence.start : sentence.end]
    if not _PARTIAL.isdisjoint(said) and any(
        first in _PARTIAL and second in ("all", "of", "everything", "there")
        for first, second in pairwise(said)
    ):
        return True
    if "once" in said:
        return any(first == "once" and second in _ONCE for first, second in pairwise(said))
    return any(
        second in _UNTIL and (second not in ("soon", "long") or first == "as")
        for first, second in pairwise(said)
    )


def is_one_of_two(words: list[str], sentence: Sentence, upto: int) -> bool:
    """Whether what follows `upto` is the second of two ways: "or we can do it"."""
    if words[sentence.start] == "either" and words[sentence.start + 1] in _WHO:
        return True
    return any(
        word == "or" and not _WHO.isdisjoint(words[at + 1 : at + 3])
        for at, word in enumerate(words[sentence.start : upto], start=sentence.start)
    )


def _describes(words: list[str], sentence: Sentence, at: int) -> bool:
    """Whether "that works" says what kind of a deal is looked for: "something that works"."""
    if words[at] in _VERBS and at > sentence.start:
        at -= 1
    if words[at] not in ("that", "which"):
        return False
    for i in range(at - 1, max(sentence.start, at - _REACH) - 1, -1):
        if words[i] == ",":
            return False
        if words[i] in _SOME:
            return i == sentence.start or words[i - 1] not in _FOUND
    return False


def _is_of_a_thing(view: View, sentence: Sentence, span: Span) -> bool:
    """Whether what works, or looks good, is a thing: "the pump works", "everything works"."""
    scene, words = view.scene, view.scene.words
    if words[span.start] not in _VERBS and words[span.start] != "everything":
        return False
    if not _OURS.isdisjoint(words[span.start : span.end + 2]):
        return False
    start = scene.clause_of(span.start).start
    subject = words[start : span.end]
    if "everything" in subject:
        return len(view.other[0].terms) < _PACKAGE
    named = [word for word in words[start : span.start] if word[0].isalnum()]
    if load_words("leadin").issuperset(named) or not load_words("on_offer").isdisjoint(named):
        return False
    places = (place.start for places in scene.found.issues.values() for place in places)
    first, last = scene.text.starts[start], scene.text.starts[span.start]
    return not (
        any(start <= at < span.start for at in places)
        or any(first <= m.quote.start < last for m in view.mentions_in(sentence))
    )
