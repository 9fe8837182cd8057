"""What is shown when the model is hostile or broken: 500 turns of each behaviour.

Run with `python -m benchmarks.hostile [TURNS]`. The servers and the checks are those of
tests/hostile. Shares are of the buyer's turns: as the model worded them, with a sentence left out,
after a rewrite, and fallen back to a scripted line.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.hostile.behaviours import BEHAVIOURS, Hostile
from tests.hostile.meetings import Tally, meet
from tests.llm.http_server import HttpServer

TURNS = 500
ENDINGS = ("worded", "trimmed", "rewritten", "scripted")


async def hold(behaviour: str, turns: int, folder: Path) -> Tally:
    """That many turns with one behaviour."""
    hostile = Hostile(behaviour, seed=2)
    async with HttpServer() as server:
        server.answer = hostile
        return await meet(hostile, server.url, folder, turns, seed=2)


def main(turns: int = TURNS) -> int:
    """Print one line a behaviour, and every violation; the number of violations."""
    violations = 0
    for behaviour in ("honest", *BEHAVIOURS):
        with tempfile.TemporaryDirectory() as folder:
            tally = asyncio.run(hold(behaviour, turns, Path(folder)))
        shares = ", ".join(f"{tally.share(name):4.0%} {name}" for name in ENDINGS)
        found = len(tally.violations)
        print(f"hostile: {behaviour:<12} {tally.turns} turns, {shares}; {found} violations")
        print(*tally.violations, sep="\n", end="\n" if found else "")
        violations += found
    return violations


if __name__ == "__main__":
    sys.exit(min(1, main(*map(int, sys.argv[1:2]))))
