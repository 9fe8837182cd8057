"""Live, from a batch or from the cache: the same grades byte for byte, and nothing paid twice."""

import json
import random
from pathlib import Path

import pytest

from simulator.domain.moves import Reading
from simulator.store.grades import read_grades
from tests.llm.http_server import HttpServer, Request, completion, document, error

from .talks import Command, answer_by_rules, answered, by_rules, content, contents, write_talks

MODEL = ("--model", "some-model")


def readings(folder: Path) -> list[tuple[Reading, ...]]:
    return [read_grades(path)[-1].readings for path in sorted(folder.glob("*.txt"))]


async def test_live_cache_and_batch_grade_alike(tmp_path: Path, negotiate: Command) -> None:
    live, rules, batch = (tmp_path / name for name in ("live", "rules", "batch"))
    for folder in (live, rules, batch):
        write_talks(folder, 5, turns=45)
    async with HttpServer() as server:
        server.answer = by_rules
        code, _, err = await negotiate(
            "grade", live, *MODEL, "--cache", tmp_path / "c1", url=server.url
        )
        assert code == 0, err
        assert len(server.requests) == 5 * 3
        again = await negotiate(
            "grade", live, *MODEL, "--cache", tmp_path / "c1", "--refresh", url=server.url
        )
        assert len(server.requests) == 30
        assert again[0] == 0
    assert "asked 15 times: 300 tokens in, 75 out" in err

    assert (await negotiate("grade", rules))[0] == 0
    assert readings(rules) == readings(live)

    requests = tmp_path / "requests.jsonl"
    cache = ("--cache", tmp_path / "c2")
    code, out, err = await negotiate("grade", batch, *MODEL, *cache, "--export-requests", requests)
    assert (code, err) == (0, "")
    assert "15 requests written" in out
    assert not list(batch.glob("*.grades.jsonl"))
    lines = requests.read_text("utf-8").splitlines()
    assert {tuple(json.loads(line)) for line in lines} == {("custom_id", "method", "url", "body")}
    answers = [answered(line, ("wrapped", "bare")[n % 2]) for n, line in enumerate(lines)]
    answers += [answers[0], answered('{"custom_id": "' + "0" * 64 + '"' + lines[0][80:], "bare")]
    random.Random(1).shuffle(answers)
    (tmp_path / "answers.jsonl").write_text("\n".join(answers), "utf-8")
    # Nobody listens and there is no key: every answer has to come from the cache.
    answers_at = tmp_path / "answers.jsonl"
    code, out, err = await negotiate(
        "grade", batch, *MODEL, *cache, "--import-answers", answers_at, key=""
    )
    assert code == 0, err
    assert "16 answers taken into the cache, 0 without" in out
    assert "1 that were not exported from here" in out
    assert contents(batch) == {name: found[:1] for name, found in contents(live).items()}


async def test_a_batch_that_came_back_in_part(tmp_path: Path, negotiate: Command) -> None:
    write_talks(tmp_path / "talks", 3)
    requests, answers = tmp_path / "requests.jsonl", tmp_path / "answers.jsonl"
    options = (tmp_path / "talks", *MODEL, "--cache", tmp_path / "cache")
    for _ in range(2):  # whoever exports again gets what is still to be asked
        await negotiate("grade", *options, "--export-requests", requests)
    first, second, third = requests.read_text("utf-8").splitlines()
    expired = {"custom_id": json.loads(second)["custom_id"], "response": None}
    refused = {
        "custom_id": json.loads(third)["custom_id"],
        "response": {"status_code": 400, "body": {"error": {"message": "too long"}}},
    }
    answers.write_text(
        "\n".join(
            [
                json.dumps({**expired, "error": {"code": "batch_expired", "message": "expired"}}),
                answered(first, "wrapped"),
                json.dumps(refused),
                '{"custom_id": "half',
                "",
            ]
        )
    )
    async with HttpServer() as server:
        server.answer = by_rules
        code, out, err = await negotiate(
            "grade", *options, "--import-answers", answers, url=server.url
        )
        assert len(server.requests) == 2
    assert "1 answers taken into the cache, 3 without" in out
    assert "line 1: no answer (expired)" in err
    assert "line 3: no answer (too long)" in err
    assert "line 4: this is no JSON" in err
    assert code == 0
    assert "3 graded" in out


async def test_a_refused_or_cut_answer_is_not_graded_with_the_reason(
    tmp_path: Path, negotiate: Command
) -> None:
    write_talks(tmp_path / "talks", 3)

    def answer(request: Request) -> object:
        text = json.dumps(request.body["messages"])
        if "number 0" in text:
            return document(completion(None, refusal="I do not judge people."))
        if "number 1" in text:
            return document(completion('{"moves": [', finish="length"))
        return document(completion("", finish="content_filter"))

    async with HttpServer() as server:
        server.answer = answer  # type: ignore[assignment]
        code, out, err = await negotiate(
            "grade", tmp_path / "talks", *MODEL, "--cache", tmp_path / "cache", url=server.url
        )
    assert code == 1
    assert "3 not graded" in out
    for why in (
        "declined to answer (I do not judge people.)",
        "cut off at 5,300 tokens",
        "content filter",
    ):
        assert why in err
    records = [read_grades(path)[0] for path in sorted((tmp_path / "talks").glob("*.txt"))]
    assert {record.status for record in records} == {"not graded"}
    assert all(not record.scores and record.note for record in records)


async def test_without_a_key_a_run_that_has_to_ask_ends_with_one_sentence(
    tmp_path: Path, negotiate: Command
) -> None:
    write_talks(tmp_path, 2, turns=5)
    code, _, err = await negotiate("grade", tmp_path, *MODEL, "--cache", tmp_path / "c", key="")
    assert code == 2
    assert err.count("needs a key: set OPENAI_API_KEY") == 1
    assert not list(tmp_path.glob("*.grades.jsonl"))


async def test_a_wrong_key_ends_the_run_with_one_sentence(
    tmp_path: Path, negotiate: Command
) -> None:
    write_talks(tmp_path / "talks", 40)
    async with HttpServer() as server:
        server.replies = [error(401, "no", "invalid_api_key")]
        code, _, err = await negotiate(
            "grade", tmp_path / "talks", *MODEL, "--cache", tmp_path / "cache", url=server.url
        )
        assert len(server.requests) <= 16
    assert code == 2
    assert err.count("check OPENAI_API_KEY") == 1
    assert not list((tmp_path / "talks").glob("*.grades.jsonl"))


@pytest.mark.parametrize("jobs", ["1", "2"])
async def test_a_budget_ends_the_run_and_the_next_one_goes_on(
    jobs: str, tmp_path: Path, negotiate: Command
) -> None:
    folder = tmp_path / "talks"
    write_talks(folder, 6)
    options = ("grade", folder, *MODEL, "--cache", tmp_path / "cache")
    async with HttpServer() as server:

        def dear(request: Request) -> object:
            body = completion(answer_by_rules(request))
            return document({**body, "usage": {"prompt_tokens": 10_000, "completion_tokens": 2000}})

        server.answer = dear  # type: ignore[assignment]
        code, out, err = await negotiate(
            *options, "--budget", "30000", "--jobs", jobs, url=server.url
        )
        assert code == 3
        assert "The budget of 30,000 tokens is used up" in err
        bought = len(server.requests)
        assert 1 <= bought <= 2
        assert f"{bought} graded" in out
        code, out, _ = await negotiate(*options, url=server.url)
        assert code == 0
        assert len(server.requests) == 6  # none was bought twice
    assert f"{6 - bought} graded, {bought} unchanged" in out
    assert all(len(found) == 1 for found in contents(folder).values())


async def test_a_dry_run_counts_and_asks_nobody(tmp_path: Path, negotiate: Command) -> None:
    write_talks(tmp_path / "talks", 4)
    options = ("grade", tmp_path / "talks", "--cache", tmp_path / "cache", "--dry-run")
    async with HttpServer() as server:
        code, out, _ = await negotiate(*options, "--model", "gpt-4.1-mini", url=server.url)
        assert code == 0
        assert "4 requests to gpt-4.1-mini" in out
        assert "at most $" in out
        code, out, _ = await negotiate(*options, *MODEL, url=server.url)
        assert "~" in out
        assert "price of some-model is not known" in out
        assert "$" not in out
        code, out, _ = await negotiate(*options, *MODEL, "--price-in", "1", "--price-out", "10")
        assert "at most $" in out
        assert server.requests == []
    assert not list((tmp_path / "talks").glob("*.grades.jsonl"))


async def test_whoever_wants_all_anew_is_told_what_all_costs(
    tmp_path: Path, negotiate: Command
) -> None:
    folder, requests = tmp_path / "talks", tmp_path / "requests.jsonl"
    write_talks(folder, 4)
    options = ("grade", folder, *MODEL, "--cache", tmp_path / "cache")
    async with HttpServer() as server:
        server.answer = by_rules
        assert (await negotiate(*options, url=server.url))[0] == 0
        assert len(server.requests) == 4
    before = contents(folder)
    for refresh, count in (((), 0), (("--refresh",), 4)):
        code, out, _ = await negotiate(*options, "--dry-run", *refresh)
        assert (code, out.split()[0]) == (0, str(count))
        code, out, _ = await negotiate(*options, "--export-requests", requests, *refresh)
        assert (code, out.split()[0]) == (0, str(count))
    assert len(requests.read_text("utf-8").splitlines()) == 4
    assert contents(folder) == before
    code, _, err = await negotiate(*options, "--refresh", "--import-answers", requests)
    assert code == 2
    assert "leave one out" in err


async def test_a_batch_asks_in_the_words_of_the_live_client(
    tmp_path: Path, negotiate: Command
) -> None:
    folder, requests = tmp_path / "talks", tmp_path / "requests.jsonl"
    write_talks(folder, 2, turns=45)
    for model, samples in (("gpt-4.1-mini", "1"), ("o3-mini", "1"), ("some-model", "3")):
        asked = ("grade", folder, "--model", model, "--samples", samples)
        options = (*asked, "--cache", tmp_path / model)
        await negotiate(*options, "--export-requests", requests)
        lines = [json.loads(line) for line in requests.read_text("utf-8").splitlines()]
        async with HttpServer() as server:
            server.answer = by_rules
            assert (await negotiate(*options, url=server.url))[0] == 0
            live = [request.body for request in server.requests]
        assert {line["url"] for line in lines} == {"/v1/chat/completions"}
        # The field of the token limit, the form and the seed, whatever the model is called.
        assert sorted(json.dumps(line["body"], sort_keys=True) for line in lines) == sorted(
            json.dumps(body, sort_keys=True) for body in live
        )


async def test_an_answer_of_a_batch_that_was_cut_off_is_named_as_such(
    tmp_path: Path, negotiate: Command
) -> None:
    folder, requests = tmp_path / "talks", tmp_path / "requests.jsonl"
    write_talks(folder, 1)
    options = ("grade", folder, *MODEL, "--cache", tmp_path / "cache")
    await negotiate(*options, "--export-requests", requests)
    key = json.loads(requests.read_text("utf-8"))["custom_id"]
    cut = {"custom_id": key, "response": completion('{"moves": [', finish="length")}
    requests.write_text(json.dumps(cut), "utf-8")
    async with HttpServer() as server:
        server.answer = by_rules
        code, out, err = await negotiate(*options, "--import-answers", requests, url=server.url)
        assert len(server.requests) == 1
    assert code == 0
    assert "0 answers taken into the cache, 1 without" in out
    assert "line 1: the answer was cut off at the limit of its request's tokens." in err


async def test_samples_are_asked_for_apart_and_voted_on(tmp_path: Path, negotiate: Command) -> None:
    (path,) = write_talks(tmp_path / "talks", 1)
    async with HttpServer() as server:

        def wavering(request: Request) -> object:
            form = json.loads(answer_by_rules(request))
            if request.body["seed"] == 1:
                form["moves"] = form["moves"][:2]
            return document(completion(json.dumps(form)))

        server.answer = wavering  # type: ignore[assignment]
        code, _, err = await negotiate(
            *("grade", path, *MODEL, "--samples", "3", "--cache", tmp_path / "cache"),
            url=server.url,
        )
        assert code == 0, err
        asked = [request.body for request in server.requests]
    assert sorted(body["seed"] for body in asked) == [0, 1, 2]  # type: ignore[type-var]
    assert {body["temperature"] for body in asked} == {0.7}
    orders = {json.dumps(body["messages"]) for body in asked}
    assert len(orders) == 3  # the list of codes is shuffled from sample to sample
    (record,) = read_grades(path)
    assert record.made_from.samples == 3
    assert all(score.interval for score in record.scores if score.verdict == "scored")
    assert {doubt.share for doubt in record.doubts} == {2 / 3}
    assert content(record).count('"kind":"vote"') == len(record.doubts) > 0
