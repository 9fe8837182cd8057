"""Tells a figure that only takes up a question after no money: "how many miles?" - "80,000", and
the "80,000?" that comes back to it.
"""

from simulator.coding.figures import Figure, find_figures
from simulator.coding.lexicon import load_words
from simulator.coding.memory import Memory, Past
from simulator.coding.scene import Scene
from simulator.coding.text import Text
from simulator.domain.moves import Speaker, other_side

_ECHO = 5
"""Words, with the mark, of a question that is little more than the other side's figure."""

_ASKING = frozenset(("how", "which", "what"))
_FRAMES = ("propose", "commit_me", "ask_get", "hold", "give")
_SAYING = frozenset(("say", "guess", "think", "believe"))
_SAID = 3
"""Words before a figure in which it is said to be an estimate: "I'd say around 4,000"."""

_COUNTED = frozenset(("things", "ordinal", "months", "days"))


def issues_of_tally(
    scene: Scene, memory: Memory, speaker: Speaker, figure: Figure
) -> frozenset[str] | None:
    """The issues that the first figure of a turn can be a value of all the same, being named in
    the question that it answers; None if it takes up no tally.
    """
    if figure.unit not in (None, "days", "months"):
        return None
    said = memory.last(other_side(speaker))
    if not said:
        return None
    if _asks_tally(said[0]):
        return None if _is_put_forward(scene, figure) else said[0].issues
    return frozenset() if _is_echo(scene, memory, speaker, said[0], figure) else None


def _asks_tally(past: Past) -> bool:
    """Whether a turn asks how many, how old, which year or the like, and after no money."""
    words = past.words
    if "?" not in words or _ASKING.isdisjoint(words):
        return False
    found = False
    for at, word in enumerate(words[:-1]):
        after = words[at + 1]
        if word == "how":
            named = words[at + 2] if at + 2 < len(words) else ""
            if after == "much" or (after in load_words("tally") and named in load_words("money")):
                return False
            found = found or after in load_words("tally")
        elif word in ("which", "what"):
            after = words[min(at + 3, len(words) - 1)] if after in ("is", "was") else after
            found = found or after in load_words("tallied")
    return found


def _is_put_forward(scene: Scene, figure: Figure) -> bool:
    """Whether the words before a figure make terms of it: "I want 4,200", not "I'd say 4,200"."""
    if not _SAYING.isdisjoint(scene.words[max(0, figure.start - _SAID) : figure.start]):
        return False
    return any(span.end <= figure.start for tag in _FRAMES for span in scene.spans(tag))


def _is_echo(scene: Scene, memory: Memory, speaker: Speaker, past: Past, figure: Figure) -> bool:
    """Whether a short question only gives back a figure that was none of terms."""
    sentence = scene.sentences[scene.sentence_of(figure.start)]
    if sentence.mark != "?" or sentence.end - sentence.start > _ECHO:
        return False
    said = scene.words[figure.start : figure.end]
    if not set(said) <= set(past.words):
        return False
    own = memory.last(speaker)
    if own and _asks_tally(own[0]):
        return True
    found = find_figures(Text(past.text))
    return any(f.value == figure.value and f.unit in _COUNTED for f in found)
