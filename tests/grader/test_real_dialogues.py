"""Every real haggling dialogue that lies beside the repository is graded without a crash."""

import json
import os
from pathlib import Path

import pytest

from simulator.domain.transcript import Transcript, Turn
from simulator.grader.grade import grade
from simulator.models import open_model

BESIDE = Path(__file__).parents[3] / "shared" / "eval"
FOLDER = Path(os.environ.get("NEGOTIATION_EVAL", BESIDE)) / "dialogues"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the evaluation dialogues are not here")
@pytest.mark.parametrize("name", ["craigslist", "casino_deals", "job_interview"])
async def test_every_dialogue_is_graded_without_a_key(name: str) -> None:
    model = open_model("offline")
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        dialogue = json.loads(line)
        spoken = [turn for turn in dialogue["turns"] if turn.get("text")]
        # Where nobody is the seller, whoever speaks second is graded.
        buyer = "buyer" if name == "craigslist" else spoken[0]["speaker"]
        turns = tuple(
            Turn(n=n, speaker="buyer" if t["speaker"] == buyer else "trainee", text=t["text"])
            for n, t in enumerate(spoken)
        )
        record = await grade(Transcript(header=None, records=turns), model, name=dialogue["id"])
        assert record.status == "graded"
        assert record.dropped == ()
        assert [s.verdict for s in record.scores if s.name == "firmness"] == ["not scored"]
    await model.aclose()
