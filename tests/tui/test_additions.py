"""What the grader missed, added by the coach: codes, rows of the ledger and opportunities."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.domain.deal import Issue
from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.coach.corrections import corrected
from simulator.grader.coach.drafts import Draft, drafted
from simulator.grader.coach.judgements import judgements
from simulator.grader.positions import EXTRA
from simulator.store.grades import read_grades
from simulator.tui import addition_words, judge_words
from simulator.tui.engine import Engine
from simulator.tui.grade_words import ledger_head
from simulator.tui.widgets.inspector import Inspector
from simulator.tui.widgets.prompt import Prompt
from tests.grader import bots
from tests.grader.graded import record_of
from tests.tui import stage
from tests.tui.coaching import (
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
from tests.tui.driving import app_of, screen_text, wait_until

Compare = Callable[..., bool]
FIELDS = {"words": "", "details": "", "before": "", "after": "", "paid": "", "why": "Seen."}


@pytest.fixture
def gifts(scenario: Scenario, karin: Persona) -> Transcript:
    return bots.transcript_of(bots.SANTA, scenario, karin)


def after(draft: Draft, record: GradedRecord, transcript: Transcript) -> GradedRecord:
    made = drafted(draft, record, transcript, "ann", datetime(2026, 3, 4, tzinfo=UTC))
    return corrected(record, transcript, made)


@pytest.mark.parametrize("turn", [4, 5])
def test_every_opportunity_that_is_offered_can_be_added(gifts: Transcript, turn: int) -> None:
    record = record_of(gifts)
    offered = addition_words.opportunities(record, turn, gifts)
    assert len(offered) > 10
    for choice in offered:
        draft = addition_words.opportunity(gifts, turn, choice, FIELDS)
        added = {j.target.id: j.verdict for j in judgements(after(draft, record, gifts))}
        of, _, verdict = choice.partition(" ")
        assert added[f"{of.lower()}.{turn}"] == verdict, choice


def test_what_counts_the_trainees_words_has_one_outcome_and_is_not_in_the_buyers_turns(
    gifts: Transcript,
) -> None:
    record = record_of(gifts)
    mine, theirs = (addition_words.opportunities(record, turn, gifts) for turn in (5, 4))
    assert {"A1 met", "A1 not met"} <= set(mine) & set(theirs)
    assert "T5 met" in mine
    assert "T5 not met" not in mine
    assert "F3 not met" in mine
    assert "F3 met" not in mine
    assert not {"T5 met", "F3 not met"} & set(theirs)
    assert not any(choice.startswith("F9") for choice in mine)


def test_a_row_is_only_in_the_trainees_turns_and_for_the_issues_there_are(
    gifts: Transcript,
) -> None:
    rows = [what for what in addition_words.kinds(5, gifts) if what.startswith("row ")]
    assert rows == [*(f"row {issue.id}" for issue in gifts.scenario.issues), "row extra"]  # type: ignore[union-attr]
    assert set(addition_words.kinds(4, gifts)) == {"code", "opportunity"}
    elsewhere = Transcript(header=None, records=gifts.turns)
    kinds = addition_words.kinds(5, elsewhere)
    assert [what for what in kinds if what.startswith("row ")] == [
        "row price", "row payment_days", "row extra",
    ]  # fmt: skip


@pytest.mark.parametrize("verdict", ["traded", "linked, not paid", "free", "people give"])
def test_a_row_can_have_every_verdict(gifts: Transcript, verdict: str) -> None:
    record = record_of(gifts)
    fields = {**FIELDS, "after": "$57,000"}
    draft = addition_words.row(gifts, 5, "price", verdict, fields)
    (row,) = [row for row in after(draft, record, gifts).ledger if row.turn == 5]
    assert (row.issue, row.before, row.after, row.verdict) == ("price", 60_000, 57_000, verdict)
    assert row.cost == 3_000


def test_something_beside_the_deal_has_a_row_that_can_be_shown(gifts: Transcript) -> None:
    record = record_of(gifts)
    draft = addition_words.row(gifts, 5, EXTRA, "free", {**FIELDS, "words": "by the hour"})
    (row,) = [row for row in after(draft, record, gifts).ledger if row.turn == 5]
    assert ledger_head(row, gifts.scenario) == "An extra: not stated before → by the hour"


@pytest.mark.parametrize(
    ("issue", "typed", "value"),
    [
        (stage.PRICE, "$11,000", 11_000.0),
        (stage.PRICE, "", None),
        (stage.PRICE, "a lot", "a lot"),
        (stage.PRICE, "11,000 dollars", 11_000.0),
        (stage.PRICE, "$11k", 11_000.0),
        (stage.PRICE, "11,000 a month", "11,000 a month"),
        (stage.DAYS, "net 60", 60.0),
        (stage.DAYS, "Net 60", 60.0),
        (stage.DAYS, "60 days", 60.0),
        (stage.DAYS, "NET 60 days", 60.0),
        (stage.DAYS, "60 dollars", "60 dollars"),
        (stage.DAYS, "not 60 days", "not 60 days"),
        (stage.DAYS, "30 or 60 days", "30 or 60 days"),
        (stage.DAYS, "60", 60.0),
        (stage.CARE, "Full care", "full"),
        (stage.CARE, "full", "full"),
        (stage.CARE, "some care", "some care"),
    ],
)
def test_a_value_is_typed_as_people_say_it(issue: Issue, typed: str, value: object) -> None:
    assert addition_words.value_of(issue, typed) == value


def test_details_may_hold_figures_with_commas(gifts: Transcript) -> None:
    fields = {**FIELDS, "details": "terms.price=57,000, asked.payment_days=30;tier=2"}
    draft = judge_words.added(gifts, 5, "OFFER", fields)
    assert draft.details == {"terms.price": "57,000", "asked.payment_days": "30", "tier": "2"}
    with pytest.raises(NegotiateError, match="KEY=VALUE"):
        judge_words.added(gifts, 5, "OFFER", {**FIELDS, "details": "57,000"})


@pytest.mark.parametrize("figure", ["nan", "inf", "1e999"])
def test_what_is_no_figure_is_no_detail(gifts: Transcript, figure: str) -> None:
    draft = judge_words.added(gifts, 5, "OFFER", {**FIELDS, "details": f"terms.price={figure}"})
    with pytest.raises(NegotiateError, match=r"price: (nan|inf) is no figure"):
        after(draft, record_of(gifts), gifts)


async def test_a_row_that_was_missed_moves_the_scores_as_it_is_added(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, talk, 5)
        assert "Firmness 5" in screen_text(app)
        page = await missing(pilot, "row price")
        pick(page, "free")
        await pilot.press("enter")
        assert page.query_one("#after", Prompt).has_focus
        fill(page, why="She gave it away.", coach="ann")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "Say what Price became:" in screen_text(app))
        fill(page, after="a lot")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "'a lot' is no value of Price" in screen_text(app))
        assert page.query_one("#why", Prompt).text == "She gave it away."
        assert len(read_grades(talk)) == 1
        assert app.engine.coach == ""
        fill(page, after="55,000")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "Firmness 5 → " in screen_text(app))
        chosen = replay.query_one(Inspector).chosen
        assert chosen is not None
        assert chosen.id == "l5.price"
        assert "Price: $60,000 → $55,000" in screen_text(app)
    (correction,) = made(talk)
    assert correction.action == "add"
    assert correction.target.quote is not None
    assert correction.target.quote.text == bots.SANTA.exchanges[2][1]


async def test_an_opportunity_that_was_missed_is_added_by_mouse(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, talk, 10)
        await pilot.click("#add")
        await wait_until(pilot, lambda: "What is missing in turn 10?" in screen_text(app))
        await pilot.pause()
        await pilot.click("#choices", offset=(4, 1))
        page = await modal(pilot)
        pick(page, "A2 met")
        fill(page, words="never said", why="A hint, taken up.", coach="ann")
        await pilot.click("#save")
        await wait_until(pilot, lambda: "does not have the words" in screen_text(app))
        fill(page, words="That is kind.")
        await pilot.click("#save")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "The coach: A hint, taken up." in screen_text(app))
        added = replay.query_one(Inspector).chosen
        assert added is not None
        assert added.id == "a2.10"
        await pilot.press("c")
        page = await modal(pilot)
        pick(page, "no opportunity")
        fill(page, why="On second thoughts.")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await wait_until(pilot, lambda: "The coach" not in screen_text(app))
    assert [c.action for c in made(talk)] == ["add", "remove"]
    assert len(read_grades(talk)) == 3


async def test_an_opportunity_of_the_nine_more_scores_is_corrected_in_the_replay(
    talk: Path,
) -> None:
    app = app_on(talk)
    async with app.run_test(size=(120, 40)) as pilot:
        replay = await replay_of(pilot, talk, 1)
        page = await missing(pilot, "opportunity")
        pick(page, "V2 met")
        fill(page, words="I hear you.", why="It looks for a need.", coach="ann")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
        await choose(pilot, replay, "v2.1")
        await pilot.press("a")
        await wait_until(pilot, lambda: len(read_grades(talk)) == 3)
    assert [(c.action, c.target.of) for c in made(talk)] == [("add", "V2"), ("accept", "V2")]


async def test_a_row_is_changed_with_the_words_that_paid_for_it(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(80, 24)) as pilot:
        replay = await replay_of(pilot, talk, 3)
        await choose(pilot, replay, "l3.payment_days")
        await pilot.press("c")
        page = await modal(pilot)
        pick(page, "traded")
        fill(page, paid="Agreed, we have a deal.", why="Paid late.", coach="ann")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: app.screen is replay)
    row = next(row for row in read_grades(talk)[-1].ledger if row.turn == 3)
    assert row.got is not None
    assert (row.verdict, row.got.turn) == ("traded", 14)


async def test_escape_leaves_either_half_of_the_question(talk: Path) -> None:
    app = app_on(talk)
    async with app.run_test(size=(80, 24)) as pilot:
        replay = await replay_of(pilot, talk, 5)
        for _ in range(2):
            await missing(pilot, "opportunity")
            await pilot.press("escape")
            await wait_until(pilot, lambda: app.screen is replay)
        await pilot.press("plus", "escape")
        await wait_until(pilot, lambda: app.screen is replay)
    assert len(read_grades(talk)) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_page_of_a_row(
    snap_compare: Compare, karin: Persona, tmp_path: Path, size: tuple[int, int]
) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await staged_replay(pilot, stage.transcript(karin), stage.grade())
        page = await missing(pilot, "row days")
        for prompt in page.query(Prompt):
            prompt.cursor_blink = False
        pick(page, "free")
        fill(page, after="net 400", why="Never asked for.", coach="ann")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "is no value of" in screen_text(pilot.app))
        await pilot.pause()

    app = app_of(Engine(tmp_path, "offline", 1))
    assert snap_compare(app, terminal_size=size, run_before=run)
