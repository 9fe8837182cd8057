"""One question to a model as data: the body that is sent, and the key its answer is kept under.

The key covers all that can change the answer and nothing else: no address, no account, no clock.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from simulator.llm.dialects import refused_by, without
from simulator.llm.model import Message

FAMILY = "chat.completions"
"""The endpoint family; another kind of endpoint would answer the same words differently."""

PATH = "/v1/chat/completions"
"""Where a batch file sends the body."""


@dataclass(frozen=True, slots=True)
class Request:
    """A form to fill in. `name` and `schema` are those of the JSON schema of the answer.

    `sample` tells apart the answers to one question asked several times; with a temperature above
    0 it is the seed as well.
    """

    model: str
    messages: tuple[Message, ...]
    name: str
    schema: Mapping[str, object]
    max_tokens: int
    temperature: float = 0.0
    sample: int = 0

    @property
    def seed(self) -> int | None:
        """None at temperature 0, where some endpoints refuse one and none needs it."""
        return self.sample if self.temperature > 0 else None

    def body(self) -> dict[str, object]:
        """The Chat Completions body, in the fields that the model takes."""
        return without(self._question(), refused_by(self.model))

    def _question(self) -> dict[str, object]:
        """The same for all models; text that has no UTF-8 form is replaced by "?"."""
        body: dict[str, object] = {
            "model": self.model,
            "messages": sendable(self.messages),
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": self.name, "schema": self.schema, "strict": True},
            },
        }
        return body if self.seed is None else {**body, "seed": self.seed}

    def key(self) -> str:
        """64 hexadecimal digits; equal for equal questions on every machine."""
        canonical = {**self._question(), "top_p": 1, "sample": self.sample, "family": FAMILY}
        text = json.dumps(canonical, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()

    def prompt(self) -> str:
        """All that the model reads, as far as tokens are counted: messages and schema."""
        words = "\n".join(message["content"] for message in self.messages)
        return f"{words}\n{json.dumps(self.schema)}"


def sendable(messages: tuple[Message, ...] | list[Message]) -> list[Message]:
    """The messages without lone surrogates, which terminals and endpoints can produce."""
    return [
        {"role": message["role"], "content": encodable(message["content"])} for message in messages
    ]


def encodable(text: str) -> str:
    """Lone surrogates have no UTF-8: neither a request nor a record could be written with them."""
    return text if text.isascii() else text.encode(errors="replace").decode()
