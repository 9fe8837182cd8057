"""`negotiate rubric`: the rubric as a page to read, or a check of one's own rubric file."""

import argparse
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubric` to the command line."""
    parser = subparsers.add_parser(
        "rubric",
        help="print the rubric: what is counted, what each score takes",
        description="Prints the rubric that grades are made with as a page in Markdown, or its "
        "file as YAML to start your own from. A FILE is checked first: fields, and rows that no "
        "meeting could reach.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a rubric of your own")
    parser.add_argument("--format", choices=("page", "yaml"), default="page", dest="style")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the rubric. Raises NegotiateError for a file that is no usable rubric."""
    from simulator.domain.errors import NegotiateError
    from simulator.domain.text import shown
    from simulator.grader.data import read_text
    from simulator.grader.rubric import load_rubric, read_rubric
    from simulator.grader.rubric_page import rubric_page
    from simulator.grader.tables import unreachable

    rubric = read_rubric(args.file) if args.file else load_rubric()
    dead = list(unreachable(rubric))
    if dead:
        raise NegotiateError(f"{args.file or 'rubric.yaml'}: {dead[0]}")
    if args.style == "yaml":
        print(shown(args.file.read_text("utf-8") if args.file else read_text("rubric.yaml")))
    else:
        print(shown(rubric_page(rubric)), end="")
    return 0
