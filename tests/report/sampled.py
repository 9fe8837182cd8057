"""A session as a model grades it that is asked three times and errs in every way there is."""

import json
from collections.abc import Mapping

from simulator.coding.offline import answer_codes
from simulator.domain.scorecard import GradedRecord
from simulator.domain.transcript import Transcript
from simulator.grader.case import open_case
from simulator.grader.grade import grade_by_model
from simulator.llm.answers import Answer
from simulator.llm.request import Request
from tests.coding.test_coder import move
from tests.models import answer_of


def wavering(body: Mapping[str, object]) -> str:
    """Codes the gifts of `bots.SANTA` by the rules, and errs: always alike, or in one sample."""
    sample = body.get("seed")
    form = json.loads(answer_codes(body))
    bent = (_bent(found, sample) for found in form["moves"])
    form["moves"] = [found for found in bent if found is not None]
    form["moves"].append(move(13, "Q-WHY", "Why is it too dear for you?"))  # never said
    if sample == 0:
        form["moves"].append(move(11, "FLEXIBLE", "The price stays at $60,000"))
    if sample == 2:
        form["moves"] += [move(n, "IRRIT", "price") for n in (5, 9)]
    return json.dumps(form)


class _Wavering:
    async def complete(self, request: Request) -> Answer:
        return answer_of(wavering(request.body()))


def _bent(found: dict[str, object], sample: object) -> dict[str, object] | None:
    match found["turn"], found["code"]:
        case 3, "VALUE":
            return {**found, "turn": 7}  # the wrong turn
        case 5, "HOLD":
            return {**found, "quote": str(found["quote"]).replace("the coaches", "coaches")}
        case 1, "Q-WHY" if sample == 2:
            return None
        case _:
            return found


async def wavered(transcript: Transcript) -> GradedRecord:
    """The record of three samples that disagree."""
    case = open_case(transcript, "talk.jsonl")
    return await grade_by_model(case, _Wavering(), "some-model", samples=3)
