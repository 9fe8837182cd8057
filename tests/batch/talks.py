"""Small conversations as files, and an endpoint that codes by the rules."""

import json
from pathlib import Path
from typing import Protocol

from simulator.coding.offline import answer_codes
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario
from simulator.domain.scorecard import GradedRecord
from simulator.store.grades import read_grades
from tests.grader import bots
from tests.grader.graded import session_file
from tests.llm.http_server import Reply, Request, completion, document

BUYER = ("It's a bit steep for us.", "Could you do 57,000?", "Our clients pay late.", "Hm, fine.")
SELLER = (
    "What makes it steep, if I may ask?",
    "If you sign this week, we can do net 60.",
    "I can't lower the price, because the coaches cost the same.",
    "So the timing is what troubles you?",
)


def talk(number: int, turns: int = 12) -> str:
    """A conversation as plain text; each number has other words."""
    lines = [f"Buyer: Hello, this is customer number {number}."]
    for n in range(1, turns):
        lines.append(f"Seller: {SELLER[n % 4]}" if n % 2 else f"Buyer: {BUYER[n // 2 % 4]}")
    return "\n".join(lines)


def write_talks(folder: Path, how_many: int, turns: int = 12) -> list[Path]:
    """So many different conversations, one a file."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"talk{number:03}.txt" for number in range(how_many)]
    for number, path in enumerate(paths):
        path.write_text(talk(number, turns), "utf-8")
    return paths


def answer_by_rules(request: Request) -> str:
    """The codes that the rules give, in the form that a model is asked to fill in."""
    return answer_codes(request.body)


def by_rules(request: Request) -> Reply:
    """The answer of an endpoint that codes by the rules, in the protocol's shape."""
    return document(completion(answer_by_rules(request)))


class Command(Protocol):
    """Runs the command; returns its exit code, standard output and standard error."""

    async def __call__(
        self, *args: object, url: str = "http://127.0.0.1:9/v1", key: str = ...
    ) -> tuple[int, str, str]: ...


def content(record: GradedRecord) -> str:
    """A record without what no two gradings share: its id and its time."""
    return record.model_copy(update={"id": "", "graded": None}).model_dump_json()


def contents(folder: Path) -> dict[str, list[str]]:
    """What is on record for each conversation of a folder."""
    return {
        path.name: [content(record) for record in read_grades(path)]
        for path in sorted(folder.glob("*.txt"))
    }


def answered(line: str, shape: str) -> str:
    """The output line of a batch for one of its requests."""
    request = json.loads(line)
    body = completion(answer_codes(request["body"]))
    response = {"status_code": 200, "body": body} if shape == "wrapped" else body
    return json.dumps({"id": "b1", "custom_id": request["custom_id"], "response": response})


def session(path: Path, scenario: Scenario, persona: Persona, **header: object) -> Path:
    """A session on the disk, with another header than it was played with."""
    transcript = bots.transcript_of(bots.IDEAL, scenario, persona)
    assert transcript.header is not None
    first = transcript.header.model_copy(update=header)
    return session_file(path, (first, *transcript.records[1:]))
