"""Finds proposals and what they move: OFFER, CONCEDE, RESCOPE, CHOICE, SEGMENT, OPTION; for the
buyer COUNTER and GIVE.
"""

from collections.abc import Iterator

from simulator.coding.asides import speaks_of_self
from simulator.coding.asks import ask_moves
from simulator.coding.sums import is_price_of_unknown_size
from simulator.coding.text import Sentence, Span
from simulator.coding.view import View
from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Mention, Move, Stance

_STRUCTURING = frozenset(("choice", "segment", "option"))
_TELLING = (["one", "that"], ["one", "which"], ["one", "where"], ["one", "when"], ["one", "you"])
"""Words at the end of "start with the one that ...", which asks to be told of something."""

_PICKING = frozenset(("pick", "choice", "call"))
_POINTING = frozenset(("these", "those", "both", "two", "three", "one", "fifty", "half", "middle"))


def divides(view: View) -> bool:
    """Whether a turn proposes who takes what, in words without figures."""
    scene = view.scene
    if "dividing" not in scene.hits:
        return False
    issues = [s.start for spans in scene.found.issues.values() for s in spans]
    for sentence in scene.sentences:
        start, end = sentence.start, sentence.end
        place = scene.first("dividing", start, end)
        if place is None or scene.any(("refuse", "past", "supposition"), start, end):
            continue
        pointed = not _POINTING.isdisjoint(scene.words[place.start : end])
        if pointed or any(place.start <= at < end for at in issues):
            return True
    return False


def offer_moves(view: View) -> Iterator[Move]:
    """The proposing moves of a trainee's turn."""
    table = view.on_table
    place = _offer_place(view, table)
    conditional = bool(view.trades) and not _is_beside(view, _given(view, table))
    first = conditional and any(trade.condition_first for trade in view.trades)
    asked = view.wanted if conditional or not view.trades else {}
    if place is not None and (view.trades or view.choices or view.departs_from("trainee")):
        yield view.move(
            Code.OFFER,
            place,
            terms=table,
            asked=asked,
            conditional=conditional,
            condition_first=first,
        )
    yield from _concessions(view, table, asked, conditional, first)
    yield from ask_moves(view)
    yield from _structures(view)


def _offer_place(view: View, table: dict[str, Value]) -> Sentence | None:
    """The sentence that makes the offer; None if nothing is put on the table."""
    if table:
        named = [m for m in view.mentions if m.issue in table and m.stance in ON_THE_TABLE]
        # Of two values of one issue the last counts, and its sentence makes the offer.
        meant = [m for m in named if table[m.issue or ""] == m.value] or named
        given = (m for m in meant if m.stance in (Stance.PROPOSED, Stance.RETURN))
        mention = next((m for m in meant if _is_tied(view, m)), None) or next(given, meant[0])
        return _sentence_of(view, mention)
    if view.trades:
        return view.scene.sentences[view.scene.sentence_of(view.trades[0].promise.start)]
    return None


def _is_tied(view: View, mention: Mention) -> bool:
    """Whether a value is what a trade gives."""
    starts = view.scene.text.starts
    return mention.stance is Stance.RETURN and any(
        starts[trade.promise.start]
        <= mention.quote.start
        < view.scene.text.ends[trade.promise.end - 1]
        for trade in view.trades
    )


def _concessions(
    view: View,
    table: dict[str, Value],
    asked: dict[str, Value],
    conditional: bool,
    first: bool,
) -> Iterator[Move]:
    given = _given(view, table)
    narrowed = _narrowed(view, table, given)
    money = {i for i in given if _is_money(view, i)} if narrowed else set()
    if money:
        place = view.scene.sentences[0] if not view.mentions else _place_of(view, given)
        yield view.move(Code.RESCOPE, place, terms=table, asked=asked, conditional=conditional)
        given = {issue: value for issue, value in given.items() if issue not in money}
    elif narrowed and not given:
        place = _place_of(view, table)
        yield view.move(Code.RESCOPE, place, terms=table, asked=asked, conditional=conditional)
    if given:
        yield view.move(
            Code.CONCEDE,
            _place_of(view, given),
            answers=view.heard(),
            terms=given,
            asked=asked,
            conditional=conditional,
            condition_first=first,
        )
    elif not table and not view.trades:
        yield from _loose_extras(view)


def _given(view: View, table: dict[str, Value]) -> dict[str, Value]:
    """What on the table is nearer the buyer than the trainee's last word."""
    return {
        issue: value
        for issue, value in table.items()
        if moves_towards_other(view, "trainee", issue, value)
    }


def _is_beside(view: View, given: dict[str, Value]) -> bool:
    """Whether all that is given stands beside a trade on the same issues, and is no part of it: "at
    231 only if the vans come less often; with them as they are, 235".
    """
    traded = {m.issue: m.value for m in view.mentions if m.stance is Stance.RETURN}
    return bool(given) and all(traded.get(issue, value) != value for issue, value in given.items())


def _is_money(view: View, issue: str) -> bool:
    return getattr(view.index.issues[issue], "unit", "") == "money"


def _loose_extras(view: View) -> Iterator[Move]:
    """A free extra that is no issue of the deal is a concession all the same."""
    for sentence in view.scene.sentences if "free" in view.scene.hits else ():
        free = view.scene.first("free", sentence.start, sentence.end)
        if (
            free is not None
            and sentence.mark != "?"
            and view.scene.any(("commit_me", "propose"), sentence.start, sentence.end)
            and not view.scene.any(("refuse", "apology", "loss"), sentence.start, sentence.end)
            and not _serves_seller(view, sentence)
        ):
            yield view.move(Code.CONCEDE, sentence, answers=view.heard())
            return


def _serves_seller(view: View, sentence: Sentence) -> bool:
    """Whether what is called an extra is a wish of the seller's own: payment by direct debit."""
    return any(
        m.issue and view.seller_gain(m.issue, m.value) > 0 for m in view.mentions_in(sentence)
    )


def _place_of(view: View, terms: dict[str, Value]) -> Sentence:
    named = [
        mention
        for mention in view.mentions
        if mention.stance in ON_THE_TABLE and terms.get(mention.issue or "") == mention.value
    ]
    if not named:
        return view.scene.sentences[0]
    return _sentence_of(view, next((m for m in named if _is_tied(view, m)), named[0]))


def _sentence_of(view: View, mention: Mention) -> Sentence:
    """The sentence that puts a value forward, and not one that says it beforehand: "90 days is long
    to wait. I can do net 90."
    """
    place = view.sentence_at(mention.quote.start)
    buyer = view.scene.turn.speaker == "buyer"
    if buyer or len(view.mentions) < 2 or speaks_of_self(view.scene, place, place.end):
        return place
    again = (
        view.sentence_at(m.quote.start)
        for m in view.mentions
        if m.issue == mention.issue and m.value == mention.value and m.stance in ON_THE_TABLE
    )
    return next((s for s in again if speaks_of_self(view.scene, s, s.end)), place)


def _narrowed(view: View, table: dict[str, Value], given: dict[str, Value]) -> bool:
    """Whether the turn takes scope away: a smaller option of the seller's own, or in words."""
    scope = [
        issue
        for issue, value in table.items()
        if isinstance(value, str)
        and issue not in given
        and issue in view.index.scopes
        and view.seller_gain(issue, value) > 0
    ]
    return bool(scope) or (bool(table) and "rescope" in view.scene.hits)


def moves_towards_other(view: View, side: str, issue: str, value: Value) -> bool:
    """Whether `value` is nearer the other side than that side's last position."""
    speaker, other = ("trainee", "buyer") if side == "trainee" else ("buyer", "trainee")
    own = view.memory.positions[speaker].get(issue)  # type: ignore[index]
    if own is None or own == value or (side == "trainee" and view.memory.returns_to(issue, value)):
        return False
    gain = view.index.vocabulary.seller_prefers(issue, value, own)
    if gain:
        return (gain < 0) == (side == "trainee")
    theirs = view.memory.positions[other].get(issue)  # type: ignore[index]
    if theirs is None:
        return False
    if isinstance(value, str) or isinstance(own, str) or isinstance(theirs, str):
        return value == theirs
    return abs(value - theirs) < abs(own - theirs)


def _structures(view: View) -> Iterator[Move]:
    scene = view.scene
    if not view.choices and _STRUCTURING.isdisjoint(scene.hits):
        return
    for number, sentence in enumerate(scene.sentences):
        span = Span(sentence.start, sentence.end)
        named = _offers_choice(view, span)
        if named or number in view.choices:
            terms = view.terms_in(sentence, Stance.PROPOSED, Stance.CONDITION)
            yield view.move(Code.CHOICE, sentence, terms=terms)
        if scene.any(("propose", "commit_me"), *span) and _parts_up(view, span):
            yield view.move(Code.SEGMENT, sentence)
        if scene.has("option", *span) and (sentence.mark == "?" or "let" in scene.words):
            yield view.move(Code.OPTION, sentence)


def _parts_up(view: View, span: Span) -> bool:
    """Whether a deal is to be done in parts; "start with the one that hurt" asks to be told."""
    place = view.scene.first("segment", *span)
    return place is not None and view.scene.words[place.end - 1 : place.end + 1] not in _TELLING


def _offers_choice(view: View, span: Span) -> bool:
    """Whether a sentence has the words of a choice, and there are two things to choose from."""
    words = view.scene.words
    place = view.scene.first("choice", *span)
    if place is None or words[place.end : place.end + 1] == ["way"]:
        return False
    before = words[span.start : place.start]
    if "no" in before and "or" not in before:
        # "No reference, no training, your choice" sets a condition.
        return False
    two = len(view.mentions) >= 2 or "either" in words[span.start : span.end]
    return two and ("or" in words or not _PICKING.isdisjoint(words[place.start : place.end]))


def counter_moves(view: View, accepted: bool) -> Iterator[Move]:
    """COUNTER and GIVE of a buyer's turn; `accepted` says whether it takes the seller's terms."""
    table = view.on_table
    place = _offer_place(view, table)
    if place is None or (accepted and not view.departs_from("trainee")):
        return
    conditional = bool(view.trades)
    if conditional or view.departs_from("buyer"):
        yield view.move(
            Code.COUNTER,
            place,
            terms=table,
            asked=view.wanted,
            conditional=conditional,
            condition_first=any(trade.condition_first for trade in view.trades),
        )
    given = {
        issue: value
        for issue, value in table.items()
        if moves_towards_other(view, "buyer", issue, value)
        or (
            issue not in view.memory.positions["buyer"]
            and not is_price_of_unknown_size(view.index.issues[issue])
            and view.index.vocabulary.seller_prefers(
                issue, value, view.index.issues[issue].standard
            )
            > 0
        )
    }
    if given:
        yield view.move(Code.GIVE, _place_of(view, given), terms=given, conditional=conditional)
