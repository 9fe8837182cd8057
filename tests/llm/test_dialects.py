"""Models that take a request in other fields: what is sent differs, the question does not."""

from dataclasses import replace

import pytest

from simulator.llm.dialects import refused_by, refused_with, without

from .test_request import BASE


@pytest.mark.parametrize(
    ("model", "refused"),
    [
        ("gpt-4.1-mini", ()),
        ("gpt-4o-2024-11-20", ()),
        ("gpt-oss-120b", ()),
        ("olmo-3", ()),
        ("some-model", ()),
        ("o3-mini", ("max_tokens", "temperature")),
        ("o1", ("max_tokens", "temperature")),
        ("gpt-5", ("max_tokens", "temperature")),
        ("openai/GPT-5-mini-2025-08-07", ("max_tokens", "temperature")),
        ("ft:o4-mini-2025-04-16:us::1", ("max_tokens", "temperature")),
        ("gpt-5.5", ("max_tokens", "temperature")),
        ("gpt-5.2-pro", ("max_tokens", "temperature")),
        ("gpt-5.2-2025-12-11", ("max_tokens",)),
    ],
)
def test_a_name_tells_what_a_model_refuses(model: str, refused: tuple[str, ...]) -> None:
    assert refused_by(model) == refused


def test_another_name_is_sent_or_none_and_the_question_is_the_same() -> None:
    body = replace(BASE, model="o3-mini", sample=2, temperature=0.7).body()
    assert (body["max_completion_tokens"], body["seed"]) == (900, 2)
    assert not {"max_tokens", "temperature"} & body.keys()
    # Answers that were paid for before the table was there lie under it.
    key = "06653a9330f68ac5d238"
    assert replace(BASE, model="o3-mini").key().startswith(key)


def test_an_endpoint_names_one_field_at_a_time() -> None:
    for named in ("max_tokens", "temperature"):
        assert refused_with(named) == {"max_tokens", "temperature"}
    assert refused_with("seed") == {"seed"}
    assert refused_with("response_format") == set()


def test_what_is_not_there_is_not_sent_under_another_name() -> None:
    assert without({"model": "m", "seed": 1}, ("max_tokens", "seed")) == {"model": "m"}
