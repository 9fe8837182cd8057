"""Finds what answers the other side: HOLD, ACCEPT, REJECT, BLUFF-TEST and the buyer's CONFIRM."""

from collections.abc import Iterator

from simulator.coding.lexicon import load_words
from simulator.coding.questions import skip_leadins
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance

_CLAIMS = frozenset(("rival", "authority", "deadline", "threat"))
_BARE = 4
"""Words up to which a turn can be nothing but a yes."""

_YES = frozenset(("exactly", "sure", "fine", "that", "is", "it", "thanks"))
_PLAIN_YES = frozenset(
    ("deal", "agreed", "done", "accepted", "sold", "granted", "i", "we", "agree")
)
_AFTER_NO = frozenset(("i", "we", "that", "it", "not", "thanks", "thank", "sorry", "way", "deal"))
_NOT = frozenset(("not", "no", "never"))
_REASONS_COUNTED = 5
_UNSURE = frozenset(("would", "could", "might", "help", "helps", "need", "if"))


def hold_moves(view: View, conceded: bool) -> Iterator[Move]:
    """HOLD: refuses, or restates the own figure, under pressure."""
    scene = view.scene
    repeated = _repeats(view)
    pressed = bool(view.other) and (
        bool(view.other[0].pressures) or view.other[0].refused or bool(view.other[0].terms)
    )
    seeking = {q.sentence for q in view.questions if q.kind != "closed"}
    for sentence in scene.sentences:
        if sentence in seeking:
            continue
        refuses = scene.has("refuse", sentence.start, sentence.end)
        if scene.has("test", sentence.start, sentence.end):
            continue
        holds = scene.has("hold", sentence.start, sentence.end) and sentence.mark != "?"
        bare_no = pressed and scene.has("reject", sentence.start, sentence.start + 1)
        if not (
            refuses or holds or bare_no or (repeated and pressed and view.mentions_in(sentence))
        ):
            continue
        if conceded and not refuses and not holds:
            continue
        reasons = len(scene.spans("reason"))
        yield view.move(
            Code.HOLD,
            sentence,
            answers=view.heard(),
            reasons=min(reasons, _REASONS_COUNTED),
            alternative=_alternative(view, sentence),
        )
        return


def _repeats(view: View) -> bool:
    table = view.on_table()
    known = {i: view.memory.position("trainee", i) for i in table}
    return bool(table) and all(known[i] == v for i, v in table.items())


def _alternative(view: View, held: Sentence) -> bool:
    """Whether another way is offered beside the no."""
    own = view.memory.positions["trainee"]
    if any(own.get(i) != v for i, v in view.on_table().items()):
        return True
    return any(
        view.scene.any(("segment", "option", "rescope", "instead"), s.start, s.end)
        or (s != held and view.scene.any(("propose",), s.start, s.end))
        for s in view.scene.sentences
    )


def reply_moves(view: View) -> Iterator[Move]:
    """ACCEPT and REJECT, of either side."""
    asked = {question.sentence for question in view.questions}
    accepted = rejected = False
    for sentence in view.scene.sentences:
        scene = view.scene
        start, end = sentence.start, sentence.end
        negative = sentence not in asked and _says_no(view, sentence)
        if negative and not rejected and _had_offer(view):
            rejected = True
            yield view.move(Code.REJECT, sentence, answers=view.heard())
        elif (
            not accepted
            and not negative
            and sentence not in asked
            and _says_yes(view, sentence)
            and not scene.any(("if", "but", "almost"), start, end)
            and not _only_would(view, sentence)
            and _had_offer(view)
            and not (scene.turn.speaker == "trainee" and _new_terms(view, sentence))
        ):
            accepted = True
            terms = dict(view.other[0].terms) if view.other else {}
            yield view.move(Code.ACCEPT, sentence, answers=view.heard(), terms=terms)


def _only_would(view: View, sentence: Sentence) -> bool:
    """Whether a yes depends on something: "and we have a deal", "then I'd sign"."""
    scene = view.scene
    if scene.turn.speaker == "buyer" and (
        "would_sign" in scene.hits
        or any(s.mark == "?" and view.mentions_in(s) for s in scene.sentences)
    ):
        return True
    place = scene.first("would_accept", sentence.start, sentence.end)
    opens = place is not None and place.start == sentence.start
    return place is not None and not (opens and scene.words[place.start] == "then")


def _says_yes(view: View, sentence: Sentence) -> bool:
    scene, words = view.scene, view.scene.words
    if scene.has("accept", sentence.start, sentence.end) or _bare_yes(view, sentence):
        return True
    wish = bool(view.other) and (view.other[0].offered or bool(view.other[0].issues))
    wish = wish and scene.turn.speaker == "trainee"
    if wish and scene.has("grants", sentence.start, sentence.end):
        return True
    start = skip_leadins(words, sentence)
    if scene.turn.speaker == "buyer" and not _near_terms(view, sentence):
        # A buyer says "fine" and "it works" of anything; its yes to a deal names the terms.
        place = scene.first("accept_start", sentence.start, max(start, sentence.start) + 1)
        return place is not None and words[place.start] in _PLAIN_YES
    if scene.turn.speaker == "buyer" and words[sentence.start] == "yes":
        return True
    if scene.has("accept_start", sentence.start, max(start, sentence.start) + 1):
        return True
    for span in scene.spans("accept_end"):
        if sentence.start <= span.start < sentence.end and _closes(words, span.end):
            return True
    return _yes_to_terms(view, sentence)


def _near_terms(view: View, sentence: Sentence) -> bool:
    """Whether values are named in a sentence or the one after it."""
    scene = view.scene
    following = scene.sentences[scene.sentences.index(sentence) + 1 :][:1]
    return bool(view.mentions_in(sentence)) or any(
        view.mentions_in(other) and other.mark != "?" for other in following
    )


def _bare_yes(view: View, sentence: Sentence) -> bool:
    """ "OK." as the whole answer to terms."""
    words = view.scene.words
    return (
        bool(view.other and view.other[0].offered)
        and len(view.scene.sentences) == 1
        and sentence.end - sentence.start <= _BARE
        and words[sentence.start]
        in ("okay", "sure", "yes", "yeah", "fine", "alright", "great", "exactly")
        and all(w in load_words("leadin") or w in _YES or not w[0].isalnum() for w in words)
    )


def _closes(words: list[str], at: int) -> bool:
    """Whether nothing of weight follows: "that works for me", and not "that is good of you"."""
    return (
        at >= len(words)
        or not words[at][0].isalnum()
        or words[at] in ("for", "with", "by", "then", "thanks", "thank", "and", "so")
    )


def _yes_to_terms(view: View, sentence: Sentence) -> bool:
    """ "Yes, on the basis of 57,000": a yes with terms, in answer to terms."""
    scene = view.scene
    yes = scene.first("yes_word", sentence.start, min(sentence.start + 4, sentence.end))
    if yes is None or not view.mentions or not view.other or not view.other[0].terms:
        return False
    if view.other[0].question or any(s.mark == "?" for s in scene.sentences):
        return False
    return _UNSURE.isdisjoint(scene.words) and not scene.any(
        ("if", "but", "refuse", "object"), 0, len(scene.words)
    )


def _new_terms(view: View, sentence: Sentence) -> bool:
    """Whether a yes comes with terms the other side has not said: "55 and we have a deal"."""
    theirs = view.other[0].terms if view.other else {}
    return any(
        m.issue is not None and m.stance in ON_THE_TABLE and theirs.get(m.issue) != m.value
        for m in view.mentions_in(sentence)
    )


def _says_no(view: View, sentence: Sentence) -> bool:
    scene = view.scene
    offered = bool(view.other) and view.other[0].offered
    buyer = scene.turn.speaker == "buyer"
    span = scene.first("reject", sentence.start, min(sentence.start + 3, sentence.end))
    if offered and span is not None and _is_answer(scene.words, span.end, buyer):
        return True
    if buyer and offered and scene.has("turns_down", sentence.start, sentence.end):
        return True
    if offered and scene.any(("dislike", "sorry"), sentence.start, sentence.end):
        # A buyer is "afraid" or "sorry" of many things; its no has a "not" beside it.
        return not buyer or not _NOT.isdisjoint(scene.words[sentence.start : sentence.end])
    refused = [m for m in view.mentions_in(sentence) if m.stance is Stance.REFUSED]
    wanted = view.other[0].terms if view.other else {}
    if refused:
        # "No car, but a pension": only what the other side asked for can be turned down.
        return any(m.issue is None or m.issue in wanted for m in refused) or not wanted
    return scene.has("refuse", sentence.start, sentence.end)


def _is_answer(words: list[str], at: int, buyer: bool) -> bool:
    """Whether a "no" turns something down, and is not that of "no problem", or of a buyer's
    "no slides".
    """
    if buyer and at < len(words) and words[at][0].isalnum() and words[at - 1] == "no":
        return words[at] in _AFTER_NO
    return at >= len(words) or words[at] not in load_words("after_idle_no")


def _had_offer(view: View) -> bool:
    """Whether there is something to say yes or no to."""
    return bool(view.other)


def bluff_moves(view: View) -> Iterator[Move]:
    """BLUFF-TEST: asks for detail or consequence of a claim the other side made."""
    if not any(_CLAIMS & set(past.pressures) for past in view.other):
        return
    for question in view.questions:
        sentence = question.sentence
        if view.scene.has("bluff_test", sentence.start, sentence.end):
            claim = next(p for p in view.other if _CLAIMS & set(p.pressures))
            yield view.move(Code.BLUFF_TEST, sentence, answers=claim.whole)
            return
