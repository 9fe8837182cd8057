"""Which grades a coach is told to look at first."""

from pathlib import Path

from simulator.batch.queue import LONGEST, Queue, Rated, Waiting, waiting
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import Score
from tests.llm.http_server import HttpServer

from .talks import Command
from .test_panels import PANEL, beside_zeta, played


def score(value: int | None, low: float = 0, high: float = 0) -> Rated:
    verdict = "not scored" if value is None else "scored"
    interval = (low, high) if high else None
    samples = (3, 4) if interval else ()
    because = "Held." if value else "Left to a coach: why not." if interval else "No key."
    return Score(
        name="firmness",
        verdict=verdict,
        value=value,
        because=because,
        interval=interval,
        samples=samples,
    )


def needed(*scores: Rated, status: str = "graded", path: str = "a") -> Waiting | None:
    return waiting(path, status, "codes were left out", scores)


def test_withheld_comes_before_doubted_and_that_before_what_wavers() -> None:
    sure, wavers, withheld = score(4, 4, 4), score(4, 3, 4), score(None, 1, 4)
    cases = [
        needed(withheld, withheld, path="a"),
        needed(withheld, wavers, path="b"),
        needed(withheld, wavers, path="c"),
        needed(sure, status="low confidence", path="d"),
        needed(wavers, wavers, path="e"),
        needed(sure, wavers, path="f"),
    ]
    queue = Queue()
    for case in reversed(cases):
        queue.add(case)
    assert [line.split(":")[0].strip() for line in queue.lines()[1:]] == list("abcdef")


def test_what_is_sure_or_was_asked_once_waits_for_nobody() -> None:
    assert not needed(score(4, 4, 4), score(3))
    too_short = Score(
        name="trading", verdict="not enough evidence", because="Short.", samples=(None, None, 4)
    )
    assert not needed(too_short)
    assert not needed(Score(name="firmness", verdict="not scored", because="No key."))


def test_it_names_the_most_urgent_and_counts_the_rest() -> None:
    queue = Queue()
    queue.add(None)
    for number in range(LONGEST + 5):
        queue.add(Waiting((0, True, -number), f"{number}.jsonl", "why\x1b[31m"))
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
        server.answer = beside_zeta("HOLD", "Q-WHY", "TEST", "MIRROR")  # type: ignore[assignment]
        cache = ("--cache", tmp_path.parent / "cache")
        _, first, _ = await negotiate("grade", tmp_path, *PANEL, *cache, url=server.url)
        _, again, _ = await negotiate("grade", tmp_path, *PANEL, *cache, url=server.url)
    for text in (first, again):
        assert "For a coach to look at first" in text
        assert "talk.jsonl: listening: Left to a coach: the judges are too far apart" in text
    assert "1 unchanged" in again


async def test_what_a_coach_has_looked_at_waits_no_longer(
    tmp_path: Path, scenario: Scenario, persona: Persona, negotiate: Command
) -> None:
    path = played(tmp_path, scenario, persona, "offline")
    options = (*PANEL, "--cache", tmp_path.parent / "cache")
    async with HttpServer() as server:
        server.answer = beside_zeta("HOLD", "Q-WHY", "TEST", "MIRROR")  # type: ignore[assignment]
        assert "For a coach" in (await negotiate("grade", tmp_path, *options, url=server.url))[1]
        code, _, _ = await negotiate("correct", path, "--coach", "Ann", "--accept", "all")
        assert code == 0
        again = (await negotiate("grade", tmp_path, *options, url=server.url))[1]
    assert "1 unchanged" in again
    assert "For a coach" not in again


async def test_rules_alone_leave_nothing_to_look_at(
    tmp_path: Path, scenario: Scenario, persona: Persona, negotiate: Command
) -> None:
    played(tmp_path, scenario, persona, "offline")
    assert "For a coach" not in (await negotiate("grade", tmp_path))[1]
