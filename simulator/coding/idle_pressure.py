"""Tells when the words of a pressure press for nothing: they tell what happened, ask what there is,
name the speaker's own limit or are said of somebody else.
"""

from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.moves import Pressure

_WRITTEN = frozenset(
    ("writing", "ink", "print", "way", "words", "mind", "touch", "place", "order", "letter")
)
"""What something is put in without being thrown in: "put in writing", "put in another way"."""

_BEFALLS = frozenset(("went", "goes", "happened", "happens", "broke", "came", "got", "turned"))
"""What "a small thing" does that is told of and not asked for."""

_TELLING_IT = (["it", "is"], ["that", "is"], ["this", "is"], ["it", "was"], ["that", "was"])
_THIRD = frozenset(("it", "there", "this", "that", "the", "they", "these", "those"))
_IS_OR_DOES = frozenset(("is", "are", "does", "do", "did", "has", "was", "were"))
_HELD = frozenset(("have", "include", "know", "sell", "offer", "provide", "supply", "stock"))
"""Verbs after "do you" that ask what there is."""

_GRATIS = frozenset(("free", "thrown", "house", "nothing", "charge"))
_GIFTS = frozenset(("throw", "chuck", "toss", "slip"))
_COMING = frozenset(("comes", "come", "goes"))
_RELATIVE = frozenset(("that", "which"))
_TO_OR_OF = frozenset(
    (
        *("with", "about", "of", "on", "at", "to", "for", "against", "past", "than", "from", "by"),
        *("in", "after"),
    )
)
_GOES_ON = frozenset((".", "!", "?", ",", ";", "then", "now", "or", "and", "if"))
_WALKING_OUT = _GOES_ON | {"away", "out", "off", "from", "over", "without", "today", "right"}
"""Words after "I'll walk" that end the talk; "walk a bit of it" and "walk it round" do not."""

_FEWEST_TO_ASK = 3
"""Words of the shortest question after a fact: "is it free"."""

_NAMED = frozenset(("offer", "limit"))
_TOLD = frozenset(("if", "when", "i"))
"""Words before those of an insult that tell of something: "if nobody answers", "I joke"."""

_GIVING = frozenset(("give", "name", "tell", "want", "need", "hear", "show"))
"""Words that ask for what follows: "give me the best offer"."""

_SUBJECTS = frozenset(("i", "we"))
_OWN = frozenset(("i", "we", "my", "our", "me", "us"))
_NO = frozenset(("not", "never"))

_ECHO = 3
"""Words, with the mark, up to which a question only echoes: "Right now?"."""

_BEFORE = 6
"""Words before those of a pressure that are looked at."""


def only_tells(view: View, tag: str, kind: Pressure, sentence: Sentence, place: Span) -> bool:
    """Whether the words of a pressure stand in what tells, or asks, of something else."""
    words = view.scene.words
    before = words[max(sentence.start, place.start - _BEFORE) : place.start]
    if kind == "nibble":
        return _wants_nothing_more(view, sentence, place)
    if tag == "press_name_price":
        return words[place.start] == "your" and not _TO_OR_OF.isdisjoint(before[-1:])
    if kind == "insult":
        return not (_TOLD.isdisjoint(before[-1:]) and _NO.isdisjoint(before))
    if kind == "rival":
        return "been" in words[place.start : place.end]
    if tag == "press_price":
        inside = place.start > view.scene.opening(sentence)
        return inside and words[place.start : place.start + 2] == ["is", "that"]
    if kind == "deadline":
        return sentence.mark == "?" and sentence.end - sentence.start <= _ECHO
    if kind == "threat":
        after = words[place.end : place.end + 1]
        if words[place.end - 1] == "walk" and _WALKING_OUT.isdisjoint(after):
            return True
        return not _RELATIVE.isdisjoint(before[-1:]) and not _GOES_ON.issuperset(after)
    if kind == "limit-ask" and words[place.end - 1] == ",":
        return not _TO_OR_OF.isdisjoint(before[-1:])
    if kind == "limit-ask" and sentence not in view.asked:
        # "My final offer" names a limit and asks for none.
        said = words[sentence.start : sentence.end]
        asks = _OWN.isdisjoint(before[-1:]) and _NAMED.isdisjoint(words[place.start : place.end])
        return not (asks or "your" in said or _GIVING.intersection(before))
    return False


def _wants_nothing_more(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether words of a late small ask are told ("a small thing went wrong"), ask what there is
    ("does it come with a manual?") or offer something ("I could throw in my old one").
    """
    words, start = view.scene.words, view.scene.opening(sentence)
    after = words[place.end : min(place.end + 2, sentence.end)]
    if not _WRITTEN.isdisjoint(after):
        return True
    if words[place.end - 1] == "thing" and not _BEFALLS.isdisjoint(after[:1]):
        return True
    asks = view.scene.any(("ask_get", "free"), sentence.start, sentence.end)
    if words[place.start - 2 : place.start] in _TELLING_IT and after[:1] != [":"] and not asks:
        return True
    if sentence in view.asked and _asks_what_is(words[start : sentence.end]):
        return _GRATIS.isdisjoint(words[start : sentence.end])
    own = view.scene.first("commit_me", sentence.start, place.start + 1)
    if words[place.start] in _COMING and words[place.start - 1] in _RELATIVE:
        return True
    gives = not _GIFTS.isdisjoint(words[place.start : place.end])
    return own is not None and words[own.start] in _SUBJECTS and gives


def _asks_what_is(words: list[str]) -> bool:
    """Whether a question asks for a fact: "is there a warranty as well?"."""
    if len(words) < _FEWEST_TO_ASK or words[0] not in _IS_OR_DOES:
        return False
    return words[1] in _THIRD or (words[1] == "you" and words[2] in _HELD)
