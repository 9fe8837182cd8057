"""Conversations from elsewhere in the replay: with a deal, without one, and with one too late."""

import asyncio
import shlex
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from simulator.cli import main
from simulator.domain.scenario import Scenario
from simulator.store.conversations import open_transcript
from simulator.store.grades import read_grades
from simulator.tui.app import NegotiateApp
from simulator.tui.attached_deal import how_to_attach, with_deal
from simulator.tui.messages import DebriefAsked
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.scorecard import ScoreCard
from tests.grader import bots
from tests.tui.coaching import app_on, choose, fill, made, missing, modal, pick, replay_of
from tests.tui.driving import go_to, screen_text, wait_until

ATTACH = "attach one with 'negotiate import --attach"


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A call as it was brought in; nothing is known of its deal."""
    lines = [f"Buyer: {b}\nSeller: {s}" for b, s in bots.SANTA.exchanges]
    source = tmp_path / "call.txt"
    source.write_text("\n".join([*lines, f"Buyer: {bots.SANTA.last}"]), encoding="utf-8")
    assert main(["import", str(source), "--output", str(tmp_path)]) == 0
    return next(tmp_path.glob("*.jsonl"))


async def negotiate(*args: str | Path) -> None:
    """The command, outside the loop of the test, and done without a fault."""
    assert await asyncio.to_thread(main, [str(arg) for arg in args]) == 0


async def corrected(pilot: Pilot[int], replay: ReplayScreen, name: str, to: str) -> None:
    """Hand in a correction of the judgement of that name."""
    await choose(pilot, replay, name)
    await pilot.press("c")
    page = await modal(pilot)
    pick(page, to)
    fill(page, why="It was so.", coach="ann")
    await pilot.press("ctrl+s")
    await pilot.pause()


def words(app: NegotiateApp) -> str:
    return " ".join(screen_text(app).split())


async def test_without_a_deal_it_can_be_corrected_and_is_told_how_to_attach_one(
    call: Path,
) -> None:
    app = app_on(call)
    async with app.run_test(size=(80, 40)) as pilot:
        replay = await replay_of(pilot, call, 5)
        assert "Replay: call.txt" in screen_text(app)
        assert ATTACH in words(app)
        await corrected(pilot, replay, "c5.hold", "remove")
        await wait_until(pilot, lambda: app.screen is replay)
        page = await missing(pilot, "row price")
        pick(page, "free")
        fill(page, why="A give.")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "Say what Price became" in screen_text(app))
        fill(page, after="58,000")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: len(read_grades(call)) == 3)
        await wait_until(pilot, lambda: "by ann" in screen_text(app))
    assert [c.action for c in made(call)] == ["remove", "add"]
    assert read_grades(call)[-1].ledger[0].cost is None


async def test_the_debrief_says_how_to_attach_a_deal(call: Path) -> None:
    app = app_on(call)
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(DebriefAsked(call))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: debrief.query(ScoreCard))
        await wait_until(pilot, lambda: ATTACH in words(app))
        assert "A conversation of 15 turns" in screen_text(app)
        assert "Debrief: call.txt" in screen_text(app)


async def test_the_deal_it_was_graded_with_is_found_in_the_library(call: Path) -> None:
    await negotiate("grade", call, "--scenario", "services_60k")
    app = app_on(call)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, call, 3)
        assert ATTACH not in words(app)
        assert "Payment: net 30 → net 60" in screen_text(app)
        await corrected(pilot, replay, "l3.payment_days", "traded")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "by ann" in screen_text(app))
    row = read_grades(call)[-1].ledger[0]
    assert (row.verdict, row.cost is not None) == ("traded", True)


@pytest.fixture
async def own(call: Path, tmp_path: Path, scenario: Scenario) -> Path:
    """A deal that is not in the library; the call was graded with it."""
    path = tmp_path / "own.yaml"
    path.write_text(scenario.model_copy(update={"name": "Our own"}).model_dump_json(), "utf-8")
    await negotiate("grade", call, "--scenario", path)
    return path


async def test_a_deal_of_ones_own_has_to_be_attached_first(call: Path, own: Path) -> None:
    app = app_on(call)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, call, 3)
        assert "Without a deal" not in words(app)
        await corrected(pilot, replay, "l3.payment_days", "traded")
        await wait_until(pilot, lambda: "This was graded with a deal" in words(app))
        page = await modal(pilot)
        refusal = str(page.query_one("#refusal", Static).visual)
        assert "attach that one with 'negotiate import --attach" in refusal
        assert page.query_one("#why", Prompt).text == "It was so."
        await negotiate("import", "--attach", call, "--scenario", own)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "by ann" in screen_text(app))
    assert len(read_grades(call)) == 2


@pytest.mark.usefixtures("own")
async def test_the_debrief_of_a_grade_with_ones_own_deal_asks_for_none(call: Path) -> None:
    app = app_on(call)
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(DebriefAsked(call))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: debrief.query(ScoreCard))
        await pilot.pause()
        assert not debrief.query("#no-deal")


async def test_what_is_advised_attaches_a_deal(call: Path) -> None:
    await negotiate("grade", call)
    (record,) = read_grades(call)
    advice = how_to_attach(call, record, open_transcript(call))
    command = shlex.split(advice.split("'negotiate ")[1].split("', then")[0])
    await negotiate(*("services_60k" if word == "ID" else word for word in command))
    assert how_to_attach(call, record, open_transcript(call)) == ""


async def test_the_library_is_looked_through_once_for_a_deal(call: Path) -> None:
    await negotiate("grade", call, "--scenario", "services_60k")
    transcript, (record,) = open_transcript(call), read_grades(call)
    first, again = (with_deal(transcript, record).scenario for _ in range(2))
    assert first is not None
    assert first is again


async def test_a_deal_attached_after_the_grade_asks_for_another_grade(call: Path) -> None:
    await negotiate("grade", call)
    await negotiate("import", "--attach", call, "--scenario", "services_60k")
    app = app_on(call)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        replay = await replay_of(pilot, call, 3)
        app.engine.coach = "ann"
        await pilot.press("a")
        await wait_until(pilot, lambda: "Another deal was attached" in words(app))
        assert app.screen is replay
        assert len(read_grades(call)) == 1
        await negotiate("grade", call)
        await pilot.press("a")
        await wait_until(pilot, lambda: "by ann" in screen_text(app))


async def test_it_cannot_be_played_again_and_says_why(call: Path) -> None:
    app = app_on(call)
    async with app.run_test(size=(80, 40)) as pilot:
        app.post_message(DebriefAsked(call))
        await wait_until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await wait_until(pilot, lambda: "Active listening" in screen_text(app))
        await pilot.press("p")
        await wait_until(pilot, lambda: "This conversation is from elsewhere" in words(app))
