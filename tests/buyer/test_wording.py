import json
from itertools import cycle, product

import pytest

from simulator.buyer.act import Act
from simulator.buyer.guard import Guard, figures
from simulator.buyer.mind import Mind, first_mind
from simulator.buyer.voice import compose
from simulator.buyer.wording import answer_line, groups, mark_used
from simulator.content.library import load_persona, load_scenario, personas, scenarios
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from tests.buyer.acts import every_act

THREE = 3
"""Wordings that a tactic, an answer, a claim or a fact has at least; an act has five."""

BUYERS, DEALS = ([card.id for card in cards] for cards in (personas(), scenarios()))
QUICK = {*zip(BUYERS, cycle(DEALS), strict=False), *zip(cycle(BUYERS), DEALS, strict=False)}
"""Each buyer and each deal at least once; all pairs take their time."""

every_buyer = pytest.mark.parametrize("buyer", BUYERS)


@pytest.fixture(scope="module")
def mind(persona: Persona) -> Mind:
    return first_mind(persona, "normal")


def having_told(mind: Mind, act: Act) -> Mind:
    """The state with exactly what the act itself discloses."""
    return mind.model_copy(update={"tiers": {**mind.tiers, act.interest: act.tier}})


@pytest.mark.parametrize(
    ("buyer", "deal"),
    [
        pytest.param(*pair, marks=() if pair in QUICK else pytest.mark.slow)
        for pair in product(BUYERS, DEALS)
    ],
)
def test_every_scripted_line_passes_the_guard(buyer: str, deal: str) -> None:
    persona, scenario = load_persona(buyer), load_scenario(deal)
    mind, refused = first_mind(persona, "normal"), []
    for act in every_act(persona):
        told = having_told(mind, act) if act.tier else mind
        guard = Guard(act, told, persona, scenario)
        for group in groups(act, mind, persona, scenario):
            for line in group.lines.values():
                if objection := guard.objection(line):
                    refused.append((act.kind.value, line, objection))
    assert refused == []


@every_buyer
def test_every_act_has_wordings_enough_that_name_its_terms(buyer: str, scenario: Scenario) -> None:
    persona = load_persona(buyer)
    mind = first_mind(persona, "normal")
    for act in every_act(persona):
        main = groups(act, mind, persona, scenario)[0]
        by_topic = act.tactic or act.reply or act.claim or act.fact or act.noted
        assert len(main.lines) >= (THREE if by_topic else 5)
        if act.kind in {ActKind.ASK, ActKind.COUNTER, ActKind.NIBBLE, ActKind.ACCEPT}:
            assert all(57_250.0 in figures(line) for line in main.lines.values())


def test_a_line_without_terms_to_quote_still_has_five_wordings(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    for kind in (ActKind.THANK, ActKind.POCKET, ActKind.REFUSE, ActKind.HESITATE):
        for tone in ("warm", "cool"):
            act = Act(kind=kind, tone=tone)
            assert len(groups(act, mind, persona, scenario)[0].lines) >= 5


def test_no_line_is_spoken_twice_but_on_purpose(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    act = Act(kind=ActKind.HESITATE, tone="warm")
    spoken: list[str] = []
    for turn in range(30):
        request = compose(act, mind, persona, scenario, [], seed=turn)
        line = answer_line({"messages": request.messages, "seed": turn})
        mind = mark_used(mind, line, request.offered)
        spoken.append(line)
    plain = len(persona.lines[ActKind.HESITATE].warm)
    assert len(set(spoken[:plain])) == plain
    frames = [frame.split("{line}")[0] for frame in persona.again]
    for line in spoken[plain:]:
        assert any(line.startswith(frame) for frame in frames)


def test_the_offline_model_answers_by_the_seed(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    def line(seed: int) -> str:
        act = Act(kind=ActKind.OPEN, tone="warm")
        request = compose(act, mind, persona, scenario, [], seed)
        return answer_line({"messages": request.messages, "seed": seed})

    assert line(3) == line(3)
    assert len({line(seed) for seed in range(20)}) > 3


@pytest.mark.parametrize(
    "body", [{}, {"messages": []}, {"messages": [{"content": "hi"}]}, {"messages": "x"}]
)
def test_a_strange_request_is_answered_politely(body: dict[str, object]) -> None:
    assert answer_line(body)


def test_the_prompt_holds_no_limit_no_weight_and_no_shut_interest(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    turns = [Turn(n=0, speaker="buyer", text="Hello."), Turn(n=1, speaker="trainee", text="Hi.")]
    for act in every_act(persona):
        told = having_told(mind, act) if act.tier else mind
        request = compose(act, told, persona, scenario, turns, seed=1)
        prompt = json.dumps(request.messages, ensure_ascii=False)
        assert all(limit.why not in prompt for limit in persona.limits)
        assert scenario.key.real_problem not in prompt
        assert "reservation" not in prompt
        assert "1200" not in prompt
        for interest in persona.interests:
            for tier in interest.tiers[told.tiers[interest.id] :]:
                assert tier.gist not in prompt
