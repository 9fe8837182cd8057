"""Models for tests: real speakers of the port, with what they say decided by the test."""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence

from simulator.domain.errors import ModelError
from simulator.llm.answers import Answer, read_answer
from simulator.llm.model import Message, Model, Usage
from simulator.llm.request import Request
from tests.llm.http_server import completion


def answer_of(text: str) -> Answer:
    """What an endpoint's answer with this text is read as."""
    raw = json.dumps(completion(text)).encode()
    return read_answer(raw, model="test", where="here", max_tokens=1_000)


class Speaker:
    """A model that only speaks. Subclasses say what."""

    id = "test"
    usage = Usage()

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        raise NotImplementedError
        yield ""

    async def complete(self, request: Request) -> Answer:
        raise NotImplementedError

    async def aclose(self) -> None: ...


class Scripted(Speaker):
    """Says what a test gives it, answer by answer, a character at a time."""

    def __init__(self, *answers: str | ModelError) -> None:
        self.answers = list(answers)
        self.asked: list[Sequence[Message]] = []

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        self.asked.append(messages)
        answer = self.answers.pop(0)
        if isinstance(answer, ModelError):
            raise answer
        for character in answer:
            yield character


class FailingOnce(Speaker):
    """Is set up wrongly the first time; after that another model answers."""

    def __init__(self, behind: Model) -> None:
        self.behind, self.failures = behind, 1

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        if self.failures:
            self.failures -= 1
            raise ModelError("The key was refused; check it.", lasting=True)
        async for piece in self.behind.stream(messages, seed=seed):
            yield piece


class Endless(Speaker):
    """Says the same for ever, and counts how often it was stopped."""

    def __init__(self, text: str) -> None:
        self.text, self.closed = text, 0

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        try:
            while True:
                yield self.text
        finally:
            self.closed += 1


class Stuck(Speaker):
    """Says one sentence and then nothing, for ever."""

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        yield "Well, hello. "
        await asyncio.Event().wait()
