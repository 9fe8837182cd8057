"""Whole meetings: the same words with a voice and without, in a session and without one."""

from pathlib import Path

import pytest

from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.store.transcripts import read_transcript
from simulator.trainees.book import load_book
from simulator.trainees.keep import keep
from simulator.trainees.play import MOST_TURNS, Played, Stage
from simulator.trainees.study import Cell, run

BOTS = list(load_book().bots)


@pytest.fixture(scope="module")
def ready(scenario: Scenario, persona: Persona) -> Stage:
    return Stage(scenario, persona)


def codes(played: Played) -> list[set[Code]]:
    readings = [step.after.reading for step in played.steps[1:]]
    return [{move.code for move in reading.moves} for reading in readings if reading]


@pytest.mark.parametrize("bot", BOTS)
def test_every_trainee_plays_to_an_end(ready: Stage, bot: str) -> None:
    played = ready.play(bot, 3)
    assert 1 <= played.turns <= MOST_TURNS
    assert all(step.after.text for step in played.steps[1:])
    assert (played.outcome == "deal") == bool(played.terms)


def test_a_voice_changes_no_word(ready: Stage) -> None:
    mute, voiced = ready.play("random", 5), ready.play("random", 5, voice=True)
    assert [s.text for s in mute.steps] == [s.text for s in voiced.steps]


def test_the_session_speaks_the_same_meeting(
    ready: Stage, scenario: Scenario, persona: Persona, tmp_path: Path
) -> None:
    played = ready.play("ideal", 2)
    lines = [step.after.text for step in played.steps[1:]]
    path = keep(scenario, persona, "", "normal", 2, lines, tmp_path)
    transcript = read_transcript(path)
    heard = [turn.text for turn in transcript.turns if turn.speaker == "buyer"]
    assert heard == [step.text for step in played.steps]
    assert transcript.end is not None
    assert transcript.end.outcome == played.outcome
    assert transcript.end.terms == played.terms


def test_the_ideal_trainee_does_what_the_articles_teach(ready: Stage) -> None:
    played = ready.play("ideal", 1)
    read = codes(played)
    first_offer = next(i for i, found in enumerate(read) if Code.OFFER in found)
    before = set[Code]().union(*read[:first_offer])
    assert before >= {Code.Q_WHY, Code.REFLECT, Code.TEST}
    assert Code.SUMM in read[-1]
    assert Code.ASK_GET in read[first_offer]
    assert played.price == ready.stakes.price.standard  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("bot", "code"),
    [
        ("stonewaller", Code.HOLD),
        ("rude_rock", Code.ATTACK),
        ("leaker", Code.LEAK),
        ("gamer", Code.OFF_ROLE),
        ("pushover", Code.CONCEDE),
        ("fake_trader", Code.CONCEDE),
        ("santa", Code.CONCEDE),
        ("interrogator", Code.Q_CLOSED),
        ("early_walker", Code.WALK),
        ("peace_buyer", Code.APOLOGY),
        ("asker_not_collector", Code.ASK_GET),
    ],
)
def test_a_trainee_shows_its_fault(ready: Stage, bot: str, code: Code) -> None:
    assert code in set[Code]().union(*codes(ready.play(bot, 1)))


def test_two_seeds_say_it_differently(ready: Stage) -> None:
    one, other = ready.play("ideal", 1), ready.play("ideal", 2)
    assert [s.after.text for s in one.steps] != [s.after.text for s in other.steps]


def test_the_number_of_processes_changes_no_figure() -> None:
    cells = [Cell("cash_flow_worried", "", "services_60k", bot) for bot in ("ideal", "mute")]
    alone = list(run(cells, range(30), jobs=1))
    assert alone == list(run(cells, range(30), jobs=2))
