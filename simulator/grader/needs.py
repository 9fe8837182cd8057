"""A3: offers tied to a need that the buyer stated, with the words on both sides.

A tie is claimed where shared words show it, and denied where nothing in the offer's turn
could be one; of what lies between nothing is said.
"""

from collections.abc import Iterator

from simulator.domain.moves import Code, Move, Quote
from simulator.domain.scorecard import Evidence, Indicator
from simulator.domain.text import whole_words
from simulator.grader.asking import stems
from simulator.grader.marks import rate
from simulator.grader.meeting import Meeting
from simulator.grader.rulings import answered
from simulator.grader.screening import overlap
from simulator.grader.sentences import sentences
from simulator.grader.shared import content, heard_in

_TOLD = frozenset({Code.DISCLOSE, Code.CUE, Code.OBJECT})
"""What the buyer says of itself; a bid or a push states no need."""

_DEALING = frozenset({Code.COUNTER, Code.GIVE, Code.PRESS, Code.ACCEPT, Code.CONFIRM, Code.REJECT})

_SERVING = frozenset({Code.VALUE, Code.UNIQUE, Code.FIX})
"""Moves that say what something does for the buyer."""

_LINKING = _SERVING | {Code.REFLECT, Code.LABEL, Code.SUMM, Code.TEST}
"""Moves that speak of the buyer's side."""


_Pair = tuple[Quote, Quote]
"""A sentence of the buyer's, and the words that take it up."""


def need_linked(meeting: Meeting) -> Indicator:
    """The offers that can be judged, and those of them tied to a need of the buyer's."""
    offers = ((at, _new_offer(meeting, at)) for at in meeting.trainee_turns)
    judged = [_judged(meeting, at, offer) for at, offer in offers if offer is not None]
    evidence = [item for item in judged if item is not None]
    needed = meeting.rubric.listening.rows[0].need_linked or 0
    return rate("A3", "Offers tied to a stated need", answered(meeting, "A3", evidence), needed)


def _new_offer(meeting: Meeting, at: int) -> Move | None:
    """The move of a turn that offers something new; repeating one's terms is no offer."""
    for move in meeting.coded(at, {Code.OFFER, Code.CHOICE, Code.SEGMENT}):
        fresh = any(
            meeting.sellers_word(i, at) != v for i, v in move.terms.items() if i not in move.asked
        )
        if fresh or (move.code is not Code.OFFER and meeting.terms(at)):
            return move
    return None


def _judged(meeting: Meeting, at: int, offer: Move) -> Evidence | None:
    """Whether an offer is tied to a need; None where that cannot be told."""
    tie, near = _by_words(meeting, at, offer)
    if tie is None and (serving := _served(meeting, at, offer)):
        # What serves a need that was just told needs one word of it only.
        pairs = (*near, *_just_heard(meeting, at, offer))
        tie = next((pair for pair in pairs if serving & _told_in(meeting, pair[0])), None)
    if tie is not None and not meeting.coded(at, {Code.ATTACK}):
        return Evidence(
            met=True,
            why="The offer goes with these words of the buyer's.",
            buyer=tie[0],
            trainee=tie[1],
        )
    if near or _may_be_tied(meeting, at, offer):
        return None
    why = "The offer named nothing that the buyer had said of its needs."
    return Evidence(met=False, why=why, trainee=meeting.whole(at))


def _by_words(meeting: Meeting, at: int, offer: Move) -> tuple[_Pair | None, list[_Pair]]:
    """The buyer's sentence that an offer takes up, with the offer's words; and what else of the
    turn takes one up, which may have nothing to do with the offer.

    Only the sentence of the offer can, or the one beside it that says what it does for the buyer.
    One word just heard is enough in a sentence that does so, or says whose need it is for.
    """
    rules = meeting.rubric.listening
    links = whole_words(rules.need_links)
    earlier = meeting.buyer_between(-1, at)
    spoken = sentences(meeting, at)
    own = {n for n, said in enumerate(spoken) if overlap(said, offer.quote)}
    near: list[_Pair] = []
    for n, said in enumerate(spoken):
        codes = {move.code for move in meeting.moves(at) if overlap(move.quote, said)}
        found = [heard_in(meeting, said.text, earlier, 2)]
        if codes & _LINKING or links.search(said.text):
            found.append(heard_in(meeting, said.text, earlier[-rules.recent_turns :], 1))
        pairs = [
            (heard, _from_to(meeting, at, said, offer.quote))
            for heard in found
            if heard is not None and not _bargains(meeting, heard)
        ]
        beside = bool(codes & _SERVING) and not own.isdisjoint((n - 1, n + 1))
        if pairs and (n in own or beside):
            return pairs[0], near
        near += pairs
    return None, near


def _just_heard(meeting: Meeting, at: int, offer: Move) -> Iterator[_Pair]:
    """The buyer's sentences right before an offer that a sentence of its turn has a word of."""
    for said in sentences(meeting, at):
        heard = heard_in(meeting, said.text, meeting.prompts(at), 1)
        if heard is not None and not _bargains(meeting, heard):
            yield heard, _from_to(meeting, at, said, offer.quote)


def _served(meeting: Meeting, at: int, offer: Move) -> set[str]:
    """The topics of the interests that what an offer gives serves, by the key."""
    given = {
        issue
        for issue, value in offer.terms.items()
        if (word := meeting.sellers_word(issue, at)) is not None
        and meeting.prefers(issue, value, word) < 0
    }
    return {
        topic
        for interest in (meeting.persona.interests if meeting.persona else ())
        if not given.isdisjoint(interest.opens)
        for topic in meeting.family(interest.id)
    }


def _told_in(meeting: Meeting, heard: Quote) -> set[str]:
    """The topics that the buyer's turn of a sentence told."""
    return {move.topic for move in meeting.coded(meeting.place(heard.turn), {Code.DISCLOSE})}


def _bargains(meeting: Meeting, heard: Quote) -> bool:
    """Whether a sentence of the buyer's speaks of terms, or only answers."""
    at = meeting.place(heard.turn)
    spoken = [move.quote for move in meeting.coded(at, _DEALING)]
    spoken += [m.quote for m in meeting.readings[at].mentions if m.issue is not None]
    return any(heard.start <= q.start < heard.end or q.start <= heard.start < q.end for q in spoken)


def _from_to(meeting: Meeting, at: int, one: Quote, other: Quote) -> Quote:
    start, end = min(one.start, other.start), max(one.end, other.end)
    text = meeting.turns[at].text[start:end]
    return Quote(turn=one.turn, start=start, end=end, text=text)


def _may_be_tied(meeting: Meeting, at: int, offer: Move) -> bool:
    """Whether something in an offer's turn may be a tie that no rule can see; a long one has room
    for it."""
    if len(meeting.turns[at].text.split()) > meeting.rubric.listening.short_offer_words:
        return True
    told = [b for b in meeting.buyer_between(-1, at) if meeting.coded(b, _TOLD)]
    if meeting.coded(at, _LINKING) or any(buyer in told for buyer in meeting.prompts(at)):
        return bool(told)
    topics = (m.topic for buyer in told for m in meeting.coded(buyer, _TOLD))
    if not meeting.tied_to(topics).isdisjoint(offer.terms):
        return True
    words = stems(meeting.turns[at].text)
    return any(words & content(meeting, meeting.turns[buyer].text) for buyer in told)
