import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.buyer.act import Act
from simulator.buyer.guard import Guard
from simulator.buyer.mind import first_mind
from simulator.buyer.speech import Spoken, clean, speak, split_sentences
from simulator.buyer.voice import Request, compose
from simulator.domain.errors import ModelError
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from tests.models import Scripted

ASK = Act(kind=ActKind.ASK, tone="warm", terms={"price": 57_000.0})


@pytest.fixture
def request_(persona: Persona, scenario: Scenario) -> Request:
    return compose(ASK, first_mind(persona, "normal"), persona, scenario, [], seed=5)


@pytest.fixture
def guard(persona: Persona, scenario: Scenario) -> Guard:
    return Guard(ASK, first_mind(persona, "normal"), persona, scenario)


async def line(model: Scripted, request: Request, guard: Guard) -> list[Spoken]:
    return [spoken async for spoken in speak(model, request, guard)]


async def test_a_good_line_comes_sentence_by_sentence(request_: Request, guard: Guard) -> None:
    model = Scripted("Hm. Could it be $57,000?  I'd like that.")
    spoken = await line(model, request_, guard)
    assert [s.text for s in spoken] == ["Hm.", "Could it be $57,000?", "I'd like that."]


async def test_a_refused_sentence_is_rewritten_and_never_shown(
    request_: Request, guard: Guard
) -> None:
    model = Scripted("Hm. I'd pay $59,500. Bye.", "Could it be $57,000?")
    spoken = await line(model, request_, guard)
    shown = [s.text for s in spoken if not s.refused]
    assert shown == ["Hm.", "Could it be $57,000?"]
    assert "59,500" in str(model.asked[1][-1]["content"])


async def test_after_a_second_refusal_the_scripted_line_is_spoken(
    request_: Request, guard: Guard
) -> None:
    spoken = await line(Scripted("We have a deal.", "Agreed, agreed!"), request_, guard)
    shown = " ".join(s.text for s in spoken if not s.refused)
    assert "$57,000" in shown
    assert guard.objection(shown) is None


@pytest.mark.parametrize("empty", ["", "   \n", "Well, let me think."])
async def test_a_line_without_its_terms_ends_with_the_scripted_one(
    request_: Request, guard: Guard, empty: str
) -> None:
    spoken = await line(Scripted(empty, empty), request_, guard)
    assert "$57,000" in " ".join(s.text for s in spoken if not s.refused)


async def test_a_model_that_fails_at_once_fails_the_turn(request_: Request, guard: Guard) -> None:
    with pytest.raises(ModelError, match="gone"):
        await line(Scripted(ModelError("gone")), request_, guard)


@given(text=st.text(max_size=2_000))
def test_no_text_is_lost_or_dangerous_when_split(text: str) -> None:
    sentences = split_sentences(text)
    joined = "".join("".join(sentences).split())
    assert joined == "".join(clean(text).split())
    assert all(len(sentence) <= 400 for sentence in sentences)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in "".join(sentences))
