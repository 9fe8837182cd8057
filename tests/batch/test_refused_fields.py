"""Models that refuse `max_tokens` and `temperature`, graded live and from a batch."""

import json
from pathlib import Path

import pytest

from tests.llm.http_server import HttpServer, Reply, Request, error

from .talks import Command, answered, by_rules, contents, write_talks

REASONING = ("--model", "o3-mini")
OF_OUR_OWN = ("--model", "our-deployment")


def refusal(body: dict[str, object]) -> dict[str, object] | None:
    """What OpenAI says to the first field of a request that such a model refuses."""
    if "max_tokens" in body:
        message = "Unsupported parameter: 'max_tokens' is not supported with this model."
        return {"message": message, "code": "unsupported_parameter", "param": "max_tokens"}
    if body.get("temperature", 1) != 1:
        message = "Unsupported value: 'temperature' does not support 0 with this model."
        return {"message": message, "code": "unsupported_value", "param": "temperature"}
    return None


def choosy(request: Request) -> Reply:
    """An endpoint of such a model, which otherwise codes by the rules."""
    refused = refusal(request.body)
    return by_rules(request) if refused is None else error(400, **refused)  # type: ignore[arg-type]


def run_batch(requests: Path) -> Path:
    """The output of a batch of such a model: what was refused beside what was answered."""
    lines = []
    for line in requests.read_text("utf-8").splitlines():
        request = json.loads(line)
        refused = refusal(request["body"])
        if refused is None:
            lines.append(answered(line, "wrapped"))
            continue
        response = {"status_code": 400, "body": {"error": refused}}
        one = {"custom_id": request["custom_id"], "response": response, "error": None}
        lines.append(json.dumps(one))
    output = requests.with_name("output.jsonl")
    output.write_text("\n".join(lines), "utf-8")
    return output


@pytest.mark.parametrize("samples", ["1", "3"])
async def test_a_batch_of_a_reasoning_model_grades_as_the_model_does_live(
    tmp_path: Path, negotiate: Command, samples: str
) -> None:
    live, batch, requests = (tmp_path / name for name in ("live", "batch", "requests.jsonl"))
    for folder in (live, batch):
        write_talks(folder, 3)
    how = (*REASONING, "--samples", samples)
    async with HttpServer() as server:
        server.answer = choosy
        code, _, err = await negotiate(
            "grade", live, *how, "--cache", tmp_path / "c1", url=server.url
        )
        assert code == 0, err
        assert len(server.requests) == 3 * int(samples)  # none was refused
    cache = ("--cache", tmp_path / "c2")
    code, out, _ = await negotiate("grade", batch, *how, *cache, "--export-requests", requests)
    assert (code, out.split()[0]) == (0, str(3 * int(samples)))
    for line in requests.read_text("utf-8").splitlines():
        body = json.loads(line)["body"]
        assert body["max_completion_tokens"] == 5_300
        assert not {"max_tokens", "temperature"} & body.keys()
    # Nobody listens at the address: every answer has to come from the batch.
    code, out, err = await negotiate(
        "grade", batch, *how, *cache, "--import-answers", run_batch(requests)
    )
    assert (code, err) == (0, "")
    assert "0 without a usable answer" in out
    assert contents(batch) == contents(live)


async def test_what_a_batch_refused_is_written_again_in_other_terms(
    tmp_path: Path, negotiate: Command
) -> None:
    folder, requests = tmp_path / "talks", tmp_path / "requests.jsonl"
    write_talks(folder, 3)
    options = ("grade", folder, *OF_OUR_OWN, "--cache", tmp_path / "cache")
    await negotiate(*options, "--export-requests", requests)
    refused = run_batch(requests)
    again = tmp_path / "again.jsonl"
    code, out, err = await negotiate(
        *options, "--import-answers", refused, "--export-requests", again
    )
    assert code == 0
    assert "0 answers taken into the cache, 3 without" in out
    assert "3 requests written" in out
    assert "our-deployment refuses max_tokens: with --export-requests FILE beside" in err
    first, second = (
        {json.loads(line)["custom_id"] for line in path.read_text("utf-8").splitlines()}
        for path in (requests, again)
    )
    assert first == second
    code, _, err = await negotiate(*options, "--import-answers", run_batch(again))
    assert (code, err) == (0, "")
    assert all(len(found) == 1 for found in contents(folder).values())


async def test_a_fault_of_another_kind_is_no_reason_to_ask_in_other_terms(
    tmp_path: Path, negotiate: Command
) -> None:
    folder, requests = tmp_path / "talks", tmp_path / "requests.jsonl"
    write_talks(folder, 1)
    options = ("grade", folder, *OF_OUR_OWN, "--cache", tmp_path / "cache")
    await negotiate(*options, "--export-requests", requests)
    key = json.loads(requests.read_text("utf-8"))["custom_id"]
    fault = {"message": "Invalid schema", "code": None, "param": "response_format"}
    line = {"custom_id": key, "response": {"status_code": 400, "body": {"error": fault}}}
    requests.write_text(json.dumps(line), "utf-8")
    _, _, err = await negotiate(*options, "--import-answers", requests, "--dry-run")
    assert "no answer (Invalid schema)" in err
    assert "refuses" not in err
