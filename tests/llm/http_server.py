"""A scripted HTTP server on the loopback: each request gets the next reply, the last one repeats.

A real socket, because what is under test is what the client does with one: tools that patch
`httpx` do not see `httpx2`.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

AfterBody = Literal["end", "drop", "hold", "drip"]


@dataclass(frozen=True)
class Reply:
    """`then`: a proper end, the connection dropped, open and silent, or sending `drip` for ever."""

    body: Sequence[bytes]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    then: AfterBody = "end"
    drip: bytes = b": idle\n\n"


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    body: dict[str, object]


def chunk(content: str | None = None, finish: str | None = None, **delta: object) -> bytes:
    """One chunk of a chat completion as a server-sent event."""
    if content is not None:
        delta["content"] = content
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    return event({"choices": choices})


def usage_chunk(prompt: int, completion: int) -> bytes:
    usage = {"prompt_tokens": prompt, "completion_tokens": completion}
    return event({"choices": [], "usage": {**usage, "total_tokens": prompt + completion}})


def event(fields: Mapping[str, object]) -> bytes:
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return b"data: " + json.dumps({**head, **fields}).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def stream(*events: bytes, then: AfterBody = "end") -> Reply:
    return Reply(events, headers={"content-type": "text/event-stream"}, then=then)


def spoken(*words: str) -> Reply:
    """A whole good stream."""
    return stream(*map(chunk, words), chunk(finish="stop"), usage_chunk(11, 7), DONE)


def document(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """A whole body at once: bytes as they are, anything else as JSON."""
    if isinstance(body, bytes):
        return Reply([body], status, headers or {"content-type": "text/html"})
    return Reply(
        [json.dumps(body).encode()],
        status,
        {"content-type": "application/json", **(headers or {})},
    )


def completion(
    content: object, finish: str | None = "stop", **message: object
) -> dict[str, object]:
    """The body of an answer that is not streamed."""
    choice = {"index": 0, "finish_reason": finish}
    said = {"role": "assistant", "content": content, **message}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{**choice, "message": said}],
        "usage": {"prompt_tokens": 20, "completion_tokens": 5, "total_tokens": 25},
    }


def error(status: int, message: str = "", code: str | None = None, **more: object) -> Reply:
    """An error body in the shape of the protocol; `param` and `headers` through `more`."""
    headers = more.pop("headers", None)
    body = {"error": {"message": message, "type": "t", "param": None, "code": code, **more}}
    assert headers is None or isinstance(headers, Mapping)
    return document(body, status, headers)


class HttpServer:
    """`async with HttpServer() as server`: set `replies`, or `answer`, and read `requests`."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.answer: Callable[[Request], Reply] | None = None
        """Makes the reply to each request; goes before `replies`."""
        self.requests: list[Request] = []
        self.hung_up = asyncio.Event()
        """Set once a client has closed a connection that the server was still holding open."""

    async def __aenter__(self) -> "HttpServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._connections: set[asyncio.Task[None]] = set()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.hung_up.set()
        finally:
            self._connections.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        fields = [line.split(": ", 1) for line in head[1:] if line]
        headers = {name.lower(): value for name, value in fields}
        body = await reader.readexactly(int(headers["content-length"]))
        request = Request(head[0].split()[1], headers, json.loads(body))
        self.requests.append(request)
        reply = self._reply_to(request)

        lines = [f"HTTP/1.1 {reply.status} X", "transfer-encoding: chunked", "connection: close"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        for part in reply.body:
            writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            await writer.drain()
        if reply.then == "end":
            writer.write(b"0\r\n\r\n")
            await writer.drain()
        elif reply.then == "drop":
            writer.transport.abort()
        else:
            await self._stay(reader, writer, reply.drip if reply.then == "drip" else b"")

    def _reply_to(self, request: Request) -> Reply:
        if self.answer is not None:
            return self.answer(request)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    async def _stay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, drip: bytes
    ) -> None:
        while True:
            try:
                async with asyncio.timeout(0.005 if drip else None):
                    await reader.read()  # returns when the client closes
                self.hung_up.set()
                return
            except TimeoutError:
                writer.write(f"{len(drip):x}\r\n".encode() + drip + b"\r\n")
