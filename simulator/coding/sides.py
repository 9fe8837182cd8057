"""Tells what a few words of a turn are to a trade: a promise of the speaker, a deed of the other
side, a request, or neither.
"""

from simulator.coding.lexicon import load_words
from simulator.coding.scene import Scene
from simulator.coding.text import Span

_SPEAKER = frozenset(("i", "we"))
_PERIODS = frozenset(("year", "years", "month", "months", "days", "weeks", "percent"))
_BEHIND = (["the", "owner"], ["the", "board"], ["the", "landlord"], ["the", "group"])
_ASKING = frozenset(("would", "could", "will", "can"))
_SUMS = (None, "money")
_LEAST = 13
"""Numbers in words from which one names a term, and is no mere count."""

_HALF = 50
"""A number that is rather a share: "we go fifty-fifty"."""

_FUTURE = frozenset(("would", "will", "could", "might"))
_HAPPENING = frozenset(("get", "have", "be", "lose", "see", "feel", "notice", "end", "find"))
"""Verbs after "you would" that tell a consequence and ask for nothing."""

_NEGATIONS = frozenset(("not", "never", "nothing", "no"))
_AT_MOST = [["further"], ["more"], ["less"], ["later"], ["lower"], ["longer"]]
"""Words after a "no" that only bound what is asked for: "and it's 57 and no further"."""

_DONE = frozenset(("signed", "paid", "prepaid", "ordered", "confirmed", "committed", "upfront"))
"""Words of a condition that the other side has to meet, whoever is its subject."""


_WILLING = frozenset(("happy", "glad"))
"""First words of a promise without its subject: "happy to do it"."""


def is_met_jointly(scene: Scene, condition: Span) -> bool:
    """Whether a condition is a deed of both sides, or of nobody named: "if we add a review", "if it
    is paid upfront".
    """
    words = scene.words[condition.start : condition.end]
    if not _DONE.isdisjoint(words) or scene.has("comes_with", condition.start, condition.end):
        return True
    return words[:1] == ["we"] and words[1:2] != [] and words[1] in load_words("joint_deeds")


def names_wish(scene: Scene, span: Span) -> bool:
    """Whether the speaker names what it would want: "I'd want the full contribution", "we need
    thirty-six months".
    """
    words = scene.words[span.start : span.start + 2]
    if words[0] in _SPEAKER and words[-1] in ("need", "want") and has_terms(scene, span):
        return True
    place = scene.first("speaker_wants", span.start, span.end)
    return place is not None and scene.words[place.end : place.end + 1] != ["to"]


def asks_others(scene: Scene, main: Span, mark: str) -> bool:
    """Whether a main clause asks a deed of those behind the other: "could the owner pay 48?"."""
    words = scene.words[main.start : main.start + 3]
    named = words[1:2] in (["your"], ["they"]) or words[1:3] in _BEHIND
    return mark == "?" and words[0] in _ASKING and named


def is_negated(scene: Scene, span: Span) -> bool:
    """Whether words say no, other than "no further"."""
    words = scene.words
    if _NEGATIONS.isdisjoint(words[span.start : span.end]):
        return False
    return any(
        words[i] in _NEGATIONS and words[i + 1 : i + 2] not in _AT_MOST
        for i in range(span.start, span.end)
    )


def other_acts(scene: Scene, span: Span) -> bool:
    """Whether words hold a deed of the other side: "you sign", "your team agrees"."""
    if scene.has("you_do", span.start, span.end):
        return True
    words = scene.words
    return any(words[i] == "you" and is_deed(words, i) for i in range(span.start, span.end - 1))


def is_deed(words: list[str], you: int) -> bool:
    """Whether "you" is followed by a deed, and not by a state of mind or of affairs."""
    following = words[you + 1 : you + 3]
    if following and following[0] in load_words("modals"):
        following = following[1:]
    return bool(following) and following[0].isalpha() and following[0] not in load_words("states")


def befalls(scene: Scene, span: Span) -> bool:
    """Whether a clause tells what would happen to the other side: "then you'd get somebody's"."""
    words = scene.words
    return any(
        words[i] == "you" and words[i + 1] in _FUTURE and words[i + 2] in _HAPPENING
        for i in range(span.start, span.end - 2)
    )


def speaker_acts(scene: Scene, span: Span) -> bool:
    """Whether "I" or "we" is the subject of a clause."""
    first = scene.words[span.start : min(span.end, span.start + 3)]
    ours = first[:1] == ["our"] and not load_words("own_party").isdisjoint(first)
    return ours or not _SPEAKER.isdisjoint(first)


def has_terms(scene: Scene, span: Span) -> bool:
    """Whether words name a term: a figure, a period or an option."""
    return (
        any(span.start <= option.span.start < span.end for option in scene.found.options)
        or any(
            scene.words[i][0].isdecimal() or scene.words[i] in _PERIODS
            for i in range(span.start, span.end)
        )
        or any(
            # "Two-thirty-eight", and not the "one" of "one call".
            span.start <= figure.start < span.end
            and figure.value >= _LEAST
            and figure.value != _HALF
            and figure.unit in _SUMS
            for figure in scene.figures
        )
    )


def promises(scene: Scene, span: Span) -> bool:
    """Whether words offer something or say yes."""
    return (
        scene.any(("commit_me", "propose", "free", "accept"), span.start, span.end)
        or has_terms(scene, span)
        or scene.words[span.start] in ("fine", "okay", "yes", "agreed", "alright")
        or (
            scene.words[span.start] in _WILLING
            and scene.words[span.start + 1 : span.start + 2] == ["to"]
            and scene.words[span.start + 2] in load_words("giving")
        )
    )


def makes_request(scene: Scene, span: Span) -> bool:
    """Whether words ask the other side for a deed."""
    if scene.has("ask_get", span.start, span.end):
        return True
    words = scene.words
    return any(
        words[i] in ("would", "could", "can", "will") and words[i + 1 : i + 2] == ["you"]
        for i in range(span.start, span.end)
    ) or other_acts(scene, span)
