"""Finds the yes of a buyer who does not say it: "write it up", "the second", or the seller's own
terms given back one after the other.
"""

from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Mention, Stance

_NOT_MEANT = frozenset((Stance.REFUSED, Stance.PAST, Stance.OTHERS, Stance.ASKED))
_AGAINST = ("press_price", "press_insult", "press_threat", "object", "refuse", "reject", "if")
"""Tags beside which terms that are given back are complained of, and not agreed to."""

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
        closes = scene.has("closing", start, end)
        if picks or (closes and not scene.any(("if", "would_sign"), start, end)):
            return sentence
    return _giving_back(view)


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
    for sentence in scene.sentences:
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
