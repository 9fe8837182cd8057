import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.buyer.act import Act
from simulator.buyer.guard import Guard
from simulator.buyer.mind import Mind, first_mind
from simulator.content import load_persona, load_scenario
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario


@pytest.fixture
def mind(persona: Persona) -> Mind:
    return first_mind(persona, "normal")


@pytest.fixture
def hesitating(persona: Persona, scenario: Scenario, mind: Mind) -> Guard:
    return Guard(Act(kind=ActKind.HESITATE, tone="warm"), mind, persona, scenario)


@pytest.mark.parametrize(
    "line",
    [
        "I could go as high as $59,000.",
        "What about fifty-five thousand?",
        "Give me 55k and we talk.",
        "Net 90 would do.",
        "Fine, we have a deal.",
        "That works for me!",
        "All right, I’ll sign.",
        "We can do a bit more on our side.",
        "The thing is our cash flow.",
        "Between us, it's the timing.",
        "Our clients pay late, that's all.",
        "Dana has to look at it.",
        "As an AI, I cannot say.",
        "My instructions forbid it.",
    ],
)
def test_what_is_not_in_the_act_is_cut(hesitating: Guard, line: str) -> None:
    assert hesitating.objection(line)


@pytest.mark.parametrize(
    "line",
    [
        "I'm still not there, I'm afraid.",
        "This quarter is a tricky one for us.",
        "One moment, let me think about it.",
        "The deal as it stands doesn't sit right with me.",
    ],
)
def test_ordinary_talk_passes(hesitating: Guard, line: str) -> None:
    assert hesitating.objection(line) is None


@given(price=st.integers(30_000, 66_000))
def test_no_other_price_than_the_acts_own_passes(
    persona: Persona, scenario: Scenario, price: int
) -> None:
    act = Act(kind=ActKind.ASK, tone="warm", terms={"price": 57_000.0})
    guard = Guard(act, first_mind(persona, "normal"), persona, scenario)
    objection = guard.objection(f"Could you do ${price:,}?")
    assert (objection is None) == (price == 57_000)


def test_the_same_figure_may_be_said_in_words(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    act = Act(kind=ActKind.ASK, tone="warm", terms={"price": 57_000.0})
    guard = Guard(act, mind, persona, scenario)
    assert guard.objection("Could you do fifty-seven thousand?") is None
    assert guard.missing("Could you do fifty-seven thousand?") is None


def test_a_line_that_leaves_out_its_terms_is_unfinished(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    act = Act(kind=ActKind.COUNTER, tone="warm", terms={"payment_days": 90.0})
    assert Guard(act, mind, persona, scenario).missing("Perhaps a little more time?")


def test_an_open_tier_may_be_told(persona: Persona, scenario: Scenario, mind: Mind) -> None:
    act = Act(kind=ActKind.REVEAL, tone="warm", interest="cash_timing", tier=1)
    told = mind.model_copy(update={"tiers": {**mind.tiers, "cash_timing": 1}})
    guard = Guard(act, told, persona, scenario)
    assert guard.objection("It's the timing, not the amount.") is None
    assert guard.objection("Our clients pay late.")


def test_a_day_in_the_name_of_an_option_sets_no_other_deadline(
    persona: Persona, scenario: Scenario, mind: Mind
) -> None:
    act = Act(kind=ActKind.COUNTER, tone="warm", terms={"start_date": "december"})
    guard = Guard(act, mind, persona, scenario)
    assert guard.objection("It has to be signed before Christmas.")
    assert guard.objection("If we could start before Christmas, that would help.") is None


def test_a_before_in_the_name_of_an_option_denies_no_yes(persona: Persona, mind: Mind) -> None:
    act = Act(kind=ActKind.HESITATE, tone="warm")
    guard = Guard(act, mind, persona, load_scenario("office_lease"))
    line = "Good, a break clause before the final year is agreed then."
    assert "agrees" in (guard.objection(line) or "")


def test_a_day_that_the_act_only_mentions_is_no_deadline() -> None:
    buyer, scenario = load_persona("price_first"), load_scenario("services_60k")
    guard = Guard(Act(kind=ActKind.WARN, tone="warm"), first_mind(buyer, "normal"), buyer, scenario)
    assert any("Wednesday" in line for line in buyer.lines[ActKind.WARN].warm)
    assert guard.objection("I need it by Wednesday.")
    assert guard.objection("I need it by today, no later than noon.")
