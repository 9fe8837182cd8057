"""`negotiate grade`: grades a transcript, or thousands, and conversations from elsewhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.complaints import complain
from simulator.store.paths import GRADES

if TYPE_CHECKING:
    from simulator.batch.grading import Row, Setup
    from simulator.grader.agreement.calibration import Calibration
    from simulator.llm.budget import Budget
    from simulator.llm.model import Usage


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `grade` to the command line."""
    parser = subparsers.add_parser(
        "grade",
        help="grade transcripts, or conversations from elsewhere",
        description="Reads transcripts of this program (JSON Lines) and conversations in the forms "
        "that `negotiate import` knows. One file: prints the debrief. Several files, or a folder: "
        "prints a summary; a bad file does not stop the rest, and a run that was stopped goes on "
        "where it left off. A graded record is added beside each file, unless one made from the "
        "same is there.",
    )
    add_grading_options(parser)
    parser.add_argument(
        "--refresh", action="store_true", help="ask and grade anew, whatever is there already"
    )
    parser.add_argument(
        "--overall",
        action="store_true",
        help="print one number, too: the mean of the three headlines, capped by integrity",
    )
    parser.add_argument(
        "--calibration",
        type=Path,
        metavar="FILE",
        help="print what your coaches would give, too; the file is from 'negotiate agree'",
    )
    asked = parser.add_argument_group("before a model is paid")
    asked.add_argument(
        "--dry-run", action="store_true", help="count what would be asked and what it would cost"
    )
    for side in ("in", "out"):
        asked.add_argument(
            f"--price-{side}",
            type=float,
            metavar="DOLLARS",
            help=f"of a million tokens {side}, where the model's price is not known",
        )
    asked.add_argument(
        "--budget",
        metavar="TOKENS|$DOLLARS",
        help="stop before more than this is spent (200000, or '$5'); exit code 3",
    )
    batch = parser.add_argument_group("batch files of OpenAI or `vllm run-batch`")
    batch.add_argument(
        "--export-requests", type=Path, metavar="FILE", help="write what would be asked, ask nobody"
    )
    batch.add_argument(
        "--import-answers",
        type=Path,
        metavar="FILE",
        help="take the answers of a batch into the cache, then grade",
    )
    parser.set_defaults(run=run)


def add_grading_options(parser: argparse.ArgumentParser) -> None:
    """What grading and regrading have in common."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE|DIR", action=_Talks)
    parser.add_argument(
        "--scenario",
        metavar="ID|FILE",
        help="the deal a conversation from elsewhere is about; without it, only what needs no "
        "key is scored",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="style")
    parser.add_argument(
        "--model",
        metavar="NAME",
        default="offline",
        action=_Panel,
        help="the model that codes the turns; named several times, or with commas, a panel of "
        "judges whose votes are pooled",
    )
    parser.add_argument(
        "--samples",
        type=int,
        choices=range(1, 10),
        default=1,
        metavar="N",
        help="how often a model is asked about each passage; 3 for a grade of record (default: 1)",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="where a model's answers are kept (default: the user's cache folder)",
    )
    parser.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="processes that grade (default: 1)"
    )


class _Talks(argparse.Action):
    """Paths without the grades that a shell's * names beside the transcripts."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        assert isinstance(values, list)
        talks = [path for path in values if not path.name.endswith(GRADES)]
        setattr(namespace, self.dest, talks or values)


class _Panel(argparse.Action):
    """Names with commas between them, however often the option is given."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from simulator.domain.scorecard import BETWEEN_JUDGES

        before = getattr(namespace, self.dest)
        first = before is self.default
        setattr(namespace, self.dest, str(values) if first else f"{before}{BETWEEN_JUDGES}{values}")


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes from 1 to 256")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Returns 0, 1 if a file of a batch failed, 2 for bad input, 3 if the budget ended it."""
    from dataclasses import replace

    _refuse_lone_figures(args)
    setup = replace(setup_of(args), refresh=args.refresh)
    refused: set[str] = set()
    if args.import_answers:
        from simulator.cli.requests import take_answers

        refused = take_answers(args.import_answers, setup)
    if args.export_requests or args.dry_run:
        from simulator.cli.requests import write_or_count

        return write_or_count(args, setup, refused)
    setup = replace(setup, budgets=_budgets(args))
    if is_batch(args.files):
        from simulator.cli.batch import run_batch

        return run_batch(args, setup)
    return show_one(args, setup)


def _refuse_lone_figures(args: argparse.Namespace) -> None:
    option = "--overall" if args.overall else "--calibration" if args.calibration else ""
    if option and (is_batch(args.files) or args.style == "json"):
        from simulator.domain.errors import NegotiateError

        raise NegotiateError(
            f"{option} stands below the debrief of one file, for alone it says too little: name "
            "one file, and leave out --format json."
        )


def is_batch(files: list[Path]) -> bool:
    """Whether a summary is asked for, and not the debrief of one file."""
    return len(files) > 1 or files[0].is_dir()


def setup_of(args: argparse.Namespace) -> "Setup":
    """The set-up that the common options describe."""
    from simulator.batch.grading import Setup
    from simulator.content import load_scenario
    from simulator.grader.panel import panel_named
    from simulator.llm.tokens import OFFLINE

    panel = panel_named(args.model)
    asks = panel != OFFLINE
    return Setup(
        model=panel,
        samples=args.samples if asks else 1,
        scenario=load_scenario(args.scenario) if args.scenario else None,
        # The rules answer sooner than a disk does: only what a model says is kept.
        cache=_cache_of(args) if asks else None,
        whole=args.style == "json" or not is_batch(args.files),
        durable=not is_batch(args.files),
    )


def _cache_of(args: argparse.Namespace) -> Path:
    from simulator.store.answers import FILE_NAME, default_path

    return args.cache.expanduser() / FILE_NAME if args.cache else default_path()


def _budgets(args: argparse.Namespace) -> "dict[str, Budget]":
    """A budget for each judge; all share one cap."""
    if args.budget is None:
        return {}
    from simulator.cli.costs import prices_of, unknown
    from simulator.domain.errors import NegotiateError
    from simulator.llm.budget import Budget

    text = args.budget.strip().lower().removesuffix("usd")
    in_dollars = "$" in text or text != args.budget.strip().lower()
    try:
        cap = float(text.replace("$", "").replace(",", "").replace("_", ""))
    except ValueError:
        cap = -1.0
    if not 0 < cap < float("inf"):
        raise NegotiateError(
            f"--budget {args.budget!r} is no amount: give tokens (200000) or dollars ('$5')."
        )
    budget, prices = Budget(cap), prices_of(args)
    if not in_dollars:
        return dict.fromkeys(prices, budget)
    missing = unknown(prices)
    if missing:
        raise NegotiateError(
            f"The price of {missing} is not known here: give --price-in and --price-out, or a "
            "--budget in tokens."
        )
    return {judge: budget.at(price) for judge, price in prices.items() if price}


def show_one(args: argparse.Namespace, setup: "Setup") -> int:
    """Grade one file and print its debrief."""
    import asyncio

    from simulator.batch.grading import Grader
    from simulator.batch.sources import sources
    from simulator.cli.batch import carried_lines, tell_costs
    from simulator.cli.calibration import read_calibration
    from simulator.domain.errors import NegotiateError

    calibration = read_calibration(args.calibration) if args.calibration else None
    (source,) = sources(args.files)
    if source.fault:
        raise NegotiateError(source.fault)

    async def grade() -> "tuple[Row, dict[str, Usage]]":
        async with Grader(setup) as grader:
            return await grader.grade(source.path, source.digest), grader.usages

    row, usages = asyncio.run(grade())
    if row.result == "skipped":
        complain(f"{source.path}: a talk from before a meeting; there is nothing to grade in it.")
        return 2
    for sentence in (*row.kin, *row.said, *carried_lines(row)):
        complain(sentence)
    if row.result == "failed":
        return 2
    print(row.record if args.style == "json" else _debrief(row, calibration, overall=args.overall))
    tell_costs(args, usages)
    return 1 if row.result == "not graded" else 0


def _debrief(row: "Row", calibration: "Calibration | None", *, overall: bool) -> str:
    from simulator.cli.calibration import calibrated_lines
    from simulator.cli.overall import overall_lines
    from simulator.domain.scorecard import GradedRecord
    from simulator.report.plain import debrief_text
    from simulator.store.conversations import open_transcript

    record = GradedRecord.model_validate_json(row.record)
    transcript = open_transcript(Path(row.path))
    lines = [debrief_text(record, transcript)]
    if calibration:
        lines += calibrated_lines(record, calibration)
    if overall:
        lines += overall_lines(record, transcript)
    return "\n".join(lines)
