"""Each scripted trainee scores what its way of selling deserves, with every buyer it suits."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.content import personas
from simulator.domain.transcript import End, Turn
from simulator.domain.vocabulary import vocabulary_of
from simulator.grader.scoring import Scorecard, score
from simulator.trainees.play import Played, Stage
from simulator.trainees.study import stage, variants
from tests.trainees.deals import AT_HOME

pytestmark = pytest.mark.slow

SEEDS = 20
LEAST = 0.95
"""Share of all scores that are as expected, over every trainee and buyer."""
EACH = 0.90
"""The same for one score of one trainee."""
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8")
)
EXPECTATIONS = [
    (bot, name)
    for bot, expected in EXPECTED.items()
    for name in expected
    if name not in ("with", "unsent")
]


class Result(NamedTuple):
    """One graded meeting."""

    where: str
    values: dict[str, int | None]


def turns_of(played: Played) -> tuple[Turn, ...]:
    """What was said, in order."""
    said = [
        (speaker, text)
        for step in played.steps
        for speaker, text in (("trainee", step.after.text), ("buyer", step.text))
        if text
    ]
    return tuple(Turn(n=n, speaker=who, text=text) for n, (who, text) in enumerate(said))


def graded(ready: Stage, reader: RuleReader, turns: tuple[Turn, ...], end: End | None) -> Scorecard:
    reader.start_over()
    readings = [reader.read(turn) for turn in turns]
    return score(turns, readings, scenario=ready.scenario, persona=ready.persona, end=end)


def end_of(played: Played) -> End | None:
    if played.outcome == "open":
        return None
    return End(outcome=played.outcome, terms=played.terms)


def stages(bot: str) -> Iterator[tuple[str, Stage]]:
    """The buyers a trainee is tried on, each in the deal it was written for."""
    expected = EXPECTED.get(bot, {})
    for card in personas():
        for variant in variants(card.id):
            wanted = expected.get("with")
            if wanted and card.id not in wanted and f"{card.id}/{variant}" not in wanted:
                continue
            ready = stage(card.id, variant, AT_HOME[card.id], "normal")
            if expected.get("unsent"):
                unsent = ready.scenario.model_copy(update={"proposal_sent": False})
                ready = Stage(unsent, ready.persona)
            yield f"{card.id}/{variant}", ready


@cache
def results(bot: str) -> list[Result]:
    found = []
    for where, ready in stages(bot):
        reader = RuleReader(vocabulary_of(ready.scenario, ready.persona))
        for seed in range(SEEDS):
            played = ready.play(bot, seed)
            card = graded(ready, reader, turns_of(played), end_of(played))
            scores: dict[str, int | None] = {s.name: s.value for s in card.all_scores}
            found.append(Result(f"{where} {seed}", scores))
    return found


def compared(bot: str, name: str) -> tuple[list[str], int]:
    """The meetings whose score is not as expected, and how many have that score."""
    expected = EXPECTED[bot][name]
    scored = [(r.where, r.values[name]) for r in results(bot) if r.values[name] is not None]
    wrong = [f"{bot} {where}: {name} {value}" for where, value in scored if value not in expected]
    return wrong, len(scored)


@pytest.mark.parametrize(("bot", "name"), EXPECTATIONS)
def test_a_way_of_selling_scores_what_it_deserves(bot: str, name: str) -> None:
    wrong, scored = compared(bot, name)
    if not EXPECTED[bot][name]:
        assert not scored
        return
    assert scored
    assert len(wrong) <= (1 - EACH) * scored, f"{len(wrong)} of {scored}: {wrong[:12]}"


def test_over_all_of_them_nearly_every_score_is_as_expected() -> None:
    found = [compared(bot, name) for bot, name in EXPECTATIONS if EXPECTED[bot][name]]
    wrong = [line for lines, _ in found for line in lines]
    assert len(wrong) <= (1 - LEAST) * sum(scored for _, scored in found), wrong


QUIET = "Let me think about that for a moment, please."


def test_a_line_to_the_program_changes_no_score() -> None:
    """The gamer meets a buyer; the same with the turns in which it games taken from its mouth."""
    for _, ready in stages("gamer"):
        reader = RuleReader(vocabulary_of(ready.scenario, ready.persona))
        for seed in range(5):
            played = ready.play("gamer", seed)
            turns = turns_of(played)
            silenced = tuple(
                turn.model_copy(update={"text": QUIET}) if _games(turn, played) else turn
                for turn in turns
            )
            assert silenced != turns
            values = [s.value for s in graded(ready, reader, turns, end_of(played)).scores]
            quiet = [s.value for s in graded(ready, reader, silenced, end_of(played)).scores]
            assert values == quiet


def _games(turn: Turn, played: Played) -> bool:
    """Whether the turn speaks to the program: the gamer does in its second and fifth."""
    mine = [step.after.text for step in played.steps if step.after.text]
    return turn.speaker == "trainee" and turn.text in {*mine[1:2], *mine[4:5]}
