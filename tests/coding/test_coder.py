"""The model coder keeps what it can verify, and says what it dropped."""

import json

import pytest

from simulator.coding.coder import PASSAGE_TURNS, Asked, Coding, code_turns, cut
from simulator.coding.forms import answer_schema
from simulator.coding.offline import answer_codes
from simulator.coding.rules import code_by_rules
from simulator.domain.errors import ModelError
from simulator.domain.moves import Code
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC, vocabulary_of
from simulator.llm.answers import Answer
from simulator.llm.request import Request
from simulator.models import open_model
from tests.models import answer_of

TALK = (
    Turn(n=0, speaker="buyer", text="It's a bit steep for us."),
    Turn(n=1, speaker="trainee", text="What makes it “steep”, if I may ask?"),
)


class Scripted:
    """A model that gives the answers it was handed, and keeps what it was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    async def complete(self, request: Request) -> Answer:
        self.asked.append(request)
        answer = self.answers.pop(0)
        return answer_of(answer if isinstance(answer, str) else json.dumps(answer))


async def coded(*answers: object) -> tuple[Coding, Scripted]:
    model = Scripted(*answers)
    return await code_turns(cut(TALK, GENERIC), Asked(model, "scripted")), model


def move(
    turn: int, code: str, quote: str, answers: tuple[int, str] | None = None
) -> dict[str, object]:
    return {
        "turn": turn,
        "code": code,
        "quote": quote,
        "answers": {"turn": answers[0], "quote": answers[1]} if answers else None,
        "topic": "",
        "tier": 0,
        "offer": None,
        "hold": None,
    }


def form(*moves: dict[str, object]) -> dict[str, object]:
    return {"moves": list(moves), "mentions": []}


async def test_a_quote_is_cut_from_the_turn_whatever_marks_it_came_with() -> None:
    answer = form(move(1, "Q-WHY", 'what makes it "steep"', answers=(0, "steep")))
    coding, _ = await coded(answer)
    (found,) = coding.readings[1].moves
    assert found.quote.text == "What makes it “steep”"
    assert found.answers is not None
    assert found.answers.turn == 0
    assert coding.dropped == ()


async def test_what_cannot_be_verified_is_dropped_and_asked_for_once_more() -> None:
    bad = form(
        move(1, "Q-WHY", "What makes it dear"),
        move(0, "OFFER", "It's a bit steep"),
        move(7, "Q-OPEN", "What"),
        move(1, "Q-OPEN", "What makes it"),
    )
    coding, model = await coded(bad, bad)
    assert len(model.asked) == 2
    assert "What makes it dear" in model.asked[1].messages[-1]["content"]
    assert len(coding.dropped) == 3
    assert [m.code for m in coding.readings[1].moves] == [Code.Q_OPEN]


async def test_an_answer_that_is_no_form_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="scripted did not fill in the form"):
        await coded("I'd rather not.", '{"moves": [{"tu')


async def test_the_offline_model_answers_what_the_rules_read(scenario: Scenario) -> None:
    vocabulary = vocabulary_of(scenario)
    turns = [
        Turn(
            n=n,
            speaker=("buyer", "trainee")[n % 2],
            text=(
                "It's a bit steep. Could you do 57,000?",
                "If you sign this week, we can do net 90.",
                "What would you need for net 60?",
                "I can't lower the price, because the coaches cost the same. We could phase it.",
            )[n % 4],
        )
        for n in range(4 * PASSAGE_TURNS)
    ]
    model = open_model("offline")
    coding = await code_turns(cut(turns, vocabulary), Asked(model, model.id))
    await model.aclose()
    assert coding == code_by_rules(turns, vocabulary)


async def test_a_later_passage_is_sent_with_all_that_was_said_before_it() -> None:
    said = ["We can do 57,000.", "Agreed.", *["Hm."] * PASSAGE_TURNS]
    turns = [Turn(n=n, speaker=("trainee", "buyer")[n % 2], text=t) for n, t in enumerate(said)]
    model = Scripted(form(), form())
    await code_turns(cut(turns, GENERIC), Asked(model, "scripted"))
    passage = json.loads(model.asked[1].messages[-1]["content"])
    assert [turn["text"] for turn in passage["before"]] == said[:PASSAGE_TURNS]
    assert [turn["n"] for turn in passage["turns"]] == [PASSAGE_TURNS, PASSAGE_TURNS + 1]


def test_a_request_without_a_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="no passage"):
        answer_codes({"messages": [{"role": "user", "content": "[]"}]})


def test_the_schema_is_strict() -> None:
    def check(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for value in node.values():
                check(value)
        elif isinstance(node, list):
            for value in node:
                check(value)

    check(answer_schema())


async def test_values_are_found_in_the_order_they_are_said() -> None:
    text = "Not 160 days. 60 days, then, at 41,000; once more, 60."
    said = {"turn": 0, "upto": None, "stance": "proposed"}
    days = {**said, "issue": "payment_days", "value": 60, "quote": "60"}
    price = {**said, "issue": "price", "value": 41_000, "quote": "41,000"}

    async def places(*mentions: object) -> list[tuple[int, str]]:
        model = Scripted({"moves": [], "mentions": list(mentions)})
        talk = cut((Turn(n=0, speaker="trainee", text=text),), GENERIC)
        coding = await code_turns(talk, Asked(model, "scripted"))
        return [(m.quote.start, m.quote.text) for m in coding.readings[0].mentions]

    first, last = text.index("60 days,"), text.index("60.")
    assert await places(days, price, days) == [(first, "60"), (32, "41,000"), (last, "60")]
    assert await places(price, days) == [(32, "41,000"), (last, "60")]
    # There is no third place: one more stands beside the first.
    assert await places(days, days, days) == [(first, "60"), (first, "60"), (last, "60")]
