"""`negotiate play`: the meeting on the screen, or with --plain over standard input and output."""

import argparse
import os
import sys
from pathlib import Path

LEVELS = ("easy", "normal", "hard")


def add_session_options(
    parser: argparse.ArgumentParser,
    default: str | None = None,
    action: str | type[argparse.Action] = "store",
) -> None:
    """The options that the bare command and `play` share."""
    parser.add_argument(
        "--transcripts",
        type=Path,
        metavar="DIR",
        default=default,
        action=action,
        help="where sessions are kept and looked for",
    )
    parser.add_argument(
        "--model",
        metavar="NAME",
        default=default,
        action=action,
        help="'offline' (needs nothing), or a model of the endpoint",
    )
    parser.add_argument(
        "--seed",
        type=int,
        metavar="N",
        default=default,
        action=action,
        help="makes a session repeatable",
    )


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `play` to the command line."""
    parser = commands.add_parser("play", help="negotiate with a buyer")
    # Not given here, they stay as given before the word "play".
    add_session_options(parser, default=argparse.SUPPRESS)
    parser.add_argument("--plain", action="store_true", help="one line a turn, no screen")
    parser.add_argument("--persona", metavar="ID|FILE", help="the buyer (default: the first)")
    parser.add_argument("--scenario", metavar="ID|FILE", help="the deal (default: the first)")
    parser.add_argument("--level", choices=LEVELS, default="normal")
    plan = parser.add_argument_group("your plan, kept with the session (--plain)")
    plan.add_argument("--target", default="", metavar="TEXT", help="what you aim for")
    plan.add_argument("--walk-away", default="", metavar="TEXT", help="where you stop")
    plan.add_argument("--trades", default="", metavar="TEXT", help="what you would give, for what")
    before = parser.add_argument_group("before the meeting (--plain)")
    before.add_argument(
        "--prepare",
        action="append",
        default=[],
        metavar="KEY",
        help="do this first: look:... and research:... at once, meet:... as a short talk over "
        "standard input that an empty line or /done ends; may be given more than once",
    )
    before.add_argument(
        "--list-preparation",
        action="store_true",
        help="print the keys for --prepare on this deal, and do no more",
    )
    parser.add_argument(
        "--variant",
        default="",
        metavar="NAME",
        help="for coaches (--plain): which truth behind the buyer is played; a trainee should not "
        "know (default: the seed draws one)",
    )
    parser.add_argument("--resume", type=Path, metavar="FILE", help="go on with that session")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play in plain lines or on the screen."""
    if args.list_preparation:
        from simulator.cli.plain import list_preparation

        return list_preparation(args)
    plain = args.plain or os.environ.get("ACCESSIBLE", "") not in {"", "0"}
    if not plain:
        return run_screen(args)
    import asyncio

    from simulator.cli.plain import play_plain

    return asyncio.run(play_plain(args))


def run_screen(args: argparse.Namespace) -> int:
    """Open the app."""
    from simulator.store.paths import transcripts_dir

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "negotiate: the screen needs a terminal; use 'negotiate play --plain' in a pipe.",
            file=sys.stderr,
        )
        return 2
    from simulator.tui.app import run_app

    return run_app(transcripts_dir(args.transcripts), args.model, args.seed)
