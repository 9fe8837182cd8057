from pathlib import Path

from textual.pilot import Pilot

from simulator.domain.persona import Persona
from simulator.domain.transcript import Turn
from simulator.store.conversations import read_conversation
from simulator.tui.app import NegotiateApp
from simulator.tui.messages import ReplayAsked
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import TranscriptView, TurnView
from tests.tui import stage
from tests.tui.driving import (
    ScriptedEngine,
    StagedEngine,
    app_of,
    go_to,
    open_chat,
    screen_text,
    wait_until,
)
from tests.tui.scripted import ScriptedSession


def scripted(persona: Persona, tmp_path: Path, *more: Turn) -> tuple[NegotiateApp, ScriptedSession]:
    session = ScriptedSession(stage.DEAL, persona, [], turns=[*stage.TURNS, *more])
    return app_of(ScriptedEngine(tmp_path, session)), session


async def copied(pilot: Pilot[int], app: NegotiateApp, key: str) -> str:
    """Press a key and wait for what it puts on the clipboard."""
    app.copy_to_clipboard("")
    await pilot.press(key)
    await wait_until(pilot, lambda: app.clipboard)
    return app.clipboard


async def test_the_buyers_last_words_or_the_picked_turn_are_copied(
    persona: Persona, tmp_path: Path
) -> None:
    app, session = scripted(persona, tmp_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        chat = await open_chat(pilot, session)
        assert await copied(pilot, app, "f4") == stage.SAID[4]
        await wait_until(pilot, lambda: "Copied Karin's words." in screen_text(app))
        await pilot.click(list(chat.query(TurnView))[-2])
        assert await copied(pilot, app, "f4") == stage.SAID[3]
        await wait_until(pilot, lambda: "Copied your words." in screen_text(app))
        chat.query_one(Prompt).focus()
        await pilot.pause()
        assert await copied(pilot, app, "f4") == stage.SAID[4]


async def test_turns_are_picked_by_key_as_well(persona: Persona, tmp_path: Path) -> None:
    app, session = scripted(persona, tmp_path)
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        chat.query_one(TranscriptView).focus()
        await pilot.press("up", "up", "up", "down")
        assert await copied(pilot, app, "f4") == stage.SAID[3]


async def test_the_whole_talk_is_copied_as_a_conversation_that_can_be_graded(
    persona: Persona, tmp_path: Path
) -> None:
    app, session = scripted(persona, tmp_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_chat(pilot, session)
        text = await copied(pilot, app, "f5")
        await wait_until(pilot, lambda: "Copied the whole talk, 5 turns." in screen_text(app))
    pasted = tmp_path / "pasted.txt"
    pasted.write_text(text)
    read = [(turn.speaker, turn.text) for turn in read_conversation(pasted).turns]
    assert read == [(turn.speaker, turn.text) for turn in stage.TURNS]


async def test_what_is_copied_cannot_steer_the_terminal_it_is_pasted_into(
    persona: Persona, tmp_path: Path
) -> None:
    app, session = scripted(persona, tmp_path, Turn(n=5, speaker="buyer", text="\x1b[31mred"))
    async with app.run_test() as pilot:
        await open_chat(pilot, session)
        assert await copied(pilot, app, "f4") == "␛[31mred"


async def test_the_replay_copies_the_turn_it_shows_and_the_whole(
    persona: Persona, tmp_path: Path
) -> None:
    app = app_of(StagedEngine(tmp_path, persona))
    async with app.run_test() as pilot:
        app.post_message(ReplayAsked(tmp_path, turn=2))
        replay = await go_to(pilot, ReplayScreen)
        await wait_until(pilot, lambda: replay.query(TurnView))
        await pilot.pause()
        assert await copied(pilot, app, "y") == stage.SAID[2]
        await pilot.press("right")
        assert await copied(pilot, app, "f4") == stage.SAID[3]
        assert (await copied(pilot, app, "Y")).count("\n\n") == len(stage.SAID) - 1
