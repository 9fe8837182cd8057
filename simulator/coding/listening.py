"""Finds listening moves: REFLECT, LABEL, TEST and SUMM, and a GUESS at the other's reason."""

from collections.abc import Iterator
from itertools import pairwise

from simulator.coding.inquiries import topic_behind, topic_of_words
from simulator.coding.lexicon import load_words
from simulator.coding.memory import content_stems
from simulator.coding.recaps import is_recap
from simulator.coding.reflections import evidence, repeats, weigh
from simulator.coding.text import Sentence
from simulator.coding.view import View, is_polite
from simulator.coding.voices import is_quoted
from simulator.domain.moves import ON_THE_TABLE, Code, Move

_MIN_WORDS = 5
"""Words below which a sentence cannot give anything back ("I see.")."""

_ECHO = 5
"""Words, with the mark, up to which a question is only an echo ("Three weeks?")."""

_LEAD = 8
"""Words of a sentence among which its subject is looked for."""

_BEFORE_OBJECT = frozenset(("for", "to", "with", "at", "in", "on", "from", "of", "by", "between"))
_SEEMING = (["it", "seems"], ["it", "feels"], ["it", "looks"], ["it", "sounds"])
_CHOOSING = frozenset(("choose", "pick", "take", "decide", "sign"))
"""First words of what lays terms before the other side: "so choose what's easier"."""

_GREETING = 3
"""Words of a sentence within which a greeting begins."""

_SHORT_GREETING = 12
"""Words up to which a sentence can be nothing but a greeting."""

_MINE = frozenset(("i", "we", "me", "us", "my", "our", "let"))
_ANY = frozenset(("anything", "something", "anyone", "someone", "anybody", "somebody", "nothing"))
_PROPOSING = ("propose", "push_close", "attack", "off_role")
_NOT_GIVEN = ("verdict", "supposed", "imagine")
"""What a sentence starts with that says a view, or supposes something: "that seems fair"."""

_NODS = frozenset((",", "right", "correct", "fair", "true"))
"""First words of a check that only asks for a nod: ", yes?", "right?"."""

_TAKING = frozenset(("cost", "costs", "takes", "sets"))
_KEEPING = frozenset(("keep", "forget", "spare"))
"""First words of a retort, besides those of an order: "keep your water"."""

_OFFERING = ("commit_me", "ask_get", "own_gift", "inform", "choice", "free")


def listening_moves(view: View) -> Iterator[tuple[Sentence, Move]]:
    """The listening moves of a trainee's turn, each with the sentence that makes it."""
    seen: set[Code] = set()
    for sentence in view.scene.sentences:
        code = _code_of(view, sentence, view.asked.get(sentence))
        if code is Code.TEST and sentence not in view.asked and _checked_later(view, sentence):
            code = Code.REFLECT if view.other else None
        if code is None or (code in (Code.TEST, Code.SUMM) and code in seen):
            continue
        seen.add(code)
        topic = topic_of_words(view, sentence) or (
            topic_behind(view, view.other) if code is not Code.SUMM else ""
        )
        yield sentence, view.move(code, sentence, answers=view.heard(), topic=topic)
        if code is Code.REFLECT and Code.TEST not in seen and _parts(view, sentence):
            seen.add(Code.TEST)
            yield sentence, view.move(Code.TEST, sentence, answers=view.heard(), topic=topic)


def _parts(view: View, sentence: Sentence) -> bool:
    """Whether what is given back sets apart what is not: "so it isn't the sum, it's the date"."""
    return view.scene.has("parts_so", sentence.start, view.scene.opening(sentence) + 1)


def _code_of(view: View, sentence: Sentence, kind: str | None) -> Code | None:
    scene = view.scene
    start, end = sentence.start, sentence.end
    if _is_pasted(view, sentence):
        return None
    if is_recap(view, sentence):
        return Code.SUMM
    if _tests(view, sentence, kind):
        return Code.TEST
    label = scene.first("label", start, end) if view.other else None
    if label is not None and scene.words[label.start - 1] != "if":
        return Code.LABEL
    if end - start < _MIN_WORDS or scene.has("attack", start, end):
        return None
    if scene.has("guess", start, end) and sentence.mark != "?" and not view.mentions_in(sentence):
        return Code.GUESS
    if not view.other or kind in ("open", "why") or _greets(view, sentence):
        return None
    if scene.any(_PROPOSING, start, end) or any(
        mention.stance in ON_THE_TABLE for mention in view.mentions_in(sentence)
    ):
        return None
    if not _gives_back(view, sentence):
        return None
    return Code.TEST if sentence.mark == "?" and end - start > _ECHO else Code.REFLECT


def _greets(view: View, sentence: Sentence) -> bool:
    """Whether a sentence is mere politeness, or a greeting: "so lovely to see you"."""
    if is_polite(view.scene, sentence):
        return True
    start, end, _ = sentence
    place = view.scene.first("small_talk", start, start + _GREETING)
    if place is None or end - start > _SHORT_GREETING:
        return False
    # "A weekend without a call" takes up what was said.
    return content_stems(view.scene.words[start:end]).isdisjoint(view.other[0].stems)


def _is_pasted(view: View, sentence: Sentence) -> bool:
    """Whether most of a sentence is quoted, and not as what "you said"."""
    scene = view.scene
    middle = (sentence.start + sentence.end) // 2
    return is_quoted(scene, middle) and not scene.has("voiced", sentence.start, middle)


def _tests(view: View, sentence: Sentence, kind: str | None) -> bool:
    """Whether a sentence checks an understanding; "what do you mean?" asks for one."""
    scene = view.scene
    place = scene.first("test", sentence.start, sentence.end)
    if place is None or scene.has("plain_check", sentence.start, sentence.end):
        return False
    nods = (
        scene.words[place.start] in _NODS and "i" not in scene.words[sentence.start : place.start]
    )
    if nods and _names_terms(view, sentence):
        return False
    if kind == "why":
        why = scene.first("why", sentence.start, place.end)
        return why is None or why.end <= place.start
    return True


def _names_terms(view: View, sentence: Sentence) -> bool:
    """Whether a sentence or the one before it names terms: "they're both in, yes?" checks those."""
    number = view.scene.sentences.index(sentence)
    return any(view.mentions_in(s) for s in view.scene.sentences[max(0, number - 1) : number + 1])


def _checked_later(view: View, sentence: Sentence) -> bool:
    """Whether a later sentence asks if this one is right: "so if I got it, X. Is that so?"."""
    tests = view.scene.spans("test")
    here = next(s for s in tests if s.start >= sentence.start)
    return sentence.end - here.end >= _MIN_WORDS and any(s.start >= sentence.end for s in tests)


def _gives_back(view: View, sentence: Sentence) -> bool:
    """Whether a sentence says again what the other side said or meant, and is about that side."""
    found = evidence(view, sentence)
    start = view.scene.opening(sentence)
    if not found or view.scene.words[start] in _ANY or view.scene.any(_NOT_GIVEN, start, start + 1):
        return False
    if view.scene.words[start : start + 2] in _SEEMING and _speaks_of_both(view, sentence):
        return False
    if view.scene.words[start] in _CHOOSING or view.scene.has("plain_check", *sentence[:2]):
        return False
    points = dict(found)
    announced = "so" in points or "opening" in points
    if announced and "subject_me" not in points and _infers(view, sentence, points):
        return True
    if _taken_in(view, sentence):
        return True
    if weigh(found) < 1 and not repeats(points):
        return False
    if announced:
        return "opening" in points or not view.scene.has("own_gift", *sentence[:2])
    return not (_own_matter(view, sentence) or _is_none_of_theirs(view, sentence, points))


def _speaks_of_both(view: View, sentence: Sentence) -> bool:
    """Whether "it seems we are close" speaks of the talk, and not of the other side."""
    words = view.scene.words[sentence.start : sentence.end]
    return "we" in words and words[words.index("we") + 1 :][:1] in (["are"], ["have"])


def _infers(view: View, sentence: Sentence, points: dict[str, float]) -> bool:
    """Whether "so ..." draws a conclusion from what was said: "so it's less X than Y"."""
    scene = view.scene
    start = scene.opening(sentence)
    words = scene.words[start : sentence.end]
    if "so" not in points or not _MINE.isdisjoint(words[:_LEAD]):
        return False
    if view.mentions_in(sentence) and sentence.mark != "?":
        return False
    if scene.any(_OFFERING, start, sentence.end) or scene.found.facts:
        return False
    shared = any(content_stems(words) & past.stems for past in view.other)
    return shared or "you" in words[:_LEAD] or scene.has("contrast", start, sentence.end)


def _taken_in(view: View, sentence: Sentence) -> bool:
    """Whether "I can see that" follows words about the other side: "a long week, I see that"."""
    place = view.scene.first("taken_in", sentence.start, sentence.end)
    if place is None or place.start < sentence.start + _MIN_WORDS - 2:
        return False
    before = view.scene.words[sentence.start : place.start]
    return _MINE.isdisjoint(before) and "but" not in before


def _own_matter(view: View, sentence: Sentence) -> bool:
    """Whether a sentence that nothing announces as given back is about the own side, answers a
    question, remarks on what was said, or only leads in a question with the other's very words.
    """
    scene = view.scene
    start, end = sentence.start, sentence.end
    words = scene.words[start:end]
    if scene.any(
        ("own_gift", "aside", "rebuttal", "choice", "inform", "hold_pressed", "loss", "value"),
        start,
        end,
    ):
        return True
    if "our" in words or "my" in words or scene.found.facts or _costs_us(words):
        return True
    benefit = scene.first("benefit", scene.opening(sentence) + 1, end)
    if benefit is not None and scene.words[benefit.start] == "so":
        # "A van is with you at three, so no shelf stands empty."
        return True
    if view.mentions_in(sentence) and sentence.mark == "?":
        return True
    if view.other[0].question and not _on_them(words):
        return True
    asked_next = any(q.sentence.start == end for q in view.questions)
    said = scene.any(("value_said", "quoted"), start, start + 2)
    return asked_next and said and content_stems(words) <= view.other[0].stems | {"said"}


def _costs_us(words: list[str]) -> bool:
    """Whether a sentence tells what a wish takes the own side: "each of those costs me a day"."""
    return any(word in _TAKING and after in ("me", "us") for word, after in pairwise(words))


def _is_none_of_theirs(view: View, sentence: Sentence, points: dict[str, float]) -> bool:
    """Whether a sentence names a figure that the other side did not: "ninety-two then"; tells the
    other side to do something, or has a "you" that only gets something: "with you by noon".
    """
    scene, heard = view.scene, view.other[0]
    first = scene.words[scene.opening(sentence)]
    if first in _KEEPING or first in load_words("imperatives"):
        return True
    if any(scene.words[figure.start] not in heard.words for figure in scene.figures_in(sentence)):
        return True
    words = scene.words[sentence.start : sentence.end]
    return "subject_you" in points and not points.get("shared") and not _on_them(words)


def _on_them(words: list[str]) -> bool:
    """Whether "you" or "your" is what a sentence is about, and not whom something is for."""
    for at, word in enumerate(words[:_LEAD]):
        if word in ("you", "your"):
            return at == 0 or words[at - 1] not in _BEFORE_OBJECT
    return False
