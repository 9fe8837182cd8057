from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.grader.ground import ground_of


def test_equal_deals_and_buyers_share_a_ground(scenario: Scenario, persona: Persona) -> None:
    again = Scenario.model_validate_json(scenario.model_dump_json())
    assert again is not scenario
    assert ground_of(again, persona) is ground_of(scenario, persona)


def test_another_deal_or_buyer_has_another_ground(scenario: Scenario, persona: Persona) -> None:
    ground = ground_of(scenario, persona)
    cheaper = scenario.seller.model_copy(update={"reservation": scenario.seller.reservation - 1})
    assert ground_of(scenario.model_copy(update={"seller": cheaper}), persona) is not ground
    assert ground_of(scenario, None) is not ground
    assert ground_of(None, None).standard == {}
