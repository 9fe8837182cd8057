import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest
from httpx2 import AsyncHTTPTransport

from simulator.domain.errors import ModelError
from simulator.llm.client import OpenAIModel
from simulator.llm.limits import Limits
from simulator.llm.model import Message, Usage
from simulator.llm.request import Request

from .http_server import (
    DONE,
    HttpServer,
    Reply,
    chunk,
    completion,
    document,
    error,
    event,
    spoken,
    stream,
    usage_chunk,
)

KEY = "sk-test-4f9c1b7e2d"
HELLO: list[Message] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Hello"},
]
SCHEMA: dict[str, object] = {"type": "object", "properties": {}, "additionalProperties": False}
LIMITS = Limits(idle=5, turn=10, form=10, tail=2, pauses=(0, 0))


def model_at(server: HttpServer, limits: Limits = LIMITS) -> OpenAIModel:
    # Plain HTTP needs no certificates, which take 50 ms to load, and no proxy of this machine's.
    transport = AsyncHTTPTransport(verify=False)
    return OpenAIModel(
        "some-model", base_url=server.url, key=KEY, transport=transport, limits=limits
    )


@pytest.fixture
async def model(server: HttpServer) -> AsyncIterator[OpenAIModel]:
    opened = model_at(server)
    yield opened
    await opened.aclose()


async def hear(model: OpenAIModel, pieces: list[str] | None = None) -> list[str]:
    """All pieces of one answer; with a list given, those heard before a failure are in it."""
    heard = [] if pieces is None else pieces
    async with aclosing(model.stream(HELLO, seed=5, max_tokens=80)) as answer:
        async for piece in answer:
            heard.append(piece)
    return heard


async def fill_in(model: OpenAIModel) -> str:
    return (await model.complete(request_of(model.id))).content


def request_of(model: str) -> Request:
    return Request(model=model, messages=tuple(HELLO), name="codes", schema=SCHEMA, max_tokens=900)


# A spoken turn


async def test_transport_of_its_own_reaches_a_server(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    model = OpenAIModel("some-model", base_url=server.url, key=KEY)
    server.replies = [spoken("Yes.")]
    assert await hear(model) == ["Yes."]
    await model.aclose()


async def test_stream_yields_pieces_and_counts_usage(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [spoken("Sixty", " days,", " please.")]
    assert await hear(model) == ["Sixty", " days,", " please."]
    assert model.usage == Usage(requests=1, prompt_tokens=11, completion_tokens=7)
    await hear(model)
    assert (model.usage.requests, model.usage.prompt_tokens) == (2, 22)


async def test_running_totals_are_counted_once_and_none_is_no_fault(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [
        stream(usage_chunk(11, 1), chunk("Yes."), usage_chunk(11, 3), chunk(finish="stop"), DONE),
        stream(chunk("Yes."), chunk(finish="stop"), DONE),
    ]
    await hear(model)
    await hear(model)
    assert model.usage == Usage(requests=2, prompt_tokens=11, completion_tokens=3)


async def test_stream_request_is_what_the_protocol_asks_for(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [spoken("Yes.")]
    await hear(model)
    request = server.requests[0]
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "some-model",
        "messages": HELLO,
        "seed": 5,
        "max_tokens": 80,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


async def test_characters_torn_apart_by_the_network_are_whole_again(
    server: HttpServer, model: OpenAIModel
) -> None:
    words = "Größe 👩‍👩‍👧 שלום\n"
    raw = (
        b'data: {"choices":[{"delta":{"content":"' + words.strip().encode() + b'\\n"},'
        b'"finish_reason":"stop"}]}\r\n\r\n'
    )
    server.replies = [stream(*(raw[i : i + 1] for i in range(len(raw))))]
    assert "".join(await hear(model)) == words


async def test_lone_surrogates_neither_stop_a_request_nor_come_back(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [stream(chunk("a\ud800b"), chunk(finish="stop"))]
    lone: list[Message] = [{"role": "user", "content": "x\udc80y"}]
    async with aclosing(model.stream(lone, seed=1)) as answer:
        assert [piece async for piece in answer] == ["a?b"]
    assert server.requests[0].body["messages"] == [{"role": "user", "content": "x?y"}]


@pytest.mark.parametrize(
    "ending",
    [
        [chunk(finish="stop")],
        [chunk(finish="stop"), usage_chunk(1, 2)],
        [chunk(finish="length"), DONE],
        [chunk(finish="eos"), b": comment\n\n", DONE],
        [chunk(finish="stop"), b"data: {torn", b"\n\n"],
    ],
    ids=["no-done-no-usage", "no-done", "length", "unknown-reason", "torn-after-the-end"],
)
async def test_answer_is_complete_once_a_finish_reason_was_seen(
    server: HttpServer, model: OpenAIModel, ending: list[bytes]
) -> None:
    server.replies = [stream(chunk(role="assistant"), chunk("Fine."), *ending)]
    assert await hear(model) == ["Fine."]
    assert len(server.requests) == 1


async def test_server_that_never_closes_after_the_end_is_left(server: HttpServer) -> None:
    model = model_at(server, Limits(tail=0.05))
    server.replies = [stream(chunk("Fine."), chunk(finish="stop"), then="hold")]
    async with asyncio.timeout(Limits().idle / 2):
        assert await hear(model) == ["Fine."]
        await server.hung_up.wait()
    await model.aclose()


@pytest.mark.parametrize(
    "broken",
    [
        stream(chunk("Well,")),
        stream(chunk("Well,"), DONE),
        stream(chunk("Well,"), then="drop"),
        stream(chunk("Well,"), b"data: {torn\n\n"),
        stream(chunk("Well,"), b"data: \xff\xfe\n\n"),
        stream(chunk("Well,"), b"data: 17\n\n"),
        stream(chunk("Well,"), event({"choices": None})),
        stream(chunk("Well,"), event({"choices": [17]})),
        stream(chunk("Well,"), b'data: {"error": {"message": "overloaded"}}\n\n'),
        stream(chunk("Well,"), chunk(refusal="I cannot.")),
        stream(chunk("Well,"), chunk(finish="content_filter")),
    ],
    ids=[
        "end-without-finish",
        "done-without-finish",
        "dropped",
        "bad-json",
        "bad-utf8",
        "not-an-object",
        "choices-null",
        "choice-not-an-object",
        "error-event",
        "refusal",
        "content-filter",
    ],
)
async def test_answer_that_breaks_off_fails_and_is_not_asked_again(
    server: HttpServer, model: OpenAIModel, broken: Reply
) -> None:
    server.replies = [broken, spoken("Well, again.")]
    pieces: list[str] = []
    with pytest.raises(ModelError):
        await hear(model, pieces)
    assert pieces == ["Well,"]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "first",
    [
        error(500),
        error(503, "overloaded"),
        error(429, "slow down", "rate_limit_exceeded"),
        error(409),
        error(400, headers={"x-should-retry": "true"}),
        error(429, headers={"retry-after": "0"}),
        stream(chunk(role="assistant"), then="drop"),
        stream(b'data: {"error": {"message": "overloaded"}}\n\n'),
    ],
    ids=["500", "503", "429", "409", "asked-to", "retry-after", "dropped", "error-event"],
)
async def test_short_fault_before_the_first_word_is_asked_again(
    server: HttpServer, model: OpenAIModel, first: Reply
) -> None:
    server.replies = [first, spoken("Good.")]
    assert await hear(model) == ["Good."]
    assert model.usage.requests == len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "attempts", "said"),
    [
        (error(401, f"Incorrect API key provided: {KEY}"), 1, "check OPENAI_API_KEY"),
        (error(403), 1, "check OPENAI_API_KEY"),
        (error(404, "no such model"), 1, "knows no model some-model"),
        (error(400, "bad role"), 1, "400: bad role"),
        (error(400, "long", "context_length_exceeded"), 1, "too long for some-model"),
        (error(429, "empty", "insufficient_quota"), 1, "no credit left"),
        (error(429, "later"), 3, "no more requests for now"),
        (error(429, "later", headers={"retry-after": "3600"}), 1, "no more requests for now"),
        (error(500, "x", headers={"x-should-retry": "false"}), 1, "failed (500: x)"),
        (document(b"<html>Bad gateway</html>", 502), 3, "failed (502)"),
        (error(307, headers={"location": "http://127.0.0.1:1/"}), 1, "points to another address"),
        (document(b"<html>Log in</html>"), 1, "a web page"),
        (document(completion("Hello")), 1, "other than a chat completion"),
        (stream(), 3, "broke off"),
        (stream(chunk(finish="stop"), DONE), 1, "answered nothing"),
        (stream(chunk(finish="length"), DONE), 1, "used up its tokens"),
        (stream(chunk(refusal="Not that."), DONE), 1, "declined to answer (Not that.)"),
        (stream(chunk(finish="content_filter"), DONE), 1, "content filter"),
    ],
)
async def test_failed_turn_says_what_is_wrong(
    server: HttpServer, model: OpenAIModel, reply: Reply, attempts: int, said: str
) -> None:
    server.replies = [reply]
    with pytest.raises(ModelError) as failure:
        await hear(model)
    assert said in str(failure.value)
    assert len(server.requests) == attempts


async def test_nobody_listening_is_no_connection() -> None:
    async with HttpServer() as gone:
        model = model_at(gone)
    with pytest.raises(ModelError, match=r"No connection to http://127\.0\.0\.1:\d+/v1"):
        await hear(model)
    assert model.usage.requests == 3
    await model.aclose()


# Time


async def test_silent_server_is_given_up(server: HttpServer) -> None:
    model = model_at(server, Limits(idle=0.5, turn=10))
    server.replies = [stream(chunk("Well,"), then="hold")]
    pieces: list[str] = []
    with pytest.raises(ModelError, match=r"said nothing for 0\.5 seconds"):
        await hear(model, pieces)
    assert pieces == ["Well,"]
    await asyncio.wait_for(server.hung_up.wait(), 5)
    await model.aclose()


@pytest.mark.parametrize("drip", [b": idle\n\n", chunk(" and")], ids=["comments", "words"])
async def test_server_that_drips_meets_the_total(server: HttpServer, drip: bytes) -> None:
    model = model_at(server, Limits(idle=10, turn=0.5))
    server.replies = [replace(stream(chunk("Well,"), then="drip"), drip=drip)]
    async with asyncio.timeout(5):
        with pytest.raises(ModelError, match=r"longer than 0\.5 seconds"):
            await hear(model)
        await server.hung_up.wait()
    await model.aclose()


async def test_form_has_a_total_too(server: HttpServer) -> None:
    model = model_at(server, Limits(form=0.5))
    server.replies = [Reply([b'{"choices": '], then="hold")]
    with pytest.raises(ModelError, match=r"0\.5 seconds"):
        await fill_in(model)
    await asyncio.wait_for(server.hung_up.wait(), 5)
    await model.aclose()


async def test_time_the_listener_takes_is_not_the_servers(server: HttpServer) -> None:
    model = model_at(server, Limits(idle=10, turn=1))
    server.replies = [spoken("One", " two")]
    heard = []
    loop = asyncio.get_running_loop()
    async with aclosing(model.stream(HELLO, seed=1)) as answer:
        async for piece in answer:
            heard.append(piece)
            later = asyncio.Event()
            loop.call_later(0.6, later.set)
            await later.wait()
    assert heard == ["One", " two"]
    await model.aclose()


# Stopping


async def test_closing_the_generator_closes_the_connection(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [stream(chunk("Well,"), then="drip")]
    async with aclosing(model.stream(HELLO, seed=1)) as answer:
        assert await anext(answer) == "Well,"
    await asyncio.wait_for(server.hung_up.wait(), 5)


@pytest.mark.parametrize("started", [True, False], ids=["mid-stream", "before-the-first-word"])
async def test_cancelling_closes_the_connection(
    server: HttpServer, model: OpenAIModel, started: bool
) -> None:
    server.replies = [stream(*([chunk("Well,")] if started else []), then="drip")]
    pieces: list[str] = []
    listener = asyncio.create_task(hear(model, pieces))
    async with asyncio.timeout(5):
        while not (pieces if started else server.requests):
            await asyncio.sleep(0)
        listener.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listener
        await server.hung_up.wait()
    assert len(server.requests) == 1


# A form


async def test_json_answer_comes_back_as_it_was_written(
    server: HttpServer, model: OpenAIModel
) -> None:
    text = '{"codes": [ {"quote":"net 60 \\u2013 no"} ]}\n'
    server.replies = [document(completion(text))]
    assert await fill_in(model) == text
    assert model.usage == Usage(requests=1, prompt_tokens=20, completion_tokens=5)
    assert server.requests[0].body == {
        "model": "some-model",
        "messages": HELLO,
        "temperature": 0,
        "max_tokens": 900,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "codes", "schema": SCHEMA, "strict": True},
        },
    }


@pytest.mark.parametrize(
    ("reply", "attempts", "said"),
    [
        (document(b"<html>Log in</html>"), 1, "a web page"),
        (
            document(b'{"choices": [{"mess', headers={"content-type": "application/json"}),
            1,
            "other than",
        ),
        (document({"choices": None}), 1, "other than a chat completion"),
        (document({"choices": []}), 1, "other than a chat completion"),
        (document({}), 1, "other than a chat completion"),
        (document([1]), 1, "other than a chat completion"),
        (document(completion(None)), 1, "answered nothing"),
        (document(completion(7)), 1, "answered nothing"),
        (document(completion(None, refusal="No.")), 1, "declined to answer (No.)"),
        (document(completion('{"a": ', finish="length")), 1, "cut off at 900 tokens"),
        (document(completion("", finish="content_filter")), 1, "content filter"),
        (error(500), 3, "failed (500)"),
        (error(401), 1, "check OPENAI_API_KEY"),
    ],
)
async def test_failed_form_says_what_is_wrong(
    server: HttpServer, model: OpenAIModel, reply: Reply, attempts: int, said: str
) -> None:
    server.replies = [reply]
    with pytest.raises(ModelError) as failure:
        await fill_in(model)
    assert said in str(failure.value)
    assert len(server.requests) == attempts


async def test_form_is_asked_again_after_a_short_fault(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [error(503), document(completion("{}"))]
    assert await fill_in(model) == "{}"


async def test_endpoint_that_refuses_a_parameter_is_asked_without_it(
    server: HttpServer, model: OpenAIModel
) -> None:
    server.replies = [
        error(400, "no", "unsupported_parameter", param="max_tokens"),
        error(400, "no", "unsupported_value", param="temperature"),
        document(completion("{}")),
    ]
    assert await fill_in(model) == "{}"
    await fill_in(model)  # what was learned is kept
    assert len(server.requests) == 4
    for request in server.requests[2:]:
        assert request.body["max_completion_tokens"] == 900
        assert not {"max_tokens", "temperature"} & request.body.keys()


# The key


async def test_key_appears_nowhere_but_in_its_header(
    server: HttpServer,
    model: OpenAIModel,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    leaky = f"your key {KEY} (Bearer {KEY}) is no good"
    written = repr(model)
    for reply in (
        *(error(status, leaky) for status in (400, 401, 403, 404, 429, 500)),
        stream(b'data: {"error": {"message": "%s"}}\n\n' % leaky.encode()),
        stream(chunk(refusal=leaky)),
        stream(then="drop"),
        document(leaky.encode()),
    ):
        server.replies = [reply]
        for call in (hear, fill_in):
            with pytest.raises(ModelError) as failure:
                await call(model)
            written += "".join(traceback.format_exception(failure.value)) + repr(failure.value)
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    captured = capfd.readouterr()
    written += caplog.text + captured.out + captured.err
    assert "check OPENAI_API_KEY" in written
    assert KEY not in written
