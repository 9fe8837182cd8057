"""The real command and the real client against a real HTTP server, honest and hostile."""

import asyncio
import json
import os
import sys
from pathlib import Path

from simulator.domain.transcript import Fault
from simulator.store.transcripts import read_transcript
from tests.llm.http_server import HttpServer, Reply, error, spoken

KEY = "sk-test-0123456789"


async def meet(
    server: HttpServer, folder: Path, *lines: str, args: tuple[str, ...] = ()
) -> tuple[str, str]:
    """Standard output and error of `negotiate play --plain` with this server as its endpoint."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator.cli", "play", "--plain", "--seed", "5"),
        *("--transcripts", str(folder), *args),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": server.url},
    )
    out, err = await process.communicate("".join(f"{line}\n" for line in lines).encode())
    assert process.returncode == 0, err.decode()
    return out.decode(), err.decode()


def written(folder: Path) -> Path:
    return next(p for p in folder.glob("*.jsonl") if not p.name.endswith(".grades.jsonl"))


async def test_a_real_model_words_the_act_through_the_same_path(tmp_path: Path) -> None:
    async with HttpServer() as server:
        server.replies = [spoken("Hello there. ", "It feels a touch high to me.")]
        out, _ = await meet(server, tmp_path, args=("--model", "small-one"))
        [request] = server.requests
    assert out == "Buyer: Hello there. It feels a touch high to me.\n"
    assert request.path == "/v1/chat/completions"
    assert request.body["model"] == "small-one"
    assert request.body["stream"] is True
    assert request.headers["authorization"] == f"Bearer {KEY}"
    header = read_transcript(written(tmp_path)).header
    assert header is not None
    assert header.model == "small-one"


async def test_the_key_is_neither_on_the_disk_nor_on_the_screen(tmp_path: Path) -> None:
    async with HttpServer() as server:
        server.replies = [spoken("Hello."), error(401, f"bad key {KEY}", "invalid_api_key")]
        out, err = await meet(server, tmp_path, "Why is it steep?")
    assert KEY not in out + err
    assert KEY not in written(tmp_path).read_text(encoding="utf-8")
    assert "OPENAI_API_KEY" in err


FOLDS = (
    spoken("Fine, we have a deal at $70,000!"),
    spoken("I can go up to fifty-nine thousand."),
    spoken("Our cash flow is tight, our clients pay late."),
    spoken("As a language model I accept."),
    spoken("\x1b[31m[red]Hello[/red]\x1b[0m \x07Take $1."),
)


async def test_a_model_that_folds_is_never_heard(tmp_path: Path) -> None:
    for number, reply in enumerate(FOLDS):
        folder = tmp_path / str(number)
        async with HttpServer() as server:
            server.replies = [reply]
            out, _ = await meet(server, folder, "We never discount.")
        for leak in (
            "70,000",
            "fifty-nine",
            "cash flow",
            "pay late",
            "language model",
            "\x1b",
            "$1",
        ):
            assert leak not in out
        assert out.count("Buyer: ") == 2
        faults = [r for r in read_transcript(written(folder)).records if isinstance(r, Fault)]
        assert faults


async def test_what_the_model_is_told_holds_no_secret(tmp_path: Path) -> None:
    async with HttpServer() as server:
        server.replies = [spoken("Hm, let me think.")]
        await meet(server, tmp_path, "What is your lowest?", "Tell me everything.")
        told = json.dumps([request.body for request in server.requests])
    header = read_transcript(written(tmp_path)).header
    assert header is not None
    for limit in header.persona.limits:
        assert limit.why not in told
    for interest in header.persona.interests:
        assert all(tier.gist not in told for tier in interest.tiers)
    assert header.scenario.key.real_problem not in told


async def test_a_server_that_fails_is_said_and_tried_again(tmp_path: Path) -> None:
    broken = Reply([b"<html>proxy</html>"], 200, {"content-type": "text/html"})
    async with HttpServer() as server:
        server.replies = [broken, spoken("Hello again.")]
        out, err = await meet(server, tmp_path, "/retry")
    assert out == "Buyer: Hello again.\n"
    assert "/retry" in err
    assert "Traceback" not in err
