"""Finds trades in a turn: the side the other party would have to give and the side the speaker
would give, in whatever order and shape they were said.

A trade is structure, not a word: an if-clause about what *you* do with a promise of what *I* do
(or the reverse), or a promise beside a request for something back. Politeness ("if you don't
mind"), threats and negated conditions have the same words and are left out.
"""

from itertools import islice
from typing import NamedTuple

from simulator.coding.bargains import set_side_by_side
from simulator.coding.lexicon import load_words
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence, Span

_MOST_IFS = 12
"""Openers of a sentence that are looked at: each is looked for in all the rest of it."""

_MAIN_OPENERS = ("then", "commit_me", "propose", "ask_get", "threat", "walk")
_LINKS = frozenset(
    ("exchange_for", "joint", "speaker_wants", "in_return", "need_back", "ask_get", "only_for")
)
_TRADING = _LINKS | {"if", "commit_me"}
"""Tags without any of which a turn holds no trade."""

_PERIODS = frozenset(("year", "years", "month", "months", "days", "weeks", "percent"))
_SPEAKER = frozenset(("i", "we"))
_FUTURE = frozenset(("would", "will", "could", "might"))
_HAPPENING = frozenset(("get", "have", "be", "lose", "see", "feel", "notice", "end", "find"))
"""Verbs after "you would" that tell a consequence and ask for nothing."""

_FACTUAL = frozenset(("is", "are", "was", "were", "do", "does", "did", "has", "have"))
"""First words of a question about what is, which proposes nothing."""

_NEGATIONS = frozenset(("not", "never", "nothing", "no"))
_AT_MOST = [["further"], ["more"], ["less"], ["later"], ["lower"], ["longer"]]
"""Words after a "no" that only bound what is asked for: "and it's 57 and no further"."""


class Trade(NamedTuple):
    """A conditional proposal. `condition` is what is asked for, `promise` what is given."""

    condition: Span
    promise: Span
    condition_first: bool


def find_trades(scene: Scene) -> list[Trade]:
    """Every trade of a turn, in order."""
    found: list[Trade] = []
    if _TRADING.isdisjoint(scene.hits):
        if "you" in scene.words:
            found.extend(filter(None, (_side_by_side(scene, s) for s in scene.sentences)))
        return found
    for number, sentence in enumerate(scene.sentences):
        trade = (
            _if_then(scene, sentence)
            or _linked(scene, sentence)
            or _imperative(scene, sentence)
            or _side_by_side(scene, sentence)
            or _next_sentence(scene, number)
        )
        if trade is not None:
            found.append(trade)
    return found


def plain_ifs(scene: Scene, sentence: Sentence) -> list[Span]:
    """The condition openers of a sentence that are neither politeness nor "as if"."""
    if "if" not in scene.hits:
        return []
    polite = scene.spans("polite_if")
    here = (span for span in scene.spans("if") if sentence.start <= span.start < sentence.end)
    return [
        span
        for span in islice(here, _MOST_IFS)
        if not (polite and any(p.start <= span.start < p.end for p in polite))
    ]


def split_condition(scene: Scene, sentence: Sentence, opener: Span) -> tuple[Span, Span] | None:
    """The words of the condition after `opener`, and those of the main clause; None if there is
    no main clause.
    """
    words = scene.words
    end = sentence.end
    first = _condition_start(words, opener)
    cut = _main_start(scene, first, end)
    if cut is not None:
        return Span(first, cut), Span(cut, end)
    before = Span(sentence.start, opener.start)
    if any(words[i][0].isalnum() for i in range(before.start, before.end)):
        return Span(first, end), before
    return None


def _condition_start(words: list[str], opener: Span) -> int:
    """Where the condition itself starts: "once you commit" has its subject in the opener."""
    for i in range(opener.start, opener.end):
        if words[i] == "you":
            return i
    return opener.end


def _main_start(scene: Scene, start: int, end: int) -> int | None:
    """Where the main clause starts after a condition that starts at `start`."""
    words = scene.words
    subject = next((w for w in words[start : start + 4] if w in _SPEAKER or w == "you"), "")
    commas = [i for i in range(start, end) if words[i] in (",", ";", ":", "-", "–", "—")]
    starts: list[int] = []
    for tag in _MAIN_OPENERS:
        for span in scene.spans(tag):
            at = span.start
            if start + 1 < at < end and (
                tag == "then"
                or words[at - 1] in (",", "then", "-", "–", "—", "and")
                or _turns(words, at, subject)
            ):
                starts.append(at)
    if starts:
        return min(starts)
    after = [i for i in commas if i > start + 1]
    return after[0] + 1 if after and after[0] + 1 < end - 1 else None


def _turns(words: list[str], at: int, subject: str) -> bool:
    """Whether the word at `at` starts a clause with another subject than the condition's."""
    word = words[at]
    if word in _SPEAKER:
        return subject not in _SPEAKER
    if word == "you":
        return subject in _SPEAKER
    return word in ("would", "could", "can", "will", "how", "what") and at > 0


def _if_then(scene: Scene, sentence: Sentence) -> Trade | None:
    openers = plain_ifs(scene, sentence)
    at = scene.opening(sentence) if openers else 0
    if sentence.mark == "?" and not _FACTUAL.isdisjoint(scene.words[at : at + 1]):
        return None
    for opener in openers:
        parts = split_condition(scene, sentence, opener)
        if parts is None:
            continue
        condition, main = parts
        if scene.any(("threat", "walk", "attack"), main.start, main.end):
            continue
        unless = scene.words[opener.start] == "unless"
        if _negated(scene, condition) != unless and not unless:
            continue
        speaker_gives_if = _speaker_acts(scene, condition) and not _other_acts(scene, condition)
        asks = not (_negated(scene, main) or _befalls(scene, main)) and _asks(scene, main)
        if speaker_gives_if and (asks or _wants(scene, main)):
            return Trade(main, condition, main.start < condition.start)
        if unless:
            if scene.any(("refuse", "hold"), main.start, main.end) and _other_acts(
                scene, condition
            ):
                return Trade(condition, main, condition.start < main.start)
            continue
        if scene.has("refuse", main.start, main.end):
            continue
        if _promises(scene, main) and (
            _other_acts(scene, condition)
            or _has_terms(scene, condition)
            or scene.has("other_gives", condition.start, condition.end)
            or scene.has("strong_if", opener.start, opener.end)
        ):
            return Trade(condition, main, condition.start < main.start)
    return None


def _linked(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "X in exchange for Y", "in return for Y, X", "X, but I'd need Y"."""
    if _LINKS.isdisjoint(scene.hits):
        return None
    link = scene.first("exchange_for", sentence.start, sentence.end)
    if link is not None and link.start <= sentence.start + 2:
        cut = next(
            (s.start for s in scene.spans("commit_me") if link.end < s.start < sentence.end), None
        )
        if cut is not None and _promises(scene, Span(cut, sentence.end)):
            if _negated(scene, Span(cut, sentence.end)):
                return None
            return Trade(Span(link.start, cut), Span(cut, sentence.end), True)
    if link is not None and not _negated(scene, Span(sentence.start, link.start)):
        before, after = Span(sentence.start, link.start), Span(link.start, sentence.end)
        if _promises(scene, before) or _has_terms(scene, before):
            return Trade(after, before, False)
        comma = next((i for i in range(link.end, sentence.end) if scene.words[i] == ","), None)
        if comma is not None and _promises(scene, Span(comma, sentence.end)):
            return Trade(Span(link.start, comma), Span(comma, sentence.end), True)
    both = _joint(scene, sentence) or _for_something(scene, sentence) or _only_for(scene, sentence)
    if both is not None:
        return both
    for tag in ("in_return", "need_back", "ask_get"):
        ask = scene.first(tag, sentence.start + 1, sentence.end)
        if ask is None:
            continue
        before = Span(sentence.start, ask.start)
        if (
            _promises(scene, before)
            and not _negated(scene, before)
            and (tag == "need_back" or _joined(scene, ask.start))
        ):
            return Trade(Span(ask.start, sentence.end), before, False)
    return None


def _joint(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "What if we gave you 90 days and you signed this week?"."""
    words = scene.words
    start = scene.first("joint", sentence.start, sentence.end)
    if start is None:
        return None
    for i in range(start.end, sentence.end - 2):
        if words[i] == "and" and words[i + 1] == "you" and _acts(words, i + 1):
            return Trade(Span(i + 1, sentence.end), Span(start.start, i), False)
    return None


def _only_for(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "That I'd do for a signature", "I'd only do it for something"."""
    only = scene.first("only_for", sentence.start, sentence.end)
    if only is None or _negated(scene, Span(sentence.start, only.end)):
        return None
    return Trade(Span(only.end, sentence.end), Span(sentence.start, only.end), False)


def _for_something(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "For a five-year lease I'd want the full contribution"."""
    start = scene.opening(sentence)
    wants = scene.first("speaker_wants", start, sentence.end)
    if wants is None or scene.words[start] != "for":
        return None
    given, asked = Span(start, wants.start), Span(wants.start, sentence.end)
    return Trade(asked, given, False) if _has_terms(scene, given) else None


def _wants(scene: Scene, span: Span) -> bool:
    """Whether the speaker names what it would want: "I'd want the full contribution"."""
    place = scene.first("speaker_wants", span.start, span.end)
    return place is not None and scene.words[place.end : place.end + 1] != ["to"]


def _joined(scene: Scene, at: int) -> bool:
    """Whether a request is tied to what stands before it."""
    return scene.words[at - 1] in (",", "but", "and", "then", "so", ";", "-", "–", "—", "if", "in")


def _imperative(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "Sign this week and we'll do net 60", "you give us X, I give you Y"."""
    if "commit_me" not in scene.hits:
        return None
    words = scene.words
    start = sentence.start
    while start < sentence.end and words[start] in ("so", "well", "okay", "just", ",", "please"):
        start += 1
    if start >= sentence.end or sentence.mark == "?":
        return None
    opens = (
        words[start] in load_words("imperatives")
        and not (words[start] == "let" and words[start + 1 : start + 2] in (["us"], ["me"]))
        and words[start + 1 : start + 2] != ["you"]
    )
    you_do = any(span.start == start for span in scene.spans("you_do"))
    if not opens and not you_do:
        return None
    for span in scene.spans("commit_me"):
        if start + 1 < span.start < sentence.end and words[span.start] != "you":
            joined = words[span.start - 1] in ("and", ",", "then", "-", "–", "—", ";", ":")
            condition, main = Span(start, span.start), Span(span.start, sentence.end)
            if joined and not scene.any(("threat", "walk"), main.start, main.end):
                if _negated(scene, condition) or _negated(scene, main):
                    return None
                return Trade(condition, main, True)
    return None


def _side_by_side(scene: Scene, sentence: Sentence) -> Trade | None:
    sides = set_side_by_side(scene, sentence)
    if sides is None or scene.any(("threat", "walk"), sentence.start, sentence.end):
        return None
    return Trade(*sides)


def _next_sentence(scene: Scene, number: int) -> Trade | None:
    """ "I can do net 60. In return I'd need a signature." and the reverse."""
    if number == 0:
        return None
    sentence, before = scene.sentences[number], scene.sentences[number - 1]
    link = scene.first("in_return", sentence.start, sentence.end)
    if link is None or before.mark == "?":
        return None
    here, there = Span(sentence.start, sentence.end), Span(before.start, before.end)
    if not _promises(scene, there) or _negated(scene, there):
        if _asks(scene, there) and _promises(scene, here):
            return Trade(there, here, True)
        return None
    if scene.has("refuse", here.start, here.end):
        return None
    return Trade(here, there, False)


def _negated(scene: Scene, span: Span) -> bool:
    words = scene.words
    if _NEGATIONS.isdisjoint(words[span.start : span.end]):
        return False
    return any(
        words[i] in _NEGATIONS and words[i + 1 : i + 2] not in _AT_MOST
        for i in range(span.start, span.end)
    )


def _other_acts(scene: Scene, span: Span) -> bool:
    if scene.has("you_do", span.start, span.end):
        return True
    words = scene.words
    return any(words[i] == "you" and _acts(words, i) for i in range(span.start, span.end - 1))


def _acts(words: list[str], you: int) -> bool:
    """Whether "you" is followed by a deed, and not by a state of mind or of affairs."""
    following = words[you + 1 : you + 3]
    if following and following[0] in load_words("modals"):
        following = following[1:]
    return bool(following) and following[0].isalpha() and following[0] not in load_words("states")


def _befalls(scene: Scene, span: Span) -> bool:
    """Whether a clause tells what would happen to the other side: "then you'd get somebody's"."""
    words = scene.words
    return any(
        words[i] == "you" and words[i + 1] in _FUTURE and words[i + 2] in _HAPPENING
        for i in range(span.start, span.end - 2)
    )


def _speaker_acts(scene: Scene, span: Span) -> bool:
    return any(scene.words[i] in _SPEAKER for i in range(span.start, min(span.end, span.start + 3)))


def _has_terms(scene: Scene, span: Span) -> bool:
    return any(span.start <= option.span.start < span.end for option in scene.found.options) or any(
        scene.words[i][0].isdecimal() or scene.words[i] in _PERIODS
        for i in range(span.start, span.end)
    )


def _promises(scene: Scene, span: Span) -> bool:
    return (
        scene.any(("commit_me", "propose", "free", "accept"), span.start, span.end)
        or _has_terms(scene, span)
        or scene.words[span.start] in ("fine", "okay", "yes", "agreed", "alright")
    )


def _asks(scene: Scene, span: Span) -> bool:
    if scene.has("ask_get", span.start, span.end):
        return True
    words = scene.words
    return any(
        words[i] in ("would", "could", "can", "will") and words[i + 1 : i + 2] == ["you"]
        for i in range(span.start, span.end)
    ) or _other_acts(scene, span)
