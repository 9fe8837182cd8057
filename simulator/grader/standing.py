"""How long a conditional offer stands: until its return is refused, and the give is then put on
the table without it. To say a standing offer again in fewer words gives nothing away.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from simulator.domain.deal import Value
from simulator.domain.moves import ON_THE_TABLE, Code, Stance
from simulator.grader.asking import stems
from simulator.grader.asks import Ask
from simulator.grader.meeting import Meeting

if TYPE_CHECKING:
    from simulator.grader.positions import Give

_TURNING_DOWN = frozenset({Code.REJECT, Code.HOLD, Code.BREACH, Code.PAUSE})
"""Moves of somebody who does not take a deal as it was put."""

_FOR = re.compile(r"\b(?:for|against|with|if|provided)\b([^,.;:!?]+)", re.IGNORECASE)
"""The words after a "for", up to the next mark: what something is offered for."""


def stands_alone(meeting: Meeting, at: int, issue: str, value: Value) -> bool:
    """Whether a turn puts a value on the table, or more, and neither asks nor takes anything."""
    terms, standard = meeting.terms(at), meeting.standard
    if issue not in terms or not meeting.meets(issue, value, terms[issue]):
        return False
    takes = any(i in standard and meeting.prefers(i, v, standard[i]) > 0 for i, v in terms.items())
    return not takes and not any(m.conditional or m.code is Code.ASK_GET for m in meeting.moves(at))


def says_condition_again(meeting: Meeting, ask: Ask, at: int) -> bool:
    """Whether a turn names the return of an ask beside the give: "2 percent for all the volume"."""
    terms = meeting.terms(at)
    if ask.wanted and all(
        issue in terms and meeting.meets(issue, terms[issue], value)
        for issue, value in ask.wanted.items()
    ):
        return True
    asked = stems(ask.quote.text)
    phrases = (stems(phrase) for phrase in _FOR.findall(meeting.turns[at].text))
    return any(named and 2 * len(named & asked) >= len(named) for named in phrases)


def is_refused(meeting: Meeting, ask: Ask, before: int) -> bool:
    """Whether the buyer turned the return of an ask down before a turn of the trainee's."""
    answer = meeting.next_buyer(ask.at)
    return any(
        _names_less(meeting, ask, at) or _says_no(meeting, ask, at, is_answer=at == answer)
        for at in meeting.buyer_between(ask.at, before)
    )


def _names_less(meeting: Meeting, ask: Ask, at: int) -> bool:
    """Whether a buyer's turn puts less on the table than was asked for, or refuses it by name."""
    return any(
        mention.stance is Stance.REFUSED
        or (
            mention.stance in ON_THE_TABLE
            and not meeting.meets(mention.issue, mention.value, ask.wanted[mention.issue])
        )
        for mention in meeting.readings[at].mentions
        if mention.issue is not None and mention.issue in ask.wanted
    )


def _says_no(meeting: Meeting, ask: Ask, at: int, *, is_answer: bool) -> bool:
    """Whether a buyer's no is one to the return: it speaks of it, or answers the ask.

    An objection in the answer, "that is not enough yet", is one to what was offered.
    """
    spoken_of = {mention.issue for mention in meeting.readings[at].mentions}
    if not ask.wanted.keys().isdisjoint(spoken_of):
        return bool(meeting.coded(at, {Code.REJECT}))
    objections = {move.quote for move in meeting.coded(at, {Code.OBJECT})}
    refusals = meeting.coded(at, {Code.REJECT}) if is_answer else ()
    return any(move.quote not in objections for move in refusals)


def dropped_at(meeting: Meeting, give: "Give", final: Mapping[str, Value] | None) -> int | None:
    """The trainee's turn that gave without the return what had been offered for it; None if none
    did.

    While nobody has refused the return, only a deal without it shows that it was dropped.
    """
    ask = give.ask
    if ask is None or ask.at < give.at:
        return None
    # A turn that only says standing terms again holds no move, and gives all the same.
    alone = (
        at
        for at in range(ask.at + 1, len(meeting.turns))
        if meeting.turns[at].speaker == "trainee"
        and stands_alone(meeting, at, give.issue, give.after)
        and not says_condition_again(meeting, ask, at)
    )
    lost = final is not None and lacks(meeting, ask, final)
    return next((at for at in alone if lost or is_refused(meeting, ask, at)), None)


def denied(meeting: Meeting, issue: str, final: Mapping[str, Value]) -> bool:
    """Whether the trainee's last word on an issue is better for it than what the deal says, and no
    yes of its own followed: the buyer wrote down what nobody had given.
    """
    turns, values = meeting.sellers_words(issue)
    if not turns or issue not in final or meeting.prefers(issue, values[-1], final[issue]) <= 0:
        return False
    return not _says_yes_after(meeting, turns[-1])


class Contest(NamedTuple):
    """That a trainee's last words, in the turn at place `at`, differ from a deal on some issues."""

    at: int
    issues: tuple[str, ...]


def contest(meeting: Meeting, final: Mapping[str, Value]) -> Contest | None:
    """How the trainee contested a deal after all that the buyer claimed was agreed; None where it
    did not, or said yes after it.

    What a trainee let pass in silence is not contested, whatever was said before; nor is what it
    only says again beside a deal that it does not turn down.
    """
    spoken = [at for at, turn in enumerate(meeting.turns) if turn.speaker == "trainee"]
    claims = [
        b
        for b in meeting.buyer_between(-1, spoken[-1] if spoken else 0)
        if meeting.coded(b, {Code.ACCEPT}) or meeting.terms(b)
    ]
    after = [t for t in meeting.trainee_turns if claims and t > claims[-1]]
    if not after or any(map(meeting.accepted, after)):
        return None
    said = {i: meeting.sellers_words(i)[0][-1] for i in final if denied(meeting, i, final)}
    said |= {
        mention.issue: t
        for t in after
        for mention in meeting.readings[t].mentions
        if mention.stance is Stance.REFUSED
        and mention.issue is not None
        and final.get(mention.issue) == mention.value != meeting.standard.get(mention.issue)
    }
    turns = set(said.values())
    for at in reversed(after):
        walks = any(not move.conditional for move in meeting.coded(at, {Code.WALK}))
        refuses = said and meeting.coded(at, {Code.REJECT})
        if walks or refuses or (at in turns and meeting.coded(at, _TURNING_DOWN)):
            return Contest(
                max(turns & set(after), default=at), tuple(i for i in final if i in said)
            )
    return None


def never_without(meeting: Meeting, give: "Give", final: Mapping[str, Value]) -> bool:
    """Whether a deal lacks the return of a give that the trainee never made without it: it said
    the return again after a no or a yes to less, or denied what the deal says.
    """
    ask = give.ask
    if ask is None or ask.at < give.at or not ask.wanted or not lacks(meeting, ask, final):
        return False
    if dropped_at(meeting, give, final) is not None or _says_yes_after(meeting, ask.at):
        return False
    again = [
        t for t in meeting.trainee_turns if t > give.at and says_condition_again(meeting, ask, t)
    ]
    answered = meeting.buyer_between(give.at, again[-1]) if again else ()
    no_or_less = {Code.REJECT, Code.ACCEPT, Code.COUNTER}
    return any(meeting.coded(b, no_or_less) for b in answered) or denied(meeting, give.issue, final)


def lacks(meeting: Meeting, ask: Ask, final: Mapping[str, Value]) -> bool:
    """Whether a deal holds less than was asked for."""
    return any(
        issue not in final or not meeting.meets(issue, final[issue], value)
        for issue, value in owed(meeting, ask).items()
    )


def owed(meeting: Meeting, ask: Ask) -> Mapping[str, Value]:
    """What was asked for, less what the trainee itself let go of since; all, if that is all."""
    last = {issue: meeting.sellers_words(issue)[1][-1:] for issue in ask.wanted}
    left = {i: v for i, v in ask.wanted.items() if all(meeting.meets(i, w, v) for w in last[i])}
    return left or ask.wanted


def _says_yes_after(meeting: Meeting, at: int) -> bool:
    return any(later > at and meeting.accepted(later) for later in meeting.trainee_turns)
