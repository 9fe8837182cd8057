"""Before the meeting: what is done there, what it costs, and where it shows again."""

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from simulator.content import load_persona, load_scenario
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Header
from simulator.store.transcripts import read_transcript
from simulator.tui.engine import Engine
from simulator.tui.messages import LobbyAsked
from simulator.tui.screens.brief import BriefLookUp, BriefScreen
from simulator.tui.screens.chat import ChatScreen
from simulator.tui.screens.contact import ContactScreen
from simulator.tui.screens.lobby import LobbyScreen
from simulator.tui.screens.plan import PlanScreen
from simulator.tui.screens.preparation import ActionList, PreparationScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.session_list import SessionList
from tests.tui import stage
from tests.tui.driving import app_of, go_to, said, say, screen_text, wait_until

GUARDED, OPEN = "meet:dana_whitlock", "meet:tom_asare"


class StagedDeal(Engine):
    """The real thing, with one deal whatever is chosen."""

    deal = stage.PREPARED

    def load(self, buyer: str, deal: str) -> tuple[Persona, Scenario]:
        return super().load(buyer, "services_60k")[0], self.deal


class PlainDeal(StagedDeal):
    deal = stage.DEAL


async def prepare(pilot: Pilot[int], buyer: int = 0) -> PreparationScreen:
    """From the lobby to the preparation."""
    await go_to(pilot, LobbyScreen)
    pilot.app.screen.query_one("#buyer", Choice).choose(buyer)
    await pilot.press("enter")
    await go_to(pilot, BriefScreen)
    await pilot.press("enter")
    return cast(PreparationScreen, await go_to(pilot, PreparationScreen))


async def do(pilot: Pilot[int], key: str) -> None:
    """Choose an action and press Enter."""
    actions = pilot.app.screen.query_one(ActionList)
    actions.highlighted = actions.get_option_index(key)
    await pilot.press("enter")


async def answered(pilot: Pilot[int], turns: int) -> None:
    await wait_until(pilot, lambda: len(said(pilot.app)) == turns and said(pilot.app)[-1] != "…")


def headers(folder: Path) -> dict[str, Header]:
    read = [read_transcript(path).header for path in folder.glob("*.jsonl")]
    return {header.purpose: header for header in read if header is not None}


async def test_from_the_lobby_through_the_preparation_into_the_meeting(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    (tom,) = (c for c in load_scenario("services_60k").contacts if c.name == "Tom Asare")
    insight = tom.insights[0]
    async with app.run_test(size=(120, 50)) as pilot:
        preparation = await prepare(pilot)
        assert "2 of 2 things left" in screen_text(app)
        await do(pilot, OPEN)
        await go_to(pilot, ContactScreen)
        await answered(pilot, 1)
        assert "before the meeting" in screen_text(app)
        await say(pilot, f"Tell me, what about {insight.words[0]}?")
        await answered(pilot, 3)
        await pilot.press("f8")
        await go_to(pilot, PreparationScreen)
        await wait_until(pilot, lambda: "1 of 2 things left" in screen_text(app))
        assert insight.note[:30] in screen_text(app)
        await do(pilot, "look:agency_nearer")
        await wait_until(pilot, lambda: "no time left" in screen_text(app))
        assert preparation.query_one("#plan").has_focus
        await pilot.press("enter")
        plan = await go_to(pilot, PlanScreen)
        assert insight.note[:30] in screen_text(app)
        plan.query_one("#target", Prompt).insert("60,000")
        await pilot.press("ctrl+s")
        chat = await go_to(pilot, ChatScreen)
        await answered(pilot, 1)
        assert insight.note[:30] in screen_text(app)
        await pilot.press("f3")
        await go_to(pilot, BriefLookUp)
        seen = screen_text(app)
        assert insight.note[:30] in seen
        assert "Ring the recruitment agency again" in seen
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is chat)
        chat.post_message(LobbyAsked())
        lobby = await go_to(pilot, LobbyScreen)
        await wait_until(pilot, lambda: lobby.query(SessionList))
        await wait_until(pilot, lambda: lobby.query_one(SessionList).option_count == 1)
    found = headers(tmp_path)
    assert found["preparation"].persona.name == "Tom Asare"
    learned = found["deal"].learned
    assert (learned.met, learned.leads) == (("tom_asare",), ("agency_nearer",))
    assert insight.id in learned.insights
    assert not learned.went_around
    assert (
        found["deal"].scenario.seller.reservation > load_scenario("services_60k").seller.reservation
    )


async def test_the_contact_ends_the_talk_when_its_time_is_up(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test(size=(80, 24)) as pilot:
        await prepare(pilot)
        assert "The buyer may mind." in screen_text(app)
        await do(pilot, GUARDED)
        talk = await go_to(pilot, ContactScreen)
        await answered(pilot, 1)
        turns = 1
        while not talk.has_class("-over"):
            turns += 2
            assert turns < 20
            await say(pilot, "The weather has been odd lately.")
            await answered(pilot, turns)
            await pilot.pause()
        await pilot.press("enter")
        await go_to(pilot, PreparationScreen)
        await wait_until(pilot, lambda: "1 of 2 things left" in screen_text(app))
        assert "Told you nothing" in screen_text(app)
        await pilot.press("s")
        await go_to(pilot, PlanScreen)
        await pilot.press("ctrl+s")
        await go_to(pilot, ChatScreen)
        await answered(pilot, 1)
    assert headers(tmp_path)["deal"].learned.went_around


async def test_leaving_before_a_word_is_said_costs_nothing(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    async with app.run_test(size=(80, 24)) as pilot:
        await prepare(pilot)
        await do(pilot, OPEN)
        await go_to(pilot, ContactScreen)
        await answered(pilot, 1)
        await pilot.press("f8")
        await go_to(pilot, PreparationScreen)
        assert "2 of 2 things left" in screen_text(app)


async def test_what_was_learned_stays_while_one_reads_the_brief_again(tmp_path: Path) -> None:
    app = app_of(StagedDeal(tmp_path, "offline", 7))
    async with app.run_test(size=(120, 40)) as pilot:
        await prepare(pilot)
        await do(pilot, "look:hotel")
        await wait_until(pilot, lambda: "1 of 2 things left" in screen_text(app))
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: "begins anew next time" in screen_text(app))
        await pilot.press("escape")
        await go_to(pilot, BriefScreen)
        await pilot.press("enter")
        await go_to(pilot, PreparationScreen)
        assert "for $11,400" in screen_text(app)
        assert "1 of 2 things left" in screen_text(app)


async def test_a_deal_without_preparation_goes_straight_to_the_plan(tmp_path: Path) -> None:
    app = app_of(PlainDeal(tmp_path, "offline", 7))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, LobbyScreen)
        await pilot.press("enter")
        await go_to(pilot, BriefScreen)
        await pilot.press("enter")
        await go_to(pilot, PlanScreen)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_truth_is_settled_before_the_preparation_and_kept(
    tmp_path: Path, seed: int
) -> None:
    engine = Engine(tmp_path, "offline", seed)
    persona = load_persona("dictator")
    desk = engine.desk(persona, load_scenario("services_60k"), "normal")
    (found,) = desk.look("research:other_trainers")
    session = engine.begin(desk)
    await session.aclose()
    assert session.header.variant == desk.variant
    assert session.header.truth == persona.variants[desk.variant].about
    assert session.notes == [found]
    played = engine.again(session.path)
    assert played is not None
    assert played[0].variants == persona.variants
    assert played[1] == load_scenario("services_60k")


async def test_the_variant_is_not_named_in_the_meeting(tmp_path: Path) -> None:
    app = app_of(Engine(tmp_path, "offline", 7))
    buyers = [card.id for card in app.engine.buyers()]
    async with app.run_test(size=(120, 50)) as pilot:
        await prepare(pilot, buyers.index("dictator"))
        await pilot.press("s")
        await go_to(pilot, PlanScreen)
        await pilot.press("ctrl+s")
        await go_to(pilot, ChatScreen)
        await answered(pilot, 1)
        seen = screen_text(app)
        await pilot.press("f3")
        await go_to(pilot, BriefLookUp)
        seen += screen_text(app)
    variant = headers(tmp_path)["deal"].variant
    assert variant
    assert variant not in seen.casefold().split()
