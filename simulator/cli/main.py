"""Parses the command line and runs one command; bad input is one sentence and exit code 2."""

import argparse
import sys
from collections.abc import Sequence

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
    parser.set_defaults(run=play.run_screen, before_command=None)
    play.add_session_options(parser, action=_BeforeCommand)
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
        _refuse_misplaced(args)
        return int(args.run(args))
    except NegotiateError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


class _BeforeCommand(argparse.Action):
    """Notes that an option stood before the command, which would overwrite or ignore it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, values)
        namespace.before_command = option_string


def _refuse_misplaced(args: argparse.Namespace) -> None:
    if args.before_command and args.run not in (play.run, play.run_screen):
        raise NegotiateError(
            f"{args.before_command} before a command is for playing only; write the options of a "
            "command behind its name, and see 'negotiate COMMAND --help' for those it has."
        )
