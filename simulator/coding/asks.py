"""Finds ASK-GET: what a trainee asks for in return, in a trade or beside its own offer."""

from collections.abc import Iterator

from simulator.coding.recaps import is_recap
from simulator.coding.records import new_move
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Quote, Stance

_ASKING = ("ask_get", "ask_beside", "in_return")
_NO_ASK = ("weak_ask", "test", "open_lead", "bluff_test", "plead", "attack", "ask_bid")
_SETTLED = ("signpost", "common", "breach")
_FEWEST = 4
"""Words of the shortest quote that is understood alone: "you sign this week"."""

_OPENERS = frozenset(("i", "we", "in", "for"))


def ask_moves(view: View) -> Iterator[Move]:
    """ASK-GET, one a turn."""
    scene = view.scene
    if view.trades:
        trade = view.trades[0]
        yield new_move(
            code=Code.ASK_GET,
            quote=_quote_of(view, trade.condition),
            asked=view.wanted,
            conditional=True,
            condition_first=trade.condition_first,
        )
        return
    for sentence in scene.sentences if not scene.hits.keys().isdisjoint(_ASKING) else ():
        if _asks(view, sentence):
            named = view.terms_in(sentence, Stance.PROPOSED, Stance.CONDITION)
            yield view.move(Code.ASK_GET, sentence, asked=named)
            return
    yield from _wanted_terms(view)


def _quote_of(view: View, condition: Span) -> Quote:
    """The words that ask; the whole sentence where they are few, or leave out a term it asks."""
    scene = view.scene
    start, end = condition.start, max(condition.end, condition.start + 1)
    while end - 1 > start and scene.words[end - 1] in ("and", "then", ","):
        end -= 1
    start -= scene.words[max(0, start - 1) : start] == ["were"]
    sentence = scene.sentences[scene.sentence_of(start)]
    quote = scene.quote(start, end)
    wanted = [m for m in view.mentions_in(sentence) if m.stance is Stance.CONDITION]
    inside = all(quote.start <= m.quote.start < quote.end for m in wanted)
    if inside and end - start >= _FEWEST:
        return quote
    return scene.quote(min(start, sentence.start), max(end, sentence.end))


def _asks(view: View, sentence: Sentence) -> bool:
    scene = view.scene
    start, end, mark = sentence
    if scene.any(_NO_ASK, start, end) or _only_bids(view, sentence):
        return False
    if scene.has("why", start, end) and not scene.has("not_why", start, end):
        return False
    if scene.has("ask_beside", start, end) and not is_recap(view, sentence):
        return bool(view.mentions) or bool(view.other and view.other[0].terms)
    ask = scene.first("ask_get", start, end) or scene.first("in_return", start, end)
    return ask is not None and (mark == "?" or _opens(scene.words, ask))


def _opens(words: list[str], ask: Span) -> bool:
    return words[ask.start] in _OPENERS and "nothing" not in words[ask.start : ask.end]


def _only_bids(view: View, sentence: Sentence) -> bool:
    """Whether a request is the own step put as a question: "could you do 58, so we meet?"."""
    steps = [m for m in view.mentions_in(sentence) if m.stance in ON_THE_TABLE]
    return bool(steps) and all(
        m.issue is not None and view.seller_gain(m.issue, m.value) < 0 for m in steps
    )


def _wanted_terms(view: View) -> Iterator[Move]:
    """What is asked for by being named: a longer term or an earlier signature beside a step."""
    wanted = {
        issue: value for issue, value in view.on_table.items() if _is_wanted(view, issue, value)
    }
    if not wanted:
        return
    for sentence in view.scene.sentences:
        named = any(m.issue in wanted for m in view.mentions_in(sentence))
        settled = view.scene.any(_SETTLED, sentence.start, sentence.end)
        if named and not settled and not is_recap(view, sentence):
            yield view.move(Code.ASK_GET, sentence, asked=wanted)
            return


def _is_wanted(view: View, issue: str, value: Value) -> bool:
    """Whether terms other than the core ones are better for the seller than the standard, and the
    buyer has not said yes to them.
    """
    known = view.index.issues[issue]
    if known.core or view.memory.position("buyer", issue) == value:
        return False
    return view.index.vocabulary.seller_prefers(issue, value, known.standard) > 0
