"""What Ctrl+C leaves behind: the screen and the disk have to tell the same."""

from pathlib import Path

import pytest

from simulator.content import load_persona, load_scenario
from simulator.domain.persona import Persona
from simulator.store.transcripts import read_transcript
from simulator.tui.chat_words import STOPPED
from simulator.tui.engine import Engine
from simulator.tui.screens.chat import ChatScreen
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.notice import Notice
from simulator.tui.widgets.transcript import TranscriptView
from tests.tui import stage
from tests.tui.driving import ScriptedEngine, app_of, go_to, said, say, screen_text, wait_until
from tests.tui.scripted import WAIT, ScriptedSession
from tests.tui.test_live_line import Clock


@pytest.mark.parametrize("key", ["ctrl+c", "escape"])
async def test_stopped_in_the_middle_of_a_reveal_screen_and_disk_agree(
    tmp_path: Path, key: str
) -> None:
    engine = Engine(tmp_path, "offline", 7)
    persona, scenario = load_persona("cash_flow_worried"), load_scenario("services_60k")
    session = engine.begin(engine.desk(persona, scenario, "normal"))
    app = app_of(engine, animated=True)
    async with app.run_test(size=(120, 40)) as pilot:
        chat = ChatScreen(session)
        await app.push_screen(chat)
        await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: session.turns and len(said(app)[-1].split()) > 1)
        (turn,) = session.turns
        assert said(app)[-1] != turn.text, "all was shown before it could be stopped"
        await wait_until(pilot, lambda: "Show the rest" in screen_text(app))
        await pilot.press(key)
        await wait_until(pilot, lambda: said(app) == [turn.text])
        await pilot.pause()
        line = chat.query_one(TranscriptView).lines[-1]
        assert line.note == ""
        assert "had said all of it; nothing is cut" in chat.query_one(Notice).text
        assert app.is_running
        assert "Show the rest" not in screen_text(app)
    (on_disk,) = read_transcript(session.path).turns
    assert (on_disk.text, on_disk.interrupted) == (turn.text, False)


async def test_stopped_while_the_model_still_speaks_the_words_it_said_are_all_there(
    persona: Persona, tmp_path: Path
) -> None:
    said_so_far = "one two three four five six seven eight"
    session = ScriptedSession(stage.DEAL, persona, [[said_so_far, WAIT, "never said"]])
    app = app_of(ScriptedEngine(tmp_path, session), animated=True)
    async with app.run_test(size=(120, 40)) as pilot:
        chat = ChatScreen(session)  # type: ignore[arg-type]
        await app.push_screen(chat)
        await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: said(app)[-1].startswith("one"))
        assert "^c Stop" in screen_text(app)
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await pilot.pause()
        line = chat.query_one(TranscriptView).lines[-1]
        assert (line.text, line.note) == (session.turns[-1].text, STOPPED)
        assert line.text == said_so_far
        assert chat.query_one(Notice).text.startswith("Stopped.")


async def test_a_slow_model_is_seen_to_be_slow_and_can_be_stopped(
    persona: Persona, tmp_path: Path
) -> None:
    session = ScriptedSession(stage.DEAL, persona, [["Hello."], [WAIT, "Late."], ["Now."]])
    app, clock = app_of(ScriptedEngine(tmp_path, session)), Clock()
    async with app.run_test() as pilot:
        chat = ChatScreen(session, clock)  # type: ignore[arg-type]
        await app.push_screen(chat)
        await go_to(pilot, ChatScreen)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await say(pilot, "Well?")
        await wait_until(pilot, lambda: said(app)[-1] == "…")
        assert "Ctrl+C stops" not in screen_text(app)
        clock.now += 4.2
        await wait_until(pilot, lambda: "… 4 s, Ctrl+C stops" in screen_text(app))
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: "ctrl+r" in chat.query_one(KeyBar).keys)
        assert said(app) == ["Hello.", "Well?"]
        assert "Ctrl+C stops" not in screen_text(app)
