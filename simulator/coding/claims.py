"""Finds FALSE where it can be checked: a rival order or offer that the seller's sheet does not
hold, and a percentage claimed for the product that no fact has.

Only a claim that is plainly made and plainly not on the sheet counts. A vague one ("others are
interested too"), a supposed one and a figure the buyer has named are left alone.
"""

from collections.abc import Iterator

from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import Code, Move

_SUPPOSING = ("if", "imagine", "quoted")
_UNSURE = frozenset(("would", "could", "might", "may", "maybe", "perhaps", "hope", "say"))
_LEAST_AMOUNT = 1000
"""Bare figures below this may count anything."""


def false_moves(view: View) -> Iterator[Move]:
    """FALSE, the first of a trainee's turn."""
    hits = view.scene.hits
    if not view.index.truths.known or not ("rival_demand" in hits or "claiming" in hits):
        return
    for sentence in view.scene.sentences:
        if sentence in view.asked or view.scene.any(_SUPPOSING, sentence.start, sentence.end):
            continue
        if _invented_rival(view, sentence) or _invented_result(view, sentence):
            yield view.move(Code.FALSE, sentence)
            return


def _invented_rival(view: View, sentence: Sentence) -> bool:
    """Whether another buyer is claimed to have signed, or to pay, what nobody on the sheet does."""
    scene, truths = view.scene, view.index.truths
    place = scene.first("rival_demand", sentence.start, sentence.end)
    if place is None or _theirs(scene.words, place.end):
        return False
    amounts = [
        figure
        for figure in scene.figures_in(sentence)
        if figure.unit in ("money", None)
        and (figure.unit or figure.scaled or figure.value >= _LEAST_AMOUNT)
    ]
    if amounts:
        pays = scene.has("rival_pays", place.start, sentence.end)
        return pays and not any(truths.holds_amount(figure) for figure in amounts)
    if truths.names_alternative(scene.words[sentence.start : sentence.end]):
        return False
    return scene.has("rival_takes", place.start, sentence.end)


def _theirs(words: list[str], at: int) -> bool:
    """Whether "someone else" is at the other side: "someone else in your team"."""
    return words[at : at + 1] != [] and words[at] in ("in", "at", "on", "from", "of")


def _invented_result(view: View, sentence: Sentence) -> bool:
    """Whether a result in per cent is claimed that no fact has and the buyer did not name."""
    scene, truths = view.scene, view.index.truths
    if not (
        scene.has("claiming", sentence.start, sentence.end)
        and scene.has("result", sentence.start, sentence.end)
    ) or not _UNSURE.isdisjoint(scene.words[sentence.start : sentence.end]):
        return False
    terms = {mention.quote.start for mention in view.mentions_in(sentence)}
    heard = {word for past in view.other for word in past.words}
    shares = [
        figure
        for figure in scene.figures_in(sentence)
        if figure.unit == "percent" and scene.text.starts[figure.start] not in terms
    ]
    return bool(shares) and not any(
        truths.holds_share(figure) or scene.words[figure.start] in heard for figure in shares
    )
