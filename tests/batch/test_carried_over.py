"""A coach's work outlives a change of rules, rubric or model: it is applied to the new grade."""

import json
import shutil
from pathlib import Path

import pytest

from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.store.grades import grades_path, read_grades
from tests.grader import bots
from tests.grader.graded import session_file
from tests.llm.http_server import HttpServer, Reply, Request, completion, document

from .talks import Command, answer_by_rules, by_rules, content

MODEL = ("--model", "some-model")


def deaf_in_turn_5(request: Request) -> Reply:
    """A coder that finds what the rules find, and nothing in turn 5."""
    form = json.loads(answer_by_rules(request))
    form["moves"] = [move for move in form["moves"] if move["turn"] != 5]
    return document(completion(json.dumps(form)))


@pytest.fixture
async def path(
    tmp_path: Path, scenario: Scenario, persona: Persona, negotiate: Command
) -> Path:  # fmt: skip
    """A session that the rules graded; Ann and Bob have corrected it."""
    folder = tmp_path / "talks"
    folder.mkdir()
    transcript = bots.transcript_of(bots.SANTA, scenario, persona)
    path = session_file(folder / "talk.jsonl", transcript.records)
    assert (await negotiate("grade", path))[0] == 0
    for coach, *action in (
        ("Ann", "--remove", "l3.payment_days", "--reason", "It was asked for."),
        ("Ann", "--remove", "c5.hold", "--reason", "A mere statement."),
        ("Ann", "--accept", "f1.8", "--blind"),
        ("Ann", "--accept", "t7"),
        ("Bob", "--accept", "all"),
    ):
        code, _, err = await negotiate("correct", path, "--coach", coach, *action)
        assert code == 0, err
    return path


def named(record: GradedRecord) -> list[str]:
    return [f"{c.action} {c.target.id}" for c in record.corrections]


def latest(path: Path, coach: str = "") -> GradedRecord:
    return next(record for record in reversed(read_grades(path)) if record.coach == coach)


async def regrade(
    path: Path, negotiate: Command, answer: object = deaf_in_turn_5, *options: str
) -> tuple[str, str, int]:
    """What regrading by a model prints, to the two streams, and how often it was asked."""
    async with HttpServer() as server:
        server.answer = answer  # type: ignore[assignment]
        code, out, err = await negotiate(
            "regrade", path, *MODEL, "--cache", path.parent / "cache", *options, url=server.url
        )
        assert code == 0, err
        return out, err, len(server.requests)


async def test_what_still_fits_is_applied_to_the_new_grade(path: Path, negotiate: Command) -> None:
    before = grades_path(path).read_bytes()
    first = latest(path)
    out, _, _ = await regrade(path, negotiate)
    assert grades_path(path).read_bytes().startswith(before)
    assert "codes: -HOLD in turn 5" in out
    assert "5 corrections were carried over from an earlier grade" in out
    left = "Bob's correction 'accept all' holds no longer: other codes stand now in turn 5."
    assert out.count(left) == 1
    assert "Coaches' corrections: 5 carried over, 1 not, or not wholly" in out

    new, ann, bob = read_grades(path)[-3:]
    assert (new.coach, new.parent, new.made_from.model) == ("", first.id, "some-model")
    assert (ann.coach, ann.parent, ann.graded) == ("Ann", new.id, new.graded)
    # The new coder finds no c5.hold by itself: it agrees with Ann.
    assert named(ann) == ["remove l3.payment_days", "remove c5.hold", "accept f1.8", "accept t7"]
    assert [c.blind for c in ann.corrections] == [False, False, True, False]
    assert (ann.left_behind, bob.left_behind) == (0, 1)
    assert {row.turn for row in new.ledger} - {row.turn for row in ann.ledger} == {3}
    assert (bob.coach, bob.parent) == ("Bob", new.id)
    assert named(bob) == [f"accept t{turn}" for turn in range(15) if turn != 5]
    assert bob.scores == new.scores


async def test_a_coach_goes_on_from_what_was_carried_over(path: Path, negotiate: Command) -> None:
    await regrade(path, negotiate)
    carried = latest(path, "Ann")
    row = ("--change", "l7.start_date", "--to", "traded", "--reason", "x")
    assert (await negotiate("correct", path, "--coach", "Ann", *row))[0] == 0
    after = latest(path, "Ann")
    assert after.parent == carried.id
    assert named(after) == [*named(carried), "change l7.start_date"]
    assert (await negotiate("regrade", path))[0] == 0
    assert [record.coach for record in read_grades(path)[-3:]] == ["", "Bob", "Ann"]
    assert named(latest(path, "Ann"))[-1] == "change l7.start_date"


async def test_the_same_inputs_are_still_no_work(path: Path, negotiate: Command) -> None:
    await regrade(path, negotiate)
    before = grades_path(path).read_bytes()
    out, _, asked = await regrade(path, negotiate)
    assert (asked, "1 unchanged" in out, "carried" in out) == (0, True, False)
    code, out, _ = await negotiate(
        "grade", path.parent, *MODEL, "--cache", path.parent / "cache"
    )  # fmt: skip
    assert code == 0
    assert "1 unchanged" in out
    assert grades_path(path).read_bytes() == before


async def test_what_did_not_fit_is_tried_again_on_the_next_grade(
    path: Path, negotiate: Command
) -> None:
    await regrade(path, negotiate)
    code, out, _ = await negotiate("regrade", path)
    assert code == 0
    assert "Coaches' corrections: 5 carried over, 0 not" in out
    ann = latest(path, "Ann")
    assert named(ann) == ["remove l3.payment_days", "remove c5.hold", "accept f1.8", "accept t7"]
    assert all(move.code != "HOLD" for move in ann.readings[5].moves)
    assert named(latest(path, "Bob")) == ["accept all"]


async def test_a_new_grading_carries_over_as_regrading_does(path: Path, negotiate: Command) -> None:
    for options in ((*MODEL, "--cache", path.parent / "cache"), ("--refresh",)):
        async with HttpServer() as server:
            server.answer = by_rules
            code, out, err = await negotiate("grade", path, *options, url=server.url)
        assert code == 0
        assert "5 corrections were carried over from an earlier grade" in err
        assert "carried" not in out
        assert len(named(latest(path, "Ann"))) == 4
        assert latest(path, "Ann").parent == latest(path, "Bob").parent == latest(path).id


async def test_a_change_of_rubric_carries_over_too(path: Path, negotiate: Command) -> None:
    grades = grades_path(path)
    today = f'"rubric":"{latest(path).rubric}"'
    assert today in grades.read_text("utf-8")
    grades.write_text(grades.read_text("utf-8").replace(today, '"rubric":"0.0"'), "utf-8")
    code, _, err = await negotiate("correct", path, "--coach", "Ann", "--accept", "t7")
    assert code == 2
    assert "grade the transcript again" in err
    assert (await negotiate("grade", path))[0] == 0
    assert len(latest(path, "Ann").corrections) == 4
    assert (await negotiate("correct", path, "--coach", "Ann", "--accept", "t9"))[0] == 0


async def test_a_lost_tail_is_made_up_for_by_regrading(path: Path, negotiate: Command) -> None:
    await regrade(path, negotiate)
    whole = [content(record) for record in read_grades(path)[-2:]]
    lines = grades_path(path).read_bytes().splitlines(keepends=True)
    grades_path(path).write_bytes(b"".join(lines[:-2]))
    out, _, _ = await regrade(path, negotiate)
    assert "1 unchanged" in out
    assert "5 corrections were carried over" in out
    assert [content(record) for record in read_grades(path)[-2:]] == whole


async def test_a_failed_grading_hides_no_coach(path: Path, negotiate: Command) -> None:
    def refuses(_: Request) -> Reply:
        return document(completion(None, refusal="No."))

    async with HttpServer() as server:
        server.answer = refuses
        cache = ("--cache", path.parent / "cache")
        code, _, _ = await negotiate("grade", path, *MODEL, *cache, url=server.url)
    assert code == 1
    assert read_grades(path)[-1].status == "not graded"
    code, out, _ = await negotiate("correct", path, "--coach", "Ann")
    assert code == 0
    assert "l3.payment_days" not in out
    assert "l7.start_date" in out


async def test_a_ruling_is_carried_over_as_the_ruling_it_was(
    path: Path, negotiate: Command
) -> None:
    assert (await negotiate("correct", path, "--dispute", "f1.8", "--reason", "I folded."))[0] == 0
    ruling = ("--rule", "overturn", "--reason", "Fair.")
    assert (await negotiate("correct", path, "--coach", "Cid", *ruling))[0] == 0
    ruled = latest(path, "Cid").corrections[0]
    assert ruled.dispute
    await regrade(path, negotiate)
    assert latest(path, "Cid").corrections == (ruled,)
    again = await negotiate("correct", path, "--coach", "Bob", *ruling)
    assert again[0] == 2
    assert "Cid has ruled" in again[2]


async def test_grades_of_another_talk_lend_nothing(path: Path, negotiate: Command) -> None:
    other = path.parent / "other" / "talk.txt"
    other.parent.mkdir()
    other.write_text("Buyer: Hello.\nSeller: What makes it steep?\nBuyer: Cash.\n", "utf-8")
    shutil.copy(grades_path(path), grades_path(other))
    code, _, err = await negotiate("grade", other)
    assert code == 0
    assert "are of 'talk.jsonl'; graded anew" in err
    assert "carried" not in err
    assert read_grades(other)[-1].coach == ""


async def test_agreement_looks_at_each_coach_once_and_beside_the_grade_that_was_judged(
    path: Path, negotiate: Command
) -> None:
    await regrade(path, negotiate)
    code, out, _ = await negotiate("agree", path.parent, "--format", "json")
    assert code == 0
    report = json.loads(out)
    assert report["coaches"] == ["Ann", "Bob"]
    by_kind = {c["between"]: c for c in report["comparisons"] if c["corrections"] == "all"}
    counted = {kind: {s["pairs"] + s["unscored"] for s in c["scores"]}
               for kind, c in by_kind.items()}  # fmt: skip
    # Ann beside the new grade, which holds all she said; Bob beside the one he accepted whole.
    assert counted == {"grader and coach": {2}}
    said = {(d["what"], d["turn"], *d["raters"]) for d in report["disagreements"]}
    assert ("ledger", 3, "grader", "Ann") in said
    assert not any(what == "HOLD" for what, *_ in said)


async def test_a_coach_who_looks_again_counts_beside_the_new_grade(
    path: Path, negotiate: Command
) -> None:
    await regrade(path, negotiate)
    assert (await negotiate("correct", path, "--coach", "Bob", "--accept", "t5"))[0] == 0
    assert latest(path, "Bob").left_behind == 0
    report = json.loads((await negotiate("agree", path.parent, "--format", "json"))[1])
    kinds = {c["between"] for c in report["comparisons"]}
    assert kinds == {"grader and coach", "coach and coach"}
