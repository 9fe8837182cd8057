"""What would be asked of a model: counted, written to a batch file, or answered from one."""

import argparse
from dataclasses import replace
from pathlib import Path

from simulator.batch.grading import Row, Setup
from simulator.batch.imports import import_answers
from simulator.batch.run import run
from simulator.batch.sources import sources
from simulator.batch.tally import Tally
from simulator.cli.batch import progress
from simulator.cli.complaints import complain
from simulator.cli.grade import price_of
from simulator.domain.errors import NegotiateError
from simulator.domain.scorecard import judges_of
from simulator.domain.text import one_line
from simulator.grader.answering import Counted, CountingAnswers, RequestFile, likely_answer
from simulator.llm.answers import Answers
from simulator.store.answers import AnswerStore


def take_answers(path: Path, setup: Setup) -> None:
    """Fill the cache from a batch's output. Raises NegotiateError where it is not to be read."""
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


def write_or_count(args: argparse.Namespace, setup: Setup) -> int:
    """Walk over the files as grading would, and ask nobody. Returns 1 if a file is bad."""
    dry = replace(setup, keep=False, whole=False)
    cache = _cache(setup)
    if not args.export_requests:
        counting = CountingAnswers(likely_answer)
        failed = _walk(args, dry, counting)
        _print_costs(args, counting.counted)
        return failed
    if len(judges_of(setup.model)) > 1:
        raise NegotiateError(
            "A batch file is for one model: export for each judge by itself; a panel of them then "
            "finds every answer in the cache."
        )
    with AnswerStore(cache) as store:
        file = RequestFile(args.export_requests, store)
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


def _print_costs(args: argparse.Namespace, counted: Counted) -> None:
    about = "" if counted.exact else "~"
    print(
        f"{counted.requests:,} requests to {args.model}: {about}{counted.prompt_tokens:,} tokens "
        f"in, ~{counted.likely_tokens:,} out, at most {counted.most_tokens:,}; a passage whose "
        "codes cannot be verified is asked for once more"
    )
    price = price_of(args)
    if price is None:
        print(
            f"The price of {args.model} is not known here: give --price-in and --price-out for "
            "the cost."
        )
        return
    likely = price.dollars(counted.prompt_tokens, counted.likely_tokens)
    most = price.dollars(counted.prompt_tokens, counted.most_tokens)
    print(f"about ${likely:,.2f}, at most ${most:,.2f}")
