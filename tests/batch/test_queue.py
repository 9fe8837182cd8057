"""Which grades a coach is told to look at first."""

from pathlib import Path

from simulator.batch.queue import LONGEST, Queue, Rated, Waiting, waiting
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Score
from tests.llm.http_server import HttpServer

from .talks import Command, by_rules
from .test_panels import PANEL, beside_zeta, played


def score(value: int | None, low: float = 0, high: float = 0) -> Rated:
    verdict = "not scored" if value is None else "scored"
    interval = (low, high) if high else None
    samples = (3, 4) if interval else ()
    because = "Left to a coach: why not."
    return Score(
        name="firmness",
        verdict=verdict,
        value=value,
        because=because,
        interval=interval,
        samples=samples,
    )


def urgency(*scores: Rated, status: str = "graded") -> float:
    found = waiting("a", status, "codes were left out", scores)
    return found.urgency if found else 0.0


def test_withheld_comes_before_doubted_and_that_before_the_widest_interval() -> None:
    narrow, wide, withheld = score(4, 4, 4), score(4, 3, 4), score(None, 1, 4)
    doubted = urgency(narrow, status="low confidence")
    assert urgency(withheld, wide) > doubted > urgency(narrow, wide) > 0


def test_what_is_sure_or_was_asked_once_waits_for_nobody() -> None:
    assert not urgency(score(4, 4, 4), score(3))
    assert not urgency(score(None))  # too short a talk is no matter for a coach


def test_it_names_the_most_urgent_and_counts_the_rest() -> None:
    queue = Queue()
    queue.add(None)
    for number in range(LONGEST + 5):
        queue.add(Waiting(float(number), f"{number}.jsonl", "why\x1b[31m"))
    heading, *lines = queue.lines()
    assert heading == "For a coach to look at first (5 more wait)"
    assert [line.split(".")[0].strip() for line in lines] == [
        str(number) for number in range(LONGEST + 4, 4, -1)
    ]
    assert "\x1b" not in "".join(lines)


async def test_a_folder_says_it_after_grading_and_when_it_is_read_again(
    tmp_path: Path, scenario: Scenario, persona: Persona, negotiate: Command
) -> None:
    played(tmp_path, scenario, persona, "offline")
    async with HttpServer() as server:
        server.answer = beside_zeta("HOLD", "Q-WHY", "Q-OPEN", "MIRROR")  # type: ignore[assignment]
        cache = ("--cache", tmp_path.parent / "cache")
        _, first, _ = await negotiate("grade", tmp_path, *PANEL, *cache, url=server.url)
        _, again, _ = await negotiate("grade", tmp_path, *PANEL, *cache, url=server.url)
    for text in (first, again):
        assert "For a coach to look at first" in text
        assert "talk.jsonl: listening: Left to a coach: the judges are too far apart" in text
    assert "1 unchanged" in again


async def test_rules_alone_leave_nothing_to_look_at(
    tmp_path: Path, scenario: Scenario, persona: Persona, negotiate: Command
) -> None:
    played(tmp_path, scenario, persona, "offline")
    async with HttpServer() as server:
        server.answer = by_rules
        assert "For a coach" not in (await negotiate("grade", tmp_path, url=server.url))[1]
