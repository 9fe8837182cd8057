"""What an endpoint answered: the raw body, and the one way to read it.

Live, from a batch file or from the cache, a body is read by `read_answer`; so the three cannot
disagree. Whoever can answer a request, a model or a cache before one, is an `Answers`.
"""

import json
from typing import NamedTuple, Protocol

from simulator.llm import failures
from simulator.llm.request import Request, encodable


class Answer(NamedTuple):
    """A usable answer: its raw body, and the text in it."""

    body: bytes
    content: str


class Answers(Protocol):
    """Answers requests. Raises ModelError where there is no usable answer."""

    async def complete(self, request: Request) -> Answer: ...


class NotAskedError(Exception):
    """The answer is not there and was not asked for: on a dry run, or when writing a batch."""


def read_answer(raw: bytes, *, model: str, where: str, max_tokens: int) -> Answer:
    """The answer in the body of a successful response.

    Raises ModelError for anything that is no whole answer: a web page, half a body, a refusal, an
    answer that the token limit cut off, an empty one.
    """
    try:
        body = json.loads(raw)
    except ValueError:
        kind = "html" if b"<html" in raw[:2_000].lower() else ""
        raise failures.unreadable(where, kind) from None
    choices = body.get("choices") if isinstance(body, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        raise failures.unreadable(where, "")
    said = choice.get("message")
    message = said if isinstance(said, dict) else {}
    return Answer(raw, _content(choice, message, model, max_tokens))


def _content(
    choice: dict[str, object], message: dict[str, object], model: str, max_tokens: int
) -> str:
    refusal = message.get("refusal")
    if isinstance(refusal, str) and refusal:
        raise failures.declined(model, failures.quoted(refusal, ""))
    finish = choice.get("finish_reason")
    if finish == "content_filter":
        raise failures.declined(model, "its content filter stopped it")
    if finish == "length":
        raise failures.too_long(model, max_tokens)
    content = message.get("content")
    if not isinstance(content, str) or not content:
        raise failures.empty(model, cut=False)
    return encodable(content)


def usage_in(raw: bytes) -> tuple[int, int]:
    """Prompt and completion tokens that a body reports, read or refused; 0 where it does not."""
    try:
        body = json.loads(raw)
    except ValueError:
        return 0, 0
    usage = body.get("usage") if isinstance(body, dict) else None
    counts = usage if isinstance(usage, dict) else {}
    prompt, completion = counts.get("prompt_tokens"), counts.get("completion_tokens")
    return (
        prompt if isinstance(prompt, int) else 0,
        completion if isinstance(completion, int) else 0,
    )
