"""Grades many files for a person who waits: progress on the terminal, a summary at the end."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from simulator.cli.complaints import complain

if TYPE_CHECKING:
    from simulator.batch.grading import Row, Setup
    from simulator.batch.run import Outcome
    from simulator.batch.tally import Tally
    from simulator.llm.model import Usage

BUDGET_SPENT = 3
"""The exit code of a run that its budget ended; the same command goes on from there."""


def run_batch(args: argparse.Namespace, setup: "Setup") -> int:
    """Grade all files. Returns 1 if any failed, 3 if the budget ended the run."""
    from simulator.batch.run import run
    from simulator.batch.sources import sources
    from simulator.batch.tally import Tally
    from simulator.domain.errors import ModelError
    from simulator.domain.text import one_line

    tally = Tally()
    beside = _beside_records(args)
    told: set[str] = set()
    with progress(args.files) as advance:

        def on_row(row: "Row") -> None:
            tally.add(row)
            advance()
            for sentence in (*(one for one in row.kin if one not in told), *row.said):
                complain(sentence)
            told.update(row.kin)
            for line in (*row.moved, *carried_lines(row)):
                print(one_line(f"{row.path}: {line}"), file=beside)
            if row.record:
                print(row.record)

        outcome = run(setup, sources(args.files), args.jobs, on_row)
    _report(args, tally, outcome)
    if outcome.stopped is None:
        return 1 if tally.failed else 0
    if not outcome.stopped.budget:
        raise ModelError(outcome.stopped.sentence)
    complain(outcome.stopped.sentence)
    return BUDGET_SPENT


def carried_lines(row: "Row") -> tuple[str, ...]:
    """What became of the coaches' corrections of earlier grades."""
    if not row.carried:
        return row.left
    were = "1 correction was" if row.carried == 1 else f"{row.carried} corrections were"
    return (f"{were} carried over from an earlier grade", *row.left)


def _beside_records(args: argparse.Namespace) -> TextIO:
    """Where lines for a person go: records as JSON have standard output to themselves."""
    return sys.stderr if args.style == "json" else sys.stdout


def _report(args: argparse.Namespace, tally: "Tally", outcome: "Outcome") -> None:
    for sentence in tally.cycles():
        complain(sentence)
    print(tally.table(), file=_beside_records(args))
    tell_costs(args, outcome.usages)


def tell_costs(args: argparse.Namespace, usages: "Mapping[str, Usage]") -> None:
    """Tell on standard error what models were asked for, and at what cost."""
    if usages:
        from simulator.cli.costs import prices_of, spent_lines

        for line in spent_lines(usages, prices_of(args)):
            print(line, file=sys.stderr)


@contextmanager
def progress(files: list[Path]) -> Iterator[Callable[[], None]]:
    """A bar with rate and time left on standard error; nothing if that is no terminal.

    Yields what to call for each file that is done.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from simulator.batch.sources import files_in

    bar = Progress(
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("{task.fields[rate]}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        redirect_stdout=False,
        transient=True,
    )
    task = bar.add_task("grading", total=sum(1 for _ in files_in(files)), rate="-")

    def advance() -> None:
        bar.advance(task)
        speed = bar.tasks[0].speed
        bar.update(task, rate=f"{speed:,.0f}" if speed else "-")

    with bar:
        yield advance
