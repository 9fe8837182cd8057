"""Finds the buyer's moves: PRESS by kind, CUE, DISCLOSE, OBJECT and CONFIRM."""

from collections.abc import Iterator
from itertools import chain

from simulator.coding.idle_pressure import only_tells
from simulator.coding.memory import Past, content_stems
from simulator.coding.replies import denies_fault
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Pressure, Stance

_TELLING_WORDS = 5
"""Words, with the closing mark, from which a sentence tells something."""

_NOT_TELLING = (
    "press_price",
    "press_how_much",
    "press_limit",
    "propose",
    "hold",
    "small_talk",
    "polite_if",
    "withholds",
)

_DEEPEST = 3
_QUIET = frozenset((Code.CONFIRM, Code.CUE, Code.OBJECT))
"""Moves beside which a turn still tells."""

_TELLING_BESIDE_A_YES = 9
"""Words, with the closing mark, from which a sentence beside a "that's it" tells more than that."""

_WISHED = ON_THE_TABLE | {Stance.ASKED}
_ADDING = frozenset(("and", "also", "plus", "oh"))
_TAKING = frozenset(("good", "fine", "yes", "okay", "right", "agreed", "alright", "done"))
"""First words of a sentence after which a further term is asked for late."""

_NOT_A = ["not", "a"]
_CORRECTING = (["not", "quite"], ["not", "really"])
_BEFORE_THAT = frozenset(("but", "and", "so", "only", "yet", "think", "afraid", "say", "because"))
"""Words before a "that" which begins a clause and belongs to no noun."""

_UNHEARD = frozenset(("follow", "followed", "caught", "heard", "understood", "word", "words"))
_UNHEARD_IN = 5
"""Words after a "not sure" within which it is of what was said, and no doubt of an offer."""

_TERMS_READ = 2
"""Terms of a sentence that gives them back."""

_BEGUN = frozenset(("begun", "used", "stopped", "ceased", "anymore"))
"""Words before a worry that is told of, and past."""

_NEEDED = frozenset(("it", "that", "this", "them", "these", "those", "you", "to", "more", "any"))
"""Words after "I don't need" that point at what is on the table."""

_CONFIRMING = 2
"""Sentences at the start of a turn that can say yes to a reflection."""

_CONFIRMING_LATE = 4
"""Sentences among which one can be nothing but a confirmation: "Spot on."."""

_WEAK_YES = frozenset(("yes", "right", "true", "that", "this", "it", "an", "is"))
_SHORT_YES = 5
"""Words up to which a sentence that ends in a yes is nothing but one."""

_INVITING = 3
"""Words, with the mark, up to which a question only asks to go on: "Well?"."""

_OWN = frozenset(("i", "we", "my", "our", "me", "us"))

_KINDS: tuple[tuple[str, Pressure], ...] = (
    ("press_limit", "limit-ask"),
    ("press_how_much", "how-much"),
    ("press_name_price", "how-much"),
    ("press_threat", "threat"),
    ("press_insult", "insult"),
    ("press_rival", "rival"),
    ("press_authority", "authority"),
    ("press_deadline", "deadline"),
    ("press_renege", "renege"),
    ("press_nibble", "nibble"),
    ("nibble_extra", "nibble"),
    ("press_price", "price"),
)
_TAGS = frozenset(tag for tag, _ in _KINDS)
_LESSER = frozenset(("than", "over", "not", "never"))
_SET_BEHIND = 5
"""Words before a lower price in which it is set aside: "not the one that is cheaper"."""

_ASKED_ONLY = frozenset(("press_how_much", "nibble_extra"))
"""Words that press only in a question: "more when than how much" does not."""


def pressure_moves(view: View, asked: dict[str, object], late: bool) -> Iterator[Move]:
    """PRESS, one a kind; `asked` are the terms the buyer wants better for itself, `late` says
    whether the turn gives or takes something already.
    """
    scene = view.scene
    seen: set[Pressure] = set()
    named = not _TAGS.isdisjoint(scene.hits)
    kinds = [(tag, kind) for tag, kind in _KINDS if tag in scene.hits] if named else []
    for sentence in scene.sentences if kinds else ():
        for tag, kind in kinds:
            if kind in seen or not scene.has(tag, sentence.start, sentence.end):
                continue
            if _presses_not(view, tag, kind, sentence, seen):
                continue
            seen.add(kind)
            yield view.move(Code.PRESS, sentence, topic=kind)
    if "rival" not in seen:
        others = next((m for m in view.mentions if m.stance is Stance.OTHERS), None)
        if others is not None:
            seen.add("rival")
            place = view.sentence_at(others.quote.start)
            yield view.move(Code.PRESS, place, topic="rival")
    if "nibble" not in seen and view.mentions:
        nibble = _late_wish(view, late)
        if nibble is not None:
            seen.add("nibble")
            yield view.move(Code.PRESS, nibble, topic="nibble")
    if asked and not seen & {"price", "limit-ask", "nibble"}:
        figure = next(m for m in reversed(view.mentions) if m.issue in asked)
        place = view.sentence_at(figure.quote.start)
        yield view.move(Code.PRESS, place, topic="price")


def _presses_not(
    view: View, tag: str, kind: Pressure, sentence: Sentence, seen: set[Pressure]
) -> bool:
    """Whether the words of a pressure are there and press for nothing."""
    if tag in _ASKED_ONLY and sentence not in view.asked:
        return True
    place = view.scene.first(tag, sentence.start, sentence.end)
    if place is not None and only_tells(view, tag, kind, sentence, place):
        return True
    if kind == "deadline":
        return view.scene.has("pleased", sentence.start, sentence.end)
    if kind not in ("price", "how-much"):
        return False
    # "Add a rebate" asks for one thing more, whatever its name.
    added = view.scene.has("press_nibble", sentence.start, sentence.end)
    return bool(seen & {"limit-ask", "how-much"}) or added or _set_aside(view, tag, sentence)


def _late_wish(view: View, late: bool) -> Sentence | None:
    """A term beside the price that a buyer asks for when it has just been offered something, or
    has taken it: "Good. And pay in sixty, then."
    """
    heard = view.other[0] if view.other else None
    if heard is None or not heard.offered:
        return None
    scene, given = view.scene, late
    for sentence in scene.sentences:
        opening = scene.words[sentence.start]
        for mention in view.mentions_in(sentence):
            if (
                mention.stance in _WISHED
                and (given or opening in _ADDING)
                and mention.issue is not None
                and not view.index.issues[mention.issue].core
                and view.seller_gain(mention.issue, mention.value) < 0
            ):
                return sentence
        given = given or opening in _TAKING
    return None


def _set_aside(view: View, tag: str, sentence: Sentence) -> bool:
    """Whether a lower price is only named as what matters less: "quiet rather than a discount"."""
    place = view.scene.first(tag, sentence.start, sentence.end)
    if place is None:
        return False
    return not _LESSER.isdisjoint(
        view.scene.words[max(sentence.start, place.start - _SET_BEHIND) : place.start]
    )


def cue_moves(view: View) -> Iterator[Move]:
    """CUE: the words of a cue of the vocabulary."""
    for cue, spans in view.scene.found.cues.items():
        sentence = view.scene.sentences[view.scene.sentence_of(spans[0].start)]
        yield view.move(Code.CUE, sentence, topic=cue)


def disclosure_moves(view: View, other: list[Move]) -> Iterator[Move]:
    """DISCLOSE: tells something of an own interest, mostly in answer to a question or reflection;
    each further one on a topic is a tier deeper. `other` are the turn's other moves.
    """
    heard = view.other[0] if view.other else None
    if heard is None:
        return
    answers = heard.question or heard.listened or heard.words[-1:] == ["?"]
    if answers or _volunteers(view, other):
        for topic, spans in view.scene.found.topics.items():
            for span in spans:
                sentence = view.scene.sentences[view.scene.sentence_of(span.start)]
                if _tells(view, sentence):
                    yield view.move(Code.DISCLOSE, sentence, topic=topic, tier=_tier(view, topic))
                    return
    codes = {move.code for move in other}
    invited = heard.about or len(heard.words) <= _INVITING
    if not (answers and invited) or not codes <= _QUIET or view.scene.found.facts:
        return
    least = _TELLING_BESIDE_A_YES if Code.CONFIRM in codes else _TELLING_WORDS
    told = [s for s in view.scene.sentences if s.end - s.start >= least and _tells(view, s)]
    if told:
        sentence = max(told, key=lambda s: s.end - s.start)
        about = heard.about
        yield view.move(Code.DISCLOSE, sentence, topic=about, tier=_tier(view, about))


def _volunteers(view: View, other: list[Move]) -> bool:
    """Whether a turn that does nothing else speaks of the own side unasked."""
    return not other and not _OWN.isdisjoint(view.scene.words)


def _tells(view: View, sentence: Sentence) -> bool:
    """Whether a sentence is a statement that neither hints, presses, objects nor chats."""
    scene = view.scene
    start, end = sentence.start, sentence.end
    if sentence.mark == "?" or end - start < _TELLING_WORDS:
        return False
    if scene.words[start] == "let" or _reads_terms(view, sentence):
        return False
    return not _hints(view, sentence) and not scene.any(_NOT_TELLING, start, end)


def _reads_terms(view: View, sentence: Sentence) -> bool:
    """Whether a sentence gives terms back: "I've written down 57,000 and a start in January"."""
    own = view.memory.positions["trainee"]
    said = [m for m in view.mentions_in(sentence) if m.issue is not None]
    return len(said) >= _TERMS_READ and any(own.get(str(m.issue)) == m.value for m in said)


def _hints(view: View, sentence: Sentence) -> bool:
    """Whether a hint of the buyer's stands in a sentence."""
    hints = chain.from_iterable(view.scene.found.cues.values())
    return any(sentence.start <= hint.start < sentence.end for hint in hints)


def _tier(view: View, topic: str) -> int:
    """Each further disclosure on a topic goes a step deeper."""
    return min(view.memory.told[topic] + 1, _DEEPEST)


def objection_moves(view: View) -> Iterator[Move]:
    """OBJECT: a hesitation or a no with or without its reason; the first of the turn."""
    scene = view.scene
    for sentence in scene.sentences if "object" in scene.hits else ():
        if sentence in view.asked or scene.has("press_insult", *sentence[:2]):
            continue
        if _hints(view, sentence):
            continue
        if not _objects(view, sentence):
            continue
        reasons = int(scene.has("reason", sentence.start, sentence.end))
        yield view.move(Code.OBJECT, sentence, reasons=reasons)
        return


def _objects(view: View, sentence: Sentence) -> bool:
    """Whether a sentence hesitates; "no problem" and "I don't doubt it" do not."""
    words = view.scene.words
    return any(
        sentence.start <= place.start < sentence.end
        and not _needs_else(view, sentence, place)
        and not _hesitates_not(view, sentence, place)
        and not (
            place.end == place.start + 1
            and (words[place.start - 1] == "no" or words[place.start - 2 : place.start] == _NOT_A)
        )
        for place in view.scene.spans("object")
    )


def _hesitates_not(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether words of a hesitation put a reflection right ("not quite"), stand after a "nothing"
    or a relative, or close a point: "settled, as far as I am concerned".
    """
    words, start = view.scene.words, place.start
    before = words[max(sentence.start, start - 4) : start]
    if words[start] in ("that", "which") and start > view.scene.opening(sentence) + 1:
        return words[start - 1][0].isalpha() and words[start - 1] not in _BEFORE_THAT
    if words[start : start + 2] in _CORRECTING and view.other and view.other[0].listened:
        return True
    after = words[place.end : place.end + _UNHEARD_IN]
    if words[place.end - 1] in ("sure", "certain") and not _UNHEARD.isdisjoint(after):
        return True
    if not _BEGUN.isdisjoint(before) or _only_confirms(view, sentence):
        return True
    return "nothing" in before or before[:2] == ["far", "as"]


def _only_confirms(view: View, sentence: Sentence) -> bool:
    """Whether a sentence says that the trainee got it right, and no "but" after it."""
    if not (view.other and view.other[0].listened):
        return False
    start, end = view.scene.opening(sentence), sentence.end
    if "but" in view.scene.words[start:end]:
        return False
    return view.scene.has("confirm", start, min(start + 2, end))


def _needs_else(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether "I don't need fireworks" turns down what nobody has put forward."""
    words = view.scene.words
    if words[place.end - 1] != "need" or "not" not in words[place.start : place.end]:
        return False
    things = words[place.end : sentence.end]
    if things[:1] != [] and things[0] in _NEEDED:
        return False
    named = (s.start for spans in view.scene.found.issues.values() for s in spans)
    options = (hit.span.start for hit in view.scene.found.options)
    if any(place.end <= at < sentence.end for at in chain(named, options)):
        return False
    stems = content_stems(things)
    return bool(stems) and all(stems.isdisjoint(past.stems) for past in view.other)


def confirm_moves(view: View, heard: Past | None) -> Iterator[Move]:
    """CONFIRM: says that the trainee's reflection or test was right."""
    if heard is None or not (heard.listened or (heard.question and not heard.offered)):
        return
    scene = view.scene
    sentences = view.scene.sentences[: _CONFIRMING_LATE if heard.listened else 1]
    for number, sentence in enumerate(sentences):
        start, end = sentence.start, sentence.end
        if sentence.mark == "?" or scene.has("confirm_but", start, end):
            continue
        if number >= _CONFIRMING and not _is_all_praise(view, sentence):
            continue
        place = scene.first("confirm", start, min(start + 4, end))
        if place is not None and not heard.listened and _only_answers(scene.words, place):
            continue
        if place is not None or (heard.listened and _is_yes(scene.words[start:end])):
            yield view.move(Code.CONFIRM, sentence, answers=heard.whole)
            return
    if denies_fault(view, sentences[0]):
        yield view.move(Code.CONFIRM, sentences[0], answers=heard.whole)


def _is_all_praise(view: View, sentence: Sentence) -> bool:
    """Whether a later sentence is nothing but a confirmation: "Spot on."."""
    if sentence.end - sentence.start > _SHORT_YES:
        return False
    place = view.scene.first("confirm", sentence.start, sentence.start + 1)
    if place is None:
        return False
    said = view.scene.words[place.start : place.end]
    return (len(said) > 1 and said[0] not in _WEAK_YES) or said[0] in ("exactly", "precisely")


def _only_answers(words: list[str], place: Span) -> bool:
    """Whether a "yes" or "right" answers a plain question: "Yes, I am", and no "Yes, exactly";
    and "that is how it was" does.
    """
    said = words[place.start : place.end]
    if not {"how", "what", "where"}.isdisjoint(said):
        return True
    return said[0] in ("yes", "right") and "exactly" not in said and "that" not in said


def _is_yes(words: list[str]) -> bool:
    """ "Yes." and "A few of them, yes."."""
    said = [word for word in words if word[0].isalnum()]
    return len(said) <= _SHORT_YES and said[-1:] == ["yes"]
