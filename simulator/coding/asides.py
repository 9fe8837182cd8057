"""Values that are said and are nobody's offer: another customer's, a cost, a time that went by, one
that is turned down in the words after it, and two alternatives of which none is chosen yet.
"""

from collections.abc import Sequence

from simulator.coding.draft import Draft
from simulator.coding.figures import Figure
from simulator.coding.memory import Memory
from simulator.coding.scene import Scene
from simulator.coding.text import Clause, Sentence, Span
from simulator.domain.moves import Speaker

_TURNED_DOWN = 7
"""Words after a value within which it is turned down: "same-day delivery, that we can't do"."""

_BEING = frozenset(("is", "are", "was", "would", "seems", "sounds", "feels", "looks"))
_GRANTING = 4
_GRANTED = frozenset(("okay", "fine", "alright", "deal", "yes", "agreed", "good"))
"""Words soon after a refusal and a "but" that take a value all the same."""

_REFUSING = [[verb, "not"] for verb in ("can", "could", "will", "would", "do")]
"""Words after a value and an "I" that turn it down: "1,200 I can't store"."""

_MINDING = frozenset(("mind", "object", "oppose"))
_TURNING_TO_YOU = [["you", verb] for verb in ("would", "will", "get", "have", "can", "could")]
"""Words after a value that go on with what the other side gets for it."""

_PARTING = frozenset(("but", "if", "and", "unless", "because", "so", "or"))
_SELF = frozenset(("i", "we", "let"))
_RATED = frozenset(("hour", "minute", "day", "night", "shift", "week"))
_PAID = frozenset(("month",))
_TIMED = frozenset(("money", "days", "months", "hours"))
_PER = frozenset(("a", "an", "per", "every", "each"))
_PERIODS = (["day"], ["week"], ["month"], ["year"])
"""What a duration is a rate of: "three days a week", "6 days/week"."""

_BEFORE = 3
"""Words before a duration that make it one that goes by: "after three weeks"."""

_HELPING = frozenset(("does", "do", "did", "would", "will", "is"))

_DETAILS = frozenset(("include", "cover", "contain", "mean", "count"))
"""Verbs that say what an offer leaves out: "57,000 doesn't include the travel"."""

_BOUNDING = frozenset(("under", "below", "beneath", "above", "over"))

_BARRING = frozenset(("not", "no", "if", "job", "head", "fired", "sacked"))
"""Words of a leak that make a bound of the figure after its "under"."""

_ENDS = frozenset(("ends", "stops", "stop", "walk", "walkaway", "break", "threshold"))
"""Words of a leak that make a limit of the figure before it: "56 is where it ends for me"."""

_ROUGHLY = frozenset(("just", "slightly", "bit", "little", "well", "go", "going", "come", "get"))
_DENYING = frozenset(("not", "no", "nothing", "never", "nobody"))

_LESS_THAN = (["less", "than"], ["lower", "than"])
_OWN = frozenset(("my", "our"))

_TO_SPEAKER = (["to", "me"], ["to", "us"])

_POINTING = frozenset(("it", "that", "them", "this", "the", "those", "either", "both"))
"""Words after a "without" that stand for what the sentence before has."""

_SOMEWHERE = frozenset(("somewhere", "anywhere"))


def speaks_of_self(
    scene: Scene,
    sentence: Sentence,
    until: int,
    tags: tuple[str, ...] = ("commit_me", "propose"),
) -> bool:
    """Whether the speaker puts something forward before word `until`."""
    start = sentence.start
    return any(
        start <= span.start < until and scene.words[span.start] in _SELF
        for tag in tags
        for span in scene.spans(tag)
    )


def is_cost(scene: Scene, clause: Clause, draft: Draft) -> bool:
    """Whether a figure says what a problem costs: "a night of standstill costs you 7,000"."""
    if isinstance(draft.value, str):
        return False
    place = scene.first("costly", clause.start, clause.end)
    return place is not None and scene.first("propose", clause.start, draft.span.start) is None


def is_worth(scene: Scene, clause: Clause, draft: Draft) -> bool:
    """Whether a figure says what something is worth: "the speakers alone are over 400"; "our price
    is well over 400" and "it's worth 300 to me" name a price.
    """
    if "worth_of" not in scene.hits or draft.option:
        return False
    place = scene.first("worth_of", clause.start, draft.span.start)
    if place is None or scene.words[draft.span.end : draft.span.end + 2] in _TO_SPEAKER:
        return False
    return not any(
        clause.start <= named.start < place.start
        for named in scene.found.issues.get(draft.issue or "", ())
    )


def makes_loss(scene: Scene, clause: Clause, draft: Draft) -> bool:
    """Whether a term is turned down as a loss to the speaker: "at 84,500 I lose money", and not
    "below 90,000 I lose money".
    """
    if "loss" not in scene.hits or not scene.has("loss", clause.start, clause.end):
        return False
    return scene.words[draft.span.start - 1] not in _BOUNDING


def turned_down_after(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the words after a value turn it down, before any other value is named."""
    words, end = scene.words, draft.span.end
    if words[end : end + 1] in (["i"], ["we"]) and words[end + 1 : end + 3] in _REFUSING:
        # "Sixty days I don't mind" takes them.
        return _MINDING.isdisjoint(words[end + 3 : end + 5])
    if words[end : end + 2] in _TURNING_TO_YOU and words[end + 2 : end + 3] != ["not"]:
        return False
    place = scene.first("refused_after", end, end + _TURNED_DOWN)
    if place is None and "short_of" in scene.hits and not _BEING.isdisjoint(words[end : end + 1]):
        place = scene.first("short_of", end, end + _TURNED_DOWN)
    if place is None or not _PARTING.isdisjoint(words[end : place.start]):
        return False
    if scene.sentence_of(draft.span.start) != scene.sentence_of(place.start) and (
        "?" not in words[end : place.start]
    ):
        return False
    if not _GRANTED.isdisjoint(words[place.end : place.end + _GRANTING]) and (
        "but" in words[place.end : place.end + _GRANTING]
    ):
        # "300 is lower than I'd like, but okay."
        return False
    return not any(end <= other.span.start < place.start for other in drafts)


def goes_by(scene: Scene, figure: Figure, fits: bool) -> bool:
    """Whether a duration is one that passes or passed, or a rate, or money is one: "three days
    away", "2 days a week", "900 an hour"; `fits` says whether the figure lies in the issue's range,
    as a monthly fee does.
    """
    if figure.unit not in _TIMED:
        return False
    words, start, end = scene.words, figure.start, figure.end
    rated = not _PER.isdisjoint(words[end : end + 1])
    if figure.unit == "money":
        period = words[end + 1 : end + 2]
        return rated and not (_RATED if fits else _RATED | _PAID).isdisjoint(period)
    if figure.unit != "hours" and words[end + rated : end + rated + 1] in _PERIODS:
        return True
    before = any(
        s.end == start for s in scene.spans("elapsed_before") if s.start >= start - _BEFORE
    )
    return before or any(s.start == end for s in scene.spans("elapsed_after"))


def alternatives(scene: Scene, drafts: Sequence[Draft]) -> frozenset[int]:
    """The sentences that put two packages side by side: two values of one issue, parted by "or",
    or one each in sentences that are numbered as options.
    """
    words = scene.words
    if len(drafts) < 2 or not ("or" in words or "without" in words or "option_mark" in scene.hits):
        return frozenset()
    found: set[int] = set()
    places = [scene.sentence_of(draft.span.start) for draft in drafts]
    for i, (draft, place) in enumerate(zip(drafts, places, strict=True)):
        for other, there in zip(drafts[i + 1 :], places[i + 1 :], strict=True):
            if draft.issue is None or draft.issue != other.issue or draft.value == other.value:
                continue
            if _side_by_side(scene, draft, other, place, there):
                found |= {place, there}
    return frozenset(found)


def _side_by_side(scene: Scene, first: Draft, second: Draft, here: int, there: int) -> bool:
    if here == there:
        return "or" in scene.words[first.span.end : second.span.start]
    if there == here + 1 and _is_with_and_without(scene, here):
        return True
    return all(
        scene.has("option_mark", scene.sentences[n].start, scene.sentences[n].end)
        for n in (here, there)
    )


def _is_with_and_without(scene: Scene, number: int) -> bool:
    """Whether two sentences name what there is with something, and what without it: "With the van
    it's 96. Without it, 93."
    """
    words, here, there = scene.words, scene.sentences[number], scene.sentences[number + 1]
    opening = scene.opening(there)
    return (
        "with" in words[here.start : here.end]
        and words[opening : opening + 1] == ["without"]
        and words[opening + 1] in _POINTING
    )


def names_limit(scene: Scene, draft: Draft, speaker: Speaker) -> bool:
    """Whether a seller names the figure as its limit, and so puts nothing forward: "my floor is
    57,000", "my boss won't let me go below 57,000"; "57,000, that's my lowest" is an offer.
    """
    if speaker == "buyer" or draft.option or "leak" not in scene.hits:
        return False
    at, words = draft.span.start, scene.words
    bound = words[at - 1] in _BOUNDING or words[at - 2 : at] in _LESS_THAN
    for span in scene.spans("leak"):
        said = words[span.start : span.end]
        if span.start == draft.span.end and not _ENDS.isdisjoint(said):
            return True
        if not span.start < at <= span.end + 1:
            continue
        if said[0] in _OWN or (bound and not _BARRING.isdisjoint(words[span.start : at])):
            return True
    return False


def is_told(scene: Scene, draft: Draft, memory: Memory, speaker: Speaker) -> bool:
    """Whether a value is only spoken of: as a trouble, as a bound, or in answer to a check."""
    return (
        scene.has("as_trouble", draft.span.end, draft.span.end + 1)
        or _bracketed(scene, draft)
        or (speaker == "trainee" and _only_bounds(scene, draft))
        or _says_again(scene, draft, memory, speaker)
    )


def does_nothing(words: list[str], at: int) -> bool:
    """Whether a value is said not to do something: "2,000 off doesn't change the date"."""
    at += words[at : at + 1] in (["off"], ["less"], ["more"])
    return (
        words[at + 1 : at + 2] == ["not"]
        and words[at] in _HELPING
        and at + 2 < len(words)
        and words[at + 2] not in _DETAILS
    )


def _bracketed(scene: Scene, draft: Draft) -> bool:
    """Whether a figure only tells where a price may end: "anything under 56", "somewhere between
    56 and 60".
    """
    at = draft.span.start
    before = scene.words[max(0, at - 2) : at]
    if before[-1:] and before[-1] in _BOUNDING:
        return any(span.start < at <= span.end for span in scene.spans("leak"))
    return draft.upto is not None and not _SOMEWHERE.isdisjoint(before)


def _only_bounds(scene: Scene, draft: Draft) -> bool:
    """Whether a price is only what something begins under: "below 39 I'd be out of pocket"."""
    words, at = scene.words, draft.span.start
    if draft.option or words[at - 1] not in _BOUNDING or words[at - 2] in _ROUGHLY:
        return False
    clause = scene.clause_of(at)
    return _DENYING.isdisjoint(words[clause.start : clause.end])


def _says_again(scene: Scene, draft: Draft, memory: Memory, speaker: Speaker) -> bool:
    """Whether a buyer says the very words that the trainee has just given back or checked."""
    if speaker == "trainee" or draft.option:
        return False
    said = memory.last("trainee")
    if not said or not said[0].listened or said[0].offered:
        return False
    return set(scene.words[draft.span.start : draft.span.end]) <= set(said[0].words)


def left_behind(words: list[str], span: Span) -> bool:
    """Whether a value is where a step starts: the 60 of "from 60 to 58"."""
    following = words[span.end : span.end + 1]
    return following == ["to"] and "from" in words[max(0, span.start - 2) : span.start]
