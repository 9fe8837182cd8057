"""`negotiate check FILE...`: says whether persona and scenario files can be used."""

import argparse
import sys
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="validate persona and scenario files",
        description="Validates persona and scenario files. Every problem is named with its file, "
        "line, field and remedy; the exit code is 2 if there is one.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check every file; returns 0 if all can be used, else 2."""
    from simulator.content.reading import check_file
    from simulator.content.summary import describe
    from simulator.domain.errors import ContentError

    failed = False
    for file in args.files:
        path = file.expanduser()
        try:
            print(f"{path}: {describe(check_file(path))}")
        except ContentError as error:
            failed = True
            print(error, file=sys.stderr)
    return 2 if failed else 0
