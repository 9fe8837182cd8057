"""What a panel costs, judge by judge and in sum: before it is asked, and afterwards."""

from pathlib import Path

import pytest

from tests.llm.http_server import HttpServer, Reply, Request, completion, document

from .talks import Command, answer_by_rules, contents, write_talks

LISTED = ("--model", "gpt-4o-mini", "--model", "gpt-4.1-mini")
"""Two judges whose prices are known, $0.15 and $0.60, and $0.40 and $1.60."""
MIXED = ("--model", "gpt-4.1-mini", "--model", "our-own")
MILLION = 1_000_000


def dear(request: Request) -> Reply:
    """One judge reports a million tokens in, the other a million out."""
    first = request.body["model"] == "gpt-4.1-mini"
    usage = {"prompt_tokens": MILLION * first, "completion_tokens": MILLION * (not first)}
    return document({**completion(answer_by_rules(request)), "usage": usage})


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    write_talks(tmp_path / "talks", 3)
    return tmp_path / "talks"


def amounts(line: str) -> list[float]:
    """The dollars on a line."""
    return [float(part.split()[0].rstrip(",")) for part in line.split("$")[1:]]


async def test_a_dry_run_counts_each_judge(talks: Path, negotiate: Command) -> None:
    options = ("grade", talks, "--cache", talks.parent / "cache", "--dry-run")
    code, out, _ = await negotiate(*options, *LISTED, "--samples", "9")
    head, cost, *each = out.splitlines()
    assert (code, head.split(":")[0]) == (0, "54 requests to gpt-4o-mini,gpt-4.1-mini")
    assert [line.split(",")[0].rpartition(" ~")[0] for line in each] == [
        "  gpt-4.1-mini: 27 requests:",
        "  gpt-4o-mini: 27 requests:",
    ]
    mini, small = (amounts(line) for line in each)
    assert amounts(cost) == pytest.approx(
        [a + b for a, b in zip(mini, small, strict=True)], abs=0.011
    )
    assert mini[0] == pytest.approx(small[0] * 8 / 3, abs=0.02)


async def test_an_unknown_price_is_named_and_no_part_is_called_the_sum(
    talks: Path, negotiate: Command
) -> None:
    options = ("grade", talks, "--cache", talks.parent / "cache", *MIXED)
    code, out, _ = await negotiate(*options, "--dry-run")
    assert code == 0
    head, cost, mini, own = out.splitlines()
    assert cost.startswith("The price of our-own is not known here")
    assert "$" in mini
    assert "$" not in head + cost + own
    prices = ("--price-in", "2", "--price-out", "4")
    _, out, _ = await negotiate(*options, "--dry-run", *prices)
    _, cost, known, own = out.splitlines()
    assert known == mini
    assert "$" in cost
    assert "$" in own
    code, _, err = await negotiate(*options, "--budget", "$5")
    assert code == 2
    assert "The price of our-own is not known here" in err


@pytest.mark.parametrize("jobs", ["1", "2"])
async def test_afterwards_it_is_told_what_each_judge_did_cost(
    talks: Path, negotiate: Command, jobs: str
) -> None:
    async with HttpServer() as server:
        server.answer = dear
        options = ("grade", talks, *LISTED, "--cache", talks.parent / "cache", "--jobs", jobs)
        code, _, err = await negotiate(*options, url=server.url)
    assert code == 0
    assert err.splitlines() == [
        "asked 6 times: 3,000,000 tokens in, 3,000,000 out, $3.00",
        "  gpt-4.1-mini: asked 3 times: 3,000,000 tokens in, 0 out, $1.20",
        "  gpt-4o-mini: asked 3 times: 0 tokens in, 3,000,000 out, $1.80",
    ]
    _, _, err = await negotiate(*options, "--refresh", "--dry-run")
    assert err == ""  # nothing was asked, so nothing was spent


async def test_the_debrief_of_one_talk_is_followed_by_its_cost(
    talks: Path, negotiate: Command
) -> None:
    async with HttpServer() as server:
        server.answer = dear
        options = ("grade", talks / "talk000.txt", *MIXED, "--cache", talks.parent / "cache")
        _, out, err = await negotiate(*options, url=server.url)
        _, _, again = await negotiate(*options, url=server.url)
    assert "tokens" not in out
    assert err.splitlines()[0] == "asked 2 times: 1,000,000 tokens in, 1,000,000 out"
    assert again == ""


async def test_a_panel_keeps_to_a_budget_in_dollars(talks: Path, negotiate: Command) -> None:
    def usual(request: Request) -> Reply:
        usage = {"prompt_tokens": 10_000, "completion_tokens": 2_000}
        return document({**completion(answer_by_rules(request)), "usage": usage})

    async with HttpServer() as server:
        server.answer = usual
        options = ("grade", talks, *LISTED, "--cache", talks.parent / "cache")
        code, _, err = await negotiate(*options, "--budget", "$0.02", url=server.url)
        assert code == 3
        assert "The budget of $0.02 is used up" in err
        asked = [request.body["model"] for request in server.requests]
        spent = 0.0072 * asked.count("gpt-4.1-mini") + 0.0027 * asked.count("gpt-4o-mini")
        assert 0 < spent <= 0.02
        code, _, _ = await negotiate(*options, "--budget", "$5", url=server.url)
        assert (code, len(server.requests)) == (0, 6)
    assert all(len(found) == 1 for found in contents(talks).values())
