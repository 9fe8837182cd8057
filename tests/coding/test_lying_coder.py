"""A coder that lies: whatever it answers, nothing reaches a reading that was not said."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.coding.checking import check
from simulator.coding.coder import Asked, Coding, code_turns, cut
from simulator.coding.deal_ids import DealIds
from simulator.coding.forms import parse_answer
from simulator.domain.errors import ModelError
from simulator.domain.moves import Code
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC
from simulator.llm.answers import Answer
from simulator.llm.request import Request
from tests.coding.test_coder import form, move
from tests.models import answer_of

TALK = (
    Turn(n=0, speaker="buyer", text="It's a bit steep for us, to be honest."),
    Turn(n=1, speaker="trainee", text="What makes it “steep”, if I may ask?"),
    Turn(n=2, speaker="buyer", text="Our clients pay late, that is all."),
    Turn(n=3, speaker="trainee", text="We could do net 60 if you sign this week."),
)


class Liar:
    """Gives one answer, whatever it is asked."""

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, 0

    async def complete(self, request: Request) -> Answer:
        self.asked += 1
        return answer_of(self.text)


async def told(text: str) -> tuple[Coding, Liar]:
    liar = Liar(text)
    return await code_turns(cut(TALK, GENERIC), Asked(liar, "liar")), liar


def codes(coding: Coding) -> list[tuple[int, str]]:
    return [(r.turn, m.code.value) for r in coding.readings for m in r.moves]


LIES = {
    "invented": move(1, "Q-WHY", "Why is it too dear for you?"),
    "wrong speaker": move(0, "Q-WHY", "It's a bit steep"),
    "the other side's words": move(1, "Q-WHY", "Our clients pay late"),
    "unknown code": move(1, "GRANDSTAND", "What makes it"),
    "no such turn": move(12, "Q-WHY", "What makes it"),
    "half a code": {"turn": 1, "code": "Q-WHY"},
    "no code at all": "Q-WHY",
    "stitched": move(3, "OFFER", "We could do net 60 ... What makes it"),
    "answers what nobody said": move(1, "Q-WHY", "What makes it", answers=(0, "It is robbery")),
    "answers itself": move(1, "Q-WHY", "What makes it", answers=(1, "if I may ask")),
    "answers what is still to come": move(
        1, "Q-WHY", "What makes it", answers=(2, "Our clients pay late")
    ),
    "empty": move(1, "Q-WHY", ""),
    "a mark": move(1, "Q-WHY", "?"),
    "inside a word": move(1, "Q-WHY", "te"),
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_lie_is_dropped_and_counted_and_the_truth_beside_it_stays(lie: str) -> None:
    truth = move(3, "OFFER", "We could do net 60")
    coding, liar = await told(json.dumps({"moves": [LIES[lie], truth], "mentions": []}))
    assert codes(coding) == [(3, "OFFER")]
    assert len(coding.dropped) == 1
    assert coding.doubtful == 1
    assert liar.asked == 2


async def test_a_wrong_turn_is_put_right_and_said() -> None:
    coding, _ = await told(json.dumps(form(move(1, "OFFER", "We could do net 60 if you sign"))))
    assert codes(coding) == [(3, "OFFER")]
    assert [(doubt.turn, doubt.kind) for doubt in coding.doubts] == [(1, "repaired")]
    assert coding.dropped == ()


async def test_a_paraphrase_is_shown_and_does_not_count() -> None:
    said = "We could do net 60 if you sign it this week"
    coding, liar = await told(json.dumps(form(move(3, "OFFER", said))))
    assert codes(coding) == []
    assert [(doubt.kind, doubt.said) for doubt in coding.doubts] == [("paraphrase", said)]
    assert liar.asked == 2  # word for word, please


@pytest.mark.parametrize(
    "prose",
    [
        "I'd rather not.",
        '{"moves": [{"turn": 1, "code": "Q-W',
        "[]",
        "null",
        '{"scores": {"listening": 5}}',
        "[" * 5_000,
        '{"moves": {"turn": 1}, "mentions": []}',
    ],
)
async def test_what_is_no_form_is_asked_for_once_more_and_then_not_graded(prose: str) -> None:
    with pytest.raises(ModelError, match="did not fill in the form"):
        await told(prose)


async def test_a_form_in_a_fence_is_read() -> None:
    answer = json.dumps(form(move(3, "OFFER", "We could do net 60")))
    coding, liar = await told(f"Sure, here it is:\n```json\n{answer}\n```\nAnything else?")
    assert codes(coding) == [(3, "OFFER")]
    assert liar.asked == 1


text = st.text(max_size=20) | st.sampled_from(
    [part for turn in TALK for part in (turn.text, turn.text[:9], turn.text[4:20])]
)
anything: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {
        "turn": st.integers(-2, 5),
        "code": st.sampled_from([code.value for code in Code]),
        "quote": text,
        "answers": st.none() | st.fixed_dictionaries({"turn": st.integers(-1, 5), "quote": text}),
        "offer": st.none() | st.fixed_dictionaries({"conditional": st.booleans()}),
        "hold": st.none() | st.fixed_dictionaries({"reasons": st.integers(-3, 9)}),
        "topic": st.text(max_size=5),
        "tier": st.integers(-3, 9),
    }
)


@settings(max_examples=200)
@given(st.lists(anything, max_size=5))
def test_every_quote_of_a_reading_stands_in_its_turn(moves: list[dict[str, object]]) -> None:
    filled = parse_answer(json.dumps({"moves": moves, "mentions": []}))
    checked = check(filled, TALK, TALK, DealIds(GENERIC))
    for reading in checked.readings:
        for found in reading.moves:
            for quote in filter(None, (found.quote, found.answers)):
                said = next(turn for turn in TALK if turn.n == quote.turn)
                assert said.text[quote.start : quote.end] == quote.text != ""
            assert found.quote.turn == reading.turn
            assert found.answers is None or found.answers.turn < 4
    shown = [doubt for doubt in checked.doubts if doubt.kind == "paraphrase"]
    assert checked.kept + len(checked.dropped) + len(shown) == len(moves)


def offer(issue: str, value: object) -> dict[str, object]:
    return {
        **move(3, "OFFER", "We could do net 60 if you sign"),
        "topic": "moonshine",
        "offer": {
            "terms": [{"issue": issue, "value": value}],
            "asked": [],
            "conditional": True,
            "condition_first": False,
        },
    }


@pytest.mark.parametrize(
    ("issue", "value", "fault"),
    [
        ("warranty", 24, "the deal has no issue 'warranty'"),
        ("payment_days", "soon", "payment_days takes a number, not 'soon'"),
    ],
)
async def test_a_term_the_deal_does_not_have_is_dropped_and_the_move_stays(
    issue: str, value: object, fault: str
) -> None:
    said = {"issue": issue, "value": value, "upto": None, "stance": "return", "quote": "net 60"}
    mention = {**said, "turn": 3}
    coding, liar = await told(json.dumps({"moves": [offer(issue, value)], "mentions": [mention]}))
    assert codes(coding) == [(3, "OFFER")]
    kept = coding.readings[3].moves[0]
    assert (kept.terms, kept.conditional, kept.topic) == ({}, True, "")
    assert coding.readings[3].mentions == ()
    assert coding.dropped == (
        f"turn 3: OFFER: {fault}",
        f"turn 3: mention 'net 60': {fault}",
    )
    assert liar.asked == 2


async def test_a_term_of_the_deal_is_kept() -> None:
    coding, _ = await told(json.dumps(form(offer("payment_days", 60))))
    assert coding.readings[3].moves[0].terms == {"payment_days": 60}
    assert coding.dropped == ()
