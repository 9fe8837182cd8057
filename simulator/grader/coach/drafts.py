"""Makes a correction of what a coach typed or chose: words become quotes, names become codes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import ValidationError

from simulator.coding.codebook import load_codebook
from simulator.coding.quotes import find_quote
from simulator.domain.corrections import Action, Correction, LedgerVerdict, Ruling, Target
from simulator.domain.deal import Value
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Code, Move, Quote
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript, Turn
from simulator.grader.coach.judgements import code_target, judgement, judgements

T = TypeVar("T")

VERDICTS: Mapping[str, LedgerVerdict] = {
    **{verdict: verdict for verdict in get_args(LedgerVerdict)},
    "linked": "linked, not paid",
    "people": "people give",
}
MET: Mapping[str, bool | None] = {"met": True, "not met": False, "no opportunity": None}
BARGAINING = frozenset({"offer", "trade", "create"})
"""Families of codes that put terms on the table."""
CODES: Mapping[str, Code] = {code.value.casefold(): code for code in Code}


class Draft(NamedTuple):
    """What a coach asked for, in words."""

    action: Action
    target: Target
    to: str = ""
    """The code, the row's verdict, or met / not met / no opportunity."""
    words: str = ""
    """Of a code: the words that earn it. Of a row: those that asked for it, or paid."""
    details: Mapping[str, str] = {}
    """Of a code: 'topic', 'tier', 'reasons', ..., 'terms.ISSUE' and 'asked.ISSUE'."""
    before: Value | None = None
    after: Value | None = None
    reason: str = ""
    blind: bool = False


def drafted(
    draft: Draft, record: GradedRecord, transcript: Transcript, coach: str, now: datetime
) -> Correction:
    """The correction that a draft asks for. Raises NegotiateError if it cannot be read."""
    if not coach.strip():
        raise NegotiateError("Whose correction is it? Name the coach.")
    target, to = draft.target, draft.to.casefold().strip()
    correction = Correction(
        made=now,
        coach=coach.strip(),
        action=draft.action,
        target=target,
        reason=draft.reason.strip(),
        blind=draft.blind,
    )
    if draft.action in ("accept", "remove"):
        return correction
    match target.kind:
        case "code":
            return correction.model_copy(update={"move": _move(draft, to, record, transcript)})
        case "ledger":
            update = {
                "verdict": _one_of(VERDICTS, to),
                "words": _said(transcript, draft.words, target.turn or 0),
                "before": draft.before,
                "after": draft.after,
            }
            return correction.model_copy(update=update)
        case _:
            met = _one_of(MET, to)
            action = "remove" if met is None else draft.action
            return correction.model_copy(update={"action": action, "met": met})


def target_of(
    name: str,
    action: Action,
    record: GradedRecord,
    transcript: Transcript,
    *,
    to: str = "",
    of: str = "",
    words: str = "",
) -> Target:
    """What a typed name stands for: a judgement, or a turn ('7', 't7', 'all').

    Raises NegotiateError if it stands for nothing.
    """
    if name.casefold() == "all" and action == "accept":
        return Target(kind="turn")
    number = name.casefold().removeprefix("t")
    if number.isdecimal() and action == "add":
        return addition(transcript, int(number), to, of, words)
    if number.isdecimal() and action == "accept":
        return Target(kind="turn", turn=int(number))
    if action == "add":
        raise NegotiateError(f"{name!r} is no turn: to add something, name the number of its turn.")
    return judgement(record, name).target


def addition(transcript: Transcript, turn: int, to: str, of: str, words: str) -> Target:
    """What an addition is about; without `words`, the whole turn.

    `to` tells its kind: a code, a row's verdict, or met / not met. Of a row, `of` is the issue;
    of an opportunity, the indicator. Raises NegotiateError if they do not tell.
    """
    quote = _quoted(transcript, turn, words)
    name = to.casefold().strip()
    if name in CODES:
        return Target(kind="code", of=CODES[name].value, turn=turn, quote=quote)
    if not of:
        raise NegotiateError(
            f"{to!r} is no code; to add a row or an opportunity, name its issue or indicator, too."
        )
    if name in VERDICTS:
        return Target(kind="ledger", of=of, turn=turn, quote=quote)
    if _one_of(MET, name) is None:
        raise NegotiateError("What is added is met or not met.")
    return Target(kind="opportunity", of=of.upper(), turn=turn, quote=quote)


def ruling(
    dispute: Target, decision: Ruling, record: GradedRecord, *, to: str, words: str, reason: str
) -> Draft:
    """A coach's ruling on a disputed judgement: it stands, or becomes `to`.

    Overturned without `to`, an opportunity is turned round, and anything else removed.
    """
    if decision == "uphold":
        return Draft("accept", dispute, reason=reason)
    if not to and dispute.kind == "opportunity":
        now = next((j.verdict for j in judgements(record) if j.target.same(dispute)), "")
        to = "not met" if now == "met" else "met"
    return Draft("change" if to else "remove", dispute, to=to, words=words, reason=reason)


def details_of(pairs: Iterable[str]) -> dict[str, str]:
    """'topic=rival' and the like, by name. Raises NegotiateError for one without '='."""
    details = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise NegotiateError(f"{pair!r}: write it as KEY=VALUE, like topic=rival.")
        details[name.strip()] = value.strip()
    return details


def _one_of(known: Mapping[str, T], name: str) -> T:
    if name not in known:
        raise NegotiateError(f"{name!r} is none of {', '.join(known)}.")
    return known[name]


def _turn(transcript: Transcript, number: int | None) -> Turn:
    turn = transcript.turn(number)
    if turn is None:
        last = max((turn.n for turn in transcript.turns), default=0)
        raise NegotiateError(f"There is no turn {number}; the last one is {last}.")
    return turn


def _quoted(transcript: Transcript, number: int | None, words: str) -> Quote:
    turn = _turn(transcript, number)
    quote = find_quote(turn, words or turn.text)
    if quote is None:
        raise NegotiateError(f"Turn {turn.n} does not have the words {words!r}.")
    return quote


def _said(transcript: Transcript, words: str, near: int) -> Quote | None:
    """The words in the turn that is nearest to `near`, that one and those after it first."""
    if not words:
        return None
    after = [turn for turn in transcript.turns if turn.n >= near]
    before = [turn for turn in reversed(transcript.turns) if turn.n < near]
    found = (find_quote(turn, words) for turn in (*after, *before))
    quote = next((quote for quote in found if quote is not None), None)
    if quote is None:
        raise NegotiateError(f"Nobody said {words!r} in this conversation.")
    return quote


def _move(draft: Draft, to: str, record: GradedRecord, transcript: Transcript) -> Move:
    target = draft.target
    old = None
    if draft.action == "change":
        moves = (move for reading in record.readings for move in reading.moves)
        old = next((move for move in moves if code_target(move).same(target)), None)
    code = CODES.get(to) if to or old is None else old.code
    if code is None:
        raise NegotiateError(f"{draft.to!r} is no code of the codebook.")
    quote = _quoted(transcript, target.turn, draft.words) if draft.words else target.quote
    raw = _kept(old, code) if old is not None else {}
    raw |= {"code": code, "quote": quote or _quoted(transcript, target.turn, "")}
    try:
        return Move.model_validate(raw | _detailed(draft.details, raw))
    except ValidationError as error:
        first = error.errors()[0]
        raise NegotiateError(
            f"{'.'.join(map(str, first['loc']))}: {first['msg']}; leave it out, or correct it."
        ) from error


def _kept(old: Move, code: Code) -> dict[str, Any]:
    """What a move keeps as it becomes another: its terms and the like only among its kind."""
    families = {load_codebook().codes[each].family for each in (old.code, code)}
    alike = len(families) == 1 or families <= BARGAINING
    return old.model_dump() if alike else {"answers": old.answers}


def _detailed(details: Mapping[str, str], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The details by field; 'terms.price' goes into the terms."""
    found: dict[str, Any] = {}
    for name, value in details.items():
        field, _, issue = name.partition(".")
        if issue:
            found.setdefault(field, {**raw.get(field, {})})[issue] = number_or_word(value)
        else:
            found[field] = value
    return found


def number_or_word(text: str) -> Value:
    """'57,000' and '$57,000' as numbers, everything else as the option's id it may be."""
    try:
        return float(text.strip().lstrip("$").replace(",", ""))
    except ValueError:
        return text.strip()
