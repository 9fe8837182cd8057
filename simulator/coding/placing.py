"""Where a value stands in its turn: how near a word of an issue is, and whether the figure is said
as terms are said, beside a proposal or nearly alone.
"""

from itertools import pairwise

from simulator.coding.draft import Draft
from simulator.coding.figures import Figure
from simulator.coding.lexicon import load_words
from simulator.coding.memory import Memory
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence, Span
from simulator.domain.moves import Speaker

_ALONE = 6
"""Words of a sentence that is little more than a figure."""

_SHORT = 7
"""Words, with the mark, of each of two sentences of which one names what the other's figure is."""

_GOING_ON = frozenset(("and", "but", "if", "then", "for", "is", "i", "we", "with", "or"))
"""Words after a figure at the start of a sentence that go on from it: "1,000 I use anyway"."""

_HOURS = 12
_SAYING = (["it", "is"], ["could", "do"], ["can", "do"], ["would", "do"])
_RELATING = frozenset(("or", "to", "not", "than", "rather", "instead", "place", "for", "if"))
"""Words between two values of one issue: "24 months instead of 12", "net 60 or 75"."""

_LISTING = frozenset((",", "and", "for", "at"))

_ENDING = frozenset(("then", "and", "so", "thanks", "thank", "now", "today", "please"))
_TO_WHOM = frozenset(("for", "with", "by", "to"))
_OWN = frozenset(("me", "us", "my", "our", "both"))

_OWNED = frozenset(("your", "the", "those"))
_HAVING = frozenset(("have", "get", "keep", "take"))
_GRANTED = frozenset(("can", "may", "could", "would", "will"))
_PASSING = frozenset(("before", "left", "until", "till", "ago", "from", "away"))
"""Words after a duration that passes, and is no term: "you have your 60 days left"."""

_UNTIL = frozenset(("by", "before", "until", "since", "last", "of"))

_PART_FROM = 2
"""Words of an option that can be of two parts: "gold at two sites"."""

_JOINED = ([","], ["and"], [",", "and"])
_FRAMES = (
    "propose",
    "commit_me",
    "ask_get",
    "would_accept",
    "for_that",
    "hold",
    "leak",
    "give",
    "exchange_for",
    "would_help",
    "frame_turn",
    "if",
    "in_return",
    "need_back",
    "only_for",
)


def whole_options(words: list[str], drafts: list[Draft]) -> list[Draft]:
    """Without what only goes on from a longer option: the "silver" of "gold at two sites, silver at
    four", where the first says it all.
    """
    if len(drafts) < 2:
        return drafts
    parts = [
        part
        for whole, part in pairwise(sorted(drafts, key=lambda d: d.span))
        if whole.issue == part.issue
        and part.span.end - part.span.start == 1
        and whole.span.end - whole.span.start > _PART_FROM
        and words[whole.span.end : part.span.start] in _JOINED
    ]
    return [draft for draft in drafts if draft not in parts]


def one_issue_a_span(
    scene: Scene, drafts: list[Draft], memory: Memory, speaker: Speaker
) -> list[Draft]:
    """Where options of two issues overlap, the issue with a word nearby, else the longer name;
    of two that claim as much, the one that moves nothing.
    """
    if len(drafts) < 2 or all(a.span.end <= b.span.start for a, b in pairwise(drafts)):
        return drafts
    kept: list[Draft] = []
    order = sorted(
        drafts,
        key=lambda d: (
            d.span.start - d.span.end if not d.weak else 0,
            -issue_near(scene, d.issue or "", d.span),
            memory.position(speaker, d.issue or "") != d.value,
        ),
    )
    for draft in order:
        if not any(
            draft.span.start < other.span.end and other.span.start < draft.span.end
            for other in kept
        ):
            kept.append(draft)
    return kept


def only_dates(scene: Scene, span: Span) -> bool:
    """Whether a month only says until when, "signed by March 3rd", or a day when something else is:
    a bare "Friday" names a term only where little else is said.
    """
    words = scene.words
    if words[span.start].endswith(("day", "days")):
        sentence = scene.sentences[scene.sentence_of(span.start)]
        return sentence.end - sentence.start > _SHORT or words[span.start].endswith("s")
    return any(word in _UNTIL for word in words[max(0, span.start - 2) : span.start + 1])


def issue_near(scene: Scene, issue: str, span: Span) -> bool:
    """Whether a word of the issue stands in the same clause, outside `span`."""
    clause = scene.clause_of(span.start)
    return any(
        clause.start <= place.start < clause.end and not (span.start <= place.start < span.end)
        for place in scene.found.issues.get(issue, ())
    )


def distance_to(scene: Scene, issue: str, figure: Figure) -> int:
    """Words between a figure and the nearest word of the issue in its sentence; 99 if none."""
    if issue not in scene.found.issues:
        return 99
    sentence = _topic_and_figure(scene, scene.sentence_of(figure.start), figure)
    return min(
        [
            # What stands before the figure names it more often than what follows.
            figure.start - place.end if place.end <= figure.start else place.start - figure.end + 2
            for place in scene.found.issues[issue]
            if sentence.start <= place.start < sentence.end
            # "Months" names a contract no more than a holiday; "hours" is a name of its own.
            and not (figure.unit in ("days", "months") and figure.start <= place.start < figure.end)
            and not (figure.unit is None and _claimed(scene, place, figure))
        ],
        default=99,
    )


def _topic_and_figure(scene: Scene, number: int, figure: Figure) -> Sentence:
    """The sentence of a figure, with the one before where that only names what the figure is of:
    "Add a rebate. Two per cent."
    """
    sentence = scene.sentences[number]
    if number == 0 or figure.start > scene.opening(sentence):
        return sentence
    before = scene.sentences[number - 1]
    short = max(before.end - before.start, sentence.end - sentence.start) <= _SHORT
    return Sentence(before.start, sentence.end, sentence.mark) if short else sentence


def _claimed(scene: Scene, place: Span, figure: Figure) -> bool:
    """Whether a word of an issue goes with a number of its own, the "five years" before or after a
    47, or stands after a comma: "of five or of fifteen, payment is by transfer".
    """
    words, end = scene.words, figure.end
    own = next((f for f in scene.figures if f.start <= place.end and place.start < f.end), None)
    if place.start >= end:
        named = own is not None or words[place.start] in load_words("number_words")
        return named or "," in words[end : place.start]
    if own is None or own.start == figure.start:
        return False
    return _RELATING.isdisjoint(words[own.end : figure.start])


def is_hour(words: list[str], figure: Figure) -> bool:
    """Whether a bare number can be the time of a call: "I'll ring on Friday at nine"."""
    said = figure.unit is None and figure.value <= _HOURS
    return said and words[figure.start - 1] == "at"


def said_as_terms(scene: Scene, figure: Figure) -> bool:
    """Whether a figure stands where terms stand: beside a proposal, or nearly alone."""
    sentence = scene.sentences[scene.sentence_of(figure.start)]
    return (
        sentence.end - sentence.start <= _ALONE
        or _leads(scene, sentence, figure)
        or scene.any(_FRAMES, sentence.start, sentence.end)
        or scene.words[max(0, figure.start - 2) : figure.start] in _SAYING
        or (scene.words[figure.end : figure.end + 1] == ["then"] and _ends(scene, figure.end + 1))
        or ("yes_before" in scene.hits and _after_yes(scene, figure))
        or ("yes_after" in scene.hits and suits_after(scene, figure.end))
        or scene.has("prefers", figure.end, figure.end + 1)
        or asked_of_you(scene, figure)
        or _priced_for(scene.words, figure)
        or scene.has("recap", sentence.start, sentence.start + 2)
        or _listed(scene, figure)
    )


def _ends(scene: Scene, at: int) -> bool:
    """Whether a clause ends before word `at`."""
    return at >= len(scene.words) or not scene.words[at][0].isalnum()


def _after_yes(scene: Scene, figure: Figure) -> bool:
    """Whether a figure stands right after words that take it: "you've got a deal at 57"."""
    return any(span.end == figure.start for span in scene.spans("yes_before"))


def _had(words: list[str], figure: Figure) -> bool:
    """Whether a figure is what "you" get: "then you have your 60 days", "you can take 60 days"."""
    if words[figure.end : figure.end + 1] and words[figure.end] in _PASSING:
        return False
    at = figure.start - 1
    owned = words[at] in _OWNED
    at -= owned
    if at < 1 or words[at] not in _HAVING:
        return False
    before = words[max(0, at - 2) : at]
    return before[-1:] == ["you"] if owned else (before[0] == "you" and before[-1] in _GRANTED)


def _priced_for(words: list[str], figure: Figure) -> bool:
    """Whether a figure is the price of another one, or has one: "39 for 24 months", "two years at
    58,500".
    """
    after = words[figure.end : figure.end + 2]
    return len(after) == 2 and after[0] in ("for", "at") and after[1][0].isdecimal()


def asked_of_you(scene: Scene, figure: Figure) -> bool:
    """Whether a clause tells the other side to do it, or supposes that it did, or gives leave: "you
    take the 24 months", "suppose you took two years", "take two years and ...".
    """
    if _had(scene.words, figure):
        return True
    start = scene.clause_of(figure.start).start
    words = scene.words[start : figure.start]
    if words[:1] == ["take"] and scene.words[figure.end : figure.end + 1] in (["and"], [","]):
        return True
    if "you" not in words:
        return False
    deeds = load_words("imperatives")
    if scene.any(("if", "supposed"), start, figure.start):
        deeds = deeds | load_words("supposed_deeds")
    if words[:3] == ["were", "you", "to"]:
        return words[3:4] != [] and words[3] in deeds
    return any(subject == "you" and verb in deeds for subject, verb in pairwise(words))


def _leads(scene: Scene, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sentence opens with the figure and goes on from it: "60 days, but only ..."."""
    if figure.start > scene.opening(sentence):
        return False
    following = scene.words[figure.end] if figure.end < len(scene.words) else ""
    return not following[:1].isalnum() or following in _GOING_ON


def _listed(scene: Scene, figure: Figure) -> bool:
    """Whether a figure follows another term and a comma: "60,000, 90 days, 24 months"."""
    before = scene.words[max(0, figure.start - 3) : figure.start]
    joined = not _LISTING.isdisjoint(before)
    if not joined:
        return False
    if any(w[0].isdecimal() or w in ("days", "months") for w in before):
        return True
    # "Two years, same-day delivery, 92."
    last = before[-1:] in ([","], ["and"]) and _ends(scene, figure.end)
    return last and any(
        figure.start - 3 < hit.span.end < figure.start for hit in scene.found.options
    )


def suits_after(scene: Scene, at: int) -> bool:
    """Whether a value that ends before word `at` is called fine, and nothing more is said of it:
    "57 works for us", and not "57 is fine for a start".
    """
    yes = scene.first("yes_after", at, at + 1)
    return yes is not None and ends_there(scene.words, yes.end)


def ends_there(words: list[str], at: int) -> bool:
    """Whether nothing of weight follows from word `at` on."""
    if at >= len(words) or not words[at][0].isalnum() or words[at] in _ENDING:
        return True
    return words[at] in _TO_WHOM and not _OWN.isdisjoint(words[at + 1 : at + 2])
