"""`negotiate replay`: steps through a graded session on the screen."""

import argparse
import sys
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `replay` to the command line."""
    parser = subparsers.add_parser(
        "replay",
        help="step through a graded session, turn by turn",
        description="Opens a transcript on the screen: every turn with its codes, the scores it "
        "counts for and the buyer's private state. A session that has no grade yet is graded "
        "first, offline.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a transcript of this program")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open the app at the replay. Raises TranscriptError if the file is no transcript."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "negotiate: the replay needs a terminal; use 'negotiate grade FILE' in a pipe.",
            file=sys.stderr,
        )
        return 2
    from simulator.store.transcripts import read_transcript
    from simulator.tui.app import run_app

    path = args.file.expanduser()
    read_transcript(path)
    return run_app(path.parent, None, None, replay=path)
