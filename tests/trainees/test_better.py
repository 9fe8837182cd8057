"""Who does what the articles teach does better than who does not, with every buyer."""

from functools import cache

import pytest

from simulator.content import personas
from simulator.trainees.estimates import difference
from simulator.trainees.study import Cell, Task, play, stage, variants
from tests.trainees.deals import AT_HOME

pytestmark = pytest.mark.slow

RUNS = 60
OTHERS = ("fake_trader", "santa", "pushover", "stonewaller", "rude_rock")
BUYERS = [
    (card.id, variant, AT_HOME.get(card.id, "services_60k"))
    for card in personas()
    for variant in variants(card.id)
]
every_buyer = pytest.mark.parametrize(("buyer", "variant", "deal"), BUYERS)


@cache
def gains(bot: str, buyer: str, variant: str, deal: str) -> list[float]:
    """The seller's money above its alternative, meeting by meeting."""
    played = play(Task(Cell(buyer, variant, deal, bot), tuple(range(RUNS))))
    return [meeting.seller for meeting in played]


@every_buyer
def test_the_ideal_trainee_beats_the_others_where_there_is_a_zone(
    buyer: str, variant: str, deal: str
) -> None:
    if stage(buyer, variant, deal, "normal").best_joint is None:
        return
    ideal = gains("ideal", buyer, variant, deal)
    for other in OTHERS:
        found = difference(ideal, gains(other, buyer, variant, deal))
        assert found is not None
        assert found.low > 0, f"{other}: {found}"


@every_buyer
def test_the_ideal_trainee_never_signs_below_its_own_floor(
    buyer: str, variant: str, deal: str
) -> None:
    assert min(gains("ideal", buyer, variant, deal)) >= 0


@every_buyer
def test_without_a_zone_the_ideal_trainee_walks_and_leaves_the_door_open(
    buyer: str, variant: str, deal: str
) -> None:
    ready = stage(buyer, variant, deal, "normal")
    if ready.best_joint is not None:
        return
    for seed in range(5):
        played = ready.play("ideal", seed)
        assert played.outcome == "trainee_left"
        assert played.steps[-1].mind.door
