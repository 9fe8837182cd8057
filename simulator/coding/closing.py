"""Finds the yes of a buyer who does not say it: "write it up", "the second", or the seller's own
terms given back one after the other.
"""

from simulator.coding.lexicon import load_words
from simulator.coding.memory import content_stems
from simulator.coding.placing import ends_there
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Mention, Stance

_NOT_MEANT = frozenset((Stance.REFUSED, Stance.PAST, Stance.OTHERS, Stance.ASKED))
_AGAINST = ("press_price", "press_insult", "press_threat", "object", "refuse", "reject", "if")
"""Tags beside which terms that are given back are complained of, and not agreed to."""

_ADDED = frozenset(("more", "another", "second", "extra", "also", "too", "again", "both", "twice"))
"""Words by which what is said again is more than what was offered."""

_PROMISED = frozenset(
    (
        "that",
        "it",
        "this",
        "sounds",
        "i",
        "we",
        "your",
        "the",
        "fine",
        "very",
        "deal",
        "agreed",
        "done",
    )
)
"""Words that open a sentence that asks for nothing before its "and I'll take it"."""

_HEARD = frozenset(("hear", "heard", "suggested", "suggest", "noted", "far", "understood"))
"""Words of one who says again what it has heard, and does not take it yet."""

_ECHOED = 2
"""Terms given back that together make a yes; one is enough beside a "then"."""


def closing_sentence(view: View) -> Sentence | None:
    """The sentence in which a buyer takes what the trainee has offered; None if it does not."""
    heard = view.other[0] if view.other else None
    if heard is None or not (heard.offered or view.memory.spoken) or _asks_for_more(view):
        return None
    scene = view.scene
    for sentence in scene.sentences:
        start, end = sentence.start, sentence.end
        if sentence.mark == "?":
            continue
        picks = heard.offered and scene.has("picks", start, start + 1)
        picks = picks or _takes(view, sentence) or _suits_and_parts(view, sentence)
        closes = scene.has("closing", start, end)
        if picks or (closes and not scene.any(("if", "would_sign"), start, end)):
            return sentence
    return _giving_back(view)


def takes_as_offered(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "... and we have a deal", at `place`, names nothing but what the seller offered."""
    scene = view.scene
    if scene.turn.speaker != "buyer" or not view.other or view.departs_from("trainee"):
        return False
    said = scene.words[sentence.start : place.start]
    if not _ADDED.isdisjoint(said) or "not" in said:
        return False
    things = content_stems([word for word in said if word not in load_words("handing_over")])
    return bool(things) and any(things <= past.stems for past in view.other)


def _takes(view: View, sentence: Sentence) -> bool:
    """Whether a buyer takes the whole, "I will take it", and asks for nothing first."""
    scene, words = view.scene, view.scene.words
    place = scene.first("takes", sentence.start, sentence.end)
    if place is None or not ends_there(words, place.end):
        return False
    if not load_words("after_idle_take").isdisjoint(words[place.end : place.end + 1]):
        return False
    opening = scene.opening(sentence)
    return (opening >= place.start or words[opening] in _PROMISED) and not scene.any(
        _AGAINST, 0, len(words)
    )


def _suits_and_parts(view: View, sentence: Sentence) -> bool:
    """Whether a buyer finds it fair and takes its leave: "fair for me, have a great day"."""
    scene = view.scene
    return (
        "farewell" in scene.hits
        and scene.any(("suits_me", "accept_end"), scene.opening(sentence), sentence.end)
        and not view.questions
        and not scene.any((*_AGAINST, "but"), 0, len(scene.words))
    )


def _asks_for_more(view: View) -> bool:
    """Whether the turn puts terms forward that are worse for the seller than its last ones."""
    return any(
        mention.stance in ON_THE_TABLE and _against_seller(view, mention)
        for sentence in view.scene.sentences
        if sentence.mark != "?"
        for mention in view.mentions_in(sentence)
    )


def _against_seller(view: View, mention: Mention) -> bool:
    return mention.issue is not None and view.seller_gain(mention.issue, mention.value) < 0


def _giving_back(view: View) -> Sentence | None:
    scene = view.scene
    if len(view.mentions) == 0 or scene.any(_AGAINST, 0, len(scene.words)):
        return None
    own = view.memory.positions["trainee"]
    if any(
        mention.issue is not None
        and mention.stance not in _NOT_MEANT
        and own.get(mention.issue) not in (None, mention.value)
        for mention in view.mentions
    ):
        # "I've heard two days and $96,000. Now write four hours and it's signed."
        return None
    for sentence in scene.sentences:
        if not _HEARD.isdisjoint(scene.words[sentence.start : sentence.end]):
            continue
        echoed = {
            mention.issue
            for mention in view.mentions_in(sentence)
            if mention.stance not in _NOT_MEANT
            and mention.issue in view.memory.spoken
            and own.get(mention.issue) == mention.value
        }
        words = scene.words[sentence.start : sentence.end]
        settled = "then" in words or words[-3:-1] == ["it", "is"]
        if sentence.mark != "?" and len(echoed) >= (1 if settled else _ECHOED):
            return sentence
    return None
