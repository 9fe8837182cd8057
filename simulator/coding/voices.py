"""Tells whose words they are: what stands in quotation marks or after "you said" is not the
speaker's own.
"""

import re

from simulator.coding.scene import Scene
from simulator.coding.text import Sentence, Span

_QUOTED = re.compile('["“]([^"“”]{1,400})["”]')
_AFTER = 4
"""Words within which "you said" still hands over what stands before it."""


def is_handed_on(scene: Scene, sentence: Sentence, place: Span) -> bool:
    """Whether words of a sentence are given as the other side's."""
    before = scene.first("voiced", sentence.start, place.start)
    after = scene.first("voiced", place.end, min(place.end + _AFTER, sentence.end))
    if before is not None or (after is not None and scene.words[after.start - 1] == ","):
        return True
    return is_quoted(scene, place.start)


def is_quoted(scene: Scene, word: int) -> bool:
    """Whether a word stands in quotation marks."""
    raw = scene.turn.text
    if '"' not in raw and "“" not in raw:
        return False
    at = scene.text.starts[word]
    return any(match.start(1) <= at < match.end(1) for match in _QUOTED.finditer(raw))
