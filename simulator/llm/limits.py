"""How long a request may take, and the clock that holds one request to it.

The client's own timeouts count from byte to byte: a server that drips bytes never meets them.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from simulator.llm.failures import AttemptFailed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, each with its reason."""

    connect: float = 5.0
    """A server that is there answers a handshake far sooner."""
    idle: float = 60.0
    """Longest silence in a stream: a local model on two cores reads a prompt of 2,300 tokens
    for 9 s before its first word, and a hosted one may queue for longer."""
    turn: float = 120.0
    """A spoken turn as a whole: 300 tokens at 3 tokens a second, a slow but usable machine."""
    form: float = 300.0
    """A JSON answer as a whole: it may be thousands of tokens, and nobody waits at a prompt."""
    tail: float = 2.0
    """After the last word only the token counts can follow: they are not worth a long wait."""
    pauses: tuple[float, ...] = (0.5, 1.5)
    """Before the second and the third attempt: a short fault is over, a long one is reported."""
    longest_pause: float = 20.0
    """A server that asks for a longer one is reported: the person would stare at nothing."""


DEFAULT_LIMITS = Limits()

PATIENT_LIMITS = Limits(pauses=(1.0, 4.0, 15.0, 40.0), longest_pause=120.0)
"""For thousands of forms with nobody waiting: an endpoint at its limit is given two minutes."""


class Patience:
    """What is left of one request's total, counting only the time spent waiting on the server.

    The time the caller takes between two pieces is not the server's fault, so it is not counted.
    """

    def __init__(self, total: float, idle: float) -> None:
        self._total = total
        self._left = total
        self._idle = idle

    async def wait(self, answer: Awaitable[T], at_most: float | None = None) -> T:
        """Return the awaited value; AttemptFailed when it takes too long (seconds)."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        silence = self._idle if at_most is None else at_most
        try:
            async with asyncio.timeout(min(silence, self._left)):
                return await answer
        except TimeoutError:
            raise AttemptFailed(self._complaint(silence)) from None
        finally:
            self._left -= loop.time() - started

    def _complaint(self, silence: float) -> str:
        if silence < self._left:
            what = f"The model said nothing for {silence:g} seconds"
        else:
            what = f"The model took longer than {self._total:g} seconds"
        return f"{what}: try again, or choose a faster one with --model."
