"""`negotiate agree`: how far the grader and its coaches agree, over a folder of grades."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.complaints import complain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.domain.scorecard import GradedRecord


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `agree` to the command line."""
    parser = subparsers.add_parser(
        "agree",
        help="measure how far grader and coaches agree",
        description="Reads every grade in a folder and compares the grader's own with what "
        "coaches made of it ('negotiate correct'), and coaches with one another: by code, by "
        "score, and the list of disagreements to look at. Grades made of several samples are "
        "compared with themselves.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="style")
    parser.add_argument(
        "--calibration",
        type=Path,
        metavar="FILE",
        help="write how these coaches would score what the grader scores, for "
        "'negotiate grade --calibration'; it takes blind corrections of 30 transcripts",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the report; 1 if a file could not be read. Raises NegotiateError without any pair."""
    from simulator.cli.agreement_lines import lines
    from simulator.domain.errors import NegotiateError
    from simulator.grader.agreement.report import agreement

    unread: list[str] = []
    sessions = list(_sessions(args.folder, unread))
    report = agreement(sessions)
    for problem in unread:
        complain(problem)
    if not report.coaches and not report.reliability:
        raise NegotiateError(
            f"{args.folder}: no coach has corrected a grade here, and none was made of several "
            "samples; see 'negotiate correct --help' and 'negotiate grade --help'."
        )
    text = report.model_dump_json() if args.style == "json" else "\n".join(lines(report))
    print(text)
    if args.calibration:
        from simulator.cli.calibration import write_calibration

        write_calibration(args.calibration, report.calibration)
    return 1 if unread else 0


def _sessions(folder: Path, unread: list[str]) -> "Iterator[list[GradedRecord]]":
    """The records of each transcript; why a file cannot be read goes to `unread`."""
    from simulator.domain.errors import NegotiateError
    from simulator.store.grades import read_grades
    from simulator.store.paths import GRADES

    if not folder.is_dir():
        raise NegotiateError(f"{folder}: there is no such folder.")
    for path in sorted(folder.glob(f"*{GRADES}")):
        try:
            yield read_grades(path.with_name(path.name.removesuffix(GRADES) + ".jsonl"))
        except NegotiateError as error:
            unread.append(str(error))
