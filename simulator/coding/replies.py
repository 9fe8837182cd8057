"""Finds the yes and the no to what the other side put forward: ACCEPT and REJECT."""

from collections.abc import Iterator

from simulator.coding.closing import closing_sentence
from simulator.coding.lexicon import load_words
from simulator.coding.taking import says_yes_to_less, takes_named, tells_of_yes
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance, other_side

_BARE = 4
"""Words up to which a turn can be nothing but a yes."""

_YES = frozenset(("exactly", "sure", "fine", "that", "is", "it", "thanks"))
_PLAIN_YES = frozenset(
    ("deal", "agreed", "done", "accepted", "sold", "granted", "i", "we", "agree")
)
_AFTER_NO = frozenset(("i", "we", "that", "it", "not", "thanks", "thank", "sorry", "way", "deal"))
_NOT = frozenset(("not", "no", "never"))
_SOUND = frozenset(("right", "correct", "fair", "true", "accurate"))
_ENDING = 4
"""Words at the end of a question, with its mark, that ask whether all is as it should be."""

_LAST_WORDS = 20
"""Words of a turn's end in which its last question stands."""
_SHORT = 8
"""Words and marks of a turn that is no more than a yes."""
_SEALED = frozenset(("deal", "agreed", "done"))
_YES_TAGS = frozenset(("accept", "accept_start", "accept_end", "grants", "yes_word"))
_NAMED_YES_TAGS = frozenset(("yes_after", "yes_before"))
_NO_TAGS = frozenset(("reject", "turns_down", "dislike", "sorry", "refuse"))
_OTHERS = frozenset(("you", "your", "them", "him", "her"))
_UNSURE = frozenset(("would", "could", "might", "help", "helps", "need", "if"))


def reply_moves(view: View) -> Iterator[Move]:
    """ACCEPT and REJECT, of either side; who speaks first has nothing to answer."""
    if not view.other:
        return
    may_accept, may_refuse = _may_accept(view), _may_refuse(view)
    accepted = rejected = False
    for sentence in view.scene.sentences if may_accept or may_refuse else ():
        if sentence in view.asked:
            if may_refuse and not rejected and _refuses_first(view, sentence):
                rejected = True
                yield view.move(Code.REJECT, sentence, answers=view.heard())
            continue
        if may_refuse and _says_no(view, sentence):
            if not rejected:
                rejected = True
                yield view.move(Code.REJECT, sentence, answers=view.heard())
        elif may_accept and not accepted and _accepts(view, sentence):
            accepted = True
            terms = view.other[0].terms
            yield view.move(Code.ACCEPT, sentence, answers=view.heard(), terms=terms)
    closing = None if accepted or view.scene.turn.speaker == "trainee" else closing_sentence(view)
    if closing is not None:
        terms = view.other[0].terms
        yield view.move(Code.ACCEPT, closing, answers=view.heard(), terms=terms)


def _may_accept(view: View) -> bool:
    """Whether a turn has any of the words without which nothing in it is a yes."""
    words, hits = view.scene.words, view.scene.hits
    if len(words) <= _SHORT or "yes" in words or not _YES_TAGS.isdisjoint(hits):
        return True
    return bool(view.mentions) and not _NAMED_YES_TAGS.isdisjoint(hits)


def _may_refuse(view: View) -> bool:
    """Whether a turn has any of the words without which nothing in it is a no."""
    return not _NO_TAGS.isdisjoint(view.scene.hits) or any(
        mention.stance is Stance.REFUSED for mention in view.mentions
    )


def _accepts(view: View, sentence: Sentence) -> bool:
    """Whether a sentence takes what the other side put forward, as it is."""
    if view.scene.any(("if", "but", "almost"), sentence.start, sentence.end):
        return False
    named = takes_named(view, sentence)
    if not (named or _says_yes(view, sentence)) or _only_would(view, sentence):
        return False
    if says_yes_to_less(view, sentence) or tells_of_yes(view, sentence):
        return False
    trainee = view.scene.turn.speaker == "trainee"
    return not (trainee and (view.trades or _new_terms(view, sentence)))


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
    if _short_yes(view):
        return True
    wish = bool(view.other) and (view.other[0].offered or bool(view.other[0].issues))
    wish = wish and scene.turn.speaker == "trainee"
    if _denies(scene.words, sentence):
        return False
    grants = scene.first("grants", sentence.start, sentence.end) if wish else None
    if grants is not None and "if" not in words[grants.start : grants.end]:
        return True
    start = scene.opening(sentence)
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


def _denies(words: list[str], sentence: Sentence) -> bool:
    """Whether "of course" is that of "of course not"."""
    said = words[sentence.start : sentence.end]
    return "course" in said and said[said.index("course") + 1 : said.index("course") + 2] == ["not"]


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


def _short_yes(view: View) -> bool:
    """Whether the whole turn is a few words that take an offer: "Ok, deal", "sure, 50 will work".

    In a longer turn a buyer says "it works" of anything.
    """
    scene = view.scene
    if len(scene.words) > _SHORT or not (view.other and view.other[0].offered):
        return False
    if len(scene.sentences) > 1 or "not" in scene.words:
        return False
    if any(s.mark == "?" for s in scene.sentences) or scene.any(("if", "but", "refuse"), 0, _SHORT):
        return False
    own = view.memory.positions[other_side(scene.turn.speaker)]
    new = any(m.issue is not None and own.get(m.issue) != m.value for m in view.mentions)
    return not new and (
        not _SEALED.isdisjoint(scene.words) or scene.any(("accept_start", "accept_end"), 0, _SHORT)
    )


def _closes(words: list[str], at: int) -> bool:
    """Whether nothing of weight follows: "that works for me", and not "that is good of you" or
    "one that works with studios".
    """
    if words[at - 1] == "works" and words[at : at + 1] == ["with"]:
        return False
    if at < len(words) and words[at] in ("for", "with", "by"):
        return _OTHERS.isdisjoint(words[at + 1 : at + 2])
    return (
        at >= len(words)
        or not words[at][0].isalnum()
        or words[at] in ("then", "thanks", "thank", "and", "so")
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
    if denies_fault(view, sentence):
        return False
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
    # "So that I don't get it wrong: ..." reads back, and refuses nothing.
    back = scene.has("read_back", sentence.start, sentence.end)
    return not back and scene.has("refuse", sentence.start, sentence.end)


def _refuses_first(view: View, sentence: Sentence) -> bool:
    """Whether a question opens with a no to what was offered: "We can't do 90, what about 95?"."""
    scene = view.scene
    if not view.other[0].offered:
        return False
    at = scene.first("refuse", sentence.start, sentence.end)
    return (
        at is not None
        and at.start == scene.opening(sentence)
        and scene.words[at.start] in ("i", "we")
        and scene.clause_of(at.start).end < sentence.end
    )


def denies_fault(view: View, sentence: Sentence) -> bool:
    """Whether a buyer's "no" is a yes: to "have I missed anything?" or "is that wrong?"."""
    words = view.scene.words
    heard = view.other[0] if words[sentence.start] == "no" and view.other else None
    if heard is None or not heard.question or view.scene.turn.speaker != "buyer":
        return False
    asked = heard.words[max(0, len(heard.words) - _LAST_WORDS) :]
    return (
        words[sentence.start + 1 : sentence.start + 2] in ([","], ["."], ["!"], [";"])
        and not load_words("fault").isdisjoint(asked)
        and _SOUND.isdisjoint(asked[-_ENDING:])
    )


def _is_answer(words: list[str], at: int, buyer: bool) -> bool:
    """Whether a "no" turns something down, and is not that of "no problem", or of a buyer's
    "no slides".
    """
    if buyer and at < len(words) and words[at][0].isalnum() and words[at - 1] == "no":
        return words[at] in _AFTER_NO
    return at >= len(words) or words[at] not in load_words("after_idle_no")
