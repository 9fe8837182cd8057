import asyncio
import json
import threading
from collections.abc import Mapping
from contextlib import aclosing

import httpx2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.domain.errors import ModelError
from simulator.llm.model import Message
from simulator.llm.offline import PLAIN_TEXT, OfflineTransport, Responder, offline_model
from simulator.llm.request import Request

HELLO: list[Message] = [{"role": "user", "content": "Hello there"}]
PATH = "http://offline.invalid/v1/chat/completions"
LINE = "Net 60,\n  or we are done.  "


def form_request(name: str) -> Request:
    return Request("offline", tuple(HELLO), name, {"type": "object"}, max_tokens=100)


def echo(request: Mapping[str, object]) -> str:
    messages = request["messages"]
    assert isinstance(messages, list)
    return f"{request['seed']}: {messages[-1]['content']}"


async def spoken(responder: Responder, seed: int = 0) -> list[str]:
    model = offline_model({PLAIN_TEXT: responder})
    try:
        async with aclosing(model.stream(HELLO, seed=seed)) as answer:
            return [piece async for piece in answer]
    finally:
        await model.aclose()


async def post(body: object, path: str = PATH) -> httpx2.Response:
    """What the endpoint answers on the wire, without the client that usually reads it."""
    transport = OfflineTransport({PLAIN_TEXT: lambda _: LINE, "codes": lambda _: '{"codes": []}'})
    async with httpx2.AsyncClient(transport=transport) as client:
        if isinstance(body, bytes):
            return await client.post(path, content=body)
        return await client.post(path, json=body)


def events_of(response: httpx2.Response) -> list[str]:
    lines = response.text.split("\n\n")
    assert lines.pop() == ""
    assert all(line.startswith("data: ") for line in lines)
    return [line.removeprefix("data: ") for line in lines]


async def test_line_is_streamed_word_by_word() -> None:
    assert await spoken(echo, seed=9) == ["9:", " Hello", " there"]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1))
@example("‏שלום‎ 👩‍👩‍👧 \x1b[31m[red]\x00\x85\r\n\t")
@example("data: [DONE]\n\ndata: {}\n\n")
@example("word " * 2_000)
@example("x" * 10_000)
@example("\n")
def test_any_text_arrives_unchanged(text: str) -> None:
    assert "".join(asyncio.run(spoken(lambda _: text))) == text


async def test_usage_is_counted_for_both_kinds() -> None:
    model = offline_model({PLAIN_TEXT: echo, "codes": lambda _: '{"codes": []}'})
    async with aclosing(model.stream(HELLO, seed=1)) as answer:
        async for _ in answer:
            pass
    after_stream = model.usage
    assert (after_stream.requests, after_stream.prompt_tokens) == (1, 3)
    assert after_stream.completion_tokens > 0
    await model.complete(form_request("codes"))
    assert model.usage.requests == 2
    assert model.usage.completion_tokens > after_stream.completion_tokens
    await model.aclose()


async def test_form_is_answered_by_the_responder_of_its_schema() -> None:
    def form(request: Mapping[str, object]) -> str:
        return json.dumps({"asked": request["response_format"]})

    model = offline_model({PLAIN_TEXT: echo, "codes": form})
    answer = json.loads((await model.complete(form_request("codes"))).content)
    assert answer["asked"]["json_schema"] == {
        "name": "codes",
        "schema": {"type": "object"},
        "strict": True,
    }
    with pytest.raises(ModelError, match=r"no answer for the schema 'marks'; .*: codes"):
        await model.complete(form_request("marks"))
    await model.aclose()


async def test_request_a_responder_does_not_understand_is_refused() -> None:
    def picky(_: Mapping[str, object]) -> str:
        raise ValueError("there are no turns in the request")

    with pytest.raises(ModelError, match="there are no turns in the request"):
        await spoken(picky)


async def test_fault_in_a_responder_is_not_passed_off_as_the_network() -> None:
    def broken(_: Mapping[str, object]) -> str:
        raise KeyError("turns")

    with pytest.raises(KeyError, match="turns"):
        await spoken(broken)


async def test_events_on_the_wire_follow_the_protocol() -> None:
    body = {"model": "offline", "messages": HELLO, "stream": True}
    plain = await post(body)
    assert plain.headers["content-type"].startswith("text/event-stream")
    *chunks, done = events_of(plain)
    assert done == "[DONE]"
    parsed = [json.loads(chunk) for chunk in chunks]
    assert all(chunk["object"] == "chat.completion.chunk" for chunk in parsed)
    assert len({(chunk["id"], chunk["created"], chunk["model"]) for chunk in parsed}) == 1
    choices = [chunk["choices"][0] for chunk in parsed]
    assert choices[0]["delta"] == {"role": "assistant", "content": ""}
    assert "".join(choice["delta"].get("content", "") for choice in choices) == LINE
    assert [choice["finish_reason"] for choice in choices] == [None] * (len(choices) - 1) + ["stop"]

    counted = events_of(await post({**body, "stream_options": {"include_usage": True}}))
    last = json.loads(counted[-2])
    assert last["choices"] == []
    usage = last["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert len(counted) == len(chunks) + 2


async def test_whole_answer_on_the_wire_follows_the_protocol() -> None:
    answer = (await post({"model": "offline", "messages": HELLO})).json()
    assert answer["object"] == "chat.completion"
    assert answer["choices"][0]["message"]["content"] == LINE
    assert answer["choices"][0]["finish_reason"] == "stop"
    assert answer["usage"]["prompt_tokens"] == 3


@pytest.mark.parametrize(
    ("body", "path", "status", "param"),
    [
        (b"{torn", PATH, 400, None),
        ([1], PATH, 400, None),
        ({"messages": HELLO}, PATH, 400, "model"),
        ({"model": "offline"}, PATH, 400, "messages"),
        ({"model": "offline", "messages": []}, PATH, 400, "messages"),
        ({"model": "offline", "messages": ["Hello"]}, PATH, 400, "messages"),
        (
            {"model": "offline", "messages": [{"role": "boss", "content": ""}]},
            PATH,
            400,
            "messages",
        ),
        ({"model": "m", "messages": HELLO, "response_format": 7}, PATH, 400, "response_format"),
        (
            {"model": "m", "messages": HELLO, "response_format": {"type": "json_object"}},
            PATH,
            400,
            "response_format",
        ),
        (
            {
                "model": "m",
                "messages": HELLO,
                "response_format": {"type": "json_schema", "json_schema": {"name": "marks"}},
            },
            PATH,
            400,
            "response_format",
        ),
        ({"model": "offline", "messages": HELLO}, "http://offline.invalid/v1/models", 404, None),
    ],
)
async def test_bad_request_gets_an_error_body(
    body: object, path: str, status: int, param: str | None
) -> None:
    answer = await post(body, path)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["message"]
    assert error["param"] == param


async def test_equal_requests_get_equal_bytes() -> None:
    body = {"model": "offline", "messages": HELLO, "stream": True, "seed": 4}
    first, second, other = await asyncio.gather(post(body), post(body), post({**body, "seed": 5}))
    assert first.content == second.content
    assert first.content != other.content


async def test_event_loop_runs_while_an_answer_is_made_and_streamed() -> None:
    loop_ran = threading.Event()

    def slow(_: Mapping[str, object]) -> str:
        return "one two three" if loop_ran.wait(5) else "the loop stood still"

    asyncio.get_running_loop().call_later(0.01, loop_ran.set)
    assert "".join(await spoken(slow)) == "one two three"


async def test_many_requests_at_once_keep_their_own_answers() -> None:
    answers = await asyncio.gather(*(spoken(echo, seed=seed) for seed in range(40)))
    assert ["".join(answer) for answer in answers] == [f"{n}: Hello there" for n in range(40)]


async def test_leaving_an_answer_early_leaves_the_model_usable() -> None:
    model = offline_model({PLAIN_TEXT: echo})
    for seed in (1, 2):
        async with aclosing(model.stream(HELLO, seed=seed)) as answer:
            assert await anext(answer) == f"{seed}:"
    await model.aclose()
