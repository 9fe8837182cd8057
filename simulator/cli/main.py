"""Parses the command line and runs one command; bad input is one sentence and exit code 2."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator import __version__
from simulator.cli import (
    agree,
    check,
    code,
    correct,
    grade,
    importing,
    play,
    regrade,
    replay,
    rubric,
    schema,
    simulate,
)
from simulator.cli.complaints import complain
from simulator.domain.errors import NegotiateError

COMMANDS = (
    play,
    grade,
    regrade,
    importing,
    correct,
    agree,
    replay,
    simulate,
    code,
    check,
    rubric,
    schema,
)
"""Each module has `add_parser(subparsers)` and `run(args) -> int`, and imports late."""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="negotiate",
        description="Practise a sales negotiation against a scripted buyer, then read a grade you "
        "can check. Without a command, the program opens on the screen.",
    )
    parser.add_argument("--version", action="version", version=f"negotiate {__version__}")
    parser.set_defaults(run=play.run_screen)
    play.add_session_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 2 bad input, 130 stopped by Ctrl+C."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = build_parser().parse_args(argv)
    try:
        return int(args.run(args))
    except NegotiateError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def directory(text: str) -> Path:
    """An argparse type: a path of the person's own."""
    return Path(text).expanduser()
