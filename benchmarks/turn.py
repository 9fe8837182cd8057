"""What a turn costs of our own code (read, mind, policy, voice, guard, append), early and late."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

from simulator.buyer.wording import answer_line
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.persona import Persona
from simulator.llm.answers import Answer
from simulator.llm.model import Message, Usage
from simulator.llm.request import Request
from simulator.session import Session

LINES = (
    "I hear you, and I would rather not change the price; what makes this hard right now?",
    "We can look at the start date if you sign this week, and the rest stays as it is.",
    "That is not something we do, because the coaches are booked, but we could talk about days.",
    "Would a start in January help you, or is there something else behind it?",
)
TURNS = 220


class Instant:
    """The offline model's words without the client around them: what is left is our own code."""

    id = "instant"
    usage = Usage()

    async def stream(
        self, messages: Sequence[Message], *, seed: int, max_tokens: int = 300
    ) -> AsyncGenerator[str, None]:
        """The whole line at once."""
        yield answer_line({"messages": messages, "seed": seed})

    async def complete(self, request: Request) -> Answer:
        """Not asked for in a meeting."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Nothing to close."""


def patient(persona: Persona) -> Persona:
    """The same buyer, who does not leave before the measurement ends."""
    level = persona.levels["normal"].model_copy(update={"patience": 10 * TURNS})
    calm = persona.thresholds.model_copy(update={"leave_heat": 99.0})
    changes = {"levels": {**persona.levels, "normal": level}, "thresholds": calm}
    return persona.model_copy(update=changes)


async def turn_times(folder: Path) -> list[float]:
    """Seconds of each turn of one long meeting."""
    persona = patient(load_persona(personas()[0].id))
    scenario = load_scenario(scenarios()[0].id)
    session = Session.new(scenario, persona, "normal", Instant(), folder, seed=1)
    async for _ in session.buyer_turn():
        pass
    times = []
    for turn in range(TURNS):
        started = time.perf_counter()
        async for _ in session.say(LINES[turn % len(LINES)]):
            pass
        times.append(time.perf_counter() - started)
    await session.aclose()
    return times


def main() -> None:
    """Print the median turn around turn 5 and around turn 200."""
    with tempfile.TemporaryDirectory() as folder:
        times = asyncio.run(turn_times(Path(folder)))
    early, late = statistics.median(times[2:10]), statistics.median(times[195:205])
    print(
        f"a turn: {early * 1e3:.1f} ms at turn 5, {late * 1e3:.1f} ms at turn 200, "
        f"ratio {late / early:.2f} (each under 10 ms)"
    )


if __name__ == "__main__":
    main()
