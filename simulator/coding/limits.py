"""Tells whether words of a limit give the own one away: with a figure that the other side does not
have yet, or as one that somebody else has set.
"""

from simulator.coding.lexicon import load_words
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View

_UNDER = frozenset(("under", "below", "beneath", "less"))
_POINTING = frozenset(("that", "this", "it"))
_OWN = frozenset(("our", "my"))


def names_no_limit(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether no figure is told that the other side does not have: the list price is none, and "our
    floor" may be one of a house. The own last figure is a limit only where somebody set it.
    """
    if _is_of_house(view, place):
        return True
    if not view.scene.figures_in(sentence):
        return not _points_at_limit(view, sentence, place)
    known, issues = view.memory.positions["trainee"], view.index.issues
    named = (
        (m.issue, m.value)
        for m in view.mentions_in(sentence)
        if m.issue is not None and issues[m.issue].core and known.get(m.issue) == m.value
    )
    told = any(_is_set(view, span) for span in view.scene.spans("leak"))
    return any(not told or value == issues[issue].standard for issue, value in named)


def _is_set(view: View, place: Span) -> bool:
    """Whether words of a limit say that somebody else has set it: "less than I'm allowed"."""
    return not load_words("by_authority").isdisjoint(view.scene.words[place.start : place.end])


def _is_of_house(view: View, place: Span) -> bool:
    """Whether "our floor" or "my limit" is said without a figure to it: "desks on our floor"."""
    words = view.scene.words
    if words[place.start] not in _OWN or words[place.end - 1] not in load_words("bounds"):
        return False
    return all(figure.start != place.end for figure in view.scene.figures)


def _points_at_limit(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "that's my lowest", or "under that we're out", is said of a figure that the same turn
    has just named; of one it says again, if somebody else has set it.
    """
    words, start = view.scene.words, view.scene.opening(sentence)
    under = not _UNDER.isdisjoint(words[place.start : place.end])
    if _POINTING.isdisjoint(words[place.start : place.end] if under else words[start : start + 1]):
        return False
    known, told = view.memory.positions["trainee"], _is_set(view, place)
    return any(
        view.index.issues[issue].core and (told or known.get(issue) != value)
        for issue, value in view.on_table.items()
    )
