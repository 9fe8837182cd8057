import pytest

from simulator.buyer import claims
from simulator.buyer.claims import after_test, rival_price
from simulator.buyer.mind import Mind, first_mind
from simulator.domain.moves import Code
from simulator.domain.persona import Persona
from simulator.domain.tactics import Claim
from tests.buyer.readings import reading

LINES = ("One.", "Another.", "A third.")


@pytest.fixture
def buyer(persona: Persona) -> Persona:
    claim = Claim(
        id="rival",
        kind="rival",
        true=False,
        price_below=0.2,
        words=("rival", "other quote"),
        wobbles=LINES,
        dropped=LINES,
        proved=LINES,
    )
    return persona.model_copy(update={"claims": (claim,), "tactics": ()})


@pytest.fixture
def mind(buyer: Persona) -> Mind:
    return first_mind(buyer, "normal").model_copy(update={"claims": {"rival": "standing"}})


def test_a_question_that_names_it_tests_a_claim(buyer: Persona, mind: Mind) -> None:
    assert (
        claims.tested(mind, reading(Code.Q_OPEN), "What does the rival include?", buyer) == "rival"
    )
    assert claims.tested(mind, reading(Code.Q_OPEN), "How is your team?", buyer) == ""
    assert claims.tested(mind, reading(Code.BLUFF_TEST), "In writing?", buyer) == "rival"
    assert claims.tested(mind, reading(Code.HOLD), "The rival is no match for us.", buyer) == ""


def test_what_was_not_claimed_cannot_be_tested(buyer: Persona) -> None:
    fresh = first_mind(buyer, "normal")
    assert claims.tested(fresh, reading(Code.BLUFF_TEST), "The rival?", buyer) == ""


def test_a_false_claim_fades_within_two_tests(mind: Mind) -> None:
    assert after_test(mind, "rival") == "wobbling"
    wobbling = mind.model_copy(update={"claims": {"rival": "wobbling"}})
    assert after_test(wobbling, "rival") == "dropped"


def test_a_true_claim_is_proved(mind: Mind) -> None:
    assert after_test(mind.model_copy(update={"truths": {"rival": True}}), "rival") == "proved"


def test_a_false_claim_that_was_looked_up_falls_at_once(mind: Mind) -> None:
    assert after_test(mind.model_copy(update={"exposed": ("rival",)}), "rival") == "dropped"


def test_a_rivals_price_is_a_share_below_on_a_step(buyer: Persona) -> None:
    assert rival_price(buyer.claim("rival"), 60_000, 250) == 48_000
    assert rival_price(buyer.claim("rival"), 61_111, 250) == 48_750
    silent = buyer.claim("rival").model_copy(update={"price_below": None})
    assert rival_price(silent, 60_000, 250) is None


def test_the_seed_draws_what_may_be_either(buyer: Persona) -> None:
    either = buyer.claim("rival").model_copy(update={"true": "either"})
    unsure = buyer.model_copy(update={"claims": (either,)})
    drawn = {first_mind(unsure, "normal", seed).truths["rival"] for seed in range(20)}
    assert drawn == {True, False}
