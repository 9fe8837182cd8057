"""Keeps a scripted meeting as a transcript: the same lines through the real session.

The session speaks with the offline model, so the transcript can be replayed, graded and resumed
like a person's.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from simulator.domain.persona import Level, Persona
from simulator.domain.scenario import Scenario
from simulator.models import open_model
from simulator.session import Session


def keep(
    scenario: Scenario,
    persona: Persona,
    variant: str,
    level: Level,
    seed: int,
    lines: Sequence[str],
    directory: Path,
) -> Path:
    """Play the trainee's lines in a session; returns the transcript's path.

    `persona` still has its variants, of which `variant` is played. Raises NegotiateError if the
    directory cannot be written.
    """
    return asyncio.run(_keep(scenario, persona, variant, level, seed, lines, directory))


async def _keep(
    scenario: Scenario,
    persona: Persona,
    variant: str,
    level: Level,
    seed: int,
    lines: Sequence[str],
    directory: Path,
) -> Path:
    model = open_model("offline")
    try:
        session = Session.new(
            scenario, persona, level, model, directory, seed=seed, variant=variant
        )
        try:
            async for _ in session.buyer_turn():
                pass
            for line in lines:
                async for _ in session.say(line):
                    pass
            if session.offer_agreed:
                session.leave()
        finally:
            await session.aclose()
    finally:
        await model.aclose()
    return session.path
