"""Puts a model together from the environment: the offline one, or an endpoint with a key.

Cheap to import: the client and the responders come in with the first model that is opened.
"""

import gc
import importlib
import os
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from simulator.domain.errors import ModelError

if TYPE_CHECKING:
    from simulator.llm.budget import Budget
    from simulator.llm.model import Model

OFFLINE = "offline"
DEFAULT_MODEL = "gpt-4.1-mini"
DEFAULT_BASE_URL = "https://api.openai.com/v1"

_WARM_MODULES = (
    "simulator.llm.client",
    "simulator.llm.offline",
    "simulator.coding.offline",
    "simulator.buyer.wording",
    "simulator.session",
)


def open_model(name: str | None = None) -> "Model":
    """Return the model named by `--model`, or else by the environment.

    "offline" needs nothing. Any other name, and no name where OPENAI_API_KEY is set, means the
    endpoint at OPENAI_BASE_URL. Raises ModelError when the environment does not add up. The first
    call of a process imports the client for half a second, unless `warm_up` has been through.
    """
    if name == OFFLINE or (name is None and not os.environ.get("OPENAI_API_KEY", "").strip()):
        return _offline()
    key, base_url = _environment(name)

    from simulator.llm.client import OpenAIModel

    return OpenAIModel(name or DEFAULT_MODEL, base_url=base_url, key=key)


def open_grader_model(name: str, budget: "Budget | None" = None) -> "Model":
    """Return a model for grading by the thousand: it waits longer for an endpoint that is busy,
    and every attempt is counted against the budget. Raises as `open_model` does."""
    key, base_url = _environment(name)

    from simulator.llm.client import OpenAIModel
    from simulator.llm.limits import PATIENT_LIMITS

    return OpenAIModel(name, base_url=base_url, key=key, limits=PATIENT_LIMITS, budget=budget)


def warm_up() -> None:
    """Import, in a thread after the first frame, what the first turn will need.

    The client loads and builds its parts on first use, so one answer is asked for and thrown away.
    """
    import asyncio

    with _modules_kept_from_the_collector():
        for module in _WARM_MODULES:
            importlib.import_module(module)
        asyncio.run(_hear_one_answer())


@contextmanager
def _modules_kept_from_the_collector() -> Iterator[None]:
    """A full collection while 800 modules load stops every thread for 60 ms, and so does each
    later one that walks over them; set aside as permanent, they are not looked at again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()


async def _hear_one_answer() -> None:
    model = open_model(OFFLINE)
    async with aclosing(model.stream([{"role": "user", "content": "Hello"}], seed=0)) as answer:
        async for _ in answer:
            pass
    await model.aclose()


def _offline() -> "Model":
    from simulator.buyer.wording import answer_line
    from simulator.coding.offline import answer_codes
    from simulator.llm.offline import PLAIN_TEXT, offline_model

    return offline_model({PLAIN_TEXT: answer_line, "codes": answer_codes})


def _environment(name: str | None) -> tuple[str, str]:
    """The key and the address of the endpoint, checked."""
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    base_url = os.environ.get("OPENAI_BASE_URL", "").strip() or DEFAULT_BASE_URL
    _check_environment(name, key, base_url)
    return key, base_url


def _check_environment(name: str | None, key: str, base_url: str) -> None:
    if not key:
        raise ModelError(
            f"The model {name} needs a key: set OPENAI_API_KEY (any text will do for a server of"
            " your own), or leave out --model to play offline.",
            lasting=True,
        )
    if not (key.isascii() and key.isprintable() and " " not in key):
        # Refused here: further down, the HTTP library would quote it in its complaint.
        raise ModelError(
            "OPENAI_API_KEY holds a character that no key has: copy it again.", lasting=True
        )
    if not _is_web_address(base_url):
        raise ModelError(
            "OPENAI_BASE_URL is not a web address: it has to look like http://localhost:8080/v1.",
            lasting=True,
        )


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname if parts.port != 0 else None  # .port raises what it cannot read
    except ValueError:
        return False
    visible = text.isprintable() and " " not in text
    return parts.scheme in ("http", "https") and bool(host) and visible
