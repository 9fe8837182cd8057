"""Finds a SUMM: what was said or settled, gathered in a sentence."""

from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import Stance

_FEWEST_TERMS = 3
"""Issues of a list of terms that is a summary without being called one."""

_FEWEST_PARTS = 2
"""Commas and "and" of a list that was announced as a summary."""

_GATHERING = frozenset(("summ", "recap", "read_back"))
_DEMANDING = ("speaker_wants", "push_close", "walk", "supposed", "for_that")
"""What makes a new demand, or an ultimatum, of a list of terms."""

_SAID = (["we", "said"], ["we", "agreed"], ["we", "settled"])
_BETWEEN = frozenset((",", ";", "and", "–", "—"))


def is_recap(view: View, sentence: Sentence) -> bool:
    """Whether a sentence gathers at least two points of the talk."""
    scene = view.scene
    start, end, _ = sentence
    if scene.words[start : start + 2] in _SAID and _lists_said(view, sentence):
        return True
    if len(view.mentions) < _FEWEST_TERMS and _GATHERING.isdisjoint(scene.hits):
        return False
    if scene.has("summ", start, end) and _has_parts(view, sentence):
        return end - start > _FEWEST_PARTS
    if scene.has("recap", start, start + 2) and len(_issues(view, sentence)) >= _FEWEST_PARTS:
        return True
    if sentence in view.asked:
        return False
    return _lists_announced(view, sentence) or _lists_settled(view, sentence)


def _lists_said(view: View, sentence: Sentence) -> bool:
    """Whether "we said ..." lists terms that one side or the other already stands on."""
    listed = _issues(view, sentence)
    return len(listed) >= _FEWEST_PARTS and not _new(view, listed)


def _new(view: View, listed: dict[str, object]) -> int:
    """How many terms neither side has named yet."""
    positions = view.memory.positions
    return sum(
        value not in (positions["trainee"].get(issue), positions["buyer"].get(issue))
        for issue, value in listed.items()
    )


def _has_parts(view: View, sentence: Sentence) -> bool:
    """Whether what is called a summary gathers points, or lists some."""
    words = view.scene.words[sentence.start : sentence.end]
    return view.points >= _FEWEST_PARTS or sum(w in _BETWEEN for w in words) >= _FEWEST_PARTS


def _lists_announced(view: View, sentence: Sentence) -> bool:
    """Whether a list follows the announcement of one, in the sentence or the one before."""
    scene = view.scene
    if "read_back" not in scene.hits or not view.other:
        return False
    place = scene.first("read_back", sentence.start, sentence.end)
    if place is None:
        number = scene.sentence_of(sentence.start)
        before = scene.sentences[number - 1] if number else None
        if before is None or not scene.has("read_back", before.start, before.end):
            return False
    listed = scene.words[place.end if place else sentence.start : sentence.end]
    return sum(word in _BETWEEN for word in listed) >= _FEWEST_PARTS and view.points >= 1


def _lists_settled(view: View, sentence: Sentence) -> bool:
    """Whether a sentence lists terms that one side or the other already stands on."""
    if view.trades or len(view.mentions) < _FEWEST_TERMS:
        return False
    # After a no, the terms are offered again and not summed up.
    refused = bool(view.other) and view.other[0].refused
    if refused or view.scene.any(_DEMANDING, 0, len(view.scene.words)):
        return False
    if "get" in view.scene.words[sentence.start : sentence.end]:
        # "You get net 60, and I get two years" trades.
        return False
    listed = _issues(view, sentence)
    return len(listed) >= _FEWEST_TERMS and not _new(view, listed)


def _issues(view: View, sentence: Sentence) -> dict[str, object]:
    """The terms a sentence names as they stand, and does not turn down or only suppose."""
    return {
        m.issue: m.value
        for m in view.mentions_in(sentence)
        if m.issue is not None and m.stance not in (Stance.REFUSED, Stance.HYPOTHETICAL)
    }
