"""Finds the yes that names what it takes: "94 works", "I can do 94", "you've got a deal at 94".

It is one only for what the other side proposed last; with a new figure the words make an offer.
"""

from bisect import bisect_left

from simulator.coding.lexicon import load_words
from simulator.coding.placing import ends_there, suits_after
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Mention, Stance, other_side

_TAGS = ("yes_after", "yes_before")
_ELSE = (
    *("if", "polite_if", "but", "almost", "in_return", "exchange_for", "ask_beside", "need_back"),
    "only_for",
)
"""Tags beside which a yes is not one to the terms as they are."""

_BEFORE = frozenset(("i", "we", "think", "guess", "suppose", "believe", "the", "your", "a", "net"))
"""Words that may stand before the value or the yes: "I think the 94 works"."""

_BETWEEN = frozenset(("a", "an", "the", "your", "of", "at", "net"))
_NEXT_TO_YES = frozenset(("yes", "yeah", "okay", "sure", "fine", "deal", "for", "at", "then"))
"""Words of a yes that may stand before the speaker's own value."""

_SEALING = frozenset(("accept", "accepted", "agree", "agreed"))
"""Words that are a yes to terms whatever their value."""


def takes_named(view: View, sentence: Sentence) -> bool:
    """Whether a sentence takes all that the other side proposed last, and names it."""
    scene = view.scene
    named = view.mentions_in(sentence)
    if not named or view.trades or not scene.any(_TAGS, *sentence[:2]):
        return False
    if scene.any(_ELSE, sentence.start, len(scene.words)) or not _is_theirs(view, named):
        return False
    return any(_is_taken(view, sentence, mention) for mention in named)


def says_yes_to_less(view: View, sentence: Sentence) -> bool:
    """Whether a buyer's yes is one to a core value of its own: "93 works for me" after 94."""
    if view.scene.turn.speaker == "trainee" or not _SEALING.isdisjoint(view.scene.words):
        return False
    return any(
        m.issue is not None
        and m.stance in ON_THE_TABLE
        and view.index.issues[m.issue].core
        and view.seller_gain(m.issue, m.value) < 0
        and (_is_taken(view, sentence, m) or _is_all_said(view, sentence, m))
        for m in view.mentions_in(sentence)
    )


def only_prefers(view: View, sentence: Sentence) -> bool:
    """Whether a sentence names what would suit better: "94 works better for me" is a counter."""
    return view.scene.has("prefers", *sentence[:2]) and any(
        view.scene.has("prefers", at, at + 1)
        for m in view.mentions_in(sentence)
        for at in (bisect_left(view.scene.text.starts, m.quote.end),)
    )


def tells_of_yes(view: View, sentence: Sentence) -> bool:
    """Whether a yes to a value is somebody else's, a past one, or one the other side has said."""
    return any(
        mention.stance in (Stance.OTHERS, Stance.PAST) or _is_voiced(view, mention)
        for mention in view.mentions_in(sentence)
    )


def _is_voiced(view: View, mention: Mention) -> bool:
    """ "You said 94 works", and not "94 works, as you said"."""
    scene = view.scene
    if mention.stance is not Stance.QUOTED or "voiced" not in scene.hits:
        return False
    at = bisect_left(scene.text.starts, mention.quote.start)
    return scene.has("voiced", scene.clause_of(at).start, at)


def _is_theirs(view: View, named: list[Mention]) -> bool:
    """Whether the values are the other side's last words, and it proposed nothing else beside."""
    speaker = view.scene.turn.speaker
    theirs = view.memory.positions[other_side(speaker)]
    own = view.memory.positions[speaker]
    said = {m.issue: m.value for m in named if m.stance in (Stance.PROPOSED, Stance.QUOTED)}
    if len(said) < len(named) or all(own.get(str(m.issue)) == m.value for m in named):
        return False
    if any(m.issue is None or theirs.get(m.issue) != m.value for m in named):
        return False
    return all(i in said or own.get(i) == value for i, value in view.other[0].terms.items())


def _is_taken(view: View, sentence: Sentence, mention: Mention) -> bool:
    """Whether the words right before or after a value say yes to it, and to nothing more."""
    scene = view.scene
    start = bisect_left(scene.text.starts, mention.quote.start)
    end = bisect_left(scene.text.starts, mention.quote.end)
    if scene.has("yes_after", end, end + 1):
        return suits_after(scene, end) and _opens(view, start)
    named = {i for place in scene.found.issues.get(str(mention.issue), ()) for i in range(*place)}
    return ends_there(scene.words, end) and any(
        sentence.start <= span.start < start
        and all(i in named or scene.words[i] in _BETWEEN for i in range(span.end, start))
        and _opens(view, span.start)
        for span in scene.spans("yes_before")
    )


def _is_all_said(view: View, sentence: Sentence, mention: Mention) -> bool:
    """Whether nothing but a price tag stands beside the yes: "Yes, for 90"."""
    start = bisect_left(view.scene.text.starts, mention.quote.start)
    said = view.scene.words[sentence.start : start]
    return not {"for", "at"}.isdisjoint(said) and all(
        word in _NEXT_TO_YES or not word[0].isalnum() for word in said
    )


def _opens(view: View, at: int) -> bool:
    """Whether nothing of weight stands before a word in its clause: no "my boss says"."""
    scene = view.scene
    allowed = load_words("leadin")
    return all(
        word in allowed or word in _BEFORE or not word[0].isalnum()
        for word in scene.words[scene.clause_of(at).start : at]
    )
