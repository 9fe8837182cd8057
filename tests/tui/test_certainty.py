"""Where a grade is read on the screen, how sure it is: intervals, scores withheld, doubts."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.store.grades import append_grade, read_grades
from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine, Graded
from simulator.tui.messages import DebriefAsked
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.scorecard import ScoreCard
from tests.grader import bots
from tests.grader.graded import session_file
from tests.report.sampled import wavered
from tests.tui import stage
from tests.tui.coaching import app_on, choose, fill, modal, pick, replay_of, staged_replay
from tests.tui.driving import app_of, go_to, grading, screen_text, wait_until

Compare = Callable[..., bool]


@pytest.fixture
async def sampled(tmp_path: Path, scenario: Scenario, karin: Persona) -> Path:
    """A session that a model graded in three samples that disagree."""
    transcript = bots.transcript_of(bots.SANTA, scenario, karin)
    path = session_file(tmp_path / "talk.jsonl", transcript.records)
    append_grade(path, await wavered(transcript))
    return path


def shows(app: NegotiateApp, words: str) -> bool:
    return words in screen_text(app)


async def debrief_of(pilot: Pilot[int], path: Path) -> DebriefScreen:
    pilot.app.post_message(DebriefAsked(path))
    debrief = await go_to(pilot, DebriefScreen)
    assert isinstance(debrief, DebriefScreen)
    await wait_until(pilot, lambda: debrief.query(ScoreCard))
    await pilot.pause()
    return debrief


async def test_the_debrief_has_intervals_reasons_and_doubts(sampled: Path) -> None:
    app = app_on(sampled)
    async with app.run_test(size=(120, 40)) as pilot:
        debrief = await debrief_of(pilot, sampled)
        assert "5 of 5 (4 to 5)" in screen_text(app)
        listening = debrief.query(ScoreCard).first()
        words = " ".join(str(part.visual) for part in listening.query("Static"))  # type: ignore[attr-defined]
        assert "not scored Left to a coach: the samples put it anywhere from 1 to 3." in words
        debrief.query_one("#page").scroll_end(animate=False)
        await wait_until(pilot, lambda: "How sure the coding is" in screen_text(app))
        assert "Turn 1: Q-WHY “What makes it steep this quarter?”: 2 of 3" in screen_text(app)
        assert "Left out: turn 13: Q-WHY" in screen_text(app)


async def test_the_replay_marks_doubts_until_a_coach_has_ruled(sampled: Path) -> None:
    app = app_on(sampled)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, sampled, 1)
        assert "Active listening – (1 to 3)   Firmness 5 (4 to 5)   Trading 1" in screen_text(app)
        assert "Active listening: Left to a coach: the samples put it" in screen_text(app)
        assert "? 2 of 3 samples" in screen_text(app)
        for turn, words in ((3, "quote repaired"), (5, "paraphrase,"), (13, "left out")):
            while replay.turn != turn:
                await pilot.press("right")
            await wait_until(pilot, partial(shows, app, words))
        await pilot.press("home", "right")
        await choose(pilot, replay, "c1.q-why")
        await pilot.press("a")
        page = await modal(pilot)
        fill(page, coach="ann")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "2 of 3 samples" not in screen_text(app))
        assert "Firmness 5 (4 to 5)" in screen_text(app)
        await pilot.press("right", "right")
        await choose(pilot, replay, "l3.payment_days")
        assert "✗ given for nothing" in screen_text(app)
        await pilot.press("c")
        page = await modal(pilot)
        pick(page, "people give")
        fill(page, why="To please.")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "✗ given to please" in screen_text(app))
        assert len(read_grades(sampled)) == 3
        assert "Active listening – (1 to 3)   Firmness 5 (4 to 5)   Trading 1" in screen_text(app)
        assert "Left to a coach" in screen_text(app)


async def test_a_score_left_to_a_coach_is_given_by_the_correction_that_moves_it(
    sampled: Path,
) -> None:
    app = app_on(sampled)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, sampled, 1)
        await choose(pilot, replay, "c1.q-why")
        await pilot.press("c")
        page = await modal(pilot)
        pick(page, "remove")
        fill(page, why="No question.", coach="ann")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "Active listening – → 1" in screen_text(app))
        assert "Active listening: Left to a coach" not in screen_text(app)
        assert "Firmness 5 (4 to 5)" in screen_text(app)


@pytest.mark.parametrize("screen", [DebriefScreen, ReplayScreen])
async def test_low_confidence_is_said_with_its_reason(
    sampled: Path, screen: type[DebriefScreen | ReplayScreen]
) -> None:
    app = app_on(sampled)
    graded = await app.engine.graded(sampled)
    note = "4 of 9 codes could not be verified [b]."
    doubtful = graded.grade.model_copy(update={"status": "low confidence", "note": note})
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(screen(sampled, grading(graded._replace(grade=doubtful))))
        await go_to(pilot, screen)
        await wait_until(pilot, lambda: f"Low confidence. {note}" in screen_text(app))
        assert "Firmness" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_turn_that_is_asked_for_is_in_view(talk: Path, size: tuple[int, int]) -> None:
    app = app_on(talk)
    async with app.run_test(size=size) as pilot:
        await replay_of(pilot, talk, 1)
        await wait_until(pilot, lambda: "I hear you. What makes it steep" in screen_text(app))


def test_the_replay_of_a_doubtful_grade(
    snap_compare: Compare, karin: Persona, tmp_path: Path
) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await staged_replay(pilot, stage.transcript(karin), stage.doubtful_grade())
        await pilot.pause()

    app = app_of(Engine(tmp_path, "offline", 1))
    assert snap_compare(app, terminal_size=(120, 40), run_before=run)


def test_the_debrief_of_a_doubtful_grade(
    snap_compare: Compare, karin: Persona, tmp_path: Path
) -> None:
    read = grading(Graded(stage.transcript(karin), stage.doubtful_grade()))

    async def run(pilot: Pilot[int]) -> None:
        await pilot.app.push_screen(DebriefScreen(tmp_path, read))
        await wait_until(pilot, lambda: pilot.app.screen.query(ScoreCard))
        await pilot.press("end")
        await pilot.pause()

    app = app_of(Engine(tmp_path, "offline", 1))
    assert snap_compare(app, terminal_size=(120, 60), run_before=run)
