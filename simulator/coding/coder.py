"""The model coder: asks a model for the codes of a conversation and keeps what can be verified.

A code whose quote is not found in the turn it cites, or that the speaker cannot earn, is dropped
and listed. Where more than a tenth is dropped, the passage is asked for once more.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from simulator.coding.codebook import load_codebook
from simulator.coding.forms import (
    NAME,
    CodesForm,
    MentionForm,
    MoveForm,
    Passage,
    TermForm,
    answer_schema,
    instructions,
    parse_answer,
)
from simulator.coding.index import VocabularyIndex
from simulator.coding.quotes import find_quote
from simulator.coding.text import Text
from simulator.domain.deal import Value
from simulator.domain.errors import ModelError
from simulator.domain.moves import Mention, Move, Quote, Reading, Speaker
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary
from simulator.llm.model import Message, Model

PASSAGE_TURNS = 30
"""Turns coded in one request: enough context, and an answer that fits the token limit."""

BEFORE_TURNS = 6
"""Turns shown before a passage and not coded; the look-back of any code is shorter."""

_MOST_DROPPED = 0.1
_MAX_TOKENS = 8_000


class Coding(NamedTuple):
    """Codes of a conversation: a reading for every turn, what was dropped and why, and by whom."""

    readings: tuple[Reading, ...]
    dropped: tuple[str, ...]
    coder: str


class _Checked(NamedTuple):
    readings: list[Reading]
    dropped: list[str]
    kept: int


async def code_turns(turns: Sequence[Turn], vocabulary: Vocabulary, model: Model) -> Coding:
    """The codes of a whole conversation, from `model`.

    Raises ModelError if the model fails or does not fill in the form.
    """
    system = instructions()
    positions: dict[Speaker, dict[str, Value]] = {
        "trainee": dict(vocabulary.standing),
        "buyer": {},
    }
    index = VocabularyIndex(vocabulary)
    readings: list[Reading] = []
    dropped: list[str] = []
    for start in range(0, len(turns), PASSAGE_TURNS):
        here = turns[start : start + PASSAGE_TURNS]
        passage = Passage.of(
            vocabulary, positions, turns[max(0, start - BEFORE_TURNS) : start], here
        )
        checked = await _code_passage(passage, turns, here, system, model)
        readings.extend(
            reading.model_copy(update={"issues": _issues(index, turn, reading)})
            for turn, reading in zip(here, checked.readings, strict=True)
        )
        dropped.extend(checked.dropped)
        for reading in checked.readings:
            positions[reading.speaker].update(reading.terms)
    digest = sha256(system.encode()).hexdigest()[:12]
    return Coding(tuple(readings), tuple(dropped), f"{model.id}:{digest}")


def _issues(index: VocabularyIndex, turn: Turn, reading: Reading) -> tuple[str, ...]:
    """The issues a turn speaks of: what a model found values for, and what the words name."""
    named = {m.issue for m in reading.mentions if m.issue is not None}
    return tuple(sorted(named.union(index.find(Text(turn.text).words).issues)))


async def _code_passage(
    passage: Passage, turns: Sequence[Turn], here: Sequence[Turn], system: str, model: Model
) -> _Checked:
    messages: list[Message] = [
        {"role": "system", "content": system},
        {"role": "user", "content": passage.model_dump_json()},
    ]
    form = await _ask(messages, model)
    checked = _check(form, turns, here)
    if len(checked.dropped) <= _MOST_DROPPED * (len(checked.dropped) + checked.kept):
        return checked
    complaint = {"not_accepted": checked.dropped, "task": "Answer again, with exact quotes."}
    again: list[Message] = [
        *messages,
        {"role": "assistant", "content": form.model_dump_json()},
        {"role": "user", "content": json.dumps(complaint, ensure_ascii=False)},
    ]
    second = _check(await _ask(again, model), turns, here)
    return second if len(second.dropped) <= len(checked.dropped) else checked


async def _ask(messages: Sequence[Message], model: Model) -> CodesForm:
    text = await model.complete_json(
        messages, name=NAME, schema=answer_schema(), max_tokens=_MAX_TOKENS
    )
    try:
        return parse_answer(text)
    except ValueError as error:
        raise ModelError(
            f"{model.id} did not fill in the form of codes ({error}); try again or choose another "
            "model."
        ) from error


def _check(form: CodesForm, turns: Sequence[Turn], here: Sequence[Turn]) -> _Checked:
    by_number = {turn.n: turn for turn in turns}
    coded = {turn.n for turn in here}
    moves: dict[int, list[Move]] = {turn.n: [] for turn in here}
    mentions: dict[int, list[Mention]] = {turn.n: [] for turn in here}
    dropped: list[str] = []
    kept = 0
    for item in form.moves:
        checked = _move(item, by_number, coded)
        if isinstance(checked, Move):
            moves[item.turn].append(checked)
            kept += 1
        else:
            dropped.append(checked)
    for said in form.mentions:
        quote = _quote(by_number, said.turn, said.quote) if said.turn in coded else None
        if quote is None:
            dropped.append(f"turn {said.turn}: mention {said.quote!r} is not said there")
        else:
            mentions[said.turn].append(_mention(said, quote))
            kept += 1
    readings = [
        Reading(
            turn=turn.n,
            speaker=turn.speaker,
            moves=tuple(sorted(moves[turn.n], key=lambda m: (m.quote.start, m.quote.end))),
            mentions=tuple(sorted(mentions[turn.n], key=lambda m: m.quote.start)),
        )
        for turn in here
    ]
    return _Checked(readings, dropped, kept)


def _quote(turns: dict[int, Turn], number: int | None, text: str | None) -> Quote | None:
    turn = turns.get(number) if number is not None else None
    return find_quote(turn, text) if turn is not None and text else None


def _move(item: MoveForm, turns: dict[int, Turn], coded: set[int]) -> Move | str:
    """The verified move, or why it is dropped."""
    where = f"turn {item.turn}: {item.code.value}"
    if item.turn not in coded:
        return f"{where} is on a turn that was not asked for"
    turn = turns[item.turn]
    if not load_codebook().codes[item.code].allows(turn.speaker):
        return f"{where} cannot be earned by the {turn.speaker}"
    quote = _quote(turns, item.turn, item.quote)
    if quote is None:
        return f"{where}: {item.quote!r} is not said there"
    answers = _quote(turns, item.answers_turn, item.answers_quote)
    if item.answers_quote and answers is None:
        return f"{where}: {item.answers_quote!r} is not said in turn {item.answers_turn}"
    return Move(
        code=item.code,
        quote=quote,
        answers=answers,
        terms=_terms(item.terms),
        asked=_terms(item.asked),
        conditional=item.conditional,
        condition_first=item.condition_first,
        reasons=max(0, item.reasons),
        alternative=item.alternative,
        topic=item.topic,
        tier=min(3, max(0, item.tier)),
    )


def _terms(items: list[TermForm]) -> dict[str, Value]:
    return {item.issue: item.value for item in items}


def _mention(said: MentionForm, quote: Quote) -> Mention:
    return Mention(issue=said.issue, value=said.value, stance=said.stance, quote=quote)
