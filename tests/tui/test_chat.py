from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from textual import events

from simulator.domain.errors import NegotiateError
from simulator.domain.events import Event, Failed
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.table import Table
from simulator.domain.transcript import End, Plan, Turn
from simulator.tui.chat_words import STOPPED
from simulator.tui.page import Page
from simulator.tui.screens.ask import Ask
from simulator.tui.screens.lobby import LobbyScreen
from simulator.tui.widgets.deal import DealPanel
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.notice import Notice
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import TranscriptView, TurnView
from tests.tui.driving import (
    ScriptedEngine,
    app_of,
    go_to,
    open_chat,
    said,
    say,
    screen_text,
    wait_until,
)
from tests.tui.scripted import WAIT, ScriptedSession, Step

SessionOf = Callable[..., ScriptedSession]

HELLO = ["Good morning.", "It is a bit steep."]


@pytest.fixture
def session_of(scenario: Scenario, persona: Persona) -> SessionOf:
    def make(*script: Sequence[Step], **kwargs: object) -> ScriptedSession:
        return ScriptedSession(scenario, persona, [HELLO, *script], **kwargs)  # type: ignore[arg-type]

    return make


async def test_enter_sends_and_the_answer_follows(session_of: SessionOf, tmp_path: Path) -> None:
    session = session_of(["The whole sum at once."])
    async with app_of(ScriptedEngine(tmp_path, session)).run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: said(pilot.app) == ["Good morning. It is a bit steep."])
        await say(pilot, "What makes it steep?")
        await wait_until(pilot, lambda: len(said(pilot.app)) == 3)
        assert said(pilot.app)[1:] == ["What makes it steep?", "The whole sum at once."]
        assert chat.query_one(Prompt).text == ""


async def test_ctrl_j_adds_a_line_and_up_brings_back_what_was_sent(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of(["Yes."], ["No."])
    async with app_of(ScriptedEngine(tmp_path, session)).run_test() as pilot:
        chat = await open_chat(pilot, session)
        prompt = chat.query_one(Prompt)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        prompt.insert("one")
        await pilot.press("ctrl+j", "t", "w", "o")
        assert len(session.turns) == 1
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(session.turns) == 3)
        assert session.turns[1].text == "one\ntwo"
        await pilot.press("d", "up")
        assert prompt.text == "one\ntwo"
        await pilot.press("down")
        assert prompt.text == "d"
        assert "Ctrl+J" in str(prompt.placeholder)


async def test_keys_that_come_fast_are_obeyed_in_their_order(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of(["Yes."])
    async with app_of(ScriptedEngine(tmp_path, session)).run_test() as pilot:
        await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        for key, character in (("a", "a"), ("ctrl+j", "\n"), ("b", "b"), ("enter", "\r")):
            pilot.app.post_message(events.Key(key, character))
        await wait_until(pilot, lambda: len(session.turns) == 3)
        assert session.turns[1].text == "a\nb"


async def test_the_first_ctrl_c_stops_the_buyer_and_the_second_leaves(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of(["The price", WAIT, "is too high."])
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await say(pilot, "Go on.")
        await wait_until(pilot, lambda: said(app)[-1] == "The price")
        assert "ctrl+c" in chat.query_one(KeyBar).keys
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await pilot.pause()
        last = chat.query_one(TranscriptView).lines[-1]
        assert (last.text, last.note) == ("The price", STOPPED)
        assert session.turns[-1].interrupted
        assert chat.query_one(Notice).text.startswith("Stopped. Press Ctrl+C again")
        assert app.is_running
        await pilot.press("ctrl+c")
    assert app.return_code == 0
    assert session.closed
    assert session.ended is None


async def test_a_single_ctrl_c_when_nothing_runs_leaves_nothing_behind(
    session_of: SessionOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.tui.app.ARMED_SECONDS", 0.01)
    session = session_of()
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: not chat.query_one(Notice).display)
        await pilot.press("ctrl+c")
        assert app.is_running


async def test_a_failure_is_told_in_place_and_retried_and_the_draft_stays(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of([Failed("The model did not answer [red]in time[/red].")], ["Here I am."])
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await say(pilot, "Are you there?")
        chat.query_one(Prompt).insert("my next line")
        await wait_until(pilot, lambda: "ctrl+r" in chat.query_one(KeyBar).keys)
        assert "[red]in time[/red]" in screen_text(app)
        await pilot.press("enter")
        assert len(session.turns) == 2
        await pilot.press("ctrl+r")
        await wait_until(pilot, lambda: said(app)[-1] == "Here I am.")
        assert chat.query_one(Prompt).text == "my next line"
        assert not chat.query_one("#retry").display


async def test_words_that_could_not_be_saved_come_back_into_the_field(
    session_of: SessionOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of()
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)

        async def full(text: str) -> AsyncIterator[Event]:
            raise NegotiateError("The disk is full; free some space.")
            yield

        monkeypatch.setattr(session, "say", full)
        await say(pilot, "A long and careful line.")
        await wait_until(pilot, lambda: "The disk is full" in screen_text(app))
        assert chat.query_one(Prompt).text == "A long and careful line."
        assert said(app) == ["Good morning. It is a bit steep."]


NASTY = "[red]x[/red] [@click=app.quit]y[/] \x1b[31mz\x07"


async def test_text_from_either_side_is_shown_and_never_obeyed(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of([NASTY])
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test(size=(120, 40)) as pilot:
        await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        app.screen.query_one(Prompt).post_message(events.Paste(NASTY))
        await wait_until(pilot, lambda: app.screen.query_one(Prompt).text)
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(said(app)) == 3)
        await pilot.pause()
        seen = screen_text(app)
        assert seen.count("[red]x[/red] [@click=app.quit]y[/] ␛[31mz␇") == 2
        assert "\x1b" not in app.export_screenshot()


async def test_the_deal_shows_both_sides_in_signs_and_words(
    session_of: SessionOf, scenario: Scenario, tmp_path: Path
) -> None:
    start = Table.of_standard(scenario.standard)
    price, days = scenario.issues[0], scenario.issues[1]
    open_table = start.moved("buyer", {price.id: 57_000.0}).moved("trainee", {days.id: 60.0})
    table = open_table.moved("buyer", {days.id: 60.0})
    session = session_of(["57,000, and net 60 is fine.", table], plan=Plan(target="60,000 [b]"))
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test(size=(120, 50)) as pilot:
        await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await say(pilot, "Net 60?")
        await wait_until(pilot, lambda: "✓ 1 agreed" in app.screen.query_one(DealPanel).summary)
        await pilot.pause()
        seen = screen_text(app)
        assert "● Price  open" in seen
        assert "$57,000" in seen
        assert "✓ Payment  agreed" in seen
        assert "not discussed" in seen
        assert "60,000 [b]" in seen


async def test_a_narrow_screen_has_a_strip_that_opens_the_deal(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of()
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test(size=(80, 24)) as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        assert not chat.query_one(DealPanel).display
        await pilot.click("#strip")
        assert chat.query_one(DealPanel).display
        await pilot.press("f2")
        assert not chat.query_one(DealPanel).display
        assert chat.query_one(Prompt).has_focus


async def test_a_long_meeting_mounts_a_window_of_it(session_of: SessionOf, tmp_path: Path) -> None:
    turns = [
        Turn(n=n, speaker="trainee" if n % 2 else "buyer", text=f"line {n}") for n in range(2_001)
    ]
    session = session_of(turns=turns)
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        transcript = chat.query_one(TranscriptView)
        await wait_until(pilot, lambda: transcript.scroll_y > 0)
        assert len(chat.query(TurnView)) <= 40
        first = min(view.index for view in chat.query(TurnView))
        transcript.scroll_home(animate=False)
        await wait_until(pilot, lambda: min(v.index for v in chat.query(TurnView)) < first)
        assert len(chat.query(TurnView)) <= 40
        await pilot.pause()
        assert f"line {first - 1}" in screen_text(app)
        await pilot.press("ctrl+end")
        await wait_until(pilot, lambda: "line 2000" in screen_text(app))


async def test_words_are_revealed_little_by_little(session_of: SessionOf, tmp_path: Path) -> None:
    long = "one two three four five six seven eight nine ten eleven twelve"
    session = session_of([long, WAIT, "The end."])
    app = app_of(ScriptedEngine(tmp_path, session), animated=True)
    async with app.run_test() as pilot:
        await open_chat(pilot, session)
        await wait_until(pilot, lambda: said(app) == ["Good morning. It is a bit steep."])
        await say(pilot, "Well?")
        await wait_until(pilot, lambda: said(app)[-1].startswith("one two"))
        assert long.startswith(said(app)[-1])
        assert len(said(app)[-1]) < len(long)
        session.go.set()
        await wait_until(pilot, lambda: said(app)[-1] == f"{long} The end.")


async def test_leaving_asks_first_and_pausing_keeps_the_meeting_open(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of()
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is chat)
        assert session.ended is None
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.click("#pause")
        await go_to(pilot, LobbyScreen)
        await wait_until(pilot, lambda: session.closed)
        assert session.ended is None


async def test_leaving_ends_it_and_offers_the_debrief(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of()
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.click("#leave")
        await wait_until(pilot, lambda: chat.has_class("-over"))
        assert session.ended == End(outcome="trainee_left")
        assert "You left without a deal" in screen_text(app)
        assert chat.query_one("#debrief").has_focus


async def test_losing_the_terminals_focus_restyles_nothing(
    session_of: SessionOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of()
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test() as pilot:
        chat = await open_chat(pilot, session)
        await wait_until(pilot, lambda: not session.awaiting_buyer)
        restyled: list[object] = []
        update = app.update_styles

        def count(node: object, animate: bool = True) -> None:
            restyled.append(node)
            update(node, animate)  # type: ignore[arg-type]

        monkeypatch.setattr(app, "update_styles", count)
        app.post_message(events.AppBlur())
        await wait_until(pilot, lambda: not app.app_focus)
        app.post_message(events.AppFocus())
        await wait_until(pilot, lambda: app.app_focus and chat.query_one(Prompt).has_focus)
        assert not [node for node in restyled if isinstance(node, Page)]
        chat.add_class("-wide")
        assert chat in restyled


async def test_what_a_crash_tore_off_is_said_when_the_meeting_goes_on(
    session_of: SessionOf, tmp_path: Path
) -> None:
    session = session_of(turns=[Turn(n=0, speaker="buyer", text="Hello.")])
    session.problems = ("x.jsonl, line 4: torn by a crash, skipped; the rest is whole.",)
    app = app_of(ScriptedEngine(tmp_path, session))
    async with app.run_test(size=(100, 30)) as pilot:
        chat = await open_chat(pilot, session)
        assert "line 4: torn by a crash" in chat.query_one(Notice).text
