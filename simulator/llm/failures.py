"""What can go wrong between us and an endpoint, each as one sentence with a remedy.

Plain values in, AttemptFailed out: nothing of the client is imported here. No sentence holds a
key, also when a server's own message repeats it.
"""

import json
import re
import ssl
import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from simulator.domain.errors import ModelError

_LONGEST_QUOTE = 200
_SHORTEST_KEY = 8  # servers of one's own take any word, and that word may be a common one
_KEY_LIKE = re.compile(r"\b(?:sk|pk|key)-[^\s'\",.]{4,}|(?<=Bearer )\S+", re.IGNORECASE)
_RESCUE = "or use --model offline"
_FILTERED = frozenset({"content_filter", "content_policy_violation"})


class AttemptFailed(ModelError):
    """One attempt at a request failed.

    `retryable`: the same request may succeed a moment later. `pause`: the seconds the server
    asked for, None if it did not say. `suspect`: lasting, if the endpoint has never answered yet;
    later the same is taken for a passing fault.
    """

    def __init__(
        self,
        sentence: str,
        *,
        retryable: bool = False,
        pause: float | None = None,
        lasting: bool = False,
        suspect: bool = False,
    ) -> None:
        super().__init__(sentence, lasting=lasting)
        self.retryable = retryable
        self.pause = pause
        self.suspect = suspect


def shown_address(base_url: str) -> str:
    """The address without user name, password and query, which may hold secrets."""
    parts = urlsplit(base_url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")


def quoted(message: str, key: str) -> str:
    """A server's message on one line, at most 200 characters, without keys and control codes."""
    if len(key) >= _SHORTEST_KEY:
        message = message.replace(key, "[key]")
    message = _KEY_LIKE.sub("[key]", message)
    visible = "".join(
        " " if unicodedata.category(character).startswith("C") else character
        for character in message
    )
    line = " ".join(visible.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def status_failure(
    status: int, code: str | None, message: str, headers: Mapping[str, str], model: str, where: str
) -> AttemptFailed:
    """The endpoint answered with an HTTP status of 300 or more; `message` is already quoted."""
    if code in ("insufficient_quota", "billing_hard_limit_reached"):
        return AttemptFailed(
            f"The account behind OPENAI_API_KEY has no credit left: add some, {_RESCUE}.",
            lasting=True,
        )
    if code == "context_length_exceeded":
        return AttemptFailed(
            f"The conversation is too long for {model}: choose a model with a longer context"
            f" with --model, {_RESCUE}."
        )
    retryable = headers.get("x-should-retry", "").lower()
    return AttemptFailed(
        _status_sentence(status, message, model, where),
        retryable=retryable == "true"
        or (retryable != "false" and (status in (408, 409, 429) or status >= 500)),
        pause=_wanted_pause(headers),
        lasting=status < 400 or status in (401, 403, 404),
        # A filter may refuse one turn's words, and an endpoint every request of ours.
        suspect=status < 500 and status not in (408, 409, 429) and code not in _FILTERED,
    )


def _status_sentence(status: int, message: str, model: str, where: str) -> str:
    said = f": {message}" if message else ""
    if status < 400:
        return (
            f"{where} points to another address ({status}), and a key is not sent on unseen:"
            " set OPENAI_BASE_URL to the final address."
        )
    if status in (401, 403):
        # Not the server's own words: this is the message in which servers repeat the key.
        return f"{where} refused the key ({status}): check OPENAI_API_KEY, {_RESCUE}."
    if status == 404:
        return (
            f"{where} knows no model {model}, or offers no chat completions (404): check --model"
            f" and OPENAI_BASE_URL, {_RESCUE}."
        )
    if status == 429:
        return f"{where} takes no more requests for now (429): wait a minute and try again."
    if status >= 500:
        return f"{where} failed ({status}{said}): try again in a minute, {_RESCUE}."
    return f"{where} refused the request ({status}{said}): choose another --model, {_RESCUE}."


def connection_failure(error: BaseException, where: str) -> AttemptFailed:
    """No answer at all, or one that broke off. The cause is looked for down the chain."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) or "CERTIFICATE_VERIFY_FAILED" in str(cause):
            return AttemptFailed(
                f"The certificate of {where} could not be checked: install this system's"
                " certificate authorities (ca-certificates), or correct OPENAI_BASE_URL.",
                lasting=True,
            )
        cause = cause.__cause__ or cause.__context__
    return AttemptFailed(
        f"No connection to {where}: check the network and OPENAI_BASE_URL, {_RESCUE}.",
        retryable=True,
        suspect=True,
    )


def unreadable(where: str, content_type: str) -> AttemptFailed:
    """The endpoint answered 200 with something other than a chat completion."""
    page = "html" in content_type
    if page:
        what = "answered with a web page"
    else:
        what = "answered with something other than a chat completion"
    return AttemptFailed(
        f"{where} {what}: check OPENAI_BASE_URL, which usually ends in /v1, {_RESCUE}.",
        suspect=page,
    )


def broken_off(where: str) -> AttemptFailed:
    """The stream ended, or turned to nonsense, before the answer was complete."""
    return AttemptFailed(
        f"The answer from {where} broke off before its end: try again, {_RESCUE}.", retryable=True
    )


def stopped(where: str, message: str) -> AttemptFailed:
    """The endpoint reported an error in the middle of the stream."""
    return AttemptFailed(
        f"{where} stopped in the middle of its answer ({message}): try again, {_RESCUE}.",
        retryable=True,
    )


def declined(model: str, message: str) -> AttemptFailed:
    """The model refused to answer, or a content filter cut it off."""
    said = f" ({message})" if message else ""
    return AttemptFailed(
        f"{model} declined to answer{said}: put it another way, or choose another --model."
    )


def empty(model: str, cut: bool) -> AttemptFailed:
    """A proper end, and not a word before it. `cut`: the token limit was the reason."""
    why = " and used up its tokens before the first word" if cut else ""
    return AttemptFailed(
        f"{model} answered nothing{why}: try again, or choose another --model,"
        " one that does not reason at length."
    )


def too_long(model: str, max_tokens: int) -> AttemptFailed:
    """A JSON answer that the token limit cut off cannot be read."""
    return AttemptFailed(
        f"The answer of {model} was cut off at {max_tokens:,} tokens: send a shorter conversation,"
        " or choose another --model."
    )


def message_in(body: object) -> str:
    """The message of an error body, whatever its shape; "" if there is none."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return ""
    if isinstance(body, Mapping):
        inner = body.get("error", body)
        text = inner.get("message") if isinstance(inner, Mapping) else inner
        return text if isinstance(text, str) else ""
    return ""


def _wanted_pause(headers: Mapping[str, str]) -> float | None:
    for name, unit in (("retry-after-ms", 1_000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    return None
