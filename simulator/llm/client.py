"""The one place that imports `openai`: a Model over its Chat Completions client.

The offline model comes through here too, behind a transport of its own, so that streaming,
retries, usage and errors have one code path. Importing this module takes about half a second.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from typing import Any

from httpx2 import AsyncBaseTransport, Response
from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    AsyncOpenAI,
    AsyncStream,
    DefaultAsyncHttpx2Client,
    Timeout,
)
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk

from simulator.llm import failures
from simulator.llm.answers import Answer, read_answer, usage_in
from simulator.llm.budget import Budget, paid
from simulator.llm.dialects import refused_by, refused_with, without
from simulator.llm.failures import AttemptFailed
from simulator.llm.limits import DEFAULT_LIMITS, Limits, Patience
from simulator.llm.model import Message, Usage
from simulator.llm.request import Request, encodable, sendable

_PATH = "/chat/completions"


class OpenAIModel:
    """A model behind a Chat Completions endpoint."""

    def __init__(
        self,
        model_id: str,
        *,
        base_url: str,
        key: str,
        transport: AsyncBaseTransport | None = None,
        limits: Limits = DEFAULT_LIMITS,
        budget: Budget | None = None,
    ) -> None:
        self.id = model_id
        self._key = key
        self._where = failures.shown_address(base_url)
        self._limits = limits
        self._budget = budget
        self._usage = Usage()
        self._refused = set(refused_by(model_id))
        self._has_answered = False
        """Whether this endpoint has ever said anything: then its set-up is right."""
        timeout = Timeout(None, connect=limits.connect)
        self._client = AsyncOpenAI(
            api_key=key,
            base_url=base_url,
            max_retries=0,  # the client would also retry an empty account, and not be counted
            timeout=timeout,
            # A redirect would carry the conversation to an address nobody chose.
            http_client=DefaultAsyncHttpx2Client(
                transport=transport, timeout=timeout, follow_redirects=False
            ),
        )
        self._completions = self._client.chat.completions

    @property
    def usage(self) -> Usage:
        return self._usage

    async def aclose(self) -> None:
        await self._client.close()

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        """See Model.stream. Attempts are repeated only while nothing has been said."""
        request: dict[str, object] = {
            "messages": sendable(list(messages)),
            "seed": seed,
            "max_tokens": max_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        patience = Patience(self._limits.turn, self._limits.idle)
        failed_attempts = 0
        said = False
        while True:
            try:
                async with aclosing(self._stream_once(request, patience)) as pieces:
                    async for piece in pieces:
                        self._has_answered = said = True
                        yield piece
                return
            except AttemptFailed as failure:
                if said:
                    raise
                await self._pause_or_raise(failure, failed_attempts)
            failed_attempts += 1

    async def complete(self, request: Request) -> Answer:
        """See Model.complete. Every attempt is counted against the budget."""
        body = request.body()
        need = self._budget.need(request) if self._budget else None
        patience = Patience(self._limits.form, self._limits.form)
        failed_attempts = 0
        while True:
            try:
                async with paid(self._budget, need) as bill:
                    raw = await patience.wait(self._send_raw(body))
                    used = usage_in(raw)
                    bill.settle(*used)
                self._count_tokens(*used)
                answer = read_answer(
                    raw, model=self.id, where=self._where, max_tokens=request.max_tokens
                )
                self._has_answered = True
                return answer
            except AttemptFailed as failure:
                await self._pause_or_raise(failure, failed_attempts)
            failed_attempts += 1

    async def _pause_or_raise(self, failure: AttemptFailed, failed_attempts: int) -> None:
        limits = self._limits
        failure.lasting = failure.lasting or (failure.suspect and not self._has_answered)
        if not failure.retryable or failed_attempts >= len(limits.pauses):
            raise failure
        pause = limits.pauses[failed_attempts] if failure.pause is None else failure.pause
        if pause > limits.longest_pause:
            raise failure
        await asyncio.sleep(pause)

    async def _stream_once(
        self, request: Mapping[str, object], patience: Patience
    ) -> AsyncGenerator[str, None]:
        answer = await patience.wait(self._send(request))
        if not isinstance(answer, AsyncStream):
            raise failures.unreadable(self._where, "")
        said, finish, usage = False, None, None
        try:
            while (chunk := await self._next_chunk(answer, patience, finish)) is not None:
                usage = chunk.usage or usage  # some report it in every chunk, as a running total
                choice = _first_choice(chunk)
                delta = getattr(choice, "delta", None)
                self._check_refusal(delta)
                if text := _text(delta, "content"):
                    said = True
                    yield text
                finish = _text(choice, "finish_reason") or finish
        finally:
            self._count(usage)
            # This frees the connection, and on a small server the only slot.
            await answer.close()
        self._check_finish(finish, said, answer)

    async def _next_chunk(
        self, answer: AsyncStream[ChatCompletionChunk], patience: Patience, finish: str | None
    ) -> ChatCompletionChunk | None:
        """The next chunk, or None at the end of the stream."""
        try:
            with self._failures_explained({}):
                chunk = await patience.wait(
                    anext(answer, None), self._limits.tail if finish else None
                )
        except AttemptFailed:
            if finish:  # the answer is complete; only its token counts are lost
                return None
            raise
        if chunk is not None and not isinstance(chunk, ChatCompletionChunk):
            raise failures.broken_off(self._where)
        return chunk

    def _check_finish(self, finish: str | None, said: bool, answer: AsyncStream[Any]) -> None:
        if finish is None:
            kind = str(answer.response.headers.get("content-type", ""))
            if not said and "event-stream" not in kind:
                raise failures.unreadable(self._where, kind)
            raise failures.broken_off(self._where)
        if finish == "content_filter":
            raise failures.declined(self.id, "its content filter stopped it")
        if not said:
            raise failures.empty(self.id, cut=finish == "length")

    def _check_refusal(self, message: object) -> None:
        if refusal := _text(message, "refusal"):
            raise failures.declined(self.id, failures.quoted(refusal, self._key))

    async def _send(self, request: Mapping[str, object]) -> object:
        """One attempt at a stream; the answer is whatever the client made of the body."""
        accepted = self._accepted(request)
        with self._failures_explained(accepted):
            return await self._completions.create(model=self.id, **accepted)

    async def _send_raw(self, request: Mapping[str, object]) -> bytes:
        """One attempt at a form; the body as it came, for the cache keeps it so."""
        accepted = self._accepted(request)
        with self._failures_explained(accepted):
            # `chat.completions.create` would look at every field of a schema and of messages that
            # are in their final form already: that took more time than all the rest.
            response = await self._client.post(_PATH, cast_to=Response, body=accepted)
            return bytes(response.content)

    def _accepted(self, request: Mapping[str, object]) -> dict[str, Any]:
        """The request in the names that this endpoint takes; it is about to be sent."""
        self._usage = self._usage.plus(requests=1)
        return without(request, self._refused)

    @contextmanager
    def _failures_explained(self, sent: Mapping[str, object]) -> Iterator[None]:
        # "from None" throughout: the chain holds the server's words, and in them perhaps the key.
        try:
            yield
        except APIConnectionError as error:
            raise failures.connection_failure(error, self._where) from None
        except APIStatusError as error:
            raise self._explain_status(error, sent) from None
        except APIError as error:
            message = failures.quoted(error.message, self._key)
            raise failures.stopped(self._where, message) from None
        except ValueError:  # a body or a line that is not JSON, or not UTF-8
            if sent:
                raise failures.unreadable(self._where, "") from None
            raise failures.broken_off(self._where) from None

    def _explain_status(self, error: APIStatusError, sent: Mapping[str, object]) -> AttemptFailed:
        failure = failures.status_failure(
            error.status_code,
            error.code or error.type,
            failures.quoted(failures.message_in(error.body), self._key),
            error.response.headers,
            self.id,
            self._where,
        )
        field = error.param or ""
        if error.status_code in (400, 422) and field in sent and refused_with(field):
            self._refused.add(field)
            failure.retryable, failure.pause = True, 0.0
        return failure

    def _count(self, usage: CompletionUsage | None) -> None:
        if usage is not None:
            self._count_tokens(
                _count_of(usage, "prompt_tokens"), _count_of(usage, "completion_tokens")
            )

    def _count_tokens(self, prompt: int, completion: int) -> None:
        self._usage = self._usage.plus(prompt_tokens=prompt, completion_tokens=completion)


# The client does not validate what an endpoint sends: any field may be missing or of any type.


def _first_choice(body: ChatCompletionChunk) -> object:
    choices: object = body.choices
    return choices[0] if isinstance(choices, list) and choices else None


def _text(holder: object, name: str) -> str | None:
    value = getattr(holder, name, None)
    return encodable(value) if isinstance(value, str) else None


def _count_of(usage: CompletionUsage, name: str) -> int:
    value = getattr(usage, name, 0)
    return value if isinstance(value, int) else 0
