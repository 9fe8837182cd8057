"""Finds trades in a turn: the side the other party would have to give and the side the speaker
would give, in whatever order and shape they were said.

A trade is structure, not a word: an if-clause about what *you* do with a promise of what *I* do
(or the reverse), or a promise beside a request for something back. Politeness ("if you don't
mind"), threats and negated conditions have the same words and are left out.
"""

from itertools import islice
from typing import NamedTuple

from simulator.coding.bargains import (
    join_sides,
    name_before,
    order_and_promise,
    set_side_by_side,
    take_away_otherwise,
    threatens,
    tie_sentences,
)
from simulator.coding.scene import Scene
from simulator.coding.sides import (
    asks_others,
    befalls,
    has_terms,
    is_met_jointly,
    is_negated,
    makes_request,
    names_wish,
    other_acts,
    promises,
    speaker_acts,
)
from simulator.coding.text import Sentence, Span

_MOST_IFS = 12
"""Openers of a sentence that are looked at: each is looked for in all the rest of it."""

_MAIN_OPENERS = ("then", "commit_me", "propose", "ask_get", "threat", "walk")
_LINKS = frozenset(
    (
        "exchange_for",
        "joint",
        "speaker_wants",
        "in_return",
        "need_back",
        "ask_get",
        "only_for",
        "for_that",
    )
)
_TRADING = _LINKS | {"if", "supposed", "commit_me", "otherwise"}
"""Tags without any of which a turn holds no trade."""

_TIES = frozenset(("in_return", "need_back", "for_that"))
"""Tags without any of which no sentence is tied to the one before it."""

_SPEAKER = frozenset(("i", "we"))
_ADDING = frozenset(("which", "who", "because", "since", "otherwise"))
"""Words after a condition that add to it, and open no main clause."""

_POINTED = frozenset(("it", "that"))
_BECOMING = frozenset(("is", "would", "becomes", "drops", "goes", "stays", "comes"))
"""Words that open what a thing costs then: "if it is signed today it is 58"."""

_INVERTING = frozenset(("would", "could", "will", "can"))
_OBLIGED = frozenset(("it", "that", "you"))
_OBLIGING = frozenset(
    (("has", "to"), ("have", "to"), ("needs", "to"), ("need", "to"), ("must", "be"))
)
"""Words after an "it" or "you" that open a duty: "if it's 46 it has to be five years"."""

_FIXED = frozenset(("on", "in", "provided", "assuming"))
"""First words of openers that hold no part of the condition: "on the condition that"."""

_STARTING = frozenset(("i", "we", "a", "an", "the", "your", "it", "that", "everything"))
"""First words of a condition: "the moment the order is in"."""

_WAYS = frozenset(("with", "given", "on", "upon"))
"""Words that stand before a return, and before much else: "with a signature this week"."""

_DIRECT = frozenset(("you", "it", "its", "that", "yours"))
"""Words without any of which a turn that has no words of trading holds no trade."""

FACTUAL = frozenset(("is", "are", "was", "were", "do", "does", "did", "has", "have"))
"""First words of a question about what is, which proposes nothing."""


class Trade(NamedTuple):
    """A conditional proposal. `condition` is what is asked for, `promise` what is given."""

    condition: Span
    promise: Span
    condition_first: bool


def find_trades(scene: Scene) -> list[Trade]:
    """Every trade of a turn, in order."""
    found: list[Trade] = []
    if _TRADING.isdisjoint(scene.hits):
        if not _DIRECT.isdisjoint(scene.words):
            for number in range(len(scene.sentences)):
                trade = _without_link(scene, number)
                if trade is not None:
                    found.append(trade)
        return found
    for number, sentence in enumerate(scene.sentences):
        trade = (
            _if_then(scene, sentence)
            or _supposed_before(scene, number)
            or _linked(scene, sentence)
            or _without_link(scene, number)
            or _of_two_sentences(scene, number)
        )
        if trade is not None:
            found.append(trade)
    return found


def plain_ifs(scene: Scene, sentence: Sentence) -> list[Span]:
    """The condition openers of a sentence that are neither politeness, nor "as if", nor suppose how
    things are with the other side: "if it's the money".
    """
    if "if" not in scene.hits:
        return []
    polite = scene.spans("polite_if") + scene.spans("if_state")
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
    before = Span(sentence.start, opener.start)
    said_before = any(words[i][0].isalnum() for i in range(before.start, before.end))
    if cut is not None and said_before:
        at = cut + (words[cut] == "and")
        if words[at - 1 : at + 1] == ["and", "you"]:
            # "I could do it if it's one contract, and you take one call."
            cut = end
        elif _denies_after(words, at, end):
            # "238 if it runs three years, and 240 if it does not."
            return Span(first, cut), before
    if cut is not None and not (said_before and (cut == end or words[cut] in _ADDING)):
        return Span(first, cut), Span(cut, end)
    return (Span(first, end if cut is None else cut), before) if said_before else None


def _denies_after(words: list[str], start: int, end: int) -> bool:
    """Whether what is so without the condition follows: "... and 240 if it does not"."""
    return any(words[i] == "if" and "not" in words[i + 1 : i + 4] for i in range(start, end))


def _condition_start(words: list[str], opener: Span) -> int:
    """Where the condition itself starts: "once you commit" has its subject in the opener."""
    fixed = words[opener.start] in _FIXED
    for i in range(opener.start, opener.end):
        if words[i] == "you" or (words[i] in _STARTING and i > opener.start and not fixed):
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
    starts.extend(
        at
        for at in range(start + 2, end - 2)
        if words[at] in _OBLIGED and (words[at + 1], words[at + 2]) in _OBLIGING
    )
    named = {figure.start for figure in scene.figures}
    starts.extend(
        at
        for at in range(start + 2, end - 2)
        if words[at] in _POINTED
        and words[at + 1] in _BECOMING
        and not named.isdisjoint(range(at + 2, at + 4))
    )
    if starts:
        return min(starts)
    after = [i for i in commas if i > start + 1]
    # "..., and the break clause went, would the owner pay?" asks behind the last of its commas.
    asking = (i for i in after if i + 1 < end and words[i + 1] in _INVERTING)
    cut = next(asking, after[0]) if after else end
    return cut + 1 if cut + 1 < end - 1 else None


def _turns(words: list[str], at: int, subject: str) -> bool:
    """Whether the word at `at` starts a clause with another subject than the condition's."""
    word = words[at]
    if word in _SPEAKER:
        # "If I did that I'd need three years."
        return subject not in _SPEAKER or words[at + 1 : at + 2] in (["would"], ["will"])
    if word == "you":
        return subject in _SPEAKER
    return word in ("would", "could", "can", "will", "how", "what") and at > 0


def _if_then(scene: Scene, sentence: Sentence) -> Trade | None:
    openers = plain_ifs(scene, sentence) + _suppositions(scene, sentence)
    at = scene.opening(sentence) if openers else 0
    if sentence.mark == "?" and not FACTUAL.isdisjoint(scene.words[at : at + 1]):
        return None
    for opener in openers:
        parts = split_condition(scene, sentence, opener)
        if parts is None:
            continue
        condition, main = parts
        if threatens(scene, main):
            continue
        unless = scene.words[opener.start] == "unless"
        if is_negated(scene, condition) != unless and not unless:
            continue
        speaker_gives_if = speaker_acts(scene, condition) and not other_acts(scene, condition)
        asks = not (is_negated(scene, main) or befalls(scene, main)) and (
            makes_request(scene, main) or asks_others(scene, main, sentence.mark)
        )
        if speaker_gives_if and (asks or names_wish(scene, main)):
            return Trade(main, condition, main.start < condition.start)
        if unless:
            if scene.any(("refuse", "hold"), main.start, main.end) and other_acts(scene, condition):
                return Trade(condition, main, condition.start < main.start)
            continue
        if scene.has("refuse", main.start, main.end):
            continue
        if promises(scene, main) and (
            other_acts(scene, condition)
            or has_terms(scene, condition)
            or scene.has("other_gives", condition.start, condition.end)
            or scene.has("strong_if", opener.start, opener.end)
            or (is_met_jointly(scene, condition) and has_terms(scene, main))
        ):
            return Trade(condition, main, condition.start < main.start)
    return None


def _suppositions(scene: Scene, sentence: Sentence) -> list[Span]:
    """Openers of conditions without an "if": "say you sign today", and no "I suppose we could"."""
    if "supposed" not in scene.hits:
        return []
    words, start = scene.words, scene.opening(sentence)
    return [
        Span(span.start, span.end - 1)
        for span in scene.spans("supposed")
        if start <= span.start < sentence.end
        and (span.start == start or words[span.start - 1] in (",", "and", "so", "just"))
    ][:_MOST_IFS]


def _supposed_before(scene: Scene, number: int) -> Trade | None:
    """ "Imagine you agreed to a case study. Then I could give you net 60."."""
    if number == 0 or "supposed" not in scene.hits:
        return None
    before, sentence = scene.sentences[number - 1], scene.sentences[number]
    openers = _suppositions(scene, before)
    main = Span(sentence.start, sentence.end)
    if not openers or openers[0].start != scene.opening(before) or sentence.mark == "?":
        return None
    condition = Span(openers[0].end, before.end)
    met = other_acts(scene, condition) or is_met_jointly(scene, condition)
    if not met or is_negated(scene, condition) or is_negated(scene, main):
        return None
    return Trade(condition, main, True) if promises(scene, main) else None


def _linked(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "X in exchange for Y", "in return for Y, X", "X, but I'd need Y"."""
    if _LINKS.isdisjoint(scene.hits):
        return None
    link = scene.first("exchange_for", sentence.start, sentence.end)
    if link is not None:
        exchange = _exchange(scene, sentence, link)
        if exchange is not None:
            return exchange
    joined = join_sides(scene, sentence)
    if joined is not None:
        return Trade(*joined)
    both = _for_something(scene, sentence) or _only_for(scene, sentence)
    if both is not None:
        return both
    for tag in ("in_return", "need_back", "ask_get"):
        ask = scene.first(tag, sentence.start + 1, sentence.end)
        if ask is None:
            continue
        before = Span(sentence.start, ask.start)
        if (
            promises(scene, before)
            and not is_negated(scene, before)
            and (tag == "need_back" or _joined(scene, ask.start))
        ):
            return Trade(Span(ask.start, sentence.end), before, False)
    return None


def _exchange(scene: Scene, sentence: Sentence, link: Span) -> Trade | None:
    """ "X in exchange for Y", "in return for Y, X", "with a signature this week I could X"."""
    if scene.words[link.start] in _WAYS and not has_terms(scene, Span(*sentence[:2])):
        return None
    if link.start <= sentence.start + 2:
        cut = next(
            (s.start for s in scene.spans("commit_me") if link.end <= s.start < sentence.end), None
        )
        if cut is not None and promises(scene, Span(cut, sentence.end)):
            main = Span(cut, sentence.end)
            return None if is_negated(scene, main) else Trade(Span(link.start, cut), main, True)
    before, after = Span(sentence.start, link.start), Span(link.start, sentence.end)
    if is_negated(scene, before):
        return None
    if promises(scene, before) or has_terms(scene, before):
        return Trade(after, before, False)
    comma = next((i for i in range(link.end, sentence.end) if scene.words[i] == ","), None)
    if comma is not None and promises(scene, Span(comma, sentence.end)):
        return Trade(Span(link.start, comma), Span(comma, sentence.end), True)
    return None


def _only_for(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "That I'd do for a signature", "I'd only do it for something"."""
    only = scene.first("only_for", sentence.start, sentence.end)
    if only is None or is_negated(scene, Span(sentence.start, only.end)):
        return None
    return Trade(Span(only.end, sentence.end), Span(sentence.start, only.end), False)


def _for_something(scene: Scene, sentence: Sentence) -> Trade | None:
    """ "For a five-year lease I'd want the full contribution"."""
    start = scene.opening(sentence)
    wants = scene.first("speaker_wants", start, sentence.end)
    if wants is None or scene.words[start] != "for":
        return None
    given, asked = Span(start, wants.start), Span(wants.start, sentence.end)
    return Trade(asked, given, False) if has_terms(scene, given) else None


def _joined(scene: Scene, at: int) -> bool:
    """Whether a request is tied to what stands before it."""
    return scene.words[at - 1] in (",", "but", "and", "then", "so", ";", "-", "–", "—", "if", "in")


def _without_link(scene: Scene, number: int) -> Trade | None:
    """A trade that no word of trading tells; speech without marks was cut before its "and"."""
    sentence = scene.sentences[number]
    if not sentence.mark and sentence.end < len(scene.words):
        following = scene.sentences[number + 1]
        if scene.words[following.start] == "and":
            sentence = Sentence(sentence.start, following.end, following.mark)
    return _ordered(scene, sentence) or _side_by_side(scene, sentence)


def _ordered(scene: Scene, sentence: Sentence) -> Trade | None:
    sides = order_and_promise(scene, sentence)
    return Trade(*sides) if sides is not None else None


def _side_by_side(scene: Scene, sentence: Sentence) -> Trade | None:
    sides = set_side_by_side(scene, sentence)
    if sides is None or threatens(scene, Span(sentence.start, sentence.end)):
        return None
    return Trade(*sides)


def _of_two_sentences(scene: Scene, number: int) -> Trade | None:
    if number == 0:
        return None
    tied = None if _TIES.isdisjoint(scene.hits) else tie_sentences(scene, number)
    sides = tied or name_before(scene, number) or take_away_otherwise(scene, number)
    return Trade(*sides) if sides is not None else None
