"""Tells when the words of a rule do not earn its code after all: they are the buyer's own, they
close terms and no talk, they tell of the own costs.
"""

from collections.abc import Callable
from itertools import chain

from simulator.coding.leaving import stays
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.coding.voices import is_handed_on
from simulator.domain.moves import ON_THE_TABLE, Code

Check = Callable[[View, Sentence, Span], bool]

_LINKING = frozenset(("so", "that", "which", "if", "when", "because", "where"))
_OWN = frozenset(("us", "me", "our", "my"))
_FRANK = frozenset(("open", "honest", "frank", "transparent", "candid", "straight", "upfront"))
_IS = frozenset(("is", "are"))
_HAVE = frozenset(("have", "has"))
_DONE = frozenset(("had", "to", "been", "done", "got", "the", "seen", "settled", "agreed", "a"))
_POINTING = frozenset(("that", "this", "it"))
_URGED = frozenset(("wake", "grow", "calm", "get"))
_NO_URGING = frozenset(
    (
        *("i", "we", "they", "after", "before", "when", "you", "until", "once", "help", "helps"),
        *("could", "can", "us", "things", "prices", "people", "children", "kids", "costs", "daily"),
    )
)
"""Words after which "wake up" and "calm down" urge nobody."""

_ASKING_WHO = frozenset(
    ("know", "understand", "ask", "learn", "hear", "tell", "see", "me", "about", "on", "of", ",")
)
"""Words after which a "who" of a statement asks: "I'd like to know who signs"."""

_ABOVE = frozenset(
    ("above", "over", "past", "around", "higher", "further", "really", "actually", "truly")
)
"""First words of "above you", "higher up" and "really in charge", which can only be asked about."""

_AT_HEAD = frozenset(("head", "back"))
_THREATENER = frozenset(("i", "we", "me", "us", "my", "our"))
_TELLING = frozenset(("say", "said", "mention", "mentioned", "raise", "raised", "name", "named"))
"""Verbs after "you never" that only tell what was new: "you never said that before"."""

_PLACED = frozenset(("on", "at", "for", "by"))
"""Words before "your side" that make a place of it, and no view."""

_IF = frozenset(("if", "should", "when"))

_PAST = frozenset(("did", "had", "have", "was", "were", "nobody", "has"))
"""Words that tell what went wrong, for which a "sorry" is meant."""

_THINGS = frozenset(("a", "an", "the", "some", "had", "been", "felt", "your", "quite", "many"))
"""Words after "you must have" that guess at something without blame."""

_NEAR = 3
"""Words from the opening of a sentence within which small talk begins."""

_WISHING = frozenset(("hope", "enjoy", "wish", "thank", "thanks"))


def earns_nothing(view: View, code: Code, sentence: Sentence, place: Span) -> bool:
    """Whether the words of `code` at `place` are an exception to its rule."""
    found = _EXCEPTIONS.get(code)
    return found is not None and found(view, sentence, place)


def _handed_on(view: View, sentence: Sentence, place: Span) -> bool:
    return is_handed_on(view.scene, sentence, place)


def _attacks_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """ "So you never wait" is a promise, "that you don't know whom to ring" a worry, and "after you
    wake up" an hour of the day.
    """
    words = view.scene.words
    before = words[max(sentence.start, place.start - 1) : place.start]
    if _only_remarks(words, place):
        return True
    told = words[place.start] in _URGED and not _NO_URGING.isdisjoint(before)
    return told or not _LINKING.isdisjoint(before) or _handed_on(view, sentence, place)


def _only_remarks(words: list[str], place: Span) -> bool:
    """Whether "you never said that" remarks that something is new, and blames nobody yet."""
    said = words[place.start : place.end + 1]
    return (
        said[:1] == ["you"]
        and not {"never", "not"}.isdisjoint(said)
        and (not _TELLING.isdisjoint(said))
    )


def _asks_who_decides(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "who sits above you?" asks for the way of a decision; "over your head" threatens."""
    words = view.scene.words
    if words[place.start] not in _ABOVE or not _AT_HEAD.isdisjoint(
        words[place.end : place.end + 1]
    ):
        return False
    start = sentence.start
    if sentence not in view.asked:
        if "who" not in words[start : place.start]:
            return False
        start += words[start : place.start].index("who")
    return _THREATENER.isdisjoint(words[start : sentence.end])


def _is_for_later(view: View, sentence: Sentence, _: Span) -> bool:
    """Whether a number is left in case something changes: "if you find a way, call me"."""
    words = view.scene.words
    start = view.scene.opening(sentence)
    return (
        words[start] in _IF
        and words[start + 1 : start + 2] == ["you"]
        and (view.scene.has("door", start, sentence.end))
    )


def _names_no_limit(view: View, sentence: Sentence, _: Span) -> bool:
    """Whether no figure is told that the other side does not have: the list price is none."""
    if not view.scene.figures_in(sentence):
        return not _points_at_limit(view, sentence)
    known = view.memory.positions["trainee"]
    return any(
        known.get(m.issue) == m.value
        for m in view.mentions_in(sentence)
        if m.issue is not None and view.index.issues[m.issue].core
    )


def _points_at_limit(view: View, sentence: Sentence) -> bool:
    """Whether "that's my lowest" is said of a figure that the same turn has just named."""
    start = view.scene.opening(sentence)
    if _POINTING.isdisjoint(view.scene.words[start : start + 1]):
        return False
    known = view.memory.positions["trainee"]
    return any(
        view.index.issues[issue].core and known.get(issue) != value
        for issue, value in view.on_table.items()
    )


def _is_the_others(view: View, _: Sentence, place: Span) -> bool:
    return "your" in view.scene.words[place.start : place.end]


def _presses_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a signature is one side of a trade, or "deal?" ends a question on something else."""
    words = view.scene.words
    inside = words[place.start] == "deal" and place.start != view.scene.opening(sentence)
    return bool(view.trades) or inside


def _on_business(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a word of small talk stands inside a sentence on something else: "the holidays"."""
    words = view.scene.words
    if not _WISHING.isdisjoint(words[sentence.start : place.end]):
        return False
    named = chain.from_iterable(view.scene.found.issues.values())
    if place.end == place.start + 1 and any(s.start in range(*sentence[:2]) for s in named):
        return True
    return bool(view.mentions_in(sentence)) or place.start - sentence.start > _NEAR


def _own_costs(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a cost is the speaker's, or "are" sums nothing up: "the two weeks are a worry"."""
    words = view.scene.words
    if not _OWN.isdisjoint(words[place.start : min(place.end + 2, sentence.end)]):
        return True
    following = words[place.end : place.end + 4]
    return words[place.end - 1] in _IS and not any(word[0].isdecimal() for word in following)


def _only_told(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "what happened" is told, or promised to be told, and not asked for."""
    scene = view.scene
    if scene.words[place.start] == "your":
        return not _PLACED.isdisjoint(scene.words[place.start - 1 : place.start])
    if sentence in view.asked or scene.words[place.start] not in ("what", "how", "which"):
        return False
    return scene.any(("commit_me", "own_gift", "read_back"), sentence.start, sentence.end)


def _only_frank(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "to be honest" is followed by nothing of the own side."""
    words = view.scene.words
    if _FRANK.isdisjoint(words[place.start : place.end]):
        return False
    return _OWN.isdisjoint(words[place.end : sentence.end]) and not view.scene.has(
        "share", place.end, sentence.end
    )


def _no_fact(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "we have ..." tells what happened or puts terms, and no fact of the product."""
    if any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence)):
        return True
    words = view.scene.words
    following = words[place.end : place.end + 1]
    return words[place.end - 1] in _HAVE and not _DONE.isdisjoint(following)


def _asks_no_interest(view: View, sentence: Sentence, _: Span) -> bool:
    """ "Are you interested in it?" opens a sale, and asks for no priority."""
    return view.scene.has("no_sharing", sentence.start, sentence.end)


def _only_declines(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a "sorry" softens a no: "I'm sorry, but no", and no "sorry, we did not answer"."""
    words = view.scene.words
    after = words[place.end : place.end + 6]
    if not _PAST.isdisjoint(after):
        return False
    if view.scene.has("held_price", sentence.start, sentence.end):
        return True
    parted = after[:1] != [] and after[0] in (",", "but", "-", ".", "no")
    return words[place.end - 1] == "sorry" and parted and not {"no", "not"}.isdisjoint(after)


def _is_of_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether a "who" only belongs to somebody told of: "my son, who is in the navy"."""
    words = view.scene.words
    if words[place.start] != "who" or sentence in view.asked:
        return False
    at = place.start - 1
    return place.start > view.scene.opening(sentence) and words[at] not in _ASKING_WHO


def _blames_nobody(view: View, sentence: Sentence, place: Span) -> bool:
    """ "You must have a lot to do" feels for the other side."""
    words = view.scene.words
    if _only_remarks(words, place):
        return True
    guessed = words[place.start : place.end - 1][-2:] == ["must", "have"]
    return (guessed and words[place.end - 1] in _THINGS) or _handed_on(view, sentence, place)


_EXCEPTIONS: dict[Code, Check] = {
    Code.ASK_SHARE: _asks_no_interest,
    Code.APOLOGY: _only_declines,
    Code.STAKE: _is_of_nobody,
    Code.LEAK: _names_no_limit,
    Code.WALK: stays,
    Code.PIPELINE: _is_the_others,
    Code.PUSH_CLOSE: _presses_nobody,
    Code.ATTACK: _attacks_nobody,
    Code.IRRIT: _handed_on,
    Code.DEFEND: _blames_nobody,
    Code.ESCALATE: _asks_who_decides,
    Code.FIX: _is_for_later,
    Code.SMALL_TALK: _on_business,
    Code.COST: _own_costs,
    Code.INVITE: _only_told,
    Code.SHARE: _only_frank,
    Code.INFORM: _no_fact,
}
