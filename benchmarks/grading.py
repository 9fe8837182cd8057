"""How fast transcripts are graded: by the rules, through the client with mocked answers, and again;
in one process and in two; and what memory it takes. Run with `python -m benchmarks.grading`.
"""

import asyncio
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import chain, cycle, groupby, islice
from pathlib import Path
from typing import NamedTuple

import httpx2

from benchmarks.reader import conversation
from simulator.batch.grading import Row, Setup
from simulator.batch.run import run
from simulator.batch.sources import sources
from simulator.coding.coder import Asked, code_turns, cut
from simulator.coding.offline import answer_codes
from simulator.coding.rules import code_by_rules
from simulator.content import load_persona, load_scenario, personas, scenarios
from simulator.domain.transcript import Header, Transcript
from simulator.grader.case import Case, open_case, scored
from simulator.grader.grade import grade_by_rules
from simulator.llm.answers import Answer, Answers, read_answer
from simulator.llm.client import OpenAIModel
from simulator.llm.request import Request
from simulator.store.transcripts import read_transcript

RULES = Setup(durable=False)
SHORT, LONG = 12, 80
"""Turns of a transcript."""

SAMPLES = ("good", "peace", "poor", "walked")

FIRST = 64
"""Files by which every process of a run has read all it needs."""

SECONDS = 2.0
"""How long each figure is measured, in time of this process."""


def machine_speed() -> float:
    """Megabytes hashed in a millisecond of one core: tells a slow hour from slow code."""
    block = b"x" * 1_000_000
    best = min(_timed(lambda: hashlib.sha256(block).digest()) for _ in range(20))
    return 1 / (1000 * best)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def seconds_each(work: Callable[[], object]) -> float:
    """Processor seconds of one call: the best of as many as fit, after one that warms up."""
    work()
    best, used = float("inf"), 0.0
    while used < SECONDS:
        took = _timed(work)
        best, used = min(best, took), used + took
    return best


def transcript(turns: int, number: int = 0) -> Transcript:
    """A session of so many turns; sessions with other numbers have other words."""
    persona = load_persona(personas()[0].id)
    header = Header.model_validate(
        {
            "id": f"bench{number}",
            "created": "2026-01-01T00:00:00Z",
            "scenario": load_scenario(scenarios()[0].id),
            "persona": persona,
            "level": next(iter(persona.levels)),
            "seed": 0,
            "model": "offline",
        }
    )
    said = conversation(turns)
    said[0] = said[0].model_copy(update={"text": f"Number {number}. {said[0].text}"})
    return Transcript(header=header, records=(header, *said))


def shipped(turns: int) -> Transcript:
    """The same session with the words of the shipped samples, one after the other: half as many
    codes a turn as the benchmark's own lines, and 19 words instead of 33.
    """
    head = transcript(turns).records[0]
    paths = (Path("transcripts", f"{name}.jsonl") for name in cycle(SAMPLES))
    said = chain.from_iterable(read_transcript(path).turns for path in paths)
    in_turn = (next(turns_of_one) for _, turns_of_one in groupby(said, lambda turn: turn.speaker))
    talk = [turn.model_copy(update={"n": n}) for n, turn in enumerate(islice(in_turn, turns))]
    return Transcript(header=head, records=(head, *talk))


def directly(case: Case) -> None:
    """Print what grading by the rules costs, and its parts."""
    whole = seconds_each(lambda: grade_by_rules(case).model_dump_json())
    turns = len(case.turns)
    print(
        f"grading: {1 / whole:,.0f} {turns}-turn transcripts a second by the rules, record written"
    )
    readings = code_by_rules(case.turns, case.vocabulary).readings
    coding = seconds_each(lambda: code_by_rules(case.turns, case.vocabulary))
    scoring = seconds_each(lambda: scored(case, readings, by_rules=True))
    print(
        f"grading: of {1000 * whole:.1f} ms, coding {1000 * coding:.1f}, scoring "
        f"{1000 * scoring:.1f}, all else {1000 * (whole - coding - scoring):.1f}"
    )


def completion(request: dict[str, object]) -> bytes:
    """What an endpoint that codes by the rules answers."""
    message = {"role": "assistant", "content": answer_codes(request)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    head = {"id": "c", "object": "chat.completion", "created": 0, "model": "mock"}
    return json.dumps({**head, "choices": [choice], "usage": usage}).encode()


class Canned:
    """Answers at once what it was asked before: what is left is our own cost."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}

    async def complete(self, request: Request) -> Answer:
        """See Answers."""
        key = request.messages[1]["content"]
        if key not in self.answers:
            raw = completion(request.body())
            self.answers[key] = read_answer(raw, model="mock", where="", max_tokens=0)
        return self.answers[key]


class CannedTransport(httpx2.AsyncBaseTransport):
    """The same below the client."""

    def __init__(self) -> None:
        self.bodies: dict[bytes, bytes] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer without a network."""
        raw = await request.aread()
        if raw not in self.bodies:
            self.bodies[raw] = completion(json.loads(raw))
        kind = {"content-type": "application/json"}
        return httpx2.Response(200, content=self.bodies[raw], headers=kind)


def through_the_client(case: Case) -> None:
    """Print what coding costs with mocked answers, with the client and without it."""
    canned = Canned()
    transport = CannedTransport()
    model = OpenAIModel("mock", base_url="http://mock/v1", key="k", transport=transport)
    loop = asyncio.new_event_loop()

    def code(answers: Answers) -> None:
        talk = cut(case.turns, case.vocabulary)
        loop.run_until_complete(code_turns(talk, Asked(answers, "mock")))

    whole, own = seconds_each(lambda: code(model)), seconds_each(lambda: code(canned))
    loop.run_until_complete(model.aclose())
    loop.close()
    requests = len(canned.answers)
    turns = len(case.turns)
    print(
        f"grading: {1 / whole:,.0f} {turns}-turn transcripts a second coded through the client; of "
        f"{1000 * whole:.1f} ms in {requests} requests, ours is {1000 * own / requests:.2f} a "
        "request (wanted: at most 0.5)"
    )


def files(folder: Path, how_many: int, turns: int) -> None:
    """Sessions as files, each with words of its own."""
    whole = transcript(turns)
    lines = [record.model_dump_json() for record in whole.records]
    for number in range(how_many):
        head = lines[0].replace('"id":"bench0"', f'"id":"bench{number}"', 1)
        first = lines[1].replace("Number 0.", f"Number {number}.", 1)
        text = "\n".join([head, first, *lines[2:], ""])
        (folder / f"{number:06}.jsonl").write_text(text, "utf-8")


def grade_folder(folder: Path, jobs: int = 1, setup: Setup = RULES) -> float:
    """Transcripts a second of a whole run, by the clock on the wall; none may fail."""
    results: Counter[str] = Counter()

    def count(row: Row) -> None:
        results[row.result] += 1

    start = time.perf_counter()
    run(setup, sources([folder]), jobs, count)
    seconds = time.perf_counter() - start
    assert set(results) <= {"graded", "unchanged"}, results
    return sum(results.values()) / seconds


def in_a_folder(how_many: int) -> None:
    """Print what whole runs over files take: cold, again, and in two processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files(folder, how_many, SHORT)
        cold = grade_folder(folder)
        again = grade_folder(folder)
        print(f"grading: {cold:,.0f} files of {SHORT} turns a second, reading and writing included")
        print(f"grading: {again:,.0f} files a second graded again (wanted: 1,800)")
    with tempfile.TemporaryDirectory() as name:
        one, two = (Marginal.of(Path(name), how_many, jobs) for jobs in (1, 2))
    print(
        f"grading: two processes are {one.seconds / two.seconds:.2f} times one (wanted: 1.8), and "
        f"a file takes {1000 * two.processor:.1f} ms of a processor instead of "
        f"{1000 * one.processor:.1f}; their start is left out"
    )


class Marginal(NamedTuple):
    """What one more file takes: seconds on the wall, and seconds of any processor.

    Processes import and read word lists when they start, so a small run is taken off a large one.
    """

    seconds: float
    processor: float

    @classmethod
    def of(cls, folder: Path, how_many: int, jobs: int) -> "Marginal":
        """Of a run over so many files beyond the first."""
        small, large = (_taken(folder, count, jobs) for count in (FIRST, FIRST + how_many))
        return cls((large[0] - small[0]) / how_many, (large[1] - small[1]) / how_many)


def _taken(folder: Path, how_many: int, jobs: int) -> tuple[float, float]:
    """Seconds on the wall and of all processors that grading so many new files takes."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        files(Path(name), how_many, SHORT)
        wall, processor = time.perf_counter(), _processor_seconds()
        grade_folder(Path(name), jobs)
        return time.perf_counter() - wall, _processor_seconds() - processor


def _processor_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


MEMORY = """
import resource, sys
from pathlib import Path
from benchmarks.grading import grade_folder
grade_folder(Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak_memory(counts: tuple[int, ...]) -> None:
    """Print the peak memory of a run of its own, over more and more transcripts."""
    peaks = []
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            files(Path(name), count, SHORT)
            done = subprocess.run(
                [sys.executable, "-c", MEMORY, name], capture_output=True, text=True, check=True
            )
            peaks.append(f"{int(done.stdout)} MB for {count:,}")
    print(f"grading: peak memory {', '.join(peaks)} (wanted: at most 100, flat)")


def main() -> None:
    """Print the figures, one a line."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 200
    print(f"grading: this machine hashes {machine_speed():.1f} MB a millisecond just now")
    # First: a process starts with the peak of the one that began it.
    peak_memory((how_many, 5 * how_many))
    for lines, talk in (("dense lines", transcript), ("the samples' lines", shipped)):
        print(f"grading: {lines}")
        for turns in (SHORT, LONG):
            directly(open_case(talk(turns), "bench"))
        through_the_client(open_case(talk(LONG), "bench"))
    in_a_folder(how_many)


if __name__ == "__main__":
    main()
