"""What published corpora label in a turn and our codebook does not, or not apart: signals.

They are computed from the same scene the codes come from.
"""

from simulator.coding.lexicon import load_lexicon, load_points, load_words
from simulator.coding.memory import plain_stems
from simulator.coding.offers import divides, moves_towards_other
from simulator.coding.questions import is_tagged
from simulator.coding.reflections import is_declarative, reflection_score, restates
from simulator.coding.text import Sentence
from simulator.coding.view import View
from simulator.domain.moves import Reading, Stance

_PROPOSING = ("dividing", "propose_you")
_SHORT = 6
_ECHO = 5
"""Words up to which a shared word is only an echo."""

_LISTED = 5
"""Words up to which "so A and B" is nothing but the list."""

_GATHERED = 20
"""Words up to which a turn sums up and does not argue."""


def find_signals(view: View, reading: Reading) -> frozenset[str]:
    """The codes and signals of a turn, by name."""
    view.scene.hits.update(load_lexicon("corpora").find(view.scene.words))
    seen = {move.code.value for move in reading.moves}
    seen |= _questions(view)
    seen |= _terms(view)
    seen |= _words(view)
    seen |= _reflects(view)
    seen |= _chats(view)
    seen |= _gathers(view)
    if divides(view):
        seen.add("divides")
    return frozenset(seen)


def _questions(view: View) -> set[str]:
    seen: set[str] = set()
    if any(sentence.mark == "?" for sentence in view.scene.sentences):
        seen.add("asking_mark")
    for question in view.questions:
        if is_tagged(view.scene.words, question.sentence):
            continue
        if reflection_score(view, question.sentence) >= load_points()["asked_bar"]:
            seen.add("reflected_question")
            continue
        if question.sentence.mark == "?" and is_declarative(view, question.sentence):
            seen.add("declared_question")
        seen.add("question")
        if question.kind == "why":
            seen.add("why")
        seen.add("closed_question" if question.kind == "closed" else "open_question")
        if view.scene.has(
            "anything",
            question.sentence.start,
            view.scene.opening(question.sentence) + 2,
        ):
            seen.add("anything_else")
        if _asks_preference(view, question.sentence):
            seen.add("asks_preference")
    if "question" in seen:
        seen.discard("reflected_question")
    return seen


def _asks_preference(view: View, sentence: Sentence) -> bool:
    """Whether a question is after what the other side wants, and no proposal."""
    scene = view.scene
    start, end = sentence.start, sentence.end
    if scene.any(_PROPOSING, start, end):
        return False
    if scene.has("you_too", start, end):
        said = scene.has("wants", 0, start) or bool(scene.found.issues)
        return said and end - start <= _SHORT and not scene.has("doing_well", 0, start)
    if scene.has("ask_share", start, end):
        return True
    you = "you" in scene.words[start:end] or "your" in scene.words[start:end]
    named = any(start <= s.start < end for spans in scene.found.issues.values() for s in spans)
    return you and scene.has("wants", start, end) and (named or "what" in scene.words[start:end])


def _gathers(view: View) -> set[str]:
    """Sums up in a few words: asks for the common answer, or lists its parts ("so A and B")."""
    scene = view.scene
    seen: set[str] = set()
    if any(scene.has("probe", q.sentence.start, q.sentence.end) for q in view.questions):
        seen.add("probes")
    if "probes" in seen or not _names_items(view):
        return seen
    words = [word for word in scene.words if word[0].isalnum()]
    own = "i" in words or "my" in words
    opened = bool(words) and words[0] in ("so", "okay", "then", "great", "alright")
    agrees = any(scene.has("agreement_check", s.start, s.end) for s in scene.sentences)
    listed = len([word for word in words if word not in load_words("leadin")]) <= _LISTED
    if (
        not own
        and len(words) <= _GATHERED
        and ((agrees and (opened or view.questions)) or (listed and opened))
    ):
        seen.add("gathers")
    return seen


def _names_items(view: View) -> bool:
    """Whether single letters or figures are named, as parts of an answer or an offer are."""
    text, raw = view.scene.text, view.scene.turn.text
    return any(
        word[0].isdecimal()
        or (len(word) == 1 and word.isalpha() and raw[at].isupper() and word != "i")
        for word, at in zip(text.words, text.starts, strict=True)
    )


def _chats(view: View) -> set[str]:
    """A sentence outside the issues with a word of everyday life in it."""
    scene = view.scene
    issues = [s.start for spans in scene.found.issues.values() for s in spans]
    serious = bool(issues) or scene.has("business", 0, len(scene.words))
    if not serious and _answers_chat(view):
        return {"chat"}
    for sentence in scene.sentences:
        start, end = sentence.start, sentence.end
        on_topic = scene.has("business", start, end) or any(start <= i < end for i in issues)
        if on_topic:
            continue
        if scene.has("chat", start, end) or (scene.has("chat_weak", start, end) and not serious):
            return {"chat"}
    return set()


def _answers_chat(view: View) -> bool:
    """Whether the other side just asked something of everyday life."""
    if not view.other or not view.other[0].question:
        return False
    said = load_lexicon("corpora").find(view.other[0].words)
    return "chat" in said and "wants" not in said


def _reflects(view: View) -> set[str]:
    seen: set[str] = set()
    for sentence in view.scene.sentences:
        if restates(view, sentence):
            seen.add("restates")
    if any(reflection_score(view, sentence) >= 1 for sentence in view.scene.sentences):
        seen.add("reflects")
    return seen


def _terms(view: View) -> set[str]:
    seen: set[str] = set()
    table = view.on_table
    own, theirs = view.memory.positions["trainee"], view.memory.positions["buyer"]
    chosen = {m.issue for m in view.mentions} if view.choices else set()
    if table:
        seen.add("terms")
    if "price" in table or "price" in chosen:
        seen.add("price_offer")
    if view.trades:
        seen.add("conditional")
    asks = bool(view.questions or view.trades)
    if table and view.other and not asks and not view.departs_from("buyer"):
        seen.add("grants")
    if any(issue in theirs for issue in {*table, *chosen}):
        seen.add("counter")
    refused = {m.issue for m in view.mentions if m.stance is Stance.REFUSED and m.issue}
    if refused and table and refused.isdisjoint(table):
        seen.add("instead")
    spoken = view.memory.spoken
    moved = (
        i in spoken
        and own[i] != value
        # Who backs away from the other side has not given in.
        and (i not in theirs or moves_towards_other(view, "trainee", i, value))
        for i, value in table.items()
    )
    if table and not any(moved):
        seen.add("unmoved")
    return seen


def _words(view: View) -> set[str]:
    scene = view.scene
    seen = {tag for tag in ("empathy",) if scene.spans(tag)}
    if view.other and _takes_up(view):
        seen.add("takes_up")
    return seen


def _takes_up(view: View) -> bool:
    """Whether a turn builds on the other side's words: shares one and says more, or infers."""
    words = view.scene.words
    if words and words[0] in ("so", "because", "why", "how"):
        return True
    return len(words) > _ECHO and not plain_stems(view.other[0].words).isdisjoint(
        plain_stems(words)
    )
