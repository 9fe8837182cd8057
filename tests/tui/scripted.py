"""A session whose buyer says what the test tells it to, when the test says so: for what a real
session cannot be made to do at will (fail half-way, wait, be stopped, be very long)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from simulator.domain.events import (
    Ended,
    Event,
    Failed,
    TermsMoved,
    TextAdded,
    TurnEnded,
    TurnStarted,
)
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.transcript import End, Header, Plan, Turn
from simulator.preparation.actions import Note

WAIT = object()
"""In a script: the buyer says nothing more until it is stopped or the test sets `go`."""

Step = object


class ScriptedSession:
    """The interface of simulator.session.Session over a list of buyer turns.

    A turn is a list of steps: a str is a sentence, an Exception or Failed a failure, a Table new
    terms, an End the end of the meeting, WAIT a pause.
    """

    def __init__(
        self,
        scenario: Scenario,
        persona: Persona,
        script: Sequence[Sequence[Step]],
        *,
        plan: Plan | None = None,
        turns: Sequence[Turn] = (),
        path: Path = Path("session.jsonl"),
    ) -> None:
        self.scenario, self.persona, self.path = scenario, persona, path
        self.notes: list[Note] = []
        self.problems: tuple[str, ...] = ()
        self.header = Header(
            id="scripted",
            created=datetime(2026, 3, 4, 12, tzinfo=UTC),
            scenario=scenario,
            persona=persona,
            level="normal",
            seed=1,
            model="offline",
            plan=plan or Plan(),
        )
        self.table = Table.of_standard(scenario.standard)
        self.turns = list(turns)
        self.ended: End | None = None
        self.awaiting_buyer = not self.turns or self.turns[-1].speaker == "trainee"
        self.offer_agreed = False
        self.go = asyncio.Event()
        self.closed = False
        self._script = [list(steps) for steps in script]
        self._stopped = False

    async def say(self, text: str) -> AsyncIterator[Event]:
        turn = Turn(n=len(self.turns), speaker="trainee", text=text)
        self.turns.append(turn)
        self.awaiting_buyer = True
        yield TurnStarted(turn.n, "trainee")
        yield TurnEnded(turn)
        async for event in self.buyer_turn():
            yield event

    async def buyer_turn(self) -> AsyncIterator[Event]:
        n, said, after = len(self.turns), [], []
        self._stopped = False
        yield TurnStarted(n, "buyer")
        for step in self._script.pop(0):
            if step is WAIT:
                await self.go.wait()
                self.go.clear()
            elif isinstance(step, Exception):
                raise step
            elif isinstance(step, Failed):
                yield step
                return
            elif isinstance(step, Table | End):
                after.append(step)
            else:
                said.append(str(step))
                yield TextAdded(n, str(step))
            if self._stopped:
                break
        if not said:
            yield Failed("The buyer was stopped before a word was said; try again.")
            return
        turn = Turn(n=n, speaker="buyer", text=" ".join(said), interrupted=self._stopped)
        self.turns.append(turn)
        self.awaiting_buyer = False
        yield TurnEnded(turn)
        for step in after:
            if isinstance(step, Table):
                self.table = step
                yield TermsMoved(step)
            else:
                self.ended = step
                yield Ended(step)

    def cancel(self) -> None:
        self._stopped = True
        self.go.set()

    def leave(self) -> End:
        self.ended = self.ended or End(outcome="trainee_left")
        return self.ended

    async def aclose(self) -> None:
        self.closed = True
