"""Values that are said by pointing at others: the middle, half of that, double it, the full price,
"that" for what was just asked or told of others, and a fee that is waived.
"""

from simulator.coding.bargains import set_side_by_side
from simulator.coding.draft import Draft
from simulator.coding.figures import Figure
from simulator.coding.index import VocabularyIndex
from simulator.coding.memory import Memory
from simulator.coding.placing import distance_to, ends_there
from simulator.coding.scene import Scene
from simulator.coding.text import Sentence, Span
from simulator.domain.deal import RangeIssue, Value
from simulator.domain.moves import Speaker, other_side

_FACTORS = {"double": 2.0, "doubling": 2.0, "twice": 2.0, "triple": 3.0, "half": 0.5, "halve": 0.5}
_OF_OTHERS = ("others", "press_rival", "looked_at", "shop")
_AFTER_NONE = frozenset(("then", "and", "but", "if", "so", "or", "at", "please", "thanks"))
_SHOWN = frozenset(("the", "those", "these"))
_BESIDE_PRICE = 3
"""Words within which a word of the price claims a figure."""

_THOUSAND = 1000
_HANDING = frozenset(("you", "it", "that", "then"))
"""First words of what hands over "it": "you can have it", "it's yours"."""

_GLADLY = frozenset(("i", "we", "can", "could", "will", "would", "happily", "gladly", "certainly"))
"""Words before a "do that" that says yes to what the speaker has just asked about."""

_POINTING = frozenset(("that", "it", "this"))


def relative_drafts(
    scene: Scene, index: VocabularyIndex, memory: Memory, speaker: Speaker, drafts: list[Draft]
) -> list[Draft]:
    """The relative values of a turn; `drafts` are the absolute ones."""
    hits = scene.hits
    found: list[Draft] = []
    if "middle" in hits:
        found.extend(_middles(scene, index, memory, drafts))
    if "multiple" in hits:
        found.extend(_multiples(scene, index, memory, speaker))
    if "full_price" in hits:
        found.extend(_full_prices(scene, index, drafts))
    if "do_that" in hits:
        found.extend(_handed_over(scene, drafts) or _references(scene, memory, speaker, drafts))
    if "match_that" in hits:
        found.extend(_matched(scene, index, drafts))
    return found


def waived(scene: Scene, index: VocabularyIndex) -> list[Draft]:
    """ "We'd waive the set-up fee": nothing is charged on an issue that may cost nothing."""
    found = _set_back(scene, index)
    for span in (*scene.spans("waive"), *scene.spans("free")):
        clause = scene.clause_of(span.start)
        for issue in index.ranges:
            if issue.unit != "money" or issue.core or issue.low > 0:
                continue
            place = next(
                (
                    p
                    for p in scene.found.issues.get(issue.id, ())
                    if clause.start <= p.start < clause.end
                ),
                None,
            )
            if place is not None:
                start, end = min(span.start, place.start), max(span.end, place.end)
                found.append(Draft(issue.id, 0.0, Span(start, end)))
    return found


def named_before(
    scene: Scene,
    index: VocabularyIndex,
    memory: Memory,
    speaker: Speaker,
    figure: Figure,
    drafts: list[Draft],
) -> Draft | None:
    """The value just named that a bare number says again: "Net 60 was not in it. You can have the
    60 if you sign".
    """
    value = figure.value
    if figure.unit is not None or figure.scaled:
        return None
    pointed = scene.words[figure.start - 1] in _SHOWN
    here = [d.issue for d in drafts if pointed and d.issue and d.value == value]
    said = memory.last(other_side(speaker))
    terms = said[0].terms if said else {}
    if not here and any(price.id in terms for price in index.ranges if price.core):
        return None
    for issue in index.ranges:
        if issue.unit == "money":
            if distance_to(scene, issue.id, figure) <= _BESIDE_PRICE:
                return None
            if not pointed and memory.position(speaker, issue.id) == value * _THOUSAND:
                return None
        elif issue.id in here or (not here and terms.get(issue.id) == value and pointed):
            return Draft(issue.id, value, Span(figure.start, figure.end))
    return None


def _set_back(scene: Scene, index: VocabularyIndex) -> list[Draft]:
    """ "No rebate", "without the rebate", "strike the rebate": back to the none of the standard."""
    found = []
    for span in scene.spans("set_back"):
        for issue in index.ranges:
            if issue.core or issue.standard > 0:
                continue
            for place in scene.found.issues.get(issue.id, ()):
                if place.start == span.end and _ends(scene.words, place.end):
                    found.append(Draft(issue.id, 0.0, Span(span.start, place.end)))
    return found


def _ends(words: list[str], at: int) -> bool:
    return at >= len(words) or not words[at][0].isalnum() or words[at] in _AFTER_NONE


def _named(scene: Scene, issue: str, sentence: Sentence) -> bool:
    return any(
        sentence.start <= place.start < sentence.end for place in scene.found.issues.get(issue, ())
    )


def _middles(
    scene: Scene, index: VocabularyIndex, memory: Memory, drafts: list[Draft]
) -> list[Draft]:
    """ "Meet in the middle" as the middle of both sides' last figures: on the issue that is named,
    else the one just talked about, else the price. A figure beside it says where the middle is.
    """
    span = scene.spans("middle")[0]
    sentence = scene.sentences[scene.sentence_of(span.start)]
    if any(sentence.start <= d.span.start < sentence.end and not d.option for d in drafts):
        return []
    apart: list[tuple[tuple[bool, bool, bool], str, float]] = []
    for issue in index.ranges:
        ours, theirs = memory.position("trainee", issue.id), memory.position("buyer", issue.id)
        if not isinstance(ours, float | int) or not isinstance(theirs, float | int):
            continue
        if ours != theirs:
            claim = (_named(scene, issue.id, sentence), memory.just_named(issue.id), issue.core)
            apart.append((claim, issue.id, (ours + theirs) / 2))
    if not apart:
        return []
    _, issue_id, value = max(apart, key=lambda entry: entry[0])
    return [Draft(issue_id, value, span)]


def _multiples(
    scene: Scene, index: VocabularyIndex, memory: Memory, speaker: Speaker
) -> list[Draft]:
    """ "Half of that", "double the volume": a multiple of what was last said of an issue."""
    found = []
    for span in scene.spans("multiple"):
        words = scene.words[span.start : span.end]
        factor = next((_FACTORS[word] for word in words if word in _FACTORS), 1.0)
        beside = Sentence(span.start, span.end + 1, "")
        named = [issue for issue in index.ranges if _named(scene, issue.id, beside)]
        pointed = not _POINTING.isdisjoint(words)
        base = _pointed_at(index, memory, speaker, named) if pointed else None
        if base is None and named:
            standing = memory.position(speaker, named[0].id)
            base = (named[0], named[0].standard if standing is None else standing)
        if base is None or isinstance(base[1], str):
            continue
        value = factor * base[1]
        if base[0].low * 0.2 <= value <= base[0].high * 5:
            found.append(Draft(base[0].id, value, span))
    return found


def _pointed_at(
    index: VocabularyIndex, memory: Memory, speaker: Speaker, named: list[RangeIssue]
) -> tuple[RangeIssue, Value] | None:
    """The value "that" stands for: the last one of the other side's last turn, else of the own."""
    wanted = {issue.id for issue in named}
    for side in (other_side(speaker), speaker):
        for past in memory.last(side):
            for issue_id in reversed(past.terms or {}):
                issue = index.issues[issue_id]
                if isinstance(issue, RangeIssue) and (not wanted or issue_id in wanted):
                    return issue, past.terms[issue_id]
    return None


def _full_prices(scene: Scene, index: VocabularyIndex, drafts: list[Draft]) -> list[Draft]:
    """ "At the full price" as the standard value of the deal's price."""
    price = next((i for i in index.ranges if i.core and i.standard), None)
    if price is None or any(d.issue == price.id for d in drafts):
        return []
    return [Draft(price.id, price.standard, scene.spans("full_price")[0])]


def _references(scene: Scene, memory: Memory, speaker: Speaker, drafts: list[Draft]) -> list[Draft]:
    """ "We could do that if ..." as the terms "that" stands for: just asked about in the turn, or
    proposed by the other side in its last one.
    """
    span = scene.spans("do_that")[0]
    sentence = scene.sentences[scene.sentence_of(span.start)]
    if scene.words[span.start] in _HANDING:
        # "Take 1,000 sets and you have it" is an order and a promise.
        sides = set_side_by_side(scene, sentence) if ends_there(scene.words, span.end) else None
        if sides is None:
            return []
    elif not scene.has("if", sentence.start, sentence.end) and not scene.any(
        ("in_return", "exchange_for", "need_back"), sentence.start, scene.sentences[-1].end
    ):
        return []
    before = [d for d in drafts if d.span.start < sentence.start and d.issue]
    said = memory.last(other_side(speaker))
    terms = (
        {d.issue: d.value for d in before if d.issue} if before else (said[0].terms if said else {})
    )
    return [Draft(issue, value, span) for issue, value in terms.items()]


def _handed_over(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What a question asks about and the sentence after it gives: "Is it net 60 you want? You can
    have it.", "Would net 60 do? We can do that."
    """
    words = scene.words
    for span in scene.spans("do_that"):
        number = scene.sentence_of(span.start)
        here, before = scene.sentences[number], scene.sentences[max(0, number - 1)]
        led = words[scene.opening(here) : span.start]
        if not (_GLADLY.issuperset(led) if led else words[span.start] in _HANDING):
            continue
        whole = ends_there(words, span.end) or words[span.end] == "if"
        if before.mark == "?" and here.mark != "?" and whole:
            asked = (d for d in drafts if before.start <= d.span.start < before.end)
            return [Draft(d.issue, d.value, span, d.option) for d in asked if d.issue]
    return []


def _matched(scene: Scene, index: VocabularyIndex, drafts: list[Draft]) -> list[Draft]:
    """ "Others go for 900. Could you match that?" as a bid of 900."""
    found = []
    for span in scene.spans("match_that"):
        number = scene.sentence_of(span.start)
        if number == 0:
            continue
        told = scene.sentences[number - 1]
        here = scene.sentences[number]
        core = [d for d in drafts if d.issue and not d.option and index.issues[d.issue].core]
        prices = [d for d in core if told.start <= d.span.start < told.end]
        if not prices or any(here.start <= d.span.start < here.end for d in core):
            continue
        if scene.any(_OF_OTHERS, told.start, told.end):
            place = Span(span.end - 1, span.end)
            found.append(Draft(prices[-1].issue, prices[-1].value, place, matched=True))
    return found
