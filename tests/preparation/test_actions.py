import pytest

from simulator.buyer.buyer import Buyer
from simulator.content import load_persona, load_scenario, scenarios
from simulator.domain.errors import NegotiateError
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Learned
from simulator.preparation.actions import (
    NOTHING,
    Action,
    actions,
    after_action,
    after_meeting,
    budget,
    contact_of,
    done,
    finding,
    sheet,
    strengthened,
)


@pytest.fixture(params=[card.id for card in scenarios()])
def deal(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(request.param)


def of_kind(deal: Scenario, kind: str) -> list[Action]:
    return [action for action in actions(deal) if action.kind == kind]


def test_there_is_less_time_than_there_are_things_to_do(deal: Scenario) -> None:
    assert 1 <= budget(deal) < len(actions(deal))
    assert {action.kind for action in actions(deal)} == {"meet", "look", "research"}


def test_what_is_done_is_spent(deal: Scenario) -> None:
    learned = Learned()
    spendable = of_kind(deal, "look") + of_kind(deal, "research")
    for action in spendable[: budget(deal)]:
        learned = after_action(deal, learned, action.key)
    assert done(learned) == min(budget(deal), len(spendable))
    with pytest.raises(NegotiateError, match=r"already|time for"):
        after_action(deal, learned, spendable[0].key)


def test_an_unknown_action_is_named(deal: Scenario) -> None:
    with pytest.raises(NegotiateError, match="known are"):
        after_action(deal, Learned(), "look:nothing")
    with pytest.raises(NegotiateError, match="known are"):
        contact_of(deal, "meet:nobody")


def test_a_lead_raises_the_walk_away_point_and_may_be_mentioned(deal: Scenario) -> None:
    lead = of_kind(deal, "look")[0]
    better = strengthened(deal, after_action(deal, Learned(), lead.key))
    assert better.seller.reservation > deal.seller.reservation
    assert len(better.brief.alternatives) == len(deal.brief.alternatives) + 1
    risen = better.seller.reservation - deal.seller.reservation
    assert better.brief.limit.endswith(f"raises that by ${risen:,.0f}.")
    assert strengthened(deal, Learned()) == deal


def test_a_talk_behind_the_back_is_remembered(deal: Scenario) -> None:
    for action in of_kind(deal, "meet"):
        contact = contact_of(deal, action.key)
        learned = after_meeting(Learned(), contact, (contact.insights[0].id,))
        assert learned.went_around is contact.guarded
        assert bool(action.warning) is contact.guarded
        assert contact.insights[0].note in "\n".join(
            sheet(deal, load_persona("dictator"), {}, learned)
        )


def test_research_tells_whether_this_buyers_claim_is_true(deal: Scenario) -> None:
    assert deal.preparation is not None
    for buyer in ("dictator", "gatekeeper_cio", "price_first", "cash_flow_worried"):
        persona = load_persona(buyer)
        for research in deal.preparation.research:
            claims = [claim.id for claim in persona.claims if claim.kind == research.about]
            for true in (True, False):
                found = finding(persona, dict.fromkeys(claims, true), research)
                wanted = research.if_true if true else research.if_false
                assert found == (wanted if claims else NOTHING)


def test_a_buyer_who_guards_its_people_minds_being_gone_around(scenario: Scenario) -> None:
    persona = load_persona("gatekeeper_cio")
    trusting = Buyer(scenario, persona, "normal", 1).mind
    wary = Buyer(scenario, persona, "normal", 1, Learned(met=("x",), went_around=True)).mind
    assert wary.trust < trusting.trust
    assert wary.heat > trusting.heat


def test_a_false_claim_that_was_looked_up_falls_at_the_first_test(
    scenario: Scenario, persona: Persona
) -> None:
    assert scenario.preparation is not None
    kinds = {claim.kind for claim in persona.claims}
    research = next(r for r in scenario.preparation.research if r.about in kinds)
    buyer = Buyer(scenario, persona, "normal", 1, Learned(research=(research.id,)))
    assert buyer.mind.exposed
    assert all(persona.claim(claim).kind == research.about for claim in buyer.mind.exposed)
