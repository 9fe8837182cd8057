"""The key of a request: all that can change the answer, and nothing else."""

from dataclasses import replace

import pytest

from simulator.llm.request import Request

BASE = Request(
    model="some-model",
    messages=({"role": "system", "content": "Code."}, {"role": "user", "content": "“Steep”"}),
    name="codes",
    schema={"type": "object", "required": []},
    max_tokens=900,
)


def test_the_key_does_not_change_with_the_version() -> None:
    # Answers that were paid for lie under it.
    assert BASE.key() == "ed5aba7f3e0b7586310e7a59a865b5b575ddfd113f65ab7d62515b71fcb7ff07"


def test_the_order_of_a_schema_does_not_matter() -> None:
    assert replace(BASE, schema={"required": [], "type": "object"}).key() == BASE.key()


@pytest.mark.parametrize(
    "change",
    [
        {"model": "other"},
        {"messages": BASE.messages[::-1]},
        {"name": "marks"},
        {"schema": {"type": "object"}},
        {"max_tokens": 901},
        {"temperature": 0.7},
        {"sample": 1},
        {"sample": 1, "temperature": 0.7},
    ],
)
def test_what_can_change_the_answer_changes_the_key(change: dict[str, object]) -> None:
    assert replace(BASE, **change).key() != BASE.key()  # type: ignore[arg-type]


def test_a_seed_is_sent_where_chance_plays() -> None:
    assert "seed" not in BASE.body()
    assert replace(BASE, sample=2, temperature=0.7).body()["seed"] == 2


def test_half_a_surrogate_pair_is_sent_as_a_question_mark() -> None:
    torn = replace(BASE, messages=({"role": "user", "content": "a\ud800b"},))
    assert torn.body()["messages"] == [{"role": "user", "content": "a?b"}]
    assert len(torn.key()) == 64
