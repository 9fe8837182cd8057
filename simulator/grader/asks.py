"""What the trainee asked for in return.

A weak ask ("is that OK?"), a thing the buyer had already granted, and the very issue that is
being given are no returns.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from simulator.domain.deal import Value
from simulator.domain.moves import Code, Move, Quote, Stance
from simulator.domain.text import whole_words
from simulator.grader.asking import begs_approval
from simulator.grader.meeting import Meeting
from simulator.grader.screening import overlap
from simulator.grader.sentences import says, sentences

_TIES = re.compile(
    r"\b(?:if|provided|providing|(?:as|so) long as|on condition)(?: that)? "
    r"(?:(?:you|your|it stays|we (?:get|have|keep)|I (?:get|have))\b(?! (?:like|want|wish"
    r"|prefer|fancy|feel|need|insist|say|ask|think|easier|better|any|a help|ok|okay|fine|more))"
    r"|(?:it's|it is) (?:(?:a|an|one|two|three|for|on|in|by|all|signed|paid|agreed|\d[\d,.]*)\b"
    r"(?! (?:help|problem|question|matter|worry|issue|concern))))"
    r"|\b(?:in return|in exchange)\b[^.?!]*\b(?:you|your|I'd|we'd|I|we)\b"
    r"|\bfor (?:that|it|this),? (?:I'd|we'd|I|we|you|you'd) (?:would |will )?"
    r"(?:want|need|ask|expect|like|have|sign|take|give|get)\b",
    re.IGNORECASE,
)
"""Words that tie something to a return, with the beginning of the return."""

_SPEAKS_OF_IT = re.compile(
    r"\b(?:do|have|get|manage|offer|give you|agree to|say yes to|for|against) (?:it|that|this|so)\b"
    r"|\bin (?:return|exchange)\b",
    re.IGNORECASE,
)
"""Words of a sentence that speak of what the sentence before it gave."""


@dataclass(frozen=True)
class Ask:
    """One return asked for, in one turn. `wanted` is empty if it names no issue of the deal."""

    at: int
    quote: Quote
    wanted: Mapping[str, Value]
    baseline: Mapping[str, Value]
    """What the buyer had last said on the wanted issues."""
    condition_first: bool = False
    offered: Mapping[str, Value] = field(default_factory=dict)
    """The terms that went with it."""
    is_open: bool = False
    """Whether it leaves it to the buyer to name a return."""


def _wanted(meeting: Meeting, at: int, move: Move) -> dict[str, Value]:
    if move.asked or not move.conditional:
        return dict(move.asked)
    return {
        mention.issue: mention.value
        for mention in meeting.readings[at].mentions
        if mention.issue is not None and mention.stance is Stance.CONDITION
    }


def _is_empty(meeting: Meeting, at: int, move: Move, conceded: Collection[str]) -> bool:
    """Whether an ask without terms asks for nothing.

    It begs approval, merely presses for a signature, or names the very figure that is conceded;
    what is read as the other side of an if-then may stand in its words.
    """
    if any(push.quote == move.quote for push in meeting.coded(at, {Code.PUSH_CLOSE})):
        return True
    inside = (
        mention.issue in conceded and mention.stance is not Stance.RETURN
        for mention in meeting.readings[at].mentions
        if move.quote.start <= mention.quote.start < move.quote.end
    )
    return any(inside) or begs_approval(move, meeting.rubric)


def find_ask(
    meeting: Meeting,
    at: int,
    conceded: Collection[str],
    granted: Mapping[str, Value],
    wishes: Mapping[str, Value],
) -> Ask | None:
    """The return asked for in trainee turn `at`, if any.

    `conceded` are the issues this turn gives way on; `granted` is what the buyer has offered so
    far, `wishes` what it has said it would like.
    """
    found: list[Move] = []
    wanted: dict[str, Value] = {}
    asks_outright = bool(meeting.coded(at, {Code.ASK_GET}))
    for move in meeting.moves(at):
        asked = _wanted(meeting, at, move)
        # A condition whose ask is quoted on its own is judged by that ask.
        conditional = move.conditional and (bool(asked) or not asks_outright)
        if move.code is not Code.ASK_GET and not conditional:
            continue
        if move.code is Code.ASK_GET and not asked and _is_empty(meeting, at, move, conceded):
            continue
        if _is_optional(meeting, move.quote):
            continue
        left = {
            issue: value
            for issue, value in asked.items()
            if issue not in conceded
            and not (issue in granted and meeting.meets(issue, granted[issue], value))
            and not _is_given(meeting, at, issue, value, wishes)
        }
        if asked and not left:
            continue
        found.append(move)
        wanted.update(left)
    if not found:
        return None
    # That the list terms stay is no return, beside one that is.
    more = {i: v for i, v in wanted.items() if v != meeting.standard.get(i)}
    wanted = more or wanted
    spoken = next((move for move in found if move.code is Code.ASK_GET), found[0])
    return Ask(
        at=at,
        quote=spoken.quote,
        wanted=wanted,
        baseline={issue: wishes[issue] for issue in wanted if issue in wishes},
        condition_first=any(move.condition_first for move in found),
        offered=meeting.terms(at),
        is_open=not wanted and _is_open(meeting, spoken),
    )


def _is_given(
    meeting: Meeting, at: int, issue: str, value: Value, wishes: Mapping[str, Value]
) -> bool:
    """Whether a value is given, and not asked for: it is worse than the list terms, and no return
    to the own last word from less that the buyer wants."""
    if meeting.prefers(issue, value, meeting.standard.get(issue, value)) >= 0:
        return False
    word = meeting.sellers_word(issue, at)
    kept = word is not None and meeting.meets(issue, value, word)
    return not (kept and issue in wishes and meeting.prefers(issue, value, wishes[issue]) > 0)


def _is_optional(meeting: Meeting, words: Quote) -> bool:
    """Whether the sentence of an ask leaves it to the buyer: a wish, and no condition."""
    wishes = whole_words(meeting.rubric.trading.optional_asks)
    at = meeting.place(words.turn)
    around = (q for q in sentences(meeting, at) if q.start <= words.start < q.end)
    return any(says(said, wishes) for said in (words, *around))


def _only_wished(meeting: Meeting, at: int, issue: str) -> bool:
    """Whether all that a turn says on an issue leaves it to the buyer."""
    said = [m.quote for m in meeting.readings[at].mentions if m.issue == issue]
    return bool(said) and all(_is_optional(meeting, words) for words in said)


def wished(meeting: Meeting, at: int) -> set[str]:
    """The issues that a turn asks for as a wish only: no package holds them."""
    asked = {issue for move in meeting.coded(at, {Code.ASK_GET}) for issue in move.asked}
    return {issue for issue in asked if _only_wished(meeting, at, issue)}


def tied_in_words(meeting: Meeting, give: Quote) -> Ask | None:
    """The condition of a give that stands beside it in words only: in its own sentence, or in the
    next one where that speaks of it."""
    at = meeting.place(give.turn)
    if any(move.conditional or move.code is Code.ASK_GET for move in meeting.moves(at)):
        return None  # what was read as a condition was judged as one
    wishes = whole_words(meeting.rubric.trading.optional_asks)
    spoken = sentences(meeting, at)
    own = [n for n, said in enumerate(spoken) if overlap(said, give)]
    beside = [q for q in spoken[own[-1] + 1 : own[-1] + 2]] if own else []
    beside = [q for q in beside if _SPEAKS_OF_IT.search(q.text)]
    for said in (*(spoken[n] for n in own), *beside):
        if says(said, _TIES) and not says(said, wishes):
            return Ask(at, said, wanted={}, baseline={}, offered=meeting.terms(at))
    return None


def _is_open(meeting: Meeting, move: Move) -> bool:
    return whole_words(meeting.rubric.trading.open_asks).search(move.quote.text) is not None


def find_package(
    meeting: Meeting, at: int, conceded: Collection[str], granted: Mapping[str, Value]
) -> Ask | None:
    """The return in an offer that gives and takes in one breath, without an "if".

    What it takes is what is better for the seller than the list terms and was not granted before.
    """
    standard = meeting.standard
    for move in meeting.coded(at, {Code.OFFER, Code.CHOICE, Code.CONCEDE}):
        gains = {
            issue: value
            for issue, value in move.terms.items()
            if issue in standard
            and meeting.prefers(issue, value, standard[issue]) > 0
            and not (issue in granted and meeting.meets(issue, granted[issue], value))
            # A higher price is no wish: "a morning is 1,200 on top, if you want it".
            and (meeting.is_core(issue) or not _only_wished(meeting, at, issue))
        }
        if gains and not move.terms.keys().isdisjoint(conceded):
            return Ask(at, move.quote, wanted=gains, baseline={}, offered=meeting.terms(at))
    return None
