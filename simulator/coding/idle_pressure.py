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

_GIVING = frozenset(("give", "name", "tell", "want", "need", "hear", "show", "say", "like"))
"""Words that ask for what follows: "give me the best offer"."""

_SUBJECTS = frozenset(("i", "we"))
_SELLERS = frozenset(("supplier", "suppliers", "vendor", "vendors", "provider", "providers"))
_BIDS = frozenset(
    ("offer", "quote", "cheaper", "price", "less", "better", "bid", "number", "figure", "proposal")
)
_CLOSING = frozenset(("us", "to", "and", "you", "all"))
"""Words before "leave it there" that close a topic, and before an "or nothing" that is idle."""

_LAST = (["last", "line"], ["last", "word"])
_COMPARED = frozenset(("lower", "cheaper", "less", "money", "reduction", "discount"))
_DEEDS = frozenset(
    (
        *("come", "bring", "get", "go", "drop", "knock", "take", "move", "shave", "lower", "cut"),
        *("reduce", "look", "work", "do", "improve", "rethink", "reconsider", "pay", "make"),
    )
)
"""Verbs of a lower price that a buyer can be the subject of: "I'll look at the price"."""

_IS = frozenset(("is", "was", "goes", "went", "get", "gets", "got", "seen", "aim", "are", "were"))
"""Words a little before a "lower" of a sentence that tells what is so: "well, it's lower"."""

_DENIED = frozenset(("no", "nothing", "not", "never", "business", "and"))
_SPEAKING = frozenset(("say", "said", "talk", "talked", "told", "know", "ask", "asked", "heard"))
"""Words before a "too much" that is none of money."""

_HOW_MUCH_TOLD = frozenset(("i", "we", "you", "it", "see", "find", "did", "forget", "remember"))
"""Words before those of a request for a figure in what is none: "I asked", "see how much"."""

_PUTTING = frozenset(("throw", "include", "add", "put", "slip", "toss", "chuck", "could", "can"))
"""First words of a late ask that asks whatever it is for: "throw in the travel"."""

_URGING = frozenset(("you", "and", "then", "just", "also", "please", ",", ":", "so", "to"))
_HAVING = frozenset(("get", "have", "include", "throw", "give", "add", "included", "comes", "come"))
_WEAK_RENEGE = frozenset(("thought", "rub", "cross", "strike", "quick", "take", "was"))
"""Words of going back that need terms to go back on: "I have thought again"."""
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
        return _wants_nothing_more(view, tag, sentence, place)
    if kind == "how-much":
        return _asks_no_figure(words, tag, place, before)
    if kind == "insult":
        told = not (_TOLD.isdisjoint(before[-1:]) and _NO.isdisjoint(before))
        return told or not {"my", "our"}.isdisjoint(before[-3:])
    if kind == "rival":
        return "been" in words[place.start : place.end] or _offers_nothing(view, place)
    if kind == "authority":
        return _asks_nobody(words, place, before)
    if kind == "price":
        return _tells_of_price(view, tag, sentence, place, before)
    if kind == "deadline":
        return sentence.mark == "?" and sentence.end - sentence.start <= _ECHO
    if kind == "renege":
        weak = not _WEAK_RENEGE.isdisjoint(words[place.start : place.end])
        return weak and not _names_something(view)
    if kind == "threat":
        return _threatens_nothing(words, place, before)
    return kind == "limit-ask" and _asks_no_limit(view, sentence, place, before)


def _names_something(view: View) -> bool:
    """Whether a turn names a term of the deal or one of its issues."""
    found = view.scene.found
    return bool(view.mentions or found.issues or found.options)


def _offers_nothing(view: View, place: Span) -> bool:
    """Whether "another supplier" is told of without an offer: "I looked at another one as well"."""
    words = view.scene.words
    if words[place.end - 1] not in _SELLERS or view.mentions or view.scene.figures:
        return False
    return _BIDS.isdisjoint(words)


def _asks_nobody(words: list[str], place: Span, before: list[str]) -> bool:
    """Whether "have to ask" is of no superior: "ask what you have to ask", "they would have to"."""
    if words[place.start] not in ("have", "need", "must", "got"):
        return False
    return _SUBJECTS.isdisjoint(before[-3:]) or not _NO.isdisjoint(before[-2:])


def _threatens_nothing(words: list[str], place: Span, before: list[str]) -> bool:
    """Whether words of leaving close a topic, or tell: "let us leave it there", "I'll leave it"."""
    after = words[place.end : place.end + 1]
    if words[place.end - 1] in ("walk", "leave") and _WALKING_OUT.isdisjoint(after):
        return True
    if words[place.start] in ("leave", "or") and not _CLOSING.isdisjoint(before[-1:]):
        return True
    return not _RELATIVE.isdisjoint(before[-1:]) and not _GOES_ON.issuperset(after)


def _asks_no_limit(view: View, sentence: Sentence, place: Span, before: list[str]) -> bool:
    """Whether the words of a limit tell of one: "that was your floor", "my final offer"."""
    words = view.scene.words
    if words[place.end - 1] == ",":
        return not _TO_OR_OF.isdisjoint(before[-1:])
    if sentence in view.asked:
        return False
    if not _GIVING.isdisjoint(before):
        return False
    said = words[place.start : place.end]
    told = not _IS.isdisjoint(before[-2:]) or not _OWN.isdisjoint(before[-1:])
    return told or not _NAMED.isdisjoint(said) or said in _LAST


def _asks_no_figure(words: list[str], tag: str, place: Span, before: list[str]) -> bool:
    """Whether words that can ask for a figure tell of one: "I asked for a price"."""
    if not _HOW_MUCH_TOLD.isdisjoint(before[-1:]):
        return words[place.start] != "have" or "you" not in before
    if tag != "press_name_price":
        return False
    if words[place.start] in ("have", "got", "brought"):
        return "you" not in before
    named = words[place.start] == "your" and bool(before)
    return named and _GIVING.isdisjoint(before)


def _tells_of_price(
    view: View, tag: str, sentence: Sentence, place: Span, before: list[str]
) -> bool:
    """Whether words of a lower price tell what is, or was, and ask for none: "it's lower"."""
    words = view.scene.words
    said = words[place.start : place.end]
    if said[:2] == ["is", "that"]:
        return place.start > view.scene.opening(sentence)
    if said[:2] == ["too", "much"]:
        return not _SPEAKING.isdisjoint(before[-2:])
    if tag != "press_price" or sentence in view.asked or not _GIVING.isdisjoint(before):
        return False
    if said[0] in _DEEDS and not _SUBJECTS.isdisjoint(before[-3:]) and "not" not in before:
        return True
    if not _DENIED.isdisjoint(before[-3:]) and said[0] in ("take", "knock", "discount"):
        return True
    return not _COMPARED.isdisjoint(said) and not _IS.isdisjoint(before[-3:])


def _wants_nothing_more(view: View, tag: str, sentence: Sentence, place: Span) -> bool:
    """Whether words of a late small ask are told ("a small thing went wrong"), ask what there is
    ("does it come with a manual?"), name nothing that is wanted, or offer something ("I could throw
    in my old one").
    """
    words, start = view.scene.words, view.scene.opening(sentence)
    after = words[place.end : min(place.end + 2, sentence.end)]
    if not _WRITTEN.isdisjoint(after) or _wants_no_thing(view, tag, sentence):
        return True
    if words[place.end - 1] == "thing" and not _BEFALLS.isdisjoint(after[:1]):
        return True
    asks = view.scene.any(("ask_get", "free"), sentence.start, sentence.end)
    if words[place.start - 2 : place.start] in _TELLING_IT and after[:1] != [":"] and not asks:
        return True
    if sentence in view.asked and _asks_what_is(words[start : sentence.end]):
        return _GRATIS.isdisjoint(words[start : sentence.end])
    if words[place.start] == "put" and not _SUBJECTS.isdisjoint(words[start : place.start]):
        return "would" not in words[start : place.start]
    own = view.scene.first("commit_me", sentence.start, place.start + 1)
    if words[place.start] in _COMING and words[place.start - 1] in _RELATIVE:
        return True
    gives = not _GIFTS.isdisjoint(words[place.start : place.end])
    return own is not None and words[own.start] in _SUBJECTS and gives


def _wants_no_thing(view: View, tag: str, sentence: Sentence) -> bool:
    """Whether nothing is named that a late ask could be for: "the one thing that would help"."""
    if _names_something(view) or view.scene.any(("ask_get", "free"), *sentence[:2]):
        return False
    words, opening = view.scene.words, view.scene.opening(sentence)
    if tag == "nibble_extra":
        return (_HAVING | _GRATIS).isdisjoint(words[sentence.start : sentence.end])
    return not any(
        sentence.start <= span.start < sentence.end
        and words[span.start] in _PUTTING
        and (span.start <= opening or words[span.start - 1] in _URGING)
        for span in view.scene.spans(tag)
    )


def _asks_what_is(words: list[str]) -> bool:
    """Whether a question asks for a fact: "is there a warranty as well?"."""
    if len(words) < _FEWEST_TO_ASK or words[0] not in _IS_OR_DOES:
        return False
    return words[1] in _THIRD or (words[1] == "you" and words[2] in _HELD)
