"""A payment in parts: "half now, half in 60 days", "three monthly instalments".

What counts for a payment term is how late the money comes on average, each part weighed by its
share: half now and half in 60 days is as late as all of it in 30.
"""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.coding.draft import Draft
from simulator.coding.figures import Figure
from simulator.coding.index import VocabularyIndex
from simulator.coding.lexicon import load_words
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence, Span
from simulator.domain.deal import RangeIssue

_MONTH, _QUARTER = 30.0, 90.0
_PAYING = frozenset(("payment", "pay", "net", "invoice"))
_FEWEST, _MOST = 2, 24
"""Instalments a payment is split into."""

_REACH = 2
"""Words between a number and what it counts: "three equal monthly instalments"."""

_PERIOD = 4
"""Words after "payments" in which their period is said: "three payments, one a month"."""

_WHOLE = 0.99
"""Sum of the shares, but for rounding, from which nothing is left to pay."""


class Instalments(NamedTuple):
    """The drafts of split payments, and the figures that were used up by them."""

    drafts: list[Draft]
    used: frozenset[Figure]


class _Sign(NamedTuple):
    """A word or figure that says how much is paid or when."""

    at: int
    share: float | None = None
    days: float | None = None
    figure: Figure | None = None


def find_instalments(
    scene: Scene, index: VocabularyIndex, figures: Sequence[Figure]
) -> Instalments:
    """The payments a turn splits."""
    drafts: list[Draft] = []
    used: set[Figure] = set()
    if not figures or not ("instalments" in scene.hits or _may_be_parted(scene, figures)):
        return Instalments(drafts, frozenset())
    for sentence in scene.sentences:
        here = [f for f in figures if sentence.start <= f.start < sentence.end]
        if not here:
            continue
        for delay, span, taken in (*_equal(scene, sentence, here), *_parts(scene, sentence, here)):
            used.update(taken)
            issue = _payment_issue(index)
            if issue is not None and delay is not None:
                drafts.append(Draft(issue.id, delay, span))
    return Instalments(drafts, frozenset(used))


def is_first_part(scene: Scene, figure: Figure) -> bool:
    """Whether a sum is what is paid first of more: "400 now and the rest in May"."""
    sentence = scene.sentences[scene.sentence_of(figure.start)]
    now = scene.first("part_now", figure.end, min(figure.end + _REACH, sentence.end))
    rest = load_words("rest")
    return now is not None and not rest.isdisjoint(scene.words[now.end : sentence.end])


def _may_be_parted(scene: Scene, figures: Sequence[Figure]) -> bool:
    """Whether a turn says that a part is paid now, and how large it or what is left is."""
    shares = any(figure.unit == "percent" for figure in figures)
    return "part_now" in scene.hits and (shares or not load_words("rest").isdisjoint(scene.words))


def _payment_issue(index: VocabularyIndex) -> RangeIssue | None:
    return next(
        (i for i in index.ranges if i.unit == "days" and not _PAYING.isdisjoint(i.words)), None
    )


_Split = tuple[float | None, Span, list[Figure]]


def _equal(scene: Scene, sentence: Sentence, figures: list[Figure]) -> list[_Split]:
    """A number of equal parts; how late they are is known where a period was said."""
    found: list[_Split] = []
    ending = {figure.end: figure for figure in figures}
    for span in scene.spans("instalments"):
        if not sentence.start <= span.start < sentence.end:
            continue
        near = (ending.get(span.start - gap) for gap in range(_REACH + 1))
        figure = next((f for f in near if f is not None), None)
        if figure is not None and scene.words[figure.start - 1] != "net":
            words = scene.words[figure.start : min(sentence.end, span.end + _PERIOD)]
            period = (
                _MONTH
                if not {"monthly", "month"}.isdisjoint(words)
                else _QUARTER
                if not {"quarterly", "quarter"}.isdisjoint(words)
                else None
            )
            delay = None
            if period and _FEWEST <= figure.value <= _MOST:
                delay = period * (figure.value - 1) / 2
            found.append((delay, Span(figure.start, span.end), [figure]))
    return found


def _parts(scene: Scene, sentence: Sentence, figures: list[Figure]) -> list[_Split]:
    """Shares with a date each: "half upfront and the rest in 90 days"."""
    rest = load_words("rest")
    left = [at for at in range(sentence.start, sentence.end) if scene.words[at] in rest]
    if not left and all(figure.unit != "percent" for figure in figures):
        return []
    signs = [_Sign(f.start, share=f.value / 100, figure=f) for f in figures if f.unit == "percent"]
    signs += [
        _Sign(f.start, days=f.value * (_MONTH if f.unit == "months" else 1), figure=f)
        for f in figures
        if f.unit in ("days", "months") or scene.words[f.start - 1 : f.start] == ["net"]
    ]
    signs += [
        _Sign(span.start, days=0.0)
        for span in scene.spans("part_now")
        if sentence.start <= span.start < sentence.end
    ]
    signs += [_Sign(at, share=0.0) for at in left]
    signs.sort()
    return _weigh(signs)


def _weigh(signs: list[_Sign]) -> list[_Split]:
    paid = late = 0.0
    share: float | None = None
    parts = 0
    for sign in signs:
        if sign.share is not None:
            # A share of nothing stands for "the rest".
            share = sign.share or max(0.0, 1 - paid)
        elif sign.days is not None and share is not None:
            paid, late, parts = paid + share, late + share * sign.days, parts + 1
            share = None
    if parts < _FEWEST or not _WHOLE <= paid <= 2 - _WHOLE:
        return []
    figures = [sign.figure for sign in signs if sign.figure is not None]
    last = signs[-1]
    end = last.figure.end if last.figure is not None else last.at + 1
    return [(late, Span(signs[0].at, max(end, signs[0].at + 1)), figures)]
