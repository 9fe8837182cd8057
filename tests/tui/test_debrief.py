from pathlib import Path

import pytest
from textual.widgets._collapsible import CollapsibleTitle

from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona
from simulator.domain.scorecard import Indicator, Score
from simulator.tui.engine import Engine, Graded
from simulator.tui.messages import DebriefAsked
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.citation import Citation
from simulator.tui.widgets.more_scores import MoreScore
from simulator.tui.widgets.scorecard import ScoreCard
from simulator.tui.widgets.transcript import TurnView
from tests.tui import stage
from tests.tui.driving import StagedEngine, app_of, go_to, grading, screen_text, wait_until


async def test_what_cannot_be_graded_is_said_so_and_gets_no_score(
    persona: Persona, tmp_path: Path
) -> None:
    record = stage.grade().model_copy(
        update={"status": "not graded", "note": "The model did not answer [b]."}
    )
    read = grading(Graded(stage.transcript(persona), record))
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
    read = grading(Graded(stage.transcript(persona), stage.grade()))
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


@pytest.mark.parametrize("way", ["key", "click"])
async def test_a_quote_leads_to_its_turn_and_the_way_back_to_the_quote(
    persona: Persona, tmp_path: Path, way: str
) -> None:
    app = app_of(StagedEngine(tmp_path, persona))
    async with app.run_test(size=(100, 40)) as pilot:
        app.post_message(DebriefAsked(tmp_path))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: debrief.query(Citation))
        await pilot.pause()
        wanted = list(debrief.query(Citation))[1]
        assert "sign today" in str(wanted.visual)
        if way == "key":
            await pilot.press("n", "n", "enter")
        else:
            await pilot.click(wanted)
        replay = await go_to(pilot, ReplayScreen)
        assert isinstance(replay, ReplayScreen)
        await wait_until(pilot, lambda: replay.query(TurnView))
        assert replay.turn == wanted.turn == 3
        await wait_until(pilot, lambda: "What you did" in screen_text(app))
        await pilot.press("d")
        await wait_until(pilot, lambda: app.screen is debrief)
        assert wanted.has_focus
        await pilot.press("N")
        assert debrief.query(Citation).first().has_focus


async def test_words_selected_in_a_quote_are_not_a_way_to_the_replay(
    persona: Persona, tmp_path: Path
) -> None:
    app = app_of(StagedEngine(tmp_path, persona))
    async with app.run_test(size=(100, 40)) as pilot:
        app.post_message(DebriefAsked(tmp_path))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: debrief.query(Citation))
        await pilot.pause()
        quote = debrief.query(Citation).first()
        await pilot.mouse_down(quote, offset=(6, 0))
        await pilot.hover(quote, offset=(30, 0))
        await pilot.mouse_up(quote, offset=(30, 0))
        await pilot.pause()
        assert debrief.get_selected_text()
        assert app.screen is debrief


async def test_the_next_quote_after_a_jump_is_the_first_one_in_view(
    persona: Persona, tmp_path: Path
) -> None:
    app = app_of(StagedEngine(tmp_path, persona))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(DebriefAsked(tmp_path))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: debrief.query(Citation))
        await pilot.pause()
        await pilot.press("n", "1", "n")
        assert isinstance(debrief.focused, Citation)
        assert "more than last year" in str(debrief.focused.visual)


async def test_a_secondary_score_opens_into_what_was_counted(
    persona: Persona, tmp_path: Path
) -> None:
    headline = stage.grade().scores[0]
    more = headline.model_copy(update={"name": "process", "because": "[b]No recap[/b]."})
    record = stage.grade().model_copy(update={"secondary": (more,)})
    read = grading(Graded(stage.transcript(persona), record))
    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(DebriefScreen(tmp_path, read))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: len(debrief.query(MoreScore)) == 1)
        line = debrief.query_one(MoreScore)
        assert not line.query(Citation)
        await pilot.press("5")
        line.query_one(CollapsibleTitle).focus()
        await pilot.press("enter")
        quotes = sum(
            len([q for q in (e.buyer, e.trainee) if q is not None])
            for indicator in more.indicators
            if indicator.status != "no opportunity"
            for e in indicator.evidence
        )
        assert quotes
        await wait_until(pilot, lambda: len(line.query(Citation)) == quotes)
        assert "[b]No recap[/b]" in screen_text(app)


async def test_what_the_rules_do_not_judge_is_no_missed_opportunity(
    persona: Persona, tmp_path: Path
) -> None:
    left = Indicator(id="R1", name="Feelings named", status="no opportunity", unjudged=True)
    never = Indicator(id="R5", name="Calmer", status="no opportunity")
    score = Score(
        name="relationship",
        verdict="not judged by the rules",
        because="A coach has to.",
        indicators=(left, never),
    )
    record = stage.grade().model_copy(update={"secondary": (score,)})
    read = grading(Graded(stage.transcript(persona), record))
    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(DebriefScreen(tmp_path, read))
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: len(debrief.query(MoreScore)) == 1)
        await pilot.press("5")
        debrief.query_one(MoreScore).query_one(CollapsibleTitle).focus()
        await pilot.press("enter")
        await wait_until(pilot, lambda: "No opportunity: Calmer." in screen_text(app))
        assert "Relationship: not judged by the rules. A coach has to." in screen_text(app)
        assert "Not judged by the rules: Feelings named." in screen_text(app)
