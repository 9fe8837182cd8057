import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from simulator.store.sessions import SessionCard
from simulator.tui.engine import Engine
from simulator.tui.screens.lobby import LobbyScreen
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.session_list import (
    FEW,
    SessionFilter,
    SessionList,
    matching,
    ordered,
)
from tests.tui.driving import app_of, go_to, screen_text, wait_until

BUYERS = ("Karin Holt", "Omar Reyes")


def write_sessions(directory: Path, number: int) -> None:
    """Every other one with Omar, every third one open; each has two turns."""
    for n in range(number):
        header = {
            "type": "header",
            "persona": {"name": BUYERS[n % 2]},
            "scenario": {"name": f"Deal {n}"},
            "created": f"2026-03-{n + 1:02d}T12:00:00Z",
        }
        records: list[object] = [header, {"type": "turn"}, {"type": "turn"}]
        if n % 3:
            records.append({"type": "end", "outcome": "deal"})
        lines = [json.dumps(record, separators=(",", ":")) + "\n" for record in records]
        (directory / f"s{n}.jsonl").write_text("".join(lines))


async def test_a_few_sessions_have_no_filter(tmp_path: Path) -> None:
    write_sessions(tmp_path, FEW)
    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        lobby = await go_to(pilot, LobbyScreen)
        await wait_until(pilot, lambda: lobby.query(SessionList))
        await wait_until(pilot, lambda: "2 turns" in screen_text(app))
        assert not lobby.query_one(SessionFilter).display
        assert "slash" not in lobby.query_one(KeyBar).keys


async def test_many_sessions_are_found_by_words(tmp_path: Path) -> None:
    write_sessions(tmp_path, FEW + 4)
    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        lobby = await go_to(pilot, LobbyScreen)
        await wait_until(pilot, lambda: "slash" in lobby.query_one(KeyBar).keys)
        listed = lobby.query_one(SessionList)
        assert listed.option_count == FEW + 4
        await pilot.press("slash")
        find = lobby.query_one(SessionFilter)
        await wait_until(pilot, lambda: find.has_focus)
        find.value = "omar resume"
        await wait_until(pilot, lambda: listed.option_count == 2)
        assert "Karin:" not in screen_text(app)
        find.value = "nobody at all"
        await wait_until(pilot, lambda: "No session has all of these words" in screen_text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: listed.option_count == FEW + 4)
        assert listed.has_focus


async def test_a_very_long_list_scrolls_inside_the_page(tmp_path: Path) -> None:
    write_sessions(tmp_path, 28)
    app = app_of(Engine(tmp_path, "offline", 1))
    async with app.run_test(size=(120, 40)) as pilot:
        lobby = await go_to(pilot, LobbyScreen)
        await wait_until(pilot, lambda: lobby.query(SessionList))
        await wait_until(pilot, lambda: lobby.query_one(SessionList).has_focus)
        await pilot.press("end")
        await wait_until(pilot, lambda: "Deal 1 " in f"{screen_text(app)} ".replace("\n", " "))


WORDS = st.text("abc åß", max_size=6)
CARDS = st.lists(
    st.builds(
        SessionCard,
        path=st.just(Path("x")),
        buyer=WORDS,
        deal=WORDS,
        created=st.just(""),
        outcome=st.sampled_from([None, "deal", "buyer_left"]),
        graded=st.booleans(),
        turns=st.integers(0, 9),
    ),
    max_size=8,
)


@given(CARDS, WORDS)
def test_a_filter_only_leaves_out_and_its_words_are_found_in_any_case(
    cards: list[SessionCard], wanted: str
) -> None:
    found = matching(cards, wanted)
    assert found == [card for card in cards if card in found]
    assert matching(cards, wanted.upper()) == found
    assert matching(cards, "") == cards
    assert all(word.casefold() in f"{c.buyer} {c.deal} open resume a deal the buyer left".casefold()
               for c in found for word in wanted.split())  # fmt: skip
    assert sorted(map(id, ordered(cards))) == sorted(map(id, cards))
