"""Finds trades that are said as a price, "net 60 for 24 months": one where what stands behind the
"for" is better for the speaker than the standard, and what stands before it is worse. "96,000 for
800 sets" only says what the price is of.
"""

from collections.abc import Iterator, Sequence

from simulator.coding.conditions import FACTUAL, Trade
from simulator.coding.draft import Draft
from simulator.coding.index import VocabularyIndex
from simulator.coding.memory import Memory
from simulator.coding.scene import Scene
from simulator.coding.sides import is_negated, other_acts
from simulator.coding.sums import is_price_of_unknown_size
from simulator.coding.text import Sentence, Span
from simulator.domain.deal import RangeIssue
from simulator.domain.moves import Speaker

_REACH = 3
"""Words after a value within which its "for" stands: "2 % rebate for"."""

_BEFORE_ASKED = frozenset(
    ("a", "an", "the", "your", "all", "of", "these", "at", "least", "full", "next", "firm", "order")
)
"""Words between the "for" and the value that is asked for."""

_WHOLE = frozenset(("whole", "full", "entire", "complete", "total", "all"))
_TOLD = ("past", "others", "quoted", "refuse", "reject")
"""Tags beside which a swap is somebody else's, or turned down."""


def find_swaps(
    scene: Scene, drafts: Sequence[Draft], index: VocabularyIndex, speaker: Speaker
) -> Iterator[Trade]:
    """The swaps of a turn, in order, one a sentence at most."""
    if not drafts or "for" not in scene.words:
        return
    done = -1
    for draft in drafts:
        number = scene.sentence_of(draft.span.start)
        if number <= done or _gain(index, draft, speaker) >= 0:
            continue
        sentence = scene.sentences[number]
        before = _asked_before(scene, drafts, index, speaker, draft, sentence)
        if before is not None:
            done = number
            yield before
            continue
        link = _link(scene.words, draft.span.end, sentence.end)
        if link is None or not _is_asked(scene, drafts, index, speaker, draft, link):
            continue
        if _proposes(scene, sentence, link):
            done = number
            yield Trade(_asked_span(scene.words, link, sentence), Span(sentence.start, link), False)


def turn_round(
    scene: Scene,
    trades: list[Trade],
    drafts: Sequence[Draft],
    index: VocabularyIndex,
    memory: Memory,
) -> list[Trade]:
    """The trades of a trainee, with the if-clause as what is given where its terms are: "if the
    start slides to June, the rent stays as it is".
    """
    turned = []
    for trade in trades:
        given = _gains(drafts, trade.condition, index, memory)
        asked = _gains(drafts, trade.promise, index, memory)
        gives = bool(given) and max(given) < 0 <= min(asked, default=0)
        taken_up = scene.has("do_that", *trade.promise)
        if gives and not taken_up and not other_acts(scene, trade.condition):
            turned.append(Trade(trade.promise, trade.condition, not trade.condition_first))
        else:
            turned.append(trade)
    return turned


def _gains(
    drafts: Sequence[Draft], span: Span, index: VocabularyIndex, memory: Memory
) -> list[int]:
    """What the values in some words are to the seller, beside its last word or the standard."""
    gains = []
    for draft in drafts:
        if draft.issue is None or not span.start <= draft.span.start < span.end:
            continue
        issue = index.issues[draft.issue]
        base = memory.position("trainee", issue.id)
        if base is None and is_price_of_unknown_size(issue):
            continue
        base = issue.standard if base is None else base
        gains.append(index.vocabulary.seller_prefers(issue.id, draft.value, base))
    return [gain for gain in gains if gain]


def _asked_before(
    scene: Scene,
    drafts: Sequence[Draft],
    index: VocabularyIndex,
    speaker: Speaker,
    given: Draft,
    sentence: Sentence,
) -> Trade | None:
    """ "For a 36-month signature you'd get it at 236": what is asked for is said first."""
    for draft in drafts:
        start, end = draft.span
        if not sentence.start < start < end <= given.span.start or draft.issue == given.issue:
            continue
        link = start - 1
        while link > sentence.start and scene.words[link] in _BEFORE_ASKED:
            link -= 1
        if scene.words[link] != "for" or _gain(index, draft, speaker) <= 0:
            continue
        cut = scene.first("commit_me", end, given.span.start)
        if cut is not None and not scene.any(_TOLD, cut.start, given.span.start):
            asked, main = Span(link, cut.start), Span(cut.start, sentence.end)
            return None if sentence.mark == "?" else Trade(asked, main, True)
    return None


def _gain(index: VocabularyIndex, draft: Draft, speaker: Speaker) -> int:
    """1 if a value is better for the speaker than the standard, -1 if worse, else 0."""
    issue = index.issues[draft.issue] if draft.issue else None
    if issue is None or is_price_of_unknown_size(issue):
        return 0
    gain = index.vocabulary.seller_prefers(issue.id, draft.value, issue.standard)
    return gain if speaker == "trainee" else -gain


def _link(words: list[str], start: int, end: int) -> int | None:
    """The place of the "for" after a value; None if something else is said first."""
    for at in range(start, min(start + _REACH, end)):
        if words[at] == "for":
            return at
        if not words[at].isalpha():
            return None
    return None


def _is_asked(
    scene: Scene,
    drafts: Sequence[Draft],
    index: VocabularyIndex,
    speaker: Speaker,
    given: Draft,
    link: int,
) -> bool:
    """Whether what follows the "for" is something the speaker asks for."""
    at = link + 1
    while scene.words[at : at + 1] and scene.words[at] in _BEFORE_ASKED | _WHOLE:
        at += 1
    for draft in drafts:
        if draft.issue != given.issue and link < draft.span.start <= at < draft.span.end:
            return _gain(index, draft, speaker) > 0
    issue = index.issues.get(given.issue or "")
    if issue is None or issue.core or _WHOLE.isdisjoint(scene.words[link:at]):
        return False
    return any(
        place.start == at
        for other in index.ranges
        if other.id != issue.id and _is_volume(other)
        for place in scene.found.issues.get(other.id, ())
    )


def _is_volume(issue: RangeIssue) -> bool:
    """Whether the whole of an issue can be asked for: "for the whole volume"."""
    return issue.unit in ("count", "months")


def _proposes(scene: Scene, sentence: Sentence, link: int) -> bool:
    start = scene.opening(sentence)
    if sentence.mark == "?" and not FACTUAL.isdisjoint(scene.words[start : start + 1]):
        return False
    told = scene.any(_TOLD, sentence.start, sentence.end)
    return not told and not is_negated(scene, Span(sentence.start, link))


def _asked_span(words: list[str], link: int, sentence: Sentence) -> Span:
    """The words of what is asked for, up to the comma that ends it."""
    comma = next((i for i in range(link, sentence.end) if words[i] == ","), sentence.end)
    return Span(link, comma)
