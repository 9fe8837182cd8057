"""`negotiate code`: transcripts and conversations with their codes, and predictions for items."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import main

ITEM = {
    "id": "x-1",
    "source": "somewhere",
    "context": [{"speaker": "B", "text": "I can't decide that today."}],
    "speaker": "A",
    "text": "What makes today difficult?",
    "labels": {"question": False},
}
DIALOGUE = {
    "id": "d-1",
    "source": "craigslist",
    "list_price": 100,
    "turns": [
        {"speaker": "buyer", "text": "Would you take $70?"},
        {"speaker": "seller", "text": "I could do $80."},
        {"speaker": "buyer", "text": "Deal, I'll pick it up tonight."},
        {"speaker": "buyer", "event": "offer", "price": 12.0},
    ],
}


def lines(*objects: object) -> str:
    return "\n".join(json.dumps(o) for o in objects) + "\n"


def test_a_conversation_is_printed_with_codes_and_terms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Buyer: It's steep.\nSeller: If you sign this week, we can do net 90.\n", encoding="utf-8"
    )
    assert main(["code", str(path), "--scenario", "services_60k"]) == 0
    shown = capsys.readouterr().out
    assert "OFFER" in shown
    assert "payment_days: 90" in shown
    assert "\x1b" not in shown


def test_json_gives_a_reading_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Buyer: It's steep.\nSeller: Why?\n", encoding="utf-8")
    assert main(["code", str(path), "--format", "json"]) == 0
    readings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["turn"] for r in readings] == [0, 1]
    assert readings[1]["moves"][0]["code"] == "Q-WHY"


def test_escape_codes_in_a_turn_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Seller: \x1b[31mWhy\x1b]0;pwned\x07 is that?\n", encoding="utf-8")
    assert main(["code", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_items_give_a_prediction_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(lines(ITEM), encoding="utf-8")
    assert main(["code", "--items", str(path)]) == 0
    (prediction,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert prediction["id"] == "x-1"
    # The label in the file says false: it must not be looked at.
    assert prediction["labels"]["question"] is True
    assert prediction["labels"]["why_followup"] is True
    assert prediction["labels"]["offer"] is False


def test_dialogues_give_the_outcome_and_ignore_what_was_done_on_a_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dialogues.jsonl"
    path.write_text(lines(DIALOGUE), encoding="utf-8")
    for command in (["--dialogues", str(path)], ["--items", str(path), "--dialogues"]):
        assert main(["code", *command]) == 0
        prediction = json.loads(capsys.readouterr().out)
        assert (prediction["agreed"], prediction["price"]) == (True, 80.0)
        assert prediction["turn_prices"] == {"0": [70.0], "1": [80.0]}


@pytest.mark.parametrize("bad", ["{", "[]", '{"id": 3}', '{"id": "a", "context": 5}', "null"])
@pytest.mark.parametrize("flag", ["--items", "--dialogues"])
def test_a_bad_line_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str, flag: str
) -> None:
    path = tmp_path / "items.jsonl"
    good = DIALOGUE if flag == "--dialogues" else ITEM
    path.write_text(lines(good) + bad + "\n", encoding="utf-8")
    assert main(["code", flag, str(path)]) in (0, 2)
    seen = capsys.readouterr()
    if bad == '{"id": "a", "context": 5}' and flag == "--dialogues":
        assert '"id": "a"' in seen.out
    else:
        assert "line 2" in seen.err
        assert "Traceback" not in seen.err


def test_bytes_that_are_no_text_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(lines(ITEM).encode() + b"\xff\xfe\n")
    assert main(["code", "--items", str(path)]) == 2
    assert "line 2" in capsys.readouterr().err


def test_nothing_to_do_and_a_missing_file_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["code"]) == 2
    assert main(["code", "--dialogues"]) == 2
    assert main(["code", "--items", str(tmp_path / "none.jsonl")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
