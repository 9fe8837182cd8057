"""What a turn has to hold besides a code before a check counts it, each condition under the name
it has in the rubric file."""

import re
from collections.abc import Callable, Collection, Mapping

from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Move, Stance
from simulator.grader.asking import only_asks
from simulator.grader.ledger import Ledger
from simulator.grader.meeting import Meeting, once_a_meeting, said_words
from simulator.grader.screening import overlap
from simulator.grader.sentences import in_full, says

Condition = Callable[[Meeting, Ledger, int, Move], bool]

_AMOUNT = re.compile(
    r"\d[\d,.]*\d\d|\d+(?:\.\d+)?\s?k\b|\b(?:hundred|thousand|grand|million)s?\b", re.IGNORECASE
)
_NAMED = ON_THE_TABLE | {Stance.QUOTED}
"""Stances of terms that are said again."""
_RESISTS = frozenset({Code.HOLD, Code.REJECT, Code.WALK})


def amount(text: str) -> bool:
    """Whether words name a sum."""
    return _AMOUNT.search(text) is not None


def works_out(meeting: Meeting, ledger: Ledger, at: int, move: Move) -> bool:
    """A sum that is no term of the deal is named, or told in answer to the question."""
    if only_asks(move):
        answers = meeting.buyer_between(at, len(meeting.turns))[:1]
        return any(amount(meeting.turns[answer].text) for answer in answers)
    return _names_a_cost(meeting, at)


def against_the_price(meeting: Meeting, ledger: Ledger, at: int, move: Move) -> bool:
    """A sum that is no term of the deal stands beside the price."""
    priced = any(m.issue and meeting.is_core(m.issue) for m in meeting.readings[at].mentions)
    return priced and not only_asks(move) and _names_a_cost(meeting, at)


def _names_a_cost(meeting: Meeting, at: int) -> bool:
    terms = [m.quote for m in meeting.readings[at].mentions if m.issue is not None]
    return any(
        all(hit.end() <= term.start or term.end <= hit.start() for term in terms)
        for hit in _AMOUNT.finditer(meeting.turns[at].text)
    )


def another_shape(meeting: Meeting, ledger: Ledger, at: int, move: Move) -> bool:
    """A shape with terms, or one put in words; not one that was given for nothing."""
    if move.code is Code.CHOICE and not meeting.terms(at):
        return False
    if move.code is Code.OPTION and only_asks(move) and not meeting.terms(at):
        return False
    rows = [row for row in ledger.rows if meeting.place(row.turn) == at]
    return not rows or any(row.asked is not None for row in rows)


def nothing_new(meeting: Meeting, ledger: Ledger, at: int, move: Move) -> bool:
    """Beside it no term is named for the first time, and none refused; at the end, a word with its
    day on what happens next does not say where the talk stands."""
    closing = meeting.trainee_turns[-meeting.rubric.phases.closing_turns :]
    if move.code is Code.SIGNPOST and at in closing:
        days = (one.beside for one in meeting.rubric.secondary["process"].checks if one.beside)
        if any(says(in_full(meeting, move.quote), said_words(words)) for words in days):
            return False
    return not named(meeting, at) or says_again(meeting, at)


def named(meeting: Meeting, at: int) -> set[tuple[str, Value]]:
    """The terms a turn names as its own or the other's."""
    return {
        (m.issue, m.value)
        for m in meeting.readings[at].mentions
        if m.issue is not None and m.stance in _NAMED
    }


def own_terms(meeting: Meeting, at: int) -> dict[str, Value]:
    """The terms a turn puts, without figures that the deal cannot have and those of a no."""
    issues = {issue.id: issue for issue in meeting.vocabulary.issues}
    noes = [move.quote for move in meeting.coded(at, {Code.REJECT})]
    refused = {
        mention.issue
        for mention in meeting.readings[at].mentions
        if any(overlap(mention.quote, no) for no in noes)
    }
    return {
        i: value
        for i, value in meeting.terms(at).items()
        if i not in refused and (i not in issues or issues[i].holds(value))
    }


def says_again(meeting: Meeting, at: int) -> bool:
    """Whether all terms of a turn had been named before it, or are the list's. A no, a threat and
    an if-then say nothing again, but for a no that sets right all of the own terms; nor do one or
    two terms beside one that is only thought of."""
    if any(move.conditional for move in meeting.moves(at)):
        return False
    if meeting.coded(at, _RESISTS) and not _says_own_again(meeting, at):
        return False
    first, standard = _first_named(meeting), meeting.standard.items()
    spoken = {(m.issue, m.value) for m in meeting.readings[at].mentions if m.issue is not None}
    new = {term for term in spoken if first[term] == at} - standard
    again = named(meeting, at)
    return again.isdisjoint(new) and (is_enough(meeting, again) or not new)


def is_enough(meeting: Meeting, terms: Collection[object]) -> bool:
    """Whether terms said again are a summary, whatever stands beside them."""
    return len(terms) >= meeting.rubric.listening.enough_terms


def _says_own_again(meeting: Meeting, at: int) -> bool:
    """Whether a turn that refuses puts its own terms together again."""
    if meeting.coded(at, {Code.WALK}):
        return False
    own = {m.issue for m in meeting.readings[at].mentions if m.stance in ON_THE_TABLE}
    return is_enough(meeting, own - {None})


@once_a_meeting
def _first_named(meeting: Meeting) -> Mapping[tuple[str, Value], int]:
    """The place of the turn in which either side first named a term."""
    first: dict[tuple[str, Value], int] = {}
    for at, reading in enumerate(meeting.readings):
        for mention in reading.mentions:
            if mention.issue is not None:
                first.setdefault((mention.issue, mention.value), at)
    return first


CONDITIONS: Mapping[str, Condition] = {
    condition.__name__: condition
    for condition in (works_out, against_the_price, another_shape, nothing_new)
}
