"""The model coder: asks a model for the codes of a conversation and keeps what can be verified.

A conversation is asked for in passages that do not lean on each other's answers, so all of them
can be written to a batch file at once. Where more than a tenth of a passage's codes cannot be
verified, it is asked for once more, with what was wrong.
"""

import asyncio
import json
from collections.abc import Coroutine, Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from simulator.coding.checking import Checked, check
from simulator.coding.deal_ids import DealIds
from simulator.coding.forms import (
    NAME,
    CodesForm,
    Filled,
    answer_schema,
    instructions,
    parse_answer,
    passage_json,
    turn_json,
)
from simulator.domain.errors import ModelError
from simulator.domain.moves import Reading
from simulator.domain.scorecard import Doubt
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import Vocabulary
from simulator.llm.answers import Answers, NotAskedError
from simulator.llm.model import Message
from simulator.llm.request import Request

PASSAGE_TURNS = 20
"""Turns coded in one request: enough context, and an answer that fits the token limit."""

BEFORE_TURNS = 100
"""Turns shown before a passage and not coded. Not the look-back of codes sets it, but prices: a
concession is told by what was named before, and few talks are longer."""

MOST_DROPPED = 0.1
"""Share of a passage's codes above which it is asked for once more."""

_TOKENS = 500
_TOKENS_A_TURN = 400
"""Room for the answer. The rules find codes worth up to 270 tokens in a dense turn."""


T = TypeVar("T")


class Asked(NamedTuple):
    """Who is asked, and how: which of several samples, and at what temperature."""

    answers: Answers
    model: str
    sample: int = 0
    temperature: float = 0.0


class Coding(NamedTuple):
    """Codes of a conversation: a reading for every turn, what was dropped and why.

    `doubtful` counts the passages in which more than a tenth could not be verified even when they
    were asked for again.
    """

    readings: tuple[Reading, ...]
    dropped: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    doubtful: int = 0


@cache
def prompt_hash() -> str:
    """Twelve digits that change with the instructions, the schema or the cut into passages."""
    sizes = (PASSAGE_TURNS, BEFORE_TURNS, _TOKENS, _TOKENS_A_TURN)
    fixed = f"{instructions()}\n{json.dumps(answer_schema())}\n{sizes}"
    return sha256(fixed.encode()).hexdigest()[:12]


class Cut(NamedTuple):
    """A conversation cut into passages, to be asked about by any number of judges and samples."""

    turns: Sequence[Turn]
    passages: tuple[tuple[str, Sequence[Turn]], ...]
    """What is sent of each passage, as JSON, and its turns."""
    ids: DealIds


def cut(turns: Sequence[Turn], vocabulary: Vocabulary) -> Cut:
    """Cuts a conversation on the deal of that vocabulary."""
    deal, forms = vocabulary.model_dump_json(), list(map(turn_json, turns))
    passages: list[tuple[str, Sequence[Turn]]] = []
    for start in range(0, len(turns), PASSAGE_TURNS):
        end = start + PASSAGE_TURNS
        before = forms[max(0, start - BEFORE_TURNS) : start]
        passages.append((passage_json(deal, before, forms[start:end]), turns[start:end]))
    return Cut(turns, tuple(passages), DealIds(vocabulary))


async def code_turns(talk: Cut, asked: Asked) -> Coding:
    """The codes of a whole conversation, from a model.

    Raises ModelError if the model fails or does not fill in the form.
    """
    checked = await settled(
        _code_passage(passage, talk, here, asked) for passage, here in talk.passages
    )
    return Coding(
        readings=tuple(reading for part in checked for reading in part.readings),
        dropped=tuple(fault for part in checked for fault in part.dropped),
        doubts=tuple(doubt for part in checked for doubt in part.doubts),
        doubtful=sum(part.unverified_share > MOST_DROPPED for part in checked),
    )


async def settled(tasks: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """All results, once every task has had its chance to ask; then the first failure is raised.

    An answer that is only not there yet counts for less than one that failed.
    """
    results = await asyncio.gather(*tasks, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    if failures:
        raise min(failures, key=lambda failure: isinstance(failure, NotAskedError))
    return [result for result in results if not isinstance(result, BaseException)]


async def _code_passage(passage: str, talk: Cut, here: Sequence[Turn], asked: Asked) -> Checked:
    messages: tuple[Message, ...] = (
        {"role": "system", "content": instructions(asked.sample)},
        {"role": "user", "content": passage},
    )
    first, fault = await _ask(messages, len(here), asked)
    checked = check(first, talk.turns, here, talk.ids)
    if not fault and checked.unverified_share <= MOST_DROPPED:
        return checked
    complaint = {
        "not_accepted": [fault] if fault else checked.complaints,
        "task": "Answer again, the whole form, with exact quotes.",
    }
    again: tuple[Message, ...] = (
        *messages,
        {"role": "assistant", "content": first.form.model_dump_json()},
        {"role": "user", "content": json.dumps(complaint, ensure_ascii=False)},
    )
    second, still = await _ask(again, len(here), asked)
    if still:
        raise ModelError(
            f"{asked.model} did not fill in the form of codes ({still}); choose another model, or "
            "ask it anew with --refresh."
        )
    rechecked = check(second, talk.turns, here, talk.ids)
    better = bool(fault) or rechecked.unverified_share <= checked.unverified_share
    return rechecked if better else checked


async def _ask(messages: tuple[Message, ...], turns: int, asked: Asked) -> tuple[Filled, str]:
    """The form, and what is wrong with it as a whole: then it is an empty one."""
    request = Request(
        model=asked.model,
        messages=messages,
        name=NAME,
        schema=answer_schema(),
        max_tokens=_TOKENS + _TOKENS_A_TURN * turns,
        temperature=asked.temperature,
        sample=asked.sample,
    )
    answer = await asked.answers.complete(request)
    try:
        return parse_answer(answer.content), ""
    except ValueError as error:
        return Filled(CodesForm(moves=[], mentions=[])), str(error)
