"""The port every part of the program talks to a language model through.

Nothing heavy is imported here: whoever needs the types pays nothing for the client behind them.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypedDict

if TYPE_CHECKING:
    from simulator.llm.answers import Answer
    from simulator.llm.request import Request


class Message(TypedDict):
    """One chat message, as the Chat Completions protocol has it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Totals over the life of a model.

    `requests` counts every attempt, retries included: each of them may have been billed.
    Tokens are what the endpoint reported; one that reports none adds 0.
    """

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def plus(
        self, *, requests: int = 0, prompt_tokens: int = 0, completion_tokens: int = 0
    ) -> "Usage":
        return Usage(
            self.requests + requests,
            self.prompt_tokens + prompt_tokens,
            self.completion_tokens + completion_tokens,
        )


class Model(Protocol):
    """A language model that speaks a turn, or fills in a form."""

    @property
    def id(self) -> str:
        """The name of the model, as a transcript or a graded record keeps it."""
        ...

    @property
    def usage(self) -> Usage: ...

    def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        """Yield the answer in non-empty pieces; closing the generator closes the connection.

        Use it as `async with aclosing(model.stream(...)) as pieces`. Raises ModelError, also
        after some pieces, when the answer did not come to a proper end.
        """
        ...

    async def complete(self, request: "Request") -> "Answer":
        """Fill in a form, and return what the endpoint answered.

        The text in the answer is what the model wrote: the caller validates it. Raises ModelError
        where there is no whole answer.
        """
        ...

    async def aclose(self) -> None:
        """Close the connections; the model cannot be used afterwards."""
        ...
