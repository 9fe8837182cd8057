"""Weighs how much a sentence gives back of what the other side said."""

from simulator.coding.lexicon import load_points, load_words
from simulator.coding.memory import content_stems
from simulator.coding.questions import asks_after_lead, asks_inside
from simulator.coding.text import Sentence
from simulator.coding.view import View

_ECHO_WORDS = 8
"""Words up to which a sentence without a subject can be an echo ("Not yet.")."""

_FRAGMENT_WORDS = 4
"""Words up to which a sentence without a subject is a fragment ("Rather tired.")."""


_ASKED_OF = frozenset(
    ("something", "anything", "somebody", "someone", "people", "things", "a", "an", "one", "every")
)
"""Words after a verb that opens a question: "has something gone badly before?"."""


def is_declarative(view: View, sentence: Sentence) -> bool:
    """Whether a sentence has a statement's order, whatever its punctuation."""
    kind = view.asked.get(sentence)
    if kind is None:
        return True
    words = view.scene.words
    start = view.scene.opening(sentence)
    if view.scene.has("hearing", start, start + 1):
        return True
    if start < sentence.end and words[start] in load_words("wh"):
        return False
    if asks_inside(words, start, sentence.end) or asks_after_lead(words, start, sentence.end):
        return False
    return kind == "closed" and not (
        start + 1 < sentence.end
        and words[start] in load_words("aux")
        and words[start + 1] in _ASKED_OF | load_words("someone")
    )


def reflection_score(view: View, sentence: Sentence) -> float:
    """How much a sentence gives back of what the other side said; 1 or more is a reflection.

    A sum of points for an opening that announces it, "you" as the subject, words taken up from
    the other side, and what speaks against it; the points stand in lexicon.yaml.
    """
    return weigh(evidence(view, sentence))


def weigh(found: list[tuple[str, float]]) -> float:
    """The points of what was found; they stand in lexicon.yaml."""
    points = load_points()
    return sum(points[name] * amount for name, amount in found)


def evidence(view: View, sentence: Sentence) -> list[tuple[str, float]]:
    """What speaks for and against a reflection in a sentence, by name."""
    scene, words = view.scene, view.scene.words
    if not view.other or not is_declarative(view, sentence):
        return []
    heard = view.other[0]
    start = view.scene.opening(sentence)
    length = len([word for word in words[start : sentence.end] if word[0].isalnum()])
    if length == 0:
        return []
    opening = scene.first("reflect_strong", sentence.start, start + 5)
    subject = _subject(words, start, sentence.end)
    if opening is not None and subject == "me":
        # "I'm sure it's a lot": what is given back starts after the opening.
        subject = ""
    shared = _shared(view, sentence)
    found: list[tuple[str, float]] = [("subject_" + (subject or "none"), 1)]
    found.append(("shared", min(shared, 3)))
    found.append(("length", min(length, 25) / 10))
    lead = words[sentence.start : start]
    found.extend((word, 1) for word in ("so", "and", "but") if word in lead)
    if subject in ("", "it") and length <= _ECHO_WORDS and shared:
        found.append(("echo", 1))
        if shared >= length / 3:
            found.append(("full_echo", 1))
    if length <= _FRAGMENT_WORDS and subject == "":
        found.append(("fragment", 1))
    if sentence.start == 0 and scene.turn.text[:1] in "-–—":
        found.append(("continued", 1))
    if heard.question:
        found.append(("answering", 1))
    found.append(("heard", min(len(heard.stems), 10) / 10))
    if opening is not None:
        found.append(("opening", 1))
    if sentence.mark == "?":
        found.append(("asked", 1))
    if "you" in words[start : sentence.end] or "your" in words[start : sentence.end]:
        found.append(("you", 1))
    first = sentence.start
    found.extend(
        (tag, 1)
        for tag in ("advice", "own_view", "thanks", "praise", "label", "ambivalence")
        if scene.has(tag, opening.end if opening and tag == "own_view" else first, sentence.end)
    )
    found.append(("sentences", min(view.weighty, 8)))
    return found


def restates(view: View, sentence: Sentence) -> bool:
    """Whether a sentence repeats something to have it confirmed: "so you want both lamps"."""
    return repeats(dict(evidence(view, sentence)))


def repeats(found: dict[str, float]) -> bool:
    """Whether what was found in a sentence is that of a repetition."""
    if "subject_me" in found or "thanks" in found or not found:
        return False
    shared = found.get("shared", 0)
    return (
        "full_echo" in found
        or ("so" in found and ("subject_you" in found or shared >= 1))
        or ("subject_you" in found and shared >= 1 and found.get("length", 9) <= 1)
    )


def _subject(words: list[str], start: int, end: int) -> str:
    """The first word that can be a subject: 'me', 'you', 'they', 'it' or ''."""
    for word in words[start : min(end, start + 5)]:
        if word in ("you", "your"):
            return "you"
        if word in ("i", "we", "my", "our", "let"):
            return "me"
        if word in ("he", "she", "they"):
            return "they"
        if word in ("it", "that", "this", "there"):
            return "it"
    return ""


def _shared(view: View, sentence: Sentence) -> int:
    stems = content_stems(view.scene.words[sentence.start : sentence.end])
    return len(stems & view.other[0].stems)
