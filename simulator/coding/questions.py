"""Finds questions and their kind: open, closed, or after a cause.

Punctuation is not relied on: speech and quick chat have none, so a question is also found by its
word order.
"""

from collections.abc import Collection
from typing import Literal, NamedTuple

from simulator.coding.lexicon import load_words
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence

Kind = Literal["open", "closed", "why"]

_ASKING_TAGS = frozenset(("open_lead", "open_any"))
_YOU = frozenset(("you", "your"))
_MARKS = frozenset(("?", "", "\n"))
"""Marks of sentences that may ask something whatever words they have."""

_MARKS_AND_STOP = _MARKS | {"."}
"""The same of a turn that speaks to "you"."""

_SPEAKER = frozenset(("i", "we"))
_MODALS = frozenset(("can", "could", "will", "shall"))
_OPEN_WORDS = frozenset(("what", "how", "why"))
_RELATIVE = frozenset(("i", "we", "you", "they", "he", "she", "it", "the", "this", "that"))
_ASKING = frozenset(("do", "does", "did", "are", "would", "will", "can"))
_IDIOMS = (["tell", "you"], ["you", "know"])
"""Words before a "what" that asks nothing: "I'll tell you what", "you know what"."""

_TAGGING = frozenset(("or", "for", "so"))
"""Words before a "what" that closes a question in speech: "or what"."""

_REACH = 3
"""Words from "how" to its verb: "how much more would you"."""
_PUNCTUATION = frozenset((",", ".", "-", "–", "—", "?", "!"))
_CONFIRMING = 10
"""Words of "so you want both lamps", said to have it confirmed."""

_PARTING = frozenset((",", "-", "–", "—"))
_TAGS_ON = frozenset(("?", ".", "not", "right", "so", "then", "true", "correct", "it"))
"""Words after ", is it" that leave it a tag."""

_CHATTED = frozenset(("okay", "yeah", "huh", "eh"))
"""Tags that stand without a comma in quick chat."""

_FEWEST_CHATTED = 3
"""Words before such a tag: "so we stop okay"."""

_BEFORE_WHAT = frozenset(("for", "by", "from", "with", "about", "against"))
_TELLING_NEXT = frozenset(("is", "was", "here", "there", "next", "now"))
_ENDING = frozenset((".", "?", "!", "\n", ";", ",", "and", "so"))

_STATE = frozenset(
    ("that", "this", "it", "you", "everything", "feeling", "all", "still", "he", "she")
)
"""Words before an "okay" that is asked after: "is that okay?"."""

_MANY = frozenset(("many", "much"))
"""Words after a "how" before what is counted: "how many pitches did you lose"."""

_WONDERING = frozenset(("wonder", "wondering", "wondered"))
_WHETHER = frozenset(("whether", "if"))
_CURT = 4
"""Words of a question without its auxiliary: "what you feeling"."""


class Question(NamedTuple):
    """A question: its sentence and kind."""

    sentence: Sentence
    kind: Kind


def find_questions(scene: Scene) -> list[Question]:
    """Every question of a turn, one a sentence."""
    found = []
    marks = _MARKS_AND_STOP if not _YOU.isdisjoint(scene.words) else _MARKS
    tagged = not _ASKING_TAGS.isdisjoint(scene.hits)
    for sentence in scene.sentences:
        kind = question_kind(scene, sentence) if tagged or sentence.mark in marks else None
        if kind is not None:
            found.append(Question(sentence, kind))
    return found


def question_kind(scene: Scene, sentence: Sentence) -> Kind | None:
    """The kind of question a sentence asks; None if it asks nothing."""
    words = scene.words
    start = scene.opening(sentence)
    if start >= sentence.end or is_bare_tag(words, sentence):
        return None
    if words[start] == "what" and words[max(0, start - 2) : start] in _IDIOMS:
        return None
    if scene.has("why_not", start, start + 1):
        return "closed" if sentence.mark == "?" else None
    lead = scene.first("open_lead", start, min(start + 3, sentence.end))
    if (lead is not None and not _promised(words, start, lead.start)) or scene.has(
        "open_any", start, sentence.end
    ):
        return "why" if scene.has("why", start, sentence.end) else "open"
    if sentence.mark == "?":
        return _kind_by_words(scene, sentence, start)
    if sentence.mark == "." and _addressed(words, start, sentence.end):
        return _kind_by_words(scene, sentence, start)
    if scene.has("suggestion", start, start + 1):
        return None
    if sentence.mark == "." and _asks_rest(words, sentence):
        return "open"
    if sentence.mark in ("", "\n") and (
        _inverted(words, start, sentence.end)
        or _spoken_tag(words, start, sentence.end)
        or asks_inside(words, start, sentence.end)
    ):
        return _kind_by_words(scene, sentence, start)
    return None


def _asks_rest(words: list[str], sentence: Sentence) -> bool:
    """Whether a few words end in a "for what" with a full stop by mistake."""
    at = sentence.end - 2
    return at - sentence.start < _CURT and words[at] == "what" and words[at - 1] in _BEFORE_WHAT


def _promised(words: list[str], start: int, lead: int) -> bool:
    """Whether the speaker is the one who tells: "I can explain that", "we'll walk you through"."""
    return lead > start and words[start] in _SPEAKER and words[start + 1] in _MODALS


def is_bare_tag(words: list[str], sentence: Sentence) -> bool:
    """Whether a sentence only asks for a nod: "Okay?", "All right?"."""
    tags = load_words("tags")
    if words[sentence.start] not in tags:
        return False
    return all(words[i] in tags or not words[i][0].isalnum() for i in range(*sentence[:2]))


def is_one_word_asked(sentence: Sentence) -> bool:
    """Whether a sentence is one word with a question mark: "No?" reads an answer from a face."""
    return sentence.mark == "?" and sentence.end <= sentence.start + 2


def is_tagged(words: list[str], sentence: Sentence) -> bool:
    """Whether a statement only ends in such a tag: "it adds up, yeah?"."""
    at = sentence.end - 1
    while at > sentence.start and words[at - 1] in load_words("tags"):
        at -= 1
    if sentence.mark != "?" or at == sentence.end - 1:
        return False
    return words[at - 1] in _PARTING or _is_chatted(words, sentence, at)


def _is_chatted(words: list[str], sentence: Sentence, at: int) -> bool:
    """Whether the tag of a statement has no comma before it: "let's leave it there ok?"."""
    if at - sentence.start < _FEWEST_CHATTED or words[at] not in _CHATTED:
        return False
    stated = words[at - 1] not in load_words("aux") and words[at - 1] not in _STATE
    return stated and not _inverted(words, sentence.start, at) and words[sentence.start] != "you"


def _addressed(words: list[str], start: int, end: int) -> bool:
    """Whether words have the order of a question to "you", with a full stop by mistake."""
    if inverts(words, start, end, _YOU) and words[start] not in ("have", "had", "may"):
        return True
    return asks_inside(words, start, end, _YOU)


def asks_inside(
    words: list[str], start: int, end: int, subjects: Collection[str] | None = None
) -> bool:
    """Whether a question word with an inverted verb stands among the words: "so where do you",
    "how sure are you"; a question that is only told of has no inversion ("where you are").
    """
    wh = load_words("wh")
    if wh.isdisjoint(words[start:end]):
        return False
    return any(
        words[at] in wh
        and (
            inverts(words, at + 1, end, subjects)
            or (words[at] in ("how", "what", "which") and inverts(words, at + 2, end, subjects))
            or (words[at + 1] in _MANY and inverts(words, at + 3, end, subjects))
        )
        for at in range(start, end - 2)
    )


def asks_after_lead(words: list[str], start: int, end: int) -> bool:
    """Whether a sentence leads in and then asks: "you said they stopped, are they okay?", "which
    made me wonder whether it cost you anything"; a tag, ", is it?", asks nothing new.
    """
    wh, auxiliaries = load_words("wh"), load_words("aux")
    for at in range(start + 1, end - 2):
        asked, after = words[at + 1], words[at + 2]
        if words[at] in _WONDERING and (asked in wh or asked in _WHETHER):
            return True
        if words[at] not in _PARTING or (asked in wh and after not in auxiliaries):
            continue
        if asked in wh or (
            asked in auxiliaries
            and after in load_words("someone")
            and not _TAGS_ON.issuperset(words[at + 3 : end])
        ):
            return True
    return False


def inverts(words: list[str], at: int, end: int, subjects: Collection[str] | None = None) -> bool:
    """Whether a verb at `at` stands before a subject that agrees with it: "is that", and not the
    "is we" of speech without punctuation.
    """
    if at + 1 >= end or words[at] not in load_words("aux"):
        return False
    following = at + 1 + (words[at + 1] == "not")
    if following >= end:
        return False
    subject = words[following]
    if subjects is not None and subject not in subjects:
        return False
    if words[at] in ("is", "was", "does", "has"):
        return subject in load_words("singular")
    if words[at] in ("are", "were", "do", "have"):
        return subject in load_words("plural")
    return subject in load_words("someone") and (words[at] != "am" or subject == "i")


def _spoken_tag(words: list[str], start: int, end: int) -> bool:
    """Whether unpunctuated words end like a question: "you run a shop too huh", "for what"."""
    bare = _PUNCTUATION.isdisjoint(words)
    if bare and start > 0 and words[start] == "you" and end - start <= _CONFIRMING:
        return "so" in words[max(0, start - 3) : start]
    return end - start >= 2 and (
        (words[end - 1] in ("huh", "right", "or") and words[end - 2] != "uh")
        or (words[end - 1] == "what" and words[end - 2] in _TAGGING)
        or words[max(start, end - 3) : end] in (["do", "not", "you"], ["are", "you", "not"])
    )


def _inverted(words: list[str], start: int, end: int) -> bool:
    """Whether the words have a question's order: "what do you", "are you", "would that"."""
    first = words[start]
    if start + 1 >= end:
        return first in _OPEN_WORDS
    second = words[start + 1]
    if first not in load_words("wh"):
        return inverts(words, start, end)
    if first in ("how", "what") and second in ("about", "if", "come", "else", "kind", "sort"):
        return True
    if second == "you" and end - start <= _CURT:
        return True
    if start + 2 < end and words[start + 2] in _ASKING and second not in _RELATIVE:
        return True
    if start and words[start - 1] in load_words("indirect"):
        return inverts(words, start + 1, end)
    if first == "how":
        return _verb_first(words[start + 1 : min(start + 1 + _REACH, end)])
    if first == "who" and second in load_words("subject_asked"):
        return start == 0 or words[start - 1] in _ENDING
    if first in ("which", "who", "whom", "whose", "where", "when"):
        return inverts(words, start + 1, end) or (start == 0 and second in load_words("aux"))
    if second in _RELATIVE:
        return False
    if first == "what" and second in load_words("subject_asked"):
        # "What happens here is simple" tells.
        return start + 2 < end and words[start + 2] not in _TELLING_NEXT
    return first == "why" or second in load_words("aux")


def _verb_first(words: list[str]) -> bool:
    """Whether a verb comes before any subject: "much would you", and not "late they are"."""
    auxiliaries = load_words("aux")
    return next((w in auxiliaries for w in words if w in auxiliaries or w in _RELATIVE), False)


def _kind_by_words(scene: Scene, sentence: Sentence, start: int) -> Kind:
    words = scene.words
    if scene.has("why", start, sentence.end):
        return "why"
    if scene.has("anything", start, start + 3):
        return "open"
    amount = scene.has("how_amount", start, sentence.end)
    if words[start] in load_words("aux"):
        return "open" if _indirect(words, start, sentence.end) else "closed"
    last = sentence.end - 1 - (sentence.mark == "?")
    for at in range(start, sentence.end) if not amount else ():
        if words[at] in load_words("wh") and (
            at in (start, last) or _asked_at(words, at) or words[at - 1] == ":"
        ):
            return "open" if words[at] in _OPEN_WORDS else "closed"
    return "closed"


def _asked_at(words: list[str], at: int) -> bool:
    """Whether a question word inside a sentence asks: "and so what do you", "how sure are you"."""
    following = words[at + 1 : at + 3]
    auxiliaries = load_words("aux")
    return bool(following) and (
        following[0] in auxiliaries
        or (following[0] not in _RELATIVE and following[-1] in auxiliaries)
    )


def _indirect(words: list[str], at: int, end: int) -> bool:
    """ "Can you tell me about ...": a closed form that nobody answers with yes."""
    ask = words[at : min(at + 4, end)]
    return ask[1:2] == ["you"] and any(
        word in ("tell", "describe", "explain", "elaborate", "walk", "share") for word in ask[2:]
    )
