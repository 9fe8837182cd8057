"""What would be asked of a model: counted, written to a batch file, or answered from one."""

import argparse
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from simulator.batch.grading import Row, Setup
from simulator.batch.imports import import_answers
from simulator.batch.run import run
from simulator.batch.sources import sources
from simulator.batch.tally import Tally
from simulator.cli.batch import progress
from simulator.cli.complaints import complain
from simulator.cli.costs import estimate_lines, prices_of
from simulator.domain.errors import NegotiateError
from simulator.domain.scorecard import judges_of
from simulator.domain.text import one_line
from simulator.grader.answering import CountingAnswers, RequestFile, likely_answer
from simulator.llm.answers import Answers
from simulator.llm.dialects import refused_with
from simulator.store.answers import AnswerStore


def take_answers(path: Path, setup: Setup) -> set[str]:
    """Fill the cache from a batch's output; returns the fields of a request that the model would
    not take, as far as it can be asked without. Raises NegotiateError where it is not to be read.
    """
    if setup.refresh:
        raise NegotiateError(
            "--import-answers fills the cache, and --refresh reads nothing from it: leave one out."
        )
    with AnswerStore(_cache(setup)) as store:
        taken = import_answers(path, store)
    for fault in taken.faults:
        complain(fault)
    print(
        f"{one_line(str(path))}: {taken.answers:,} answers taken into the cache, "
        f"{taken.refused:,} without a usable answer, {taken.unknown:,} that were not exported "
        "from here."
    )
    refused = {field for named in taken.fields for field in refused_with(named)}
    if refused:
        complain(
            f"{setup.model} refuses {' and '.join(sorted(taken.fields))}: with --export-requests "
            "FILE beside --import-answers, the requests are written again in other terms."
        )
    return refused


def write_or_count(args: argparse.Namespace, setup: Setup, refused: Collection[str] = ()) -> int:
    """Walk over the files as grading would, and ask nobody. `refused` are fields that the model
    would not take. Returns 1 if a file is bad."""
    dry = replace(setup, keep=False, whole=False)
    cache = _cache(setup)
    if not args.export_requests:
        counting = CountingAnswers(likely_answer)
        failed = _walk(args, dry, counting)
        print("\n".join(estimate_lines(args.model, counting.counted, prices_of(args))))
        return failed
    if len(judges_of(setup.model)) > 1:
        raise NegotiateError(
            "A batch file is for one model: export for each judge by itself; a panel of them then "
            "finds every answer in the cache."
        )
    with AnswerStore(cache) as store:
        file = RequestFile(args.export_requests, store, refused)
        failed = _walk(args, dry, file)
    names = ", ".join(map(str, file.files)) or "no file, for every answer is there"
    print(one_line(f"{file.requests:,} requests written: {names}"))
    return failed


def _cache(setup: Setup) -> Path:
    if setup.cache is None:
        raise NegotiateError("The rules ask nobody: name a model with --model for this.")
    return setup.cache


def _walk(args: argparse.Namespace, setup: Setup, answers: Answers) -> int:
    tally = Tally()
    with progress(args.files) as advance:

        def on_row(row: Row) -> None:
            tally.add(row)
            advance()
            for sentence in row.said:
                complain(sentence)

        run(setup, sources(args.files), 1, on_row, answers)
    return 1 if tally.failed else 0
