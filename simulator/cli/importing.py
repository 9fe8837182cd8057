"""`negotiate import`: brings in calls and chats from elsewhere; asks who sells and buys."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.complaints import complain

if TYPE_CHECKING:
    from simulator.domain.imported import Basis, FormatName, Side
    from simulator.store.conversations import Conversation
    from simulator.store.speakers import Choice

FORMATS = ("text", "json", "csv", "vtt", "srt", "teams", "markdown")
FIRST_WORDS = 60
"""Characters shown of what a speaker says first."""

MOST_ASKED = 12
"""Speakers a person is asked about; more mean that the labels were misread."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="bring in a call or chat from elsewhere",
        description="Makes transcripts of real calls and chats: plain text with speaker labels, "
        "JSON, CSV, WebVTT and SRT captions, Teams and Zoom transcripts, Markdown. Each becomes a "
        "transcript of this program, with a copy of the source beside it. Who is not clear from "
        "the labels is asked about on a terminal.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    for option, about in (("seller", "sells"), ("buyer", "buys")):
        parser.add_argument(
            f"--{option}",
            action="append",
            default=[],
            metavar="NAME",
            help=f"a speaker who {about}; may be given more than once",
        )
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="NAME",
        help="a speaker on neither side; may be given more than once",
    )
    deal = parser.add_mutually_exclusive_group()
    deal.add_argument("--scenario", metavar="ID|FILE", help="the deal it is about")
    deal.add_argument(
        "--key", type=Path, metavar="FILE", help="a small key: YAML with list_price and floor"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where it goes (default: with the sessions)"
    )
    parser.add_argument("--format", choices=FORMATS, help="overrides what a file looks like")
    parser.add_argument(
        "--attach",
        type=Path,
        metavar="FILE",
        help="add --scenario or --key to that imported conversation, and do no more",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import every file; a bad one does not stop the others. Returns 2 if any was bad."""
    from simulator.domain.errors import NegotiateError
    from simulator.store.paths import transcripts_dir
    from simulator.store.speakers import Choice

    basis = _basis(args)
    if args.attach is not None:
        return _attach(args, basis)
    if not args.files:
        raise NegotiateError("Nothing to import: name a file, or use --attach FILE.")
    choice = Choice(args.seller, args.buyer, args.leave_out)
    directory = transcripts_dir(args.output)
    failed = False
    for path in args.files:
        try:
            _import(path.expanduser(), args.format, choice, directory, basis)
        except NegotiateError as error:
            complain(str(error))
            failed = True
    return 2 if failed else 0


def _basis(args: argparse.Namespace) -> "Basis":
    from simulator.content import load_scenario
    from simulator.content.reading import read_key
    from simulator.domain.imported import Basis

    return Basis(
        scenario=load_scenario(args.scenario) if args.scenario else None,
        key=read_key(args.key.expanduser()) if args.key else None,
    )


def _attach(args: argparse.Namespace, basis: "Basis") -> int:
    from simulator.domain.errors import NegotiateError
    from simulator.domain.text import one_line
    from simulator.store.imports import attach

    if basis.deal is None or args.files:
        raise NegotiateError(
            "--attach FILE adds one deal to one conversation: give it --scenario or --key, and no "
            "other file."
        )
    attach(args.attach.expanduser(), basis)
    about = f"{args.attach}: now about {basis.deal.name!r}; grade it again to see what moves"
    print(one_line(about))
    return 0


def _import(
    path: Path, form: "FormatName | None", choice: "Choice", directory: Path, basis: "Basis"
) -> None:
    from simulator.domain.errors import TranscriptError
    from simulator.domain.text import one_line
    from simulator.store.conversations import read_said
    from simulator.store.imports import already_imported, keep

    conversation = read_said(path, form)
    there = already_imported(conversation.data, directory)
    if there is not None:
        print(one_line(f"{path}: already there as {there}; move that away to import it anew"))
        return
    try:
        sides = _sides(path, conversation, choice)
    except TranscriptError as error:
        raise TranscriptError(f"{path}: {error}") from error
    for problem in conversation.problems:
        complain(problem)
    written = keep(conversation, path.name, sides, directory, basis)
    who = "; ".join(f"{side}: {', '.join(names)}" for side, names in _by_side(sides).items())
    print(one_line(f"{path}: {who}; kept as {written}"))


def _sides(path: Path, conversation: "Conversation", choice: "Choice") -> "dict[str, Side]":
    """Every speaker's side; raises TranscriptError if that is not clear and nobody can be asked."""
    from simulator.store.speakers import refuse_unclear, sides_of, turn_counts

    counts = turn_counts(conversation.said)
    sides = sides_of([*counts], choice)
    unclear = [name for name in counts if name not in sides]
    if unclear and len(unclear) <= MOST_ASKED and sys.stdin.isatty() and sys.stderr.isatty():
        complain(f"{path}: who sells, and who buys?")
        for name in unclear:
            sides[name] = _asked(name, conversation, counts[name])
    refuse_unclear(counts, sides)
    return sides


def _asked(name: str, conversation: "Conversation", count: int) -> "Side":
    """The side a person gives a speaker; raises TranscriptError at the end of the input."""
    from simulator.domain.errors import TranscriptError
    from simulator.domain.text import one_line, shortened

    answers: Mapping[str, Side] = {"s": "trainee", "b": "buyer", "l": "left out"}
    first = next(turn.text for turn in conversation.said if turn.speaker == name)
    turns = "1 turn" if count == 1 else f"{count} turns"
    print(f"{one_line(name)}, {turns}: {shortened(first, FIRST_WORDS)}", file=sys.stderr)
    while True:
        print("  [s]eller, [b]uyer or [l]eave out? ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise TranscriptError("nobody said who sells and who buys; nothing was imported.")
        side = answers.get(line.strip().casefold()[:1])
        if side is not None:
            return side


def _by_side(sides: "Mapping[str, Side]") -> dict[str, list[str]]:
    """The names of each side that has any: {'seller': [...], 'buyer': [...]}."""
    titles = {"trainee": "seller", "buyer": "buyer", "left out": "left out"}
    return {
        title: names
        for side, title in titles.items()
        if (names := [name for name, given in sides.items() if given == side])
    }
