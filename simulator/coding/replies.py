"""Finds the yes and the no to what the other side put forward: ACCEPT and REJECT."""

from collections.abc import Iterator

from simulator.coding.closing import closing_sentence, takes_as_offered
from simulator.coding.idle_yes import is_one_of_two, is_partial, meant_places, only_nods
from simulator.coding.lexicon import load_words
from simulator.coding.questions import is_one_word_asked
from simulator.coding.scene import Scene
from simulator.coding.short_yes import SHORT, affirms, is_bare_yes, is_short_yes
from simulator.coding.taking import only_prefers, says_yes_to_less, takes_named, tells_of_yes
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance

_SIGH = 3
"""Words, with the mark, of a yes that a no right after it undoes: "Fine. Then we stop here."."""

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
_YES_TAGS = frozenset(("accept", "accept_start", "accept_end", "grants", "yes_word"))
_NAMED_YES_TAGS = frozenset(("yes_after", "yes_before"))
_NO_TAGS = frozenset(("reject", "bare_no", "turns_down", "dislike", "loss", "sorry", "refuse"))
_OTHERS = frozenset(("you", "your", "them", "him", "her"))
_TO_YOU = frozenset(("you", "your"))
"""Words that end a "reserved for you", which is no no."""

_UNSURE = frozenset(("would", "could", "might", "help", "helps", "need", "if"))


def reply_moves(view: View) -> Iterator[Move]:
    """ACCEPT and REJECT, of either side; who speaks first has nothing to answer."""
    if not view.other:
        return
    may_accept, may_refuse = _may_accept(view), _may_refuse(view)
    accepted: Sentence | None = None
    rejected = False
    for sentence in view.scene.sentences if may_accept or may_refuse else ():
        if is_one_word_asked(sentence):
            continue
        if sentence in view.asked:
            if may_refuse and not rejected and _refuses_first(view, sentence):
                rejected = True
                yield view.move(Code.REJECT, sentence, answers=view.heard())
            continue
        if may_refuse and _says_no(view, sentence):
            if not rejected:
                rejected = True
                yield view.move(Code.REJECT, sentence, answers=view.heard())
            if accepted is not None and accepted.end - accepted.start <= _SIGH:
                accepted = None
        elif may_accept and accepted is None and _accepts(view, sentence):
            accepted = sentence
    if accepted is None and view.scene.turn.speaker == "buyer":
        accepted = closing_sentence(view)
    if accepted is not None and not _stands_by_own_price(view):
        terms = view.other[0].terms
        yield view.move(Code.ACCEPT, accepted, answers=view.heard(), terms=terms)


def _stands_by_own_price(view: View) -> bool:
    """Whether a trainee names another price than the one on offer beside its yes: "Their letter.
    Fine. My number is 48."."""
    if view.scene.turn.speaker == "buyer":
        return False
    theirs, issues = view.other[0].terms, view.index.issues
    return any(
        issue in theirs and theirs[issue] != value and issues[issue].core
        for issue, value in view.on_table.items()
    )


def _may_accept(view: View) -> bool:
    """Whether a turn has any of the words without which nothing in it is a yes."""
    words, hits = view.scene.words, view.scene.hits
    if len(words) <= SHORT or "yes" in words or not _YES_TAGS.isdisjoint(hits):
        return True
    return bool(view.mentions) and not _NAMED_YES_TAGS.isdisjoint(hits)


def _may_refuse(view: View) -> bool:
    """Whether a turn has any of the words without which nothing in it is a no."""
    return not _NO_TAGS.isdisjoint(view.scene.hits) or any(
        mention.stance is Stance.REFUSED for mention in view.mentions
    )


def _accepts(view: View, sentence: Sentence) -> bool:
    """Whether a sentence takes what the other side put forward, as it is."""
    upto = sentence.end
    if not sentence.mark and upto < len(view.scene.words):
        # Without a mark between them, "I think if you ..." belongs to the words before it.
        upto = view.scene.sentences[view.scene.sentences.index(sentence) + 1].end
    if view.scene.any(("if", "but", "almost"), sentence.start, upto):
        return False
    named = takes_named(view, sentence)
    if not (named or (_can_be_met(view) and _says_yes(view, sentence))):
        return False
    if _only_would(view, sentence):
        return False
    if says_yes_to_less(view, sentence) or tells_of_yes(view, sentence):
        return False
    if only_prefers(view, sentence) or is_partial(view.scene.words, sentence):
        return False
    trainee = view.scene.turn.speaker == "trainee"
    return not (trainee and (view.trades or _new_terms(view, sentence)))


def _can_be_met(view: View) -> bool:
    """Whether a yes can be meant: a trainee's "no problem" before a question, where the buyer has
    put, asked and pressed for nothing, takes up nothing that lies further back."""
    heard = view.other[0]
    wished = heard.offered or heard.question or heard.issues or heard.pressures
    return view.scene.turn.speaker == "buyer" or bool(wished) or not view.questions


def _only_would(view: View, sentence: Sentence) -> bool:
    """Whether a yes depends on something: "and we have a deal", "then I'd sign"."""
    scene = view.scene
    if scene.turn.speaker == "buyer" and (
        "would_sign" in scene.hits
        or any(s.mark == "?" and view.mentions_in(s) for s in scene.sentences)
    ):
        return True
    place = scene.first("would_accept", sentence.start, sentence.end)
    if place is not None and takes_as_offered(view, sentence, place):
        return False
    opens = place is not None and place.start == sentence.start
    return place is not None and not (opens and scene.words[place.start] == "then")


def _says_yes(view: View, sentence: Sentence) -> bool:
    scene, words = view.scene, view.scene.words
    if (
        meant_places(view, sentence, "accept")
        or is_bare_yes(view, sentence)
        or affirms(view, sentence)
    ):
        return True
    if is_short_yes(view):
        return True
    wish = bool(view.other) and (view.other[0].offered or bool(view.other[0].issues))
    wish = wish and scene.turn.speaker == "trainee"
    if _denies(scene, sentence):
        return False
    grants = scene.first("grants", sentence.start, sentence.end) if wish else None
    if grants is not None and _grants(view, sentence, grants):
        return True
    start = scene.opening(sentence)
    if scene.turn.speaker == "buyer" and not _near_terms(view, sentence):
        # A buyer says "fine" and "it works" of anything; its yes to a deal names the terms.
        place = scene.first("accept_start", sentence.start, max(start, sentence.start) + 1)
        return place is not None and not _PLAIN_YES.isdisjoint(words[place.start : place.end])
    if scene.turn.speaker == "buyer" and words[sentence.start] == "yes":
        # "Yes, I'm interested, I can offer 80": the other side had put nothing forward.
        return view.other[0].offered or not view.departs_from("trainee")
    place = scene.first("accept_start", sentence.start, max(start, sentence.start) + 1)
    if place is not None:
        return not only_nods(view, sentence, place)
    if any(_closes(words, span.end) for span in meant_places(view, sentence, "accept_end")):
        # "That's fair, what would you like to see?" is one to no offer.
        return scene.turn.speaker == "buyer" or not _turns_to_ask(view, sentence)
    return _yes_to_terms(view, sentence)


def _turns_to_ask(view: View, sentence: Sentence) -> bool:
    """Whether a question follows words of approval where nothing had been put forward."""
    number = view.scene.sentences.index(sentence) + 1
    following = view.scene.sentences[number : number + 1]
    heard = view.other[0]
    wished = heard.offered or (heard.question and heard.issues)
    return not wished and any(s in view.asked for s in following)


def _grants(view: View, sentence: Sentence, place: Span) -> bool:
    """Whether words that give a wish its yes do: no "I can get it fixed" to what asked for no
    mending, and no share of one's own, "I'll take all of it and you have the rest".
    """
    words = view.scene.words
    said = words[place.start : place.end]
    if "if" in said or is_one_of_two(words, sentence, place.start):
        return False
    if said[-1] == "take" and view.scene.has("dividing", place.end, sentence.end):
        return False
    last = next(word for word in reversed(said) if word[0].isalnum())
    return "get" not in said or not last.endswith("ed") or last in view.other[0].words


def _denies(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence begins with the "of course" or "certainly" of a no."""
    upto = scene.opening(sentence) + 1
    places = (scene.first(tag, sentence.start, upto) for tag in ("reject", "bare_no"))
    return any(at is not None and "not" in scene.words[at.start : at.end] for at in places)


def _near_terms(view: View, sentence: Sentence) -> bool:
    """Whether values are named in a sentence or the one after it."""
    scene = view.scene
    following = scene.sentences[scene.sentences.index(sentence) + 1 :][:1]
    return bool(view.mentions_in(sentence)) or any(
        view.mentions_in(other) and other.mark != "?" for other in following
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
    if offered and (_is_bare_no(scene, sentence) or _regrets(scene, sentence)):
        # A buyer is "afraid" or "sorry" of many things; its no has a "not" beside it.
        return not buyer or not _NOT.isdisjoint(scene.words[sentence.start : sentence.end])
    refused = [m for m in view.mentions_in(sentence) if m.stance is Stance.REFUSED]
    wanted = view.other[0].terms if view.other else {}
    if refused:
        # "No car, but a pension": only what the other side asked for can be turned down.
        named = any(m.issue is None or m.issue in wanted for m in refused)
        return named or not wanted or _refuses_wanted(view, sentence)
    # "So that I don't get it wrong: ..." reads back, and refuses nothing.
    back = scene.has("read_back", sentence.start, sentence.end)
    heard = view.other[0]
    wished = offered or buyer or bool(wanted) or bool(heard.pressures) or heard.question
    if back or not (wished or span is not None):
        # "We couldn't be bothered to answer" turns down nothing where nothing was asked for.
        return False
    return scene.has("refuse", sentence.start, sentence.end)


def _is_bare_no(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is nothing but a no without the word: "Too high.", "We can't, sorry."."""
    opening = scene.opening(sentence)
    place = scene.first("bare_no", opening, opening + 1)
    return place is not None and not any(
        word[0].isalnum() for word in scene.words[place.end : sentence.end]
    )


def _refuses_wanted(view: View, sentence: Sentence) -> bool:
    """Whether a clause with a no in it names, without a value, what the other side asked for:
    "a programmer does not start at that salary".
    """
    scene = view.scene
    place = scene.first("refuse", sentence.start, sentence.end)
    if place is None:
        return False
    issues = (scene.found.issues.get(issue, ()) for issue in view.other[0].terms)
    clause = scene.clause_of(place.start)
    return any(clause.start <= s.start < clause.end for spans in issues for s in spans)


def _regrets(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence says that something is not liked, or a loss, or is sorry for its no."""
    start, end, _ = sentence
    disliked = scene.first("dislike", start, end)
    if disliked is not None and scene.words[disliked.end - 1] not in _TO_YOU:
        return True
    if scene.has("loss", start, end):
        return True
    place = scene.first("sorry", start, end)
    if place is None or scene.has("idle_sorry", start, end):
        return False
    # "Sorry, too many things in one breath" turns nothing down; a "sorry" alone does.
    said = scene.words[start:end]
    return "sorry" not in said or _is_only_sorry(said)


def _is_only_sorry(words: list[str]) -> bool:
    return load_words("only_sorry").issuperset([word for word in words if word[0].isalnum()])


def _refuses_first(view: View, sentence: Sentence) -> bool:
    """Whether a question opens with a no to what was offered: "We can't do 90, what about 95?"."""
    scene, words = view.scene, view.scene.words
    if not view.other[0].offered:
        return False
    if words[sentence.start : sentence.start + 2] == ["no", ","]:
        return not denies_fault(view, sentence)
    opening = scene.opening(sentence)
    first = scene.clause_of(opening)
    return (
        words[opening] in ("i", "we")
        and first.end < sentence.end
        and scene.has("refuse", opening, first.end)
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
    if words[at + 1 : at + 2] and words[at].isalpha() and _is_told(words[at + 1]):
        # "No harm done.", "No furniture broken."
        return False
    return at >= len(words) or words[at] not in load_words("after_idle_no")


def _is_told(word: str) -> bool:
    return word.endswith("ed") or word in ("done", "taken", "meant", "broken", "lost", "hurt")
