import pytest

from simulator.buyer.variants import drawn
from simulator.content import load_persona
from simulator.domain.errors import NegotiateError
from simulator.domain.merge import merged
from simulator.domain.persona import Persona


@pytest.fixture(scope="module")
def dictator() -> Persona:
    return load_persona("dictator")


def test_the_seed_draws_every_variant_and_the_same_for_the_same_seed(dictator: Persona) -> None:
    names = [drawn(dictator, "", seed)[1] for seed in range(60)]
    assert set(names) == set(dictator.variants)
    assert names == [drawn(dictator, "", seed)[1] for seed in range(60)]


def test_a_variant_can_be_asked_for(dictator: Persona) -> None:
    wall, name = drawn(dictator, "wall", 1)
    assert name == "wall"
    assert wall.no_zone
    assert wall.variants == {}


@pytest.mark.parametrize("variant", ["nice", "WALL"])
def test_an_unknown_variant_is_named(dictator: Persona, persona: Persona, variant: str) -> None:
    with pytest.raises(NegotiateError, match="known are: "):
        drawn(dictator, variant, 1)
    with pytest.raises(NegotiateError, match="no variants"):
        drawn(persona, variant, 1)
    assert drawn(persona, "", 1) == (persona, "")


def test_changes_are_merged_key_by_key_and_id_by_id() -> None:
    whole = {"a": 1, "b": {"c": 2, "d": 3}, "e": [{"id": "x", "v": 1}, {"id": "y", "v": 2}]}
    changes = {"b": {"c": 9}, "e": [{"id": "y", "v": 8}, {"id": "z"}], "f": [1]}
    assert merged(whole, changes) == {
        "a": 1,
        "b": {"c": 9, "d": 3},
        "e": [{"id": "x", "v": 1}, {"id": "y", "v": 8}, {"id": "z"}],
        "f": [1],
    }
    assert whole["b"] == {"c": 2, "d": 3}
