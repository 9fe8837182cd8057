import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.buyer.act import Act
from simulator.buyer.guard import Guard
from simulator.buyer.mind import first_mind
from simulator.buyer.sentences import clean, split_sentences
from simulator.buyer.speech import SCRIPTED, TRIMMED, Spoken, speak
from simulator.buyer.voice import Request, compose
from simulator.domain.errors import ModelError
from simulator.domain.persona import ActKind, Persona
from simulator.domain.scenario import Scenario
from simulator.llm.model import Model
from tests.models import Endless, Scripted, Stuck

ASK = Act(kind=ActKind.ASK, tone="warm", terms={"price": 57_000.0})


@pytest.fixture
def request_(persona: Persona, scenario: Scenario) -> Request:
    return compose(ASK, first_mind(persona, "normal"), persona, scenario, [], seed=5)


@pytest.fixture
def guard(persona: Persona, scenario: Scenario) -> Guard:
    return Guard(ASK, first_mind(persona, "normal"), persona, scenario)


async def line(model: Model, request: Request, guard: Guard) -> list[Spoken]:
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


async def test_only_a_model_that_is_set_up_wrongly_fails_the_turn(
    request_: Request, guard: Guard
) -> None:
    with pytest.raises(ModelError, match="no key"):
        await line(Scripted(ModelError("no key", lasting=True)), request_, guard)


@pytest.mark.parametrize(
    "answers",
    [
        [ModelError("gone")],
        ["We have a deal. ", ModelError("gone")],
        ["Hm. We have a deal. ", ModelError("no key", lasting=True)],
    ],
    ids=["at once", "in the rewrite", "in the rewrite, for good"],
)
async def test_a_model_that_fails_leaves_the_word_to_the_script(
    request_: Request, guard: Guard, answers: list[str | ModelError]
) -> None:
    spoken = await line(Scripted(*answers), request_, guard)
    assert "$57,000" in " ".join(s.text for s in spoken if not s.refused)
    fault = [s for s in spoken if s.refused][-1]
    assert (fault.kind, fault.text) == ("model", "")
    assert SCRIPTED in fault.refused


async def test_a_model_that_keeps_silent_is_not_waited_for(request_: Request, guard: Guard) -> None:
    spoken = [s async for s in speak(Stuck(), request_, guard, seconds=0.01)]
    assert spoken[0].text == "Well, hello."
    assert "0.01 seconds" in spoken[1].refused
    assert "$57,000" in " ".join(s.text for s in spoken[2:])


async def test_a_line_that_stops_half_way_ends_with_its_last_whole_sentence(
    request_: Request, guard: Guard
) -> None:
    model = Scripted("Hm. Could it be $57,000? I would li")
    spoken = await line(model, request_, guard)
    assert [s.text for s in spoken if not s.refused] == ["Hm.", "Could it be $57,000?"]
    assert TRIMMED in spoken[-1].refused
    assert len(model.asked) == 1


async def test_what_stops_before_it_is_said_is_said_again(request_: Request, guard: Guard) -> None:
    spoken = await line(Scripted("Hm. Could it be $57", "Could it be $57,000?"), request_, guard)
    assert [s.text for s in spoken if not s.refused] == ["Hm.", "Could it be $57,000?"]


async def test_a_rewrite_that_begins_anew_is_not_heard_twice(
    request_: Request, guard: Guard
) -> None:
    model = Scripted("Well, I hear you. Deal.", "Well, I hear you. Could it be $57,000?")
    shown = [s.text for s in await line(model, request_, guard) if not s.refused]
    assert shown == ["Well, I hear you.", "Could it be $57,000?"]


async def test_the_model_is_closed_when_a_sentence_is_refused(
    request_: Request, guard: Guard
) -> None:
    model = Endless("We have a deal. ")
    await line(model, request_, guard)
    assert model.closed == 2


@given(text=st.text(max_size=2_000))
def test_no_text_is_lost_or_dangerous_when_split(text: str) -> None:
    sentences = split_sentences(text)
    letters = [c for c in text if c.isascii() and c.isalnum()]
    shown = (c for c in "".join(sentences) if c.isascii() and c.isalnum())
    assert all(c in shown for c in letters)  # in this order
    assert all(clean(sentence) == sentence for sentence in sentences)
    assert all(len(sentence) <= 4 * 400 for sentence in sentences)  # a tab is shown as four
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in "".join(sentences))
