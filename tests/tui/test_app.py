"""The whole way with the real session, the offline model and the real grader."""

from functools import partial
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot

from simulator.content import load_persona, load_scenario
from simulator.store.grades import read_grades
from simulator.store.transcripts import read_transcript
from simulator.tui.app import NegotiateApp
from simulator.tui.engine import Engine
from simulator.tui.screens.ask import Ask
from simulator.tui.screens.brief import BriefLookUp, BriefScreen
from simulator.tui.screens.chat import ChatScreen
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.lobby import LobbyScreen
from simulator.tui.screens.plan import PlanScreen
from simulator.tui.screens.preparation import PreparationScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.key_bar import MOST, KeyBar
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.scorecard import ScoreCard
from simulator.tui.widgets.session_list import SessionList
from simulator.tui.widgets.transcript import TurnView
from tests.tui.driving import app_of, go_to, said, say, screen_text, wait_until

LINES = (
    "What makes you hesitate: the amount, or when it has to leave your account?",
    "So it is the timing and not the price. Have I got that right?",
    "If we agreed on net 90, would you sign this week at the full price?",
)


def few_keys(app: NegotiateApp) -> bool:
    return len(app.screen.query_one(KeyBar).keys) <= MOST


def has_turns(pilot: Pilot[int], count: int) -> bool:
    return len(said(pilot.app)) == count


async def play(pilot: Pilot[int], lines: tuple[str, ...]) -> None:
    for line in lines:
        expected = len(said(pilot.app)) + 2
        await say(pilot, line)
        await wait_until(pilot, partial(has_turns, pilot, expected))
        await wait_until(pilot, lambda: said(pilot.app)[-1] != "…")


async def test_from_the_lobby_to_the_debrief_and_the_replay(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test(size=(120, 40)) as pilot:
        await go_to(pilot, LobbyScreen)
        assert "New meeting" in screen_text(app)
        assert few_keys(app)
        await pilot.press("enter")
        await go_to(pilot, BriefScreen)
        assert "What you can move" in screen_text(app)
        assert few_keys(app)
        await pilot.press("enter")
        await go_to(pilot, PreparationScreen)
        assert few_keys(app)
        await pilot.press("s")
        plan = await go_to(pilot, PlanScreen)
        assert few_keys(app)
        plan.query_one("#target", Prompt).insert("60,000 signed this week")
        await pilot.press("ctrl+s")
        chat = await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: said(app) and said(app)[0] != "…")
        assert "60,000 signed this week" in screen_text(app)
        assert few_keys(app)
        await play(pilot, LINES[:2])
        await pilot.press("f3")
        await go_to(pilot, BriefLookUp)
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is chat)
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.click("#leave")
        await wait_until(pilot, lambda: chat.has_class("-over"))
        await pilot.press("enter")
        debrief = await go_to(pilot, DebriefScreen)
        await wait_until(pilot, lambda: len(debrief.query(ScoreCard)) == 3)
        await pilot.pause()
        assert "Active listening" in screen_text(app)
        assert "not enough evidence" in screen_text(app)
        assert few_keys(app)
        await pilot.press("r")
        replay = await go_to(pilot, ReplayScreen)
        await wait_until(pilot, lambda: replay.query(TurnView))
        await pilot.press("right")
        await wait_until(pilot, lambda: "What you did" in screen_text(app))
        assert "unseen in the meeting" in screen_text(app)
        assert few_keys(app)
        await pilot.press("escape")
        await go_to(pilot, LobbyScreen)
    (path,) = (p for p in tmp_path.glob("*.jsonl") if not p.name.endswith("grades.jsonl"))
    transcript = read_transcript(path)
    assert [t.text for t in transcript.turns if t.speaker == "trainee"] == list(LINES[:2])
    assert transcript.end is not None
    assert len(read_grades(path)) == 1


async def test_a_meeting_that_was_left_is_offered_first_and_goes_on(tmp_path: Path) -> None:
    first = app_of(Engine(tmp_path, "offline", 7))
    async with first.run_test() as pilot:
        await pilot.press("enter")
        await go_to(pilot, BriefScreen)
        await pilot.press("s")
        await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: said(first) and said(first)[0] != "…")
        await play(pilot, LINES[:1])
        words = list(said(first))
        await pilot.press("ctrl+c", "ctrl+c")
    assert first.return_code == 0
    second = app_of(Engine(tmp_path, "offline", 7))
    async with second.run_test() as pilot:
        await wait_until(pilot, lambda: second.screen.query(SessionList))
        await wait_until(pilot, lambda: second.screen.query_one(SessionList).has_focus)
        await pilot.pause()
        seen = screen_text(second)
        assert "Pick up where you left off" in seen
        assert "3 turns, just now" in seen
        await pilot.press("enter")
        await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: list(said(second)) == words)
        await play(pilot, LINES[1:2])
        assert len(said(second)) == len(words) + 2


async def test_the_replay_jumps_between_quoted_turns(tmp_path: Path) -> None:
    engine = Engine(tmp_path, "offline", 7)
    persona, scenario = load_persona("cash_flow_worried"), load_scenario("services_60k")
    session = engine.begin(engine.desk(persona, scenario, "normal"))
    async for _ in session.buyer_turn():
        pass
    for line in LINES:
        async for _ in session.say(line):
            pass
    session.leave()
    await session.aclose()
    app = NegotiateApp(engine, replay=session.path)
    async with app.run_test(size=(80, 24)) as pilot:
        replay = await go_to(pilot, ReplayScreen)
        await wait_until(pilot, lambda: replay.query(TurnView))
        assert isinstance(replay, ReplayScreen)
        seen = [replay.turn]
        for _ in session.turns:
            await pilot.press("n")
            seen.append(replay.turn)
        assert len(set(seen)) > 2
        assert seen == sorted(seen)
        quoted = max(seen)
        await pilot.press("end")
        assert replay.turn == len(session.turns) - 1
        await pilot.press("home")
        assert replay.turn == 0
        while replay.turn < quoted:
            await pilot.press("n")
        assert replay.turn == quoted
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "Next quoted" in screen_text(app)
        await pilot.press("escape")
        await pilot.press("d")
        await go_to(pilot, DebriefScreen)
    assert len(read_grades(session.path)) == 1


async def test_a_damaged_transcript_is_told_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"type":"header","version":99}\n')
    app = NegotiateApp(Engine(tmp_path, "offline", 1), replay=broken)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, ReplayScreen)
        await wait_until(pilot, lambda: "version 99" in screen_text(app))
        await pilot.press("escape")
        await go_to(pilot, LobbyScreen)


async def test_everything_is_reachable_by_mouse(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test(size=(120, 40)) as pilot:
        await go_to(pilot, LobbyScreen)
        await pilot.click("#start")
        await go_to(pilot, BriefScreen)
        await pilot.click("#prepare")
        await go_to(pilot, PreparationScreen)
        await pilot.click("#plan")
        await go_to(pilot, PlanScreen)
        await pilot.click("#start")
        chat = await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: said(app) and said(app)[0] != "…")
        bar = chat.query_one(KeyBar)
        assert bar.keys[0] == "f2"
        await pilot.click(KeyBar, offset=(3, 0))
        assert chat.has_class("-panel-toggled")


async def test_the_palette_lists_what_the_screen_can_do(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test() as pilot:
        await go_to(pilot, LobbyScreen)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"Help", "Quit", "Theme", "Light or dark"} <= set(titles)
        await pilot.press("f12")
        assert app.theme == "quiet-light"


@pytest.mark.parametrize(
    ("wanted", "background"),
    [("quiet-light", "#FAF9F6"), ("", "#15181D"), ("no such theme", "#15181D")],
)
async def test_the_look_can_be_asked_for_and_a_wrong_name_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, background: str
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", wanted)
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test() as pilot:
        lobby = await go_to(pilot, LobbyScreen)
        assert lobby.styles.background == Color.parse(background)
