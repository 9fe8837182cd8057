"""Speaks one line: streams it from the model, lets the guard see each sentence first.

A refused sentence costs one rewrite. After a second refusal, a failure of the model or a silence
that lasts too long, a scripted line ends the turn. So a turn always ends well, whatever the model
does; only a model that is set up wrongly is told to the person, because waiting mends nothing.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Literal, NamedTuple

from simulator.buyer.guard import Guard
from simulator.buyer.sentences import cut, is_whole, key, split_sentences
from simulator.buyer.voice import Request, rewrite
from simulator.buyer.wording import pick
from simulator.domain.errors import ModelError
from simulator.llm.limits import Patience
from simulator.llm.model import Message, Model

MOST_SENTENCES = 8

LINE_SECONDS = 60.0
"""For a whole line, rewrite included: a small model on two busy cores reads its first prompt for
50 s, and nobody waits longer for an answer across a table."""

LONGEST_QUOTE = 160
"""Characters of a refused sentence that are kept for the coach."""

REWRITTEN = "it was asked to say it anew"
TRIMMED = "the line ended before it"
LEFT_OUT = "it was left out"
SCRIPTED = "a scripted line was spoken"

UNFINISHED = "it stopped in the middle of a sentence"
REPEATED = "the buyer has said just this before"


class Spoken(NamedTuple):
    """A sentence that may be shown; or a fault, in words, and then `text` is not to be shown."""

    text: str
    refused: str = ""
    kind: Literal["guard", "model"] = "guard"


async def speak(
    model: Model, request: Request, guard: Guard, seconds: float = LINE_SECONDS
) -> AsyncIterator[Spoken]:
    """Yield the line's sentences, checked; faults are yielded too, for the record.

    Raises ModelError only if the model is set up wrongly and nothing was shown.
    """
    shown: list[str] = []
    messages: list[Message] = request.messages
    patience = Patience(seconds, seconds)
    for follows in (REWRITTEN, SCRIPTED):
        attempt = _Attempt(guard, shown)
        try:
            async with aclosing(_sentences(model, messages, request.seed, patience)) as sentences:
                async for sentence in sentences:
                    if attempt.refuses(sentence):
                        break
                    if guard.repeats(sentence):
                        yield Spoken(sentence, _fault(REPEATED, LEFT_OUT, sentence))
                    elif attempt.takes(sentence):
                        yield Spoken(sentence)
        except ModelError as error:
            if error.lasting and not shown:
                raise
            yield Spoken("", _fault(str(error), SCRIPTED), "model")
            break
        if not attempt.ended():
            return
        if attempt.is_torn and guard.can_stop(" ".join(shown)):
            yield Spoken(attempt.refused, _fault(UNFINISHED, TRIMMED, attempt.refused))
            return
        yield Spoken(attempt.refused, _fault(attempt.objection, follows, attempt.refused))
        messages = rewrite(request, " ".join(shown), attempt.refused, attempt.objection)
    # The scripted line is written by people and checked by tests, act by act.
    said = set(map(key, shown))
    for sentence in split_sentences(pick(request.wordings, request.seed)):
        if key(sentence) not in said:
            yield Spoken(sentence)


class _Attempt:
    """One answer of the model: what of it may be shown, and what stopped it."""

    def __init__(self, guard: Guard, shown: list[str]) -> None:
        self._guard, self._shown = guard, shown
        self.objection = self.refused = ""

    @property
    def is_torn(self) -> bool:
        """Whether the only fault is that it stopped half-way."""
        return self.objection == UNFINISHED

    def refuses(self, sentence: str) -> bool:
        """Whether the sentence ends the attempt."""
        if len(self._shown) >= MOST_SENTENCES:
            return True
        objection = self._guard.objection(sentence)
        if objection is None and not is_whole(sentence):
            objection = UNFINISHED
        if objection:
            self.objection, self.refused = objection, sentence
        return bool(objection)

    def takes(self, sentence: str) -> bool:
        """Adds a sentence to the line, unless it has just been said: rewrites begin that way."""
        if key(sentence) in map(key, self._shown):
            return False
        self._shown.append(sentence)
        return True

    def ended(self) -> str:
        """What is wrong with the attempt, now that it is over; "" if nothing is."""
        self.objection = self.objection or self._guard.missing(" ".join(self._shown)) or ""
        return self.objection


def _fault(what: str, follows: str, sentence: str = "") -> str:
    quoted = sentence if len(sentence) <= LONGEST_QUOTE else sentence[: LONGEST_QUOTE - 1] + "…"
    said = f" “{quoted}”" if quoted else ""
    return f"{what.rstrip('.')}:{said}; {follows}." if said else f"{what.rstrip('.')}; {follows}."


async def _sentences(
    model: Model, messages: list[Message], seed: int, patience: Patience
) -> AsyncGenerator[str, None]:
    waiting = ""
    async with aclosing(model.stream(messages, seed=seed)) as pieces:
        while (piece := await patience.wait(anext(pieces, None))) is not None:
            waiting += piece
            *whole, waiting = cut(waiting)
            for sentence in whole:
                yield sentence
    for sentence in split_sentences(waiting):
        yield sentence
