"""`negotiate regrade`: grades anew what was graded before, and prints what moved and why."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `regrade` to the command line."""
    from simulator.cli.grade import add_grading_options

    parser = subparsers.add_parser(
        "regrade",
        help="grade anew, and print what moved and why",
        description="After a change of rubric, rules or model: makes a new record that points at "
        "the grader's last one, and prints score by score what moved and why. Where nothing "
        "moved, nothing is added. Coaches' corrections are carried over to the new record, in a "
        "record of their own, where they still fit; those that do not are named.",
    )
    add_grading_options(parser)
    parser.set_defaults(run=run, price_in=None, price_out=None)


def run(args: argparse.Namespace) -> int:
    """Returns 0, 1 if a file failed."""
    from dataclasses import replace

    from simulator.cli.batch import run_batch
    from simulator.cli.grade import setup_of

    setup = replace(setup_of(args), regrade=True, whole=args.style == "json")
    return run_batch(args, setup)
