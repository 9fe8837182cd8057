"""What stands before a model: whose turn it is, a cache, and two ways not to ask at all.

Each of them is an `Answers`, so the coder cannot tell them apart.
"""

import asyncio
import json
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.errors import ModelError, NegotiateError
from simulator.llm.answers import Answer, Answers, NotAskedError, read_answer
from simulator.llm.dialects import without
from simulator.llm.request import PATH, Request
from simulator.llm.tokens import count_tokens
from simulator.store.answers import LONGEST_WAIT, AnswerStore

CACHE = "the cache"


class AnswersByModel:
    """Hands each request to the one who answers for its model, opened when it is first asked."""

    def __init__(self, model_named: Callable[[str], Answers]) -> None:
        self._model_named = model_named

    async def complete(self, request: Request) -> Answer:
        """See Answers."""
        return await self._model_named(request.model).complete(request)


class CachedAnswers:
    """Asks the store first; what had to be asked for is kept there.

    `refresh` asks for everything anew. Refusals and answers that were cut off are not kept.
    """

    def __init__(self, store: AnswerStore, behind: Answers, *, refresh: bool = False) -> None:
        self._store = store
        self._behind = behind
        self._refresh = refresh
        self._asking: dict[str, asyncio.Task[Answer]] = {}
        """What is in flight: two transcripts may have a passage in common."""
        self._flushing: asyncio.TimerHandle | None = None

    async def complete(self, request: Request) -> Answer:
        """See Answers."""
        key = request.key()
        known = None if self._refresh else stored_answer(self._store, key, request)
        if known is not None:
            return known
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.create_task(self._ask(key, request))
            asking.add_done_callback(lambda _: self._asking.pop(key))
        return await asking

    async def _ask(self, key: str, request: Request) -> Answer:
        answer = await self._behind.complete(request)
        self._store.put(key, request.model, answer.body)
        if self._store.waits and self._flushing is None:
            # The next answer may be long in coming, and a kill would lose what was paid for.
            self._flushing = asyncio.get_running_loop().call_later(LONGEST_WAIT, self._flush)
        return answer

    def _flush(self) -> None:
        self._flushing = None
        with suppress(NegotiateError):  # it waits on, and closing the store says what is wrong
            self._store.flush()


def stored_answer(store: AnswerStore, key: str, request: Request) -> Answer | None:
    """The kept answer to a request; None if there is none, or none that can be read."""
    body = store.get(key)
    if body is None:
        return None
    try:
        return read_answer(body, model=request.model, where=CACHE, max_tokens=request.max_tokens)
    except ModelError:
        return None


@dataclass(frozen=True)
class Counted:
    """How much would have to be asked for of one model. `likely` and `most` are tokens of the
    answers."""

    requests: int = 0
    prompt_tokens: int = 0
    likely_tokens: int = 0
    most_tokens: int = 0
    exact: bool = True

    def plus(self, other: "Counted") -> "Counted":
        """Both together."""
        return Counted(
            self.requests + other.requests,
            self.prompt_tokens + other.prompt_tokens,
            self.likely_tokens + other.likely_tokens,
            self.most_tokens + other.most_tokens,
            self.exact and other.exact,
        )


class CountingAnswers:
    """A dry run: counts what would be asked, model by model, and asks nothing."""

    def __init__(self, likely: Callable[[Request], int]) -> None:
        self.counted: dict[str, Counted] = {}
        self._likely = likely

    async def complete(self, request: Request) -> Answer:
        """Raises NotAskedError."""
        tokens = count_tokens(request.prompt(), request.model)
        one = Counted(1, tokens.n, self._likely(request), request.max_tokens, tokens.exact)
        self.counted[request.model] = self.counted.get(request.model, Counted()).plus(one)
        raise NotAskedError


class RequestFile:
    """Writes requests as batch lines, in further files where one would grow too large.

    X.jsonl, then X-2.jsonl, X-3.jsonl and so on; a request is written once.
    """

    def __init__(
        self,
        path: Path,
        store: AnswerStore,
        refused: Collection[str] = (),
        *,
        most_lines: int = 50_000,
        most_bytes: int = 190_000_000,
    ) -> None:
        """The limits of OpenAI's batches are 50,000 lines and 200 MB. The store is told what is
        to come, so that it can tell an answer to these requests from any other. `refused` are
        fields that the model would not take."""
        self._path = path
        self._store = store
        self._refused = refused
        self._most_lines, self._most_bytes = most_lines, most_bytes
        self._written: set[bytes] = set()
        self.files: list[Path] = []
        self._lines = self._bytes = 0

    @property
    def requests(self) -> int:
        """How many were written."""
        return len(self._written)

    async def complete(self, request: Request) -> Answer:
        """Raises NotAskedError, once the request is written."""
        key = request.key()
        if (short := bytes.fromhex(key[:32])) not in self._written:
            self._written.add(short)
            body = without(request.body(), self._refused)
            line = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
            self._write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            self._store.expect([key])
        raise NotAskedError

    def _write(self, line: bytes) -> None:
        full = self._lines >= self._most_lines or self._bytes + len(line) > self._most_bytes
        if not self.files or full:
            number = len(self.files) + 1
            name = self._path.name if number == 1 else f"{self._path.stem}-{number}.jsonl"
            self.files.append(self._path.with_name(name))
            self._lines = self._bytes = 0
        try:
            with self.files[-1].open("ab" if self._lines else "wb") as file:
                file.write(line)
        except OSError as error:
            raise NegotiateError(
                f"{self.files[-1]}: cannot be written ({error.strerror}); choose another file."
            ) from error
        self._lines += 1
        self._bytes += len(line)


def likely_answer(request: Request) -> int:
    """Tokens of a usual answer: a third of the room it has, as measured with the rules' codes."""
    return request.max_tokens // 3
