"""`negotiate grade`: grades transcripts, and conversations from elsewhere, apart from the game."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.domain.scenario import Scenario
    from simulator.domain.scorecard import GradedRecord
    from simulator.domain.transcript import Transcript
    from simulator.llm.model import Model


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `grade` to the command line."""
    parser = subparsers.add_parser(
        "grade",
        help="grade a transcript, or a conversation from elsewhere",
        description="Reads transcripts of this program (JSON Lines), plain text ('Seller: ...', "
        '\'Buyer: ...\') or JSON ([{"speaker", "text"}]); prints the debrief and adds a graded '
        "record beside each file.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--scenario",
        metavar="ID|FILE",
        help="the deal a conversation from elsewhere is about; without it, only what needs no "
        "key is scored",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="style")
    parser.add_argument(
        "--model", metavar="NAME", default="offline", help="the model that codes the turns"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Grade every file; a bad one does not stop the others. Returns 2 if any was bad."""
    import asyncio

    from simulator.content import load_scenario

    scenario = load_scenario(args.scenario) if args.scenario else None
    return asyncio.run(_grade_all(args, scenario))


async def _grade_all(args: argparse.Namespace, scenario: "Scenario | None") -> int:
    from simulator.domain.errors import NegotiateError
    from simulator.models import open_model

    model = open_model(args.model)
    failed = False
    try:
        for path in args.files:
            try:
                record = await _grade_one(path, model, scenario, args.style)
                failed = failed or record.status == "not graded"
            except NegotiateError as error:
                print(f"negotiate: {error}", file=sys.stderr)
                failed = True
    finally:
        await model.aclose()
    return 2 if failed else 0


async def _grade_one(
    path: Path, model: "Model", scenario: "Scenario | None", style: str
) -> "GradedRecord":
    from simulator.grader.grade import grade
    from simulator.report.plain import debrief_text
    from simulator.store.grades import append_grade

    transcript = _read(path)
    for problem in transcript.problems:
        print(f"negotiate: {problem}", file=sys.stderr)
    record = await grade(transcript, model, name=path.name, scenario=scenario)
    append_grade(path, record)
    print(record.model_dump_json() if style == "json" else debrief_text(record, transcript))
    return record


def _read(path: Path) -> "Transcript":
    """A transcript of ours is told by its name; everything else is a conversation."""
    from simulator.store.conversations import read_conversation
    from simulator.store.transcripts import read_transcript

    return read_transcript(path) if path.suffix == ".jsonl" else read_conversation(path)
