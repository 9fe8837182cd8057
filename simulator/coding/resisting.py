"""Finds how a trainee stands up to pressure: HOLD, and the BLUFF-TEST of a claim."""

from collections.abc import Collection, Iterator

from simulator.coding.leaving import leaves
from simulator.coding.memory import Past, content_stems
from simulator.coding.questions import is_one_word_asked
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.coding.voices import is_handed_on
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance

_HOLDING = frozenset(("refuse", "hold", "reject", "hold_pressed", "loss"))
_CLAIMS = frozenset(("rival", "authority", "deadline", "threat"))
_SAID = (*ON_THE_TABLE, Stance.QUOTED)
_OF_OTHERS = frozenset(("they", "them", "their", "theirs", "he", "him", "his", "she", "her"))
_NEXT_REASON = frozenset(("and", "also", ".", ";", "!", "?", "besides", "nor"))
_OF_MANY = frozenset(("they", "them", "their", "theirs"))
_REASONS_COUNTED = 5


def hold_moves(view: View, conceded: bool, given_back: Collection[Sentence]) -> Iterator[Move]:
    """HOLD: refuses, or restates the own figure, under pressure; `given_back` are the sentences
    that only say again what was said.
    """
    scene = view.scene
    if not view.mentions and _HOLDING.isdisjoint(scene.hits):
        return
    for sentence in scene.sentences:
        if sentence in given_back or view.asked.get(sentence) in ("open", "why"):
            continue
        if not _holds(view, sentence, conceded):
            continue
        yield view.move(
            Code.HOLD,
            sentence,
            answers=view.heard(),
            reasons=min(_reasons(view), _REASONS_COUNTED),
            alternative=_alternative(view, sentence),
        )
        return


def _holds(view: View, sentence: Sentence, conceded: bool) -> bool:
    scene = view.scene
    start, _, mark = sentence
    heard = view.other[0] if view.other else None
    pressed = heard is not None and _presses(heard)
    if _says(view, "refuse", sentence):
        return True
    if heard is not None and not pressed and heard.pressures:
        # "The fee is 42,000" answers "how much?" and holds nothing yet.
        return False
    if mark != "?" and _says(view, "hold", sentence) and not leaves(view, sentence):
        # "My number is at the bottom" holds only what was pressed for.
        place = scene.first("hold", start, sentence.end)
        if pressed or place is None or scene.words[place.end - 1] != "is":
            return True
    if not pressed:
        return False
    if scene.has("reject", start, start + 1):
        return not (conceded or is_one_word_asked(sentence))
    if _says(view, "hold_pressed", sentence) or _says(view, "loss", sentence):
        return True
    return _restates(view, sentence) or _turns_down(view, sentence)


def _presses(heard: Past) -> bool:
    """Whether a turn presses: to ask for the price does not."""
    return bool(set(heard.pressures) - {"how-much"}) or heard.refused or bool(heard.terms)


def _says(view: View, tag: str, sentence: Sentence) -> bool:
    place = view.scene.first(tag, sentence.start, sentence.end)
    return place is not None and not is_handed_on(view.scene, sentence, place)


def _restates(view: View, sentence: Sentence) -> bool:
    """Whether a sentence says the own figure on a core issue again and takes no step on it."""
    if sentence.mark == "?" or view.trades:
        return False
    if view.scene.any(("if", "voiced", "recap", "has_quote"), *sentence[:2]):
        return False
    named = [
        m
        for m in view.mentions_in(sentence)
        if m.issue is not None and m.stance in _SAID and view.index.issues[m.issue].core
    ]
    own = view.memory.positions["trainee"]
    return bool(named) and all(own.get(str(m.issue)) == m.value for m in named)


def _turns_down(view: View, sentence: Sentence) -> bool:
    return any(m.stance is Stance.REFUSED for m in view.mentions_in(sentence))


def _reasons(view: View) -> int:
    """Reasons a turn gives; "because it costs us a day" is one, whatever words it has."""
    words, scene = view.scene.words, view.scene
    count, upto = 0, -1
    given = [trade.promise for trade in view.trades] + [t.condition for t in view.trades]
    for span in sorted(scene.spans("reason") + scene.spans("loss")):
        if any(part.start <= span.start < part.end for part in given):
            # "..., and since it's you, you may have 231" gives a reason for no no.
            continue
        if upto < 0 or not _NEXT_REASON.isdisjoint(words[upto : span.start + 1]):
            count += 1
        upto = max(upto, span.end)
    return count


def _alternative(view: View, held: Sentence) -> bool:
    """Whether another way is offered beside the no."""
    if view.departs_from("trainee"):
        return True
    return any(
        view.scene.any(("segment", "option", "rescope", "instead"), s.start, s.end)
        or (s != held and view.scene.has("propose", s.start, s.end))
        for s in view.scene.sentences
    )


def bluff_moves(view: View) -> Iterator[Move]:
    """BLUFF-TEST: asks for detail or consequence of a claim the other side made."""
    claim = next((past for past in view.other if _CLAIMS & set(past.pressures)), None)
    if claim is None:
        return
    for question in view.questions:
        if _tests_claim(view, question.sentence, claim):
            yield view.move(Code.BLUFF_TEST, question.sentence, answers=claim.whole)
            return


def _tests_claim(view: View, sentence: Sentence, claim: Past) -> bool:
    scene = view.scene
    start, end, _ = sentence
    if scene.has("stake", start, end) and "authority" not in claim.pressures:
        return False
    if scene.has("bluff_test", start, end):
        return True
    if claim is not view.other[0] or not {"rival", "authority"} & set(claim.pressures):
        return False
    words = scene.words[start:end]
    if scene.any(("propose", "ask_get", "permission"), start, end):
        return False
    # "And when does she look at it?" is about a colleague and no rival.
    others = _OF_OTHERS if "rival" in claim.pressures else _OF_MANY
    return not others.isdisjoint(words) or len(content_stems(words) & claim.stems) > 1
