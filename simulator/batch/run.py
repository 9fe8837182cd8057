"""Runs a grader over many files: one after another, several in flight, or in several processes.

A process that ends takes only its own few files with it; one whose parent is gone ends by itself.
What was graded is on record, so a run that was stopped goes on where it left off.
"""

import asyncio
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from simulator.batch.grading import Grader, Row, Setup, total_usage
from simulator.batch.sources import Source
from simulator.domain.errors import ModelError, NegotiateError
from simulator.llm.answers import Answers
from simulator.llm.budget import BudgetSpentError
from simulator.llm.model import Usage
from simulator.llm.tokens import OFFLINE

IN_FLIGHT = 16
"""Transcripts that wait for a model's answers at the same time; the rules wait for nobody."""

CHUNK = 8
"""Files handed to a process at a time: few, so that none has much left when the others are done."""

GROUP = 64
"""Records put on the disk together."""

OnRow = Callable[[Row], None]


class Stopped(NamedTuple):
    """Why a run ended before its files did; `budget`: it can go on with a larger one."""

    sentence: str
    budget: bool


class Outcome(NamedTuple):
    """What each judge was asked for so far; why the run, or a process, ended early, if it did."""

    usages: Mapping[str, Usage]
    stopped: Stopped | None = None


def run(
    setup: Setup,
    sources: Iterable[Source],
    jobs: int,
    on_row: OnRow,
    answers: Answers | None = None,
) -> Outcome:
    """Grade all sources; `on_row` gets a row for each, in no fixed order where jobs > 1.

    `answers` stands in for the model, in one process only.
    """
    found = _found(sources, on_row)
    if jobs > 1 and answers is None:
        return _run_in_processes(setup, found, jobs, on_row)
    return asyncio.run(_run_here(setup, found, on_row, answers))


def _found(sources: Iterable[Source], on_row: OnRow) -> Iterator[Source]:
    """The sources to grade; the others are told of on the way."""
    for source in sources:
        if source.fault:
            on_row(Row(source.path, "failed", (source.fault,)))
        elif source.repeats:
            why = f"{source.path}: repeats {source.repeats}, which is graded once."
            on_row(Row(source.path, "repeated", (why,)))
        else:
            yield source


async def _run_here(
    setup: Setup, sources: Iterable[Source], on_row: OnRow, answers: Answers | None
) -> Outcome:
    async with Grader(setup, answers) as grader:
        stopped = await grade_sources(grader, sources, on_row, in_flight=_in_flight(setup))
        return Outcome(grader.usages, stopped)


def _in_flight(setup: Setup) -> int:
    return 1 if setup.model == OFFLINE else IN_FLIGHT


async def grade_sources(
    grader: Grader, sources: Iterable[Source], on_row: OnRow, *, in_flight: int = 1
) -> Stopped | None:
    """Grade sources, at most `in_flight` at a time. Where no other file would fare better, those
    in flight are finished and nothing new is begun."""
    flying: set[asyncio.Task[Row]] = set()
    stopped: Stopped | None = None
    graded = 0
    rest = iter(sources)
    while True:
        fresh = islice(rest, in_flight - len(flying)) if stopped is None else ()
        flying |= {asyncio.ensure_future(grader.grade(one.path, one.digest)) for one in fresh}
        if not flying:
            return stopped
        done, flying = await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            try:
                on_row(task.result())
            except (BudgetSpentError, ModelError) as error:
                stopped = Stopped(str(error), isinstance(error, BudgetSpentError))
        graded += len(done)
        if graded >= GROUP:
            grader.end_group()
            graded = 0


def _work(setup: Setup, pipe: "Connection[object, object]") -> None:
    """The life of a process: grade chunk after chunk until there are no more, or nobody is left to
    hear of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops, and closes the pipe
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        asyncio.run(_work_on(setup, pipe))


async def _work_on(setup: Setup, pipe: "Connection[object, object]") -> None:
    async with Grader(setup) as grader:
        while (chunk := pipe.recv()) is not None:
            assert isinstance(chunk, list)
            stopped = await grade_sources(grader, chunk, pipe.send, in_flight=_in_flight(setup))
            grader.end_group()
            pipe.send(Outcome(grader.usages, stopped))


class _Shard:
    """One process, seen from the parent: its pipe, and the files it has not told of yet."""

    AHEAD = 2
    """Chunks that a process has, so that it never waits for the parent."""

    def __init__(self, setup: Setup) -> None:
        self._chunk = max(CHUNK, _in_flight(setup))
        context = get_context("spawn")  # a fork would share the parent's threads and loops
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(setup, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.waiting: dict[str, None] = {}
        self.chunks = 0
        self.usages: Mapping[str, Usage] = {}

    def give(self, sources: Iterator[Source]) -> bool:
        """Hand on the next chunk, if there is one."""
        chunk = list(islice(sources, self._chunk))
        if chunk:
            self.waiting.update(dict.fromkeys(source.path for source in chunk))
            self.chunks += 1
            with suppress(BrokenPipeError, ConnectionResetError):
                self.pipe.send(chunk)
        return bool(chunk)

    def end(self) -> None:
        """Let the process go."""
        with suppress(BrokenPipeError, ConnectionResetError, OSError):
            self.pipe.send(None)
        self._process.join()
        self.pipe.close()

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()
        self._process.join()


def _run_in_processes(setup: Setup, sources: Iterator[Source], jobs: int, on_row: OnRow) -> Outcome:
    shards = [_Shard(setup) for _ in range(jobs)]
    try:
        stopped = _shared_out(shards, sources, on_row)
        for shard in shards:
            shard.end()
    except BaseException:
        for shard in shards:
            shard.kill()
        raise
    judges = dict.fromkeys(judge for shard in shards for judge in shard.usages)
    usages = {
        judge: total_usage(shard.usages.get(judge, Usage()) for shard in shards) for judge in judges
    }
    return Outcome(usages, stopped)


def _shared_out(shards: list[_Shard], sources: Iterator[Source], on_row: OnRow) -> Stopped | None:
    for shard in shards:
        for _ in range(shard.AHEAD):
            shard.give(sources)
    stopped: Stopped | None = None
    busy: dict[object, _Shard] = {shard.pipe: shard for shard in shards if shard.chunks}
    while busy:
        for pipe in wait([shard.pipe for shard in busy.values()]):
            shard = busy[pipe]
            try:
                told = shard.pipe.recv()
            except (EOFError, ConnectionResetError):
                _report_loss(shard, on_row)
                del busy[shard.pipe]
                continue
            if isinstance(told, Row):
                shard.waiting.pop(told.path, None)
                on_row(told)
            elif isinstance(told, Outcome):
                shard.usages = told.usages
                shard.chunks -= 1
                stopped = stopped or told.stopped
                if stopped is None:
                    shard.give(sources)
                if not shard.chunks:
                    del busy[shard.pipe]
    lost = list(islice(sources, 1)) if stopped is None else []
    if lost:
        raise NegotiateError(
            "All processes that graded have ended before their time; run the command again to go "
            "on, with fewer --jobs if memory was short."
        )
    return stopped


def _report_loss(shard: _Shard, on_row: OnRow) -> None:
    for path in shard.waiting:
        on_row(Row(path, "failed", (f"{path}: the process that graded it ended; grade it again.",)))
