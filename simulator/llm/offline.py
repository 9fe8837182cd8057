"""The offline model: a Chat Completions endpoint in this process, behind a transport.

Responders write the answers; this module speaks the protocol around them: server-sent events,
usage, JSON-schema output, error bodies. No clock and no chance: equal requests, equal bytes.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping

import httpx2

from simulator.llm.client import OpenAIModel
from simulator.llm.tokens import OFFLINE, estimate_tokens

PLAIN_TEXT = ""

Responder = Callable[[Mapping[str, object]], str]
"""Takes the body of a request, returns the whole answer. A ValueError says, in a sentence, that
the request is not one it understands, and becomes a 400; anything else is a bug and passes."""

_PATH = "/v1/chat/completions"
_ROLES = frozenset({"system", "developer", "user", "assistant", "tool"})
_WORD = re.compile(r"\s{0,40}\S{1,40}|\s{1,40}")


def offline_model(responders: Mapping[str, Responder]) -> OpenAIModel:
    """A model that answers from `responders`, by JSON-schema name, PLAIN_TEXT for speech."""
    return OpenAIModel(
        OFFLINE,
        base_url="http://offline.invalid/v1",
        key=OFFLINE,
        transport=OfflineTransport(responders),
    )


class OfflineTransport(httpx2.AsyncBaseTransport):
    """Answers `POST /v1/chat/completions` without a network."""

    def __init__(self, responders: Mapping[str, Responder]) -> None:
        self._responders = responders

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if (request.method, request.url.path) != ("POST", _PATH):
            return _error(404, f"there is no {request.method} {request.url.path} here", None)
        raw = await request.aread()
        try:
            body = _parsed(raw)
            responder = self._responder(body)
            # Off the event loop: coding a long transcript takes longer than a frame.
            text = await asyncio.to_thread(responder, body)
        except _BadRequestError as refusal:
            return _error(400, str(refusal), refusal.param)
        except ValueError as refusal:
            return _error(400, str(refusal), "messages")
        answer = _Answer(body, raw, text)
        if body.get("stream") is True:
            return httpx2.Response(
                200,
                headers={"content-type": "text/event-stream; charset=utf-8"},
                stream=_ByteStream(answer.events()),
            )
        return httpx2.Response(200, json=answer.completion())

    def _responder(self, body: Mapping[str, object]) -> Responder:
        name = _schema_name(body.get("response_format"))
        if name not in self._responders:
            known = ", ".join(sorted(filter(None, self._responders))) or "none"
            wanted = f"the schema {name!r}" if name else "plain text"
            raise _BadRequestError(
                f"the offline model has no answer for {wanted}; schemas it knows: {known}",
                "response_format",
            )
        return self._responders[name]


class _BadRequestError(Exception):
    def __init__(self, message: str, param: str | None) -> None:
        super().__init__(message)
        self.param = param


def _parsed(raw: bytes) -> dict[str, object]:
    try:
        body = json.loads(raw)
    except ValueError:
        raise _BadRequestError("the body is not JSON", None) from None
    if not isinstance(body, dict):
        raise _BadRequestError("the body is not a JSON object", None)
    if not isinstance(body.get("model"), str):
        raise _BadRequestError("model is missing", "model")
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages or not all(map(_is_message, messages)):
        raise _BadRequestError("messages must be a list of {role, content}", "messages")
    return body


def _is_message(message: object) -> bool:
    return (
        isinstance(message, dict)
        and message.get("role") in _ROLES
        and isinstance(message.get("content"), str)
    )


def _schema_name(response_format: object) -> str:
    if response_format is None:
        return PLAIN_TEXT
    if isinstance(response_format, dict):
        if response_format.get("type") == "text":
            return PLAIN_TEXT
        schema = response_format.get("json_schema")
        if response_format.get("type") == "json_schema" and isinstance(schema, dict):
            name = schema.get("name")
            if isinstance(name, str) and name:
                return name
    raise _BadRequestError(
        "response_format must be text, or json_schema with a name", "response_format"
    )


def _error(status: int, message: str, param: str | None) -> httpx2.Response:
    kind = "not_found" if status == 404 else "invalid_request_error"
    error = {"message": message, "type": kind, "param": param, "code": None}
    return httpx2.Response(status, json={"error": error})


class _Answer:
    """One answer in both shapes of the protocol, whole and as events."""

    def __init__(self, body: Mapping[str, object], raw: bytes, text: str) -> None:
        self._text = text
        self._head = {
            "id": f"chatcmpl-{hashlib.sha256(raw).hexdigest()[:24]}",
            "created": 0,  # no clock: the same request gets the same bytes
            "model": body["model"],
        }
        options = body.get("stream_options")
        self._with_usage = isinstance(options, dict) and options.get("include_usage") is True
        self._prompt = _prompt_of(body)

    def completion(self) -> dict[str, object]:
        message = {"role": "assistant", "content": self._text, "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {
            **self._head,
            "object": "chat.completion",
            "choices": [choice],
            "usage": self._usage(),
        }

    def events(self) -> Iterator[bytes]:
        yield self._chunk({"role": "assistant", "content": ""})
        for word in _WORD.findall(self._text):
            yield self._chunk({"content": word})
        yield self._chunk({}, finish_reason="stop")
        if self._with_usage:
            yield self._event(choices=[], usage=self._usage())
        yield b"data: [DONE]\n\n"

    def _chunk(self, delta: Mapping[str, str], finish_reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return self._event(choices=[choice])

    def _event(self, **fields: object) -> bytes:
        event = {**self._head, "object": "chat.completion.chunk", **fields}
        return f"data: {json.dumps(event)}\n\n".encode()

    def _usage(self) -> dict[str, int]:
        prompt, completion = estimate_tokens(self._prompt), estimate_tokens(self._text)
        return {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        }


def _prompt_of(body: Mapping[str, object]) -> str:
    messages = body["messages"]
    assert isinstance(messages, list)  # as _parsed has seen to
    return "\n".join(message["content"] for message in messages)


class _ByteStream(httpx2.AsyncByteStream):
    """Events one at a time; read once, because the client drains what is left after the end."""

    def __init__(self, events: Iterator[bytes]) -> None:
        self._events = events

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for event in self._events:
            # Other tasks get their turn between two words, as with a stream off a network.
            await asyncio.sleep(0)
            yield event
