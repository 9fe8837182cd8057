from pathlib import Path

from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona
from simulator.tui.engine import Engine, Graded
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.widgets.scorecard import ScoreCard
from tests.tui import stage
from tests.tui.driving import app_of, go_to, screen_text, wait_until


async def test_what_cannot_be_graded_is_said_so_and_gets_no_score(
    persona: Persona, tmp_path: Path
) -> None:
    record = stage.grade().model_copy(
        update={"status": "not graded", "note": "The model did not answer [b]."}
    )

    async def read(_: Path) -> Graded:
        return Graded(stage.transcript(persona), record)

    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(DebriefScreen(tmp_path, read))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: "Not graded" in screen_text(app))
        assert "The model did not answer [b]." in screen_text(app)
        assert not debrief.query(ScoreCard)


async def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    async def read(path: Path) -> Graded:
        raise NegotiateError(f"{path.name}: the disk is full; free some space.")

    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(DebriefScreen(Path("x[red].jsonl"), read))
        await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: "x[red].jsonl: the disk is full" in screen_text(app))


async def test_a_key_and_a_click_go_to_the_evidence_of_a_score(
    persona: Persona, tmp_path: Path
) -> None:
    async def read(_: Path) -> Graded:
        return Graded(stage.transcript(persona), stage.grade())

    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(DebriefScreen(tmp_path, read))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: len(debrief.query(ScoreCard)) == 3)
        page = debrief.query_one("#page")
        await pilot.press("4")
        await wait_until(pilot, lambda: page.scroll_y > 0)
        assert "Payment: net 30 → net 60" in screen_text(app)
        page.scroll_home(animate=False)
        await wait_until(pilot, lambda: page.scroll_y == 0)
        await pilot.click(ScoreCard)
        await wait_until(pilot, lambda: page.scroll_y > 0)
        assert "Objections diagnosed first" in screen_text(app)
