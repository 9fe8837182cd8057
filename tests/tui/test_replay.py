from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from simulator.domain.persona import Persona
from simulator.grader.coach.drafts import Draft
from simulator.store.grades import read_grades
from simulator.tui.engine import Engine, Graded
from simulator.tui.messages import DebriefAsked
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.judge import JudgeScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.citation import Citation
from simulator.tui.widgets.inspector import Inspector, JudgementBlock
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import TurnView
from tests.tui import stage
from tests.tui.coaching import (
    Staged,
    app_on,
    choose,
    fill,
    made,
    missing,
    modal,
    pick,
    replay_of,
    staged_replay,
)
from tests.tui.driving import app_of, go_to, grading, screen_text, wait_until

Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40), (200, 50)]


async def test_a_correction_by_key_moves_the_scores_where_one_looks(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, talk, 3)
        assert "Trading 1" in screen_text(app)
        for turn, name in ((3, "l3.payment_days"), (7, "l7.start_date"), (9, "l9.payment_days")):
            while replay.turn != turn:
                await pilot.press("right")
            await choose(pilot, replay, name)
            await pilot.press("c")
            page = await modal(pilot)
            pick(page, "traded")
            await pilot.press("enter")
            page.query_one("#why", Prompt).insert("It was paid for.")
            await pilot.press("enter")
            if turn == 3:
                assert page.query_one("#coach", Prompt).text == "ann"
                await pilot.press("enter")
            await wait_until(pilot, lambda: app.screen is replay)
            await pilot.pause()
        await wait_until(pilot, lambda: "Trading 1 → " in screen_text(app))
        assert "by ann" in screen_text(app)
        assert replay.turn == 9
    assert [c.target.id for c in made(talk)] == [
        "l3.payment_days", "l7.start_date", "l9.payment_days",
    ]  # fmt: skip
    assert {c.reason for c in made(talk)} == {"It was paid for."}
    assert len(read_grades(talk)) == 4


async def test_a_correction_by_mouse(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, talk, 3)
        block = next(b for b in replay.query(JudgementBlock) if b.target.id == "c3.concede")
        await pilot.click(block)
        assert replay.query_one(Inspector).chosen == block.target
        await pilot.click("#correct")
        page = await modal(pilot)
        assert page.query_one(OptionList).has_focus
        await pilot.click(OptionList, offset=(3, 0))
        page.query_one("#why", Prompt).insert("No.")
        await pilot.click("#save")
        await wait_until(pilot, lambda: app.screen is replay)
    assert [(c.action, c.target.id) for c in made(talk)] == [("remove", "c3.concede")]


async def test_with_none_chosen_the_codes_of_the_turn_are_accepted_and_the_name_asked_once(
    talk: Path,
) -> None:
    app = app_on(talk)
    async with app.run_test(size=(80, 24)) as pilot:
        replay = await replay_of(pilot, talk, 3)
        await pilot.press("a")
        page = await modal(pilot)
        name = page.query_one("#coach", Prompt)
        name.clear()
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Name the coach" in screen_text(app))
        name.insert("Maria")
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "by Maria" in screen_text(app))
        await pilot.press("right", "a")
        await wait_until(pilot, lambda: len(read_grades(talk)) == 3)
        assert app.screen is replay
    assert [(c.coach, c.action, c.target.id) for c in made(talk)] == [
        ("Maria", "accept", "t3"),
        ("Maria", "accept", "t4"),
    ]


async def test_an_added_code_needs_the_words_that_were_said(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(80, 24)) as pilot:
        replay = await replay_of(pilot, talk, 5)
        page = await missing(pilot, "code")
        await pilot.press("l")
        option = page.query_one(OptionList)
        assert option.highlighted is not None
        pick(page, "Q-WHY")
        page.query_one("#words", Prompt).insert("never said")
        page.query_one("#why", Prompt).insert("Asked why.")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: page.query("#refusal").first().size.height)
        assert "does not have the words" in str(page.query_one("#refusal").visual)  # type: ignore[attr-defined]
        assert len(read_grades(talk)) == 1
        page.query_one("#words", Prompt).clear()
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(
            pilot, lambda: "c5.q-why" in {b.target.id for b in replay.query(JudgementBlock)}
        )
    assert made(talk)[0].target.id == "c5.q-why"


async def test_escape_leaves_the_grade_as_it_was(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(80, 24)) as pilot:
        replay = await replay_of(pilot, talk, 3)
        await pilot.press("c")
        await modal(pilot)
        await pilot.press("down", "escape")
        await wait_until(pilot, lambda: app.screen is replay)
        assert replay.turn == 3
    assert len(read_grades(talk)) == 1


async def test_what_was_not_graded_cannot_be_judged(persona: Persona, tmp_path: Path) -> None:
    record = stage.grade().model_copy(update={"status": "not graded", "note": "No answer."})
    read = grading(Graded(stage.transcript(persona), record))
    engine = Engine(tmp_path, "offline", 1)
    app = app_of(engine)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(ReplayScreen(tmp_path, read, 3, engine))
        replay = await go_to(pilot, ReplayScreen)
        await wait_until(pilot, lambda: replay.query(TurnView))
        await pilot.press("a", "c", "plus")
        await pilot.pause()
        assert app.screen is replay
        assert not replay.query_one("#judge").display


async def test_the_trainee_disputes_once_and_reads_the_ruling(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.post_message(DebriefAsked(talk))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: debrief.query(Citation))
        await pilot.pause()
        await pilot.press("d")
        await wait_until(pilot, lambda: "N goes to a quote" in screen_text(app))
        given = next(
            c for c in debrief.query(Citation) if c.target and c.target.id == "l3.payment_days"
        )
        given.focus()
        await pilot.press("d")
        dispute = await modal(pilot)
        dispute.query_one(Prompt).insert("She had asked for it.")
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is debrief)
        await wait_until(pilot, lambda: "You said: She had asked for it." in screen_text(app))
        assert "No coach has ruled on it yet." in screen_text(app)
        debrief.query(Citation).last().focus()
        await pilot.press("d")
        await wait_until(pilot, lambda: "can be disputed, and one was" in screen_text(app))
        assert app.screen is debrief

        replay = await replay_of(pilot, talk, 3)
        await choose(pilot, replay, "l3.payment_days")
        await wait_until(pilot, lambda: "Disputed: She had asked for it." in screen_text(app))
        await pilot.press("a")
        await modal(pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is replay)
        await pilot.press("d")
        await wait_until(pilot, lambda: app.screen is debrief)
        page = debrief.query_one("#page")
        await wait_until(pilot, lambda: len(debrief.query("#grade Static")) > 0)
        page.scroll_home(animate=False)
        await wait_until(pilot, lambda: "ann ruled: it stands." in screen_text(app))


async def open_page(
    pilot: Pilot[int], persona: Persona, coaching: Staged | None = None
) -> JudgeScreen:
    """The page on which the ledger row of the staged meeting is corrected."""
    replay = await staged_replay(pilot, stage.transcript(persona), stage.grade(), coaching)
    await choose(pilot, replay, "l3.days")
    await pilot.press("c")
    page = await modal(pilot)
    for prompt in page.query(Prompt):
        prompt.cursor_blink = False
    pick(page, "free")
    return page


class Broken(Staged):
    async def correct(self, path: Path, draft: Draft) -> Graded:
        raise ValueError("[b]no such thing[/b]")


async def test_a_fault_of_ours_leaves_the_page_as_it_was(karin: Persona, tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        page = await open_page(pilot, karin, Broken(stage.transcript(karin)))
        fill(page, why="It was never asked for.")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "This failed: ValueError('[b]no" in screen_text(app))
        assert app.screen is page
        assert page.query_one("#why", Prompt).text == "It was never asked for."


@pytest.mark.parametrize("size", SIZES)
def test_the_correction_of_a_row(
    snap_compare: Compare, karin: Persona, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(Engine(tmp_path, "offline", 1))

    async def run(pilot: Pilot[int]) -> None:
        await open_page(pilot, karin)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


def test_the_replay_after_a_correction(
    snap_compare: Compare, karin: Persona, tmp_path: Path
) -> None:
    app = app_of(Engine(tmp_path, "offline", 1))

    async def run(pilot: Pilot[int]) -> None:
        page = await open_page(pilot, karin)
        page.query_one("#why", Prompt).insert("It was never asked for.")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ReplayScreen))
        app.clear_notifications()
        await wait_until(pilot, lambda: "4 → 5" in screen_text(app))

    assert snap_compare(app, terminal_size=(120, 40), run_before=run)
