"""Every real haggling dialogue that lies beside the repository is graded without a crash."""

import json
import os
from pathlib import Path

import pytest

from simulator.domain.transcript import Transcript, Turn
from simulator.grader.grade import grade
from simulator.models import open_model

BESIDE = Path(__file__).parents[3] / "shared" / "eval"
DIALOGUES = Path(os.environ.get("NEGOTIATION_EVAL", BESIDE)) / "dialogues" / "craigslist.jsonl"


@pytest.mark.skipif(not DIALOGUES.is_file(), reason="the evaluation dialogues are not here")
async def test_every_dialogue_is_graded_without_a_key() -> None:
    model = open_model("offline")
    sides = {"seller": "trainee", "buyer": "buyer"}
    for line in DIALOGUES.read_text(encoding="utf-8").splitlines():
        dialogue = json.loads(line)
        spoken = [turn for turn in dialogue["turns"] if turn.get("text")]
        turns = tuple(
            Turn.model_validate({"n": n, "speaker": sides[t["speaker"]], "text": t["text"]})
            for n, t in enumerate(spoken)
        )
        record = await grade(Transcript(header=None, records=turns), model, name=dialogue["id"])
        assert record.status == "graded"
        assert record.dropped == ()
        assert [s.verdict for s in record.scores if s.name == "firmness"] == ["not scored"]
    await model.aclose()
