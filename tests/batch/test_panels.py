"""Several models judge one talk: their votes are pooled, and where they part no score is given."""

import json
from pathlib import Path

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.store.grades import read_grades
from tests.llm.http_server import HttpServer, Reply, Request, completion, document

from .talks import Command, answer_by_rules, by_rules, contents, session, write_talks

PANEL = ("--model", "zeta-1", "--model", "alpha-1")


def beside_zeta(*codes: str) -> object:
    """All judges code by the rules, but zeta-1 never finds these codes."""

    def answer(request: Request) -> Reply:
        form = json.loads(answer_by_rules(request))
        if request.body["model"] == "zeta-1":
            form["moves"] = [move for move in form["moves"] if move["code"] not in codes]
        return document(completion(json.dumps(form)))

    return answer


@pytest.fixture
def path(tmp_path: Path, scenario: Scenario, persona: Persona) -> Path:
    return played(tmp_path, scenario, persona, "offline")


def played(folder: Path, scenario: Scenario, persona: Persona, model: str) -> Path:
    """A session with that model as the buyer's voice."""
    return session(folder / "talk.jsonl", scenario, persona, model=model)


def codes_of(record: GradedRecord) -> list[tuple[int, str]]:
    return sorted((r.turn, move.code.value) for r in record.readings for move in r.moves)


async def test_judges_that_agree_give_the_score_of_each(path: Path, negotiate: Command) -> None:
    async with HttpServer() as server:
        server.answer = by_rules
        cache = ("--cache", path.parent / "cache")
        assert (await negotiate("grade", path, *PANEL, *cache, url=server.url))[0] == 0
        assert [r.body["model"] for r in server.requests] in (
            ["alpha-1", "zeta-1"],
            ["zeta-1", "alpha-1"],
        )
    assert (await negotiate("grade", path, "--refresh"))[0] == 0
    panel, rules = read_grades(path)
    assert panel.coder.startswith("alpha-1,zeta-1:")
    assert (panel.made_from.model, panel.made_from.samples) == ("alpha-1,zeta-1", 1)
    assert codes_of(panel) == codes_of(rules)
    judged = [s.name for s in rules.all_scores if s.verdict != "not judged by the rules"]
    assert {*judged} > {s.name for s in rules.scores}
    assert all(panel.value_of(name) == rules.value_of(name) for name in judged)
    assert all(s.interval == (s.value, s.value) for s in panel.all_scores if s.verdict == "scored")


@pytest.mark.parametrize("samples", ["1", "3"])
async def test_a_score_on_which_they_part_is_left_to_a_coach(
    path: Path, negotiate: Command, samples: str
) -> None:
    async with HttpServer() as server:
        server.answer = beside_zeta("HOLD", "Q-WHY", "TEST", "MIRROR")  # type: ignore[assignment]
        cache = ("--cache", path.parent / "cache", "--samples", samples)
        code, out, _ = await negotiate("grade", path, *PANEL, *cache, url=server.url)
        assert code == 0
        assert len(server.requests) == 2 * int(samples)
        alone = {}
        for judge in ("zeta-1", "alpha-1"):
            again = ("grade", path, "--model", judge, *cache)
            assert (await negotiate(*again, url=server.url))[0] == 0
            scores = read_grades(path)[-1].scores
            alone[judge] = {score.name: score.value for score in scores}
        # Each judge's answers are its own, and were there already.
        assert len(server.requests) == 2 * int(samples)
    first_record = read_grades(path)[0]
    assert first_record.made_from.samples == int(samples)  # of each judge
    assert {doubt.share for doubt in first_record.doubts if doubt.kind == "vote"} == {0.5}
    parted = 0
    for score in first_record.scores:
        first, second = alone["alpha-1"][score.name], alone["zeta-1"][score.name]
        assert first is not None
        assert second is not None
        apart = f"alpha-1 makes it {first}, zeta-1 makes it {second}"
        if abs(first - second) > 1:
            parted += 1
            assert (score.verdict, score.value) == ("not scored", None)
            assert score.because == f"Left to a coach: the judges are too far apart: {apart}."
            assert score.interval is not None
            assert score.interval[1] - score.interval[0] > 1
            assert apart in " ".join(out.split())
            assert f" of {2 * int(samples)} votes" in out
        else:
            assert apart not in score.because
    assert 0 < parted < 3


async def test_the_order_of_judges_is_none_of_the_grade(tmp_path: Path, negotiate: Command) -> None:
    for name in ("one", "two"):
        write_talks(tmp_path / name, 3)
    cache = ("--cache", tmp_path / "cache")
    async with HttpServer() as server:
        server.answer = beside_zeta("HOLD")  # type: ignore[assignment]
        code, out, _ = await negotiate("grade", tmp_path / "one", *PANEL, *cache, url=server.url)
        assert (code, len(server.requests)) == (0, 6)
    # Nobody listens any more: all is in the cache, and on record.
    turned = ("--model", "alpha-1, zeta-1", "--jobs", "2")
    assert (await negotiate("grade", tmp_path / "two", *turned, *cache))[0] == 0
    assert contents(tmp_path / "two") == contents(tmp_path / "one")
    code, out, _ = await negotiate("grade", tmp_path / "one", *turned, *cache)
    assert "3 unchanged" in out


@pytest.mark.parametrize(
    ("models", "why"),
    [
        ("alpha-1,alpha-1", "names alpha-1 twice"),
        ("alpha-1,offline", "sit on no panel"),
        ("alpha-1,,beta", "name of a model is missing"),
    ],
)
async def test_what_is_no_panel_is_refused(
    path: Path, negotiate: Command, models: str, why: str
) -> None:
    code, _, err = await negotiate("grade", path, "--model", models)
    assert code == 2
    assert why in err


async def test_a_panel_is_counted_whole_and_exported_judge_by_judge(
    tmp_path: Path, negotiate: Command
) -> None:
    write_talks(tmp_path / "talks", 3)
    options = ("grade", tmp_path / "talks", "--cache", tmp_path / "cache")
    code, out, _ = await negotiate(*options, *PANEL, "--dry-run")
    assert (code, out.split(":")[0]) == (0, "6 requests to zeta-1,alpha-1")
    requests = tmp_path / "requests.jsonl"
    code, _, err = await negotiate(*options, *PANEL, "--export-requests", requests)
    assert code == 2
    assert "for one model" in err
    assert not requests.exists()


@pytest.mark.parametrize(
    ("buyer", "judges", "kin"),
    [
        ("gpt-4.1-mini", "gpt-4.1-mini", "by the same model"),
        ("gpt-4.1-mini", "openai/gpt-5", "by gpt-4.1-mini, by its name of the same family"),
        ("Llama-3-8B", "meta/llama3.2,qwen2.5", "by Llama-3-8B, by its name of the same family"),
        ("gpt-4.1-mini", "claude-sonnet-4", ""),
        ("offline", "gpt-4.1-mini", ""),
        ("offline", "offline", ""),
        ("ft:claude-x:mine", "ft:gpt-4o:mine", ""),
    ],
)
async def test_a_judge_of_its_own_kind_is_warned_of_once(
    tmp_path: Path, scenario: Scenario, persona: Persona, negotiate: Command,
    buyer: str, judges: str, kin: str,
) -> None:  # fmt: skip
    for number in range(3):
        path = played(tmp_path, scenario, persona, buyer)
        text = path.read_text("utf-8").replace('"id":"', f'"id":"{number}', 1)
        path.with_name(f"{number}.jsonl").write_text(text, "utf-8")
        path.unlink()
    options = ("--model", judges, "--cache", tmp_path / "cache")
    async with HttpServer() as server:
        server.answer = by_rules
        code, _, err = await negotiate("grade", tmp_path, *options, url=server.url)
    assert code == 0
    assert err.count("models favour what sounds like themselves") == bool(kin)
    assert kin in err
