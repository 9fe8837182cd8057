"""The pure modules between the nouns and the screen."""

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scorecard import Provenance
from simulator.domain.table import Table
from simulator.domain.transcript import End, MindRecord, Turn
from simulator.grader.samples import withheld
from simulator.tui.chat_words import ending, line_of, whereabouts
from simulator.tui.deal_rows import changed, deal_rows, summary
from simulator.tui.grade_words import (
    Voice,
    caution,
    count_words,
    dots,
    headline,
    ledger_head,
    ledger_money,
    next_of,
    quotes_in,
    touching,
)
from simulator.tui.mind_words import (
    act_words,
    disclosure,
    faults_at,
    gauges,
    mind_at,
    standing_terms,
)
from simulator.tui.widgets.transcript import written
from tests.tui import stage


def test_rows_say_who_stands_where() -> None:
    rows = {row.issue: row for row in deal_rows(stage.DEAL, stage.table())}
    assert rows["price"][2:] == ("open", "$12,000", "$11,000")
    assert rows["days"][2:] == ("agreed", "net 60", "net 60")
    assert rows["care"][2:] == ("untouched", "basic care", "")
    assert summary(list(rows.values())) == "✓ 1 agreed   ● 1 open   ○ 1 not discussed"


def test_only_rows_that_say_something_else_have_changed() -> None:
    before = deal_rows(stage.DEAL, Table.of_standard(stage.DEAL.standard))
    assert changed(before, deal_rows(stage.DEAL, stage.table())) == {"price", "days"}
    assert changed(before, before) == set()


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (End(outcome="deal", terms={"price": 12_000.0}), "You have a deal: $12,000."),
        (End(outcome="buyer_left"), "Karin ended the meeting without a deal."),
        (End(outcome="trainee_left"), "You left without a deal."),
    ],
)
def test_every_ending_has_its_sentence(end: End, words: str) -> None:
    assert ending(end, stage.DEAL, "Karin") == f"The meeting is over. {words}"


def test_a_grade_in_words(persona: Persona) -> None:
    talk, grade = stage.transcript(persona), stage.grade()
    voice = Voice.of(talk)
    listening, firmness, trading = grade.scores
    assert [score.words for score in grade.scores] == [
        "4 of 5",
        "not enough evidence",
        "no opportunity",
    ]
    assert (dots(listening), dots(firmness), dots(trading)) == ("●●●●○", "", "")
    assert [count_words(i) for i in listening.indicators] == ["1 of 1", "0 of 1", "no opportunity"]
    assert voice.cite(stage.quote(3, "net 60")) == "You, turn 3: “net 60”"
    assert voice.cite(stage.quote(0, "last year")).startswith(f"{voice.buyer}, turn 0")
    assert headline(talk, "Karin") == "A deal with Karin, after 5 turns"
    (row,) = grade.ledger
    assert ledger_head(row, stage.DEAL) == "Payment: net 30 → net 60"
    assert ledger_head(row, None) == "days: 30 → 60"
    assert ledger_money(row) == "cost you $80, worth $400 to the buyer"


def test_a_score_withheld_is_explained_where_there_was_a_deal(persona: Persona) -> None:
    talk, grade = stage.transcript(persona), stage.grade()
    firmness = withheld(grade.scores[1], "the samples do not agree")
    left = grade.model_copy(update={"scores": (firmness,)})
    why = ["Firmness: Left to a coach: the samples do not agree."]
    assert list(caution(left, talk)) == why
    elsewhere = talk.model_copy(update={"header": None})
    assert list(caution(left, elsewhere)) == []
    ones_own = left.model_copy(update={"made_from": Provenance(scenario="0123456789abcdef")})
    assert list(caution(ones_own, elsewhere)) == why


def test_the_quoted_turns_and_what_touches_them() -> None:
    grade = stage.grade()
    assert {quote.turn for quote in quotes_in(grade)} == {0, 1, 2, 3, 4}
    assert [indicator.id for _, indicator, _ in touching(grade.scores, 1)] == ["A1"]
    assert [indicator.id for _, indicator, _ in touching(grade.scores, 3)] == ["A2"]
    assert touching(grade.scores, 4) == []


def test_the_next_quoted_turn_in_either_direction() -> None:
    turns = [5, 1, 3, 3]
    assert next_of(turns, 0, 1) == 1
    assert next_of(turns, 3, 1) == 5
    assert next_of(turns, 5, 1) is None
    assert next_of(turns, 5, -1) == 3
    assert next_of([], 0, 1) is None


def test_the_mind_at_a_trainees_turn_is_the_one_it_led_to(persona: Persona) -> None:
    talk = stage.transcript(persona)
    now, before = mind_at(talk, 1)
    assert now is not None
    assert before is not None
    assert (now.n, before.n) == (2, 0)
    moved = {gauge.name: (gauge.value, gauge.moved) for gauge in gauges(now, before)}
    assert moved["trust"] == (6.0, "up 2")
    assert moved["patience"] == (10.0, "down 2")
    assert moved["heat"] == (2.0, "")
    assert disclosure(now) == [("budget", "hinted")]
    assert act_words(now, stage.DEAL) == "ask: $11,000"
    assert mind_at(talk, 99)[0] is None


def test_a_reply_and_a_tested_claim_are_told_in_words() -> None:
    def words(**act: object) -> str:
        return act_words(MindRecord(n=2, state={}, act={"kind": "reply", **act}), None)

    assert words(reply="long_silence.badly.0") == "reply: takes your answer to long silence badly"
    assert words(reply="remark.2") == "reply: takes up your remark"
    assert words(claim="own_day", claim_state="wobbling") == "reply: claim own day, now wobbling"
    assert words(tactic="flinch") == "reply: tactic flinch"


def test_faults_are_filed_with_the_turn_they_spoilt(persona: Persona) -> None:
    talk = stage.transcript(persona)
    held_back = ["Held back: said a figure that is not in the act: 9,500"]
    assert faults_at(talk, 3) == faults_at(talk, 4) == held_back
    assert faults_at(talk, 2) == []


def test_the_scene_goes_before_the_words() -> None:
    turn = Turn(n=8, speaker="buyer", text="It is me again.", scene="Some time later.")
    drawn = written(line_of(turn, "Karin"))
    assert drawn.plain == "Some time later.\nKarin\nIt is me again."


def test_a_mind_of_another_program_is_shown_as_far_as_it_goes() -> None:
    odd = MindRecord(
        n=0,
        state={"trust": "high", "tiers": 3, "wish": {"moon": "\x1b[1m"}},
        act={"kind": "x\x1b", "terms": None},
    )
    assert gauges(odd, None) == []
    assert disclosure(odd) == []
    assert standing_terms(odd, None) == [("Wishes for", "moon ␛[1m")]
    assert act_words(odd, stage.DEAL) == "x␛"


def test_the_top_line_counts_turns(persona: Persona) -> None:
    header = stage.transcript(persona).header
    assert header is not None
    assert whereabouts(header, 1) == "Tree care for a school · normal · 1 turn"
