"""Speaks one line: streams it from the model, lets the guard see each sentence first.

A refused sentence costs one rewrite; a second refusal, or a line that leaves out its terms, is
finished with a scripted line. So a line always ends well, whatever the model does.
"""

import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import NamedTuple

from simulator.buyer.guard import Guard
from simulator.buyer.voice import Request, rewrite
from simulator.buyer.wording import pick
from simulator.domain.errors import ModelError
from simulator.llm.model import Message, Model

MOST_SENTENCES = 8
LONGEST_SENTENCE = 400
"""Characters; a model that never ends a sentence is cut there."""

_ENDING = re.compile(r"[.!?…][\"')\]”’]*\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


class Spoken(NamedTuple):
    """A sentence that may be shown, or one that was refused and why."""

    text: str
    refused: str = ""


async def speak(model: Model, request: Request, guard: Guard) -> AsyncIterator[Spoken]:
    """Yield the line's sentences, checked; refusals are yielded too, for the record.

    Raises ModelError only if the model fails before anything was shown.
    """
    shown: list[str] = []
    messages: list[Message] = request.messages
    for _ in range(2):
        objection, refused = "", ""
        try:
            async for sentence in _sentences(model, messages, request.seed):
                if len(shown) >= MOST_SENTENCES:
                    break
                objection, refused = guard.objection(sentence) or "", sentence
                if objection:
                    break
                shown.append(sentence)
                yield Spoken(sentence)
        except ModelError as error:
            if not shown:
                raise
            yield Spoken("", refused=str(error))
            break
        objection = objection or guard.missing(" ".join(shown)) or ""
        if not objection:
            return
        yield Spoken(refused, refused=objection)
        messages = rewrite(request, " ".join(shown), refused, objection)
    # The scripted line is written by people and checked by tests, act by act.
    for sentence in split_sentences(pick(request.wordings, request.seed)):
        yield Spoken(sentence)


async def _sentences(model: Model, messages: list[Message], seed: int) -> AsyncIterator[str]:
    waiting = ""
    async with aclosing(model.stream(messages, seed=seed)) as pieces:
        async for piece in pieces:
            waiting += piece
            *whole, waiting = _cut(waiting)
            for sentence in whole:
                yield sentence
    for sentence in split_sentences(waiting):
        yield sentence


def _cut(text: str) -> list[str]:
    """Whole sentences of `text`, and last what may still go on."""
    parts, start = [], 0
    for ending in _ENDING.finditer(text):
        parts.append(clean(text[start : ending.end()]))
        start = ending.end()
    rest = text[start:]
    while len(rest) > LONGEST_SENTENCE:
        parts.append(clean(rest[:LONGEST_SENTENCE]))
        rest = rest[LONGEST_SENTENCE:]
    return [*filter(None, parts), rest]


def split_sentences(text: str) -> list[str]:
    """The sentences of a finished text."""
    *whole, rest = _cut(text)
    return [*whole, *filter(None, [clean(rest)])]


def clean(text: str) -> str:
    """Text without control, zero-width and direction characters, white space collapsed."""
    return " ".join(_CONTROL.sub(" ", text).split())
