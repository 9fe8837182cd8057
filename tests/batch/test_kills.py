"""Killed again and again, a run ends as one that was left alone, and has paid for nothing twice."""

import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.llm.http_server import HttpServer, Reply, Request

from .talks import by_rules, contents, write_talks

KILLS = 20
SETTLED = 1.0
"""Seconds after which an answer has to be on the disk, on a machine that is busy."""


class Endpoint:
    """Codes by the rules until it is told to leave every further request without an answer."""

    def __init__(self) -> None:
        self.answered: dict[str, list[float]] = {}
        """By question: when it was answered."""
        self.left = 0
        """How many answers it still gives."""
        self.idle = asyncio.Event()

    def __call__(self, request: Request) -> Reply:
        if self.left <= 0:
            self.idle.set()
            return Reply([], then="hold")
        self.left -= 1
        question = json.dumps(request.body, sort_keys=True)
        self.answered.setdefault(question, []).append(time.monotonic())
        return by_rules(request)


async def start(folder: Path, url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator.cli", "grade", str(folder), "--jobs", "1"),
        *("--model", "some-model", "--samples", "3", "--cache", str(folder / "cache")),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": url},
    )


async def run_to_the_end(folder: Path, server: HttpServer, endpoint: Endpoint) -> None:
    endpoint.left = 10**6
    process = await start(folder, server.url)
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()


def bought_twice_and_late(answered: dict[str, list[float]], kills: Sequence[float]) -> list[float]:
    """Of what was answered twice: how long before a kill the first answer was there, in seconds."""
    return [
        min((kill - first for kill in kills if kill >= first), default=float("inf"))
        for first, *more in answered.values()
        if more
    ]


@pytest.mark.slow
async def test_twenty_kills_change_no_record_and_buy_nothing_twice(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    files = len(write_talks(whole, 80, turns=12))
    write_talks(killed, files, turns=12)
    dice = random.Random(20)
    endpoint, kills = Endpoint(), []
    async with HttpServer() as server:
        server.answer = endpoint
        await run_to_the_end(whole, server, endpoint)
        asked = len(endpoint.answered)

        endpoint.answered = {}
        for number in range(KILLS):
            endpoint.idle.clear()
            endpoint.left = dice.randint(1, 2 * asked // KILLS - 2)
            process = await start(killed, server.url)
            await endpoint.idle.wait()
            if number % 2:  # every other time, what was answered has had time to settle
                await asyncio.sleep(SETTLED)
            process.kill()
            kills.append(time.monotonic())
            await process.wait()
        before_the_last = sum(map(len, endpoint.answered.values()))
        await run_to_the_end(killed, server, endpoint)
    assert before_the_last > asked // 3, "the kills came too early to show anything"
    assert contents(killed) == contents(whole)
    assert all(len(found) == 1 for found in contents(killed).values())
    assert len(endpoint.answered) == asked
    ages = bought_twice_and_late(endpoint.answered, kills)
    assert all(age < SETTLED for age in ages), sorted(ages)[-5:]
    print(f"\n{asked} questions, {KILLS} kills, {len(ages)} answers in flight bought twice")
