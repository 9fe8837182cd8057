import asyncio
import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.store.grades import read_grades
from tests.grader import bots
from tests.grader.graded import graded_file
from tests.llm.http_server import HttpServer, completion, document
from tests.report.sampled import wavering

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def talk(tmp_path: Path, scenario: Scenario, persona: Persona) -> str:
    transcript = bots.transcript_of(bots.SANTA, scenario, persona)
    return str(graded_file(tmp_path, transcript))


def correct(*args: str) -> int:
    return main(["correct", *args])


def test_without_an_action_every_judgement_is_listed_by_name(talk: str, capsys: Capture) -> None:
    assert correct(talk) == 0
    text = capsys.readouterr().out
    for part in ("c3.concede", "l3.payment_days", "f1.4", "Trading  ", "1 of 5"):
        assert part in text
    assert correct(talk, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"c3.concede", "l3.payment_days"} <= {row["id"] for row in rows}


def test_a_correction_prints_both_scores_side_by_side(talk: str, capsys: Capture) -> None:
    for name in ("l3.payment_days", "l7.start_date", "l9.payment_days", "l13.signing"):
        done = correct(talk, "--coach", "Ann", "--change", name, "--to", "traded", "--reason", "x")
        assert done == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split() == ["grader", "Ann"] for line in lines)
    trading = [line for line in lines if line.startswith("Trading")][-1]
    assert "1 of 5" in trading
    assert "(+" in trading
    assert len(read_grades(Path(talk))) == 5


def test_a_blind_correction_shows_no_score(talk: str, capsys: Capture) -> None:
    assert correct(talk, "--blind") == 0
    assert correct(talk, "--coach", "Ann", "--blind", "--accept", "all") == 0
    text = capsys.readouterr().out
    assert " of 5" not in text
    assert "Opportunities" not in text
    assert read_grades(Path(talk))[-1].corrections[0].blind


def test_a_row_and_an_opportunity_can_be_added(talk: str, capsys: Capture) -> None:
    row = ("--add", "13", "--of", "start_date", "--to", "free", "--before", "now")
    assert correct(talk, "--coach", "Ann", *row, "--after", "january", "--reason", "x") == 2
    assert "is no value of start_date" in capsys.readouterr().err
    row = ("--add", "13", "--of", "price", "--to", "free", "--before", "60,000")
    assert correct(talk, "--coach", "Ann", *row, "--after", "$59,000", "--reason", "x") == 0
    added = read_grades(Path(talk))[-1].ledger[-1]
    assert (added.issue, added.before, added.after, added.cost) == ("price", 60_000, 59_000, 1_000)
    met = ("--add", "6", "--of", "a2", "--to", "met", "--quote", "January", "--reason", "x")
    assert correct(talk, "--coach", "Ann", *met) == 0


def test_the_trainee_disputes_once_and_a_coach_rules(talk: str, capsys: Capture) -> None:
    dispute = ("--dispute", "f1.4", "--reason", "I held.")
    assert correct(talk, *dispute) == 0
    assert correct(talk, *dispute) == 2
    assert "One judgement a session" in capsys.readouterr().err
    before = next(row for row in _rows(talk, capsys) if row["id"] == "f1.4")["verdict"]
    assert correct(talk, "--coach", "Ann", "--rule", "overturn", "--reason", "Fair.") == 0
    assert correct(talk, "--coach", "Ann", "--rule", "uphold", "--reason", "No.") == 2
    assert "Ann has ruled" in capsys.readouterr().err
    after = next(row for row in _rows(talk, capsys) if row["id"] == "f1.4")["verdict"]
    assert {before, after} == {"met", "not met"}
    assert correct(talk) == 0
    text = capsys.readouterr().out
    assert "Disputed: f1.4: I held." in text
    assert "Ruled by Ann: overturned. Fair." in text


def _rows(talk: str, capsys: Capture) -> list[dict[str, str]]:
    capsys.readouterr()
    assert correct(talk, "--coach", "Ann", "--json") == 0
    rows: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return rows


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--change", "c3.nothing", "--to", "HOLD"), "names no judgement"),
        (("--add", "c3.concede", "--to", "HOLD"), "is no turn"),
        (("--add", "3", "--to", "NICE"), "is no code"),
        (("--add", "3", "--to", "HOLD", "--with", "reasons"), "KEY=VALUE"),
        (("--rule", "uphold"), "nothing is disputed"),
        (("--accept", "c3.concede", "--coach", " "), "Name the coach"),
        (("--remove", "c3.concede", "--reason", ""), "needs a reason"),
    ],
)
def test_bad_input_is_one_sentence(
    talk: str, capsys: Capture, args: tuple[str, ...], sentence: str
) -> None:
    assert correct(talk, "--coach", "Ann", "--reason", "x", *args) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") == 1
    assert len(read_grades(Path(talk))) == 1


@pytest.mark.parametrize("figure", ["nan", "inf", "1e999"])
@pytest.mark.parametrize(
    "args",
    [
        ("--add", "3", "--to", "OFFER", "--with", "terms.price={}"),
        ("--add", "3", "--to", "OFFER", "--with", "asked.price={}"),
        ("--add", "3", "--of", "payment_days", "--to", "free", "--after", "{}"),
        ("--add", "3", "--of", "payment_days", "--to", "free", "--after", "60", "--before", "{}"),
    ],
)
def test_what_is_no_figure_is_refused_and_the_grades_can_still_be_read(
    tmp_path: Path, capsys: Capture, args: tuple[str, ...], figure: str
) -> None:
    path = tmp_path / "call.txt"
    path.write_text("Buyer: Too dear.\nSeller: Why?\nBuyer: It is.\nSeller: Net 60.\n", "utf-8")
    assert main(["grade", str(path)]) == 0
    capsys.readouterr()
    typed = [arg.format(figure) for arg in args]
    assert correct(str(path), "--coach", "Ann", "--reason", "x", *typed) == 2
    err = capsys.readouterr().err
    assert "is no figure" in err
    assert err.count("\n") == 1
    assert correct(str(path)) == 0
    assert len(read_grades(path)) == 1


def test_a_transcript_without_a_grade_says_what_to_do(talk: str, capsys: Capture) -> None:
    Path(talk).with_suffix(".grades.jsonl").unlink()
    assert correct(talk) == 2
    assert "run 'negotiate grade'" in capsys.readouterr().err


def test_a_conversation_from_elsewhere_is_corrected_with_the_deal_it_was_graded_with(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "call.txt"
    said = [f"Buyer: {b}\nSeller: {s}" for b, s in bots.SANTA.exchanges]
    path.write_text("\n".join(said), "utf-8")
    deal = ("--scenario", "services_60k")
    assert main(["grade", str(path), *deal]) == 0
    fix = ("--coach", "Ann", "--remove", "l3.payment_days", "--reason", "asked for")
    assert correct(str(path), *fix) == 2
    assert "name that deal with --scenario" in capsys.readouterr().err
    assert correct(str(path), *fix, *deal) == 0
    path.write_text("\n".join([*said, "Seller: One more thing."]), "utf-8")
    assert correct(str(path), "--coach", "Ann", "--accept", "all", *deal) == 2
    assert "other words" in capsys.readouterr().err


async def test_a_withheld_score_is_given_once_its_last_turn_is_ruled_on(
    talk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    async with HttpServer() as server:
        server.answer = lambda request: document(completion(wavering(request.body)))
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        asked = ("--model", "some-model", "--samples", "3", "--cache", str(tmp_path / "cache"))
        assert await asyncio.to_thread(main, ["grade", talk, *asked]) == 0
    graded = read_grades(Path(talk))

    def said() -> str:
        return " ".join(capsys.readouterr().out.split())

    waits = "Listening has a number once a coach has ruled on the codes of turn"
    assert f"{waits}s 1 and 5." in said()
    for turn in ("t1", "t9", "t11"):
        assert correct(talk, "--coach", "Ann", "--accept", turn) == 0
        assert "Listening not scored not scored Firmness" in said()
    assert correct(talk, "--coach", "Ann") == 0
    assert f"{waits} 5." in said()
    assert correct(talk, "--coach", "Ann", "--accept", "t5") == 0
    assert "Listening not scored 3 of 5 (moved) Firmness" in said()
    after = read_grades(Path(talk))
    corrected = after[len(graded) :]
    assert after[: len(graded)] == graded
    assert [record.value_of("listening") for record in corrected] == [None, None, None, 3]
    assert {record.coach for record in corrected} == {"Ann"}
