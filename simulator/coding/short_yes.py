"""Finds the yes that is nearly all of a turn: "Ok, deal", "sure, 50 will work", "yes, we do"."""

from simulator.coding.idle_yes import meant_places
from simulator.coding.lexicon import load_lexicon, load_words
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import other_side

SHORT = 8
"""Words and marks of a turn that is no more than a yes."""

_BARE = 4
"""Words up to which a turn can be nothing but a yes."""

_ASKING = 4
"""Words of a turn's end, with its mark, in which it asks for the deal."""

_DEAL = frozenset(("deal", "agreed", "agreement", "agree", "shake", "settled"))

_YES = frozenset(
    ("exactly", "sure", "fine", "that", "is", "it", "thanks", "thank", "you", "for", "thing")
)

_OPENING_YES = frozenset(
    ("okay", "sure", "yes", "yeah", "fine", "alright", "great", "perfect", "exactly")
)

_SEALED = frozenset(("deal", "agreed", "done"))


def is_short_yes(view: View) -> bool:
    """Whether the whole turn is a few words that take an offer: "Ok, deal", "sure, 50 will work".

    In a longer turn a buyer says "it works" of anything.
    """
    scene = view.scene
    if len(scene.words) > SHORT or not (view.other and view.other[0].offered):
        return False
    if not load_words("after_idle_take").isdisjoint(scene.words) and "take" in scene.words:
        return False
    if len(scene.sentences) > 1 or "not" in scene.words:
        return False
    if any(s.mark == "?" for s in scene.sentences) or scene.any(("if", "but", "refuse"), 0, SHORT):
        return False
    own = view.memory.positions[other_side(scene.turn.speaker)]
    new = any(m.issue is not None and own.get(m.issue) != m.value for m in view.mentions)
    return not new and (
        not _SEALED.isdisjoint(scene.words)
        or any(
            meant_places(view, scene.sentences[0], tag) for tag in ("accept_start", "accept_end")
        )
    )


def is_bare_yes(view: View, sentence: Sentence) -> bool:
    """ "OK." as the whole answer to terms."""
    words = view.scene.words
    return (
        sentence.start == 0
        and len(words) <= SHORT
        and words[0] in _OPENING_YES
        and sum(word[0].isalnum() for word in words[: sentence.end]) <= _BARE
        and all(w in load_words("leadin") or w in _YES or not w[0].isalnum() for w in words)
        and not any(s.mark == "?" for s in view.scene.sentences)
        and _was_offered(view)
    )


def affirms(view: View, sentence: Sentence) -> bool:
    """ "We do." or "Yes, let's." to the other side's "do we have a deal?"."""
    heard, words = view.other[0], view.scene.words
    if not heard.question or sentence.start > 0 or sentence.end > SHORT:
        return False
    asked = heard.words[-_ASKING:]
    said = words[: sentence.end]
    return (
        "?" in asked
        and not _DEAL.isdisjoint(asked)
        and load_words("affirming").issuperset(word for word in said if word[0].isalnum())
        and not load_words("affirming_verbs").isdisjoint(said)
        and sentence.mark != "?"
    )


def _was_offered(view: View) -> bool:
    """Whether the other side put something forward, if only in words: "... and we have a deal"."""
    heard = view.other[0]
    return heard.offered or "would_accept" in load_lexicon().find(heard.words)
