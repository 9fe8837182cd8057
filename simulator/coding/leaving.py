"""Tells when words of leaving end no talk: "leave it there" can as well close terms or a topic."""

from simulator.coding.placing import ends_there
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.coding.voices import is_handed_on
from simulator.domain.moves import ON_THE_TABLE

_ENDING_IT = frozenset(("leave", "stop", "end", "ends", "stops", "close", "finish", "wrap", "call"))
"""Words that can end a topic or settle terms as well as a talk."""

_NEXT = 4
"""Words after "leave it there" within which an issue says what of: "on the price"."""


def leaves(view: View, sentence: Sentence) -> bool:
    """Whether a sentence of the trainee's ends the talk, or says that it will."""
    places = (view.scene.first(tag, *sentence[:2]) for tag in ("walk", "walk_last"))
    return any(place is not None and not stays(view, sentence, place) for place in places)


def stays(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether words of leaving at `place` do not end the talk after all."""
    scene = view.scene
    said = scene.words[place.start : place.end]
    if is_handed_on(scene, sentence, place):
        return True
    if said[0] == "take":
        return False
    if place not in scene.spans("walk") and _goes_further(scene.words, place.end):
        return True
    if "done" in said:
        # "Make it 57 and we're done" closes terms.
        return any(m.stance in ON_THE_TABLE for m in view.mentions_in(sentence))
    return not _ENDING_IT.isdisjoint(said) and (_is_left(view, place) or _is_settled(view))


def _goes_further(words: list[str], at: int) -> bool:
    """Whether a sentence goes on: "we're done with the audit", "I can't make it work, but ..."."""
    return not ends_there(words, at) or words[at : at + 2] == [",", "but"]


def _is_left(view: View, place: Span) -> bool:
    """Whether the next words say what is left: "leave it there on the price", "at 84,000"."""
    following = range(place.end, place.end + _NEXT)
    issues = view.scene.found.issues.values()
    if any(span.start in following for spans in issues for span in spans):
        return True
    starts = view.scene.text.starts
    upto = starts[min(following.stop, len(starts)) - 1]
    return any(starts[place.end - 1] < m.quote.start <= upto for m in view.mentions)


def _is_settled(view: View) -> bool:
    """Whether both sides stand on the same terms: then "leave it at that" is a handshake."""
    theirs = view.other[0].terms if view.other else {}
    own = view.memory.positions["trainee"] | view.on_table
    return bool(theirs) and all(own.get(issue) == value for issue, value in theirs.items())
