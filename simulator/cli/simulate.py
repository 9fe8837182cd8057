"""`negotiate simulate`: scripted trainees play many meetings, and a table says what came of them.

Shares carry Wilson's 95 % interval, means a seeded bootstrap interval of 95 % (sources in
`simulator.trainees.estimates`).
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.trainees.study import Cell, Summary

LEVELS = ("easy", "normal", "hard")
ALL = "all"
BAR = 30


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `simulate` to the command line."""
    parser = commands.add_parser(
        "simulate",
        help="let scripted trainees play many meetings and count what comes of them",
        description="Plays seeded meetings between scripted trainees and a buyer, and prints how "
        "they end, the price, what each side has above its best alternative, the share of the "
        "best joint gain that was reached, turns and heat, each with a 95 % interval.",
    )
    parser.add_argument("--persona", required=True, metavar="ID|FILE|all", help="the buyer")
    parser.add_argument("--scenario", required=True, metavar="ID|FILE|all", help="the deal")
    parser.add_argument("--bot", required=True, metavar="NAME|all", help="the scripted trainee")
    parser.add_argument("--runs", type=int, default=100, metavar="N", help="meetings of each kind")
    parser.add_argument("--seed", type=int, default=0, metavar="K", help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes")
    parser.add_argument("--level", choices=LEVELS, default="normal")
    parser.add_argument("--variant", metavar="NAME", help="only this variant of the buyer")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="style")
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep every meeting as transcript")
    parser.add_argument(
        "--voice", action="store_true", help="compose and check every line as for a real model"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play and print. Raises NegotiateError for bad input."""
    from simulator.domain.errors import NegotiateError
    from simulator.trainees.study import run as play

    for name in ("runs", "jobs"):
        if getattr(args, name) < 1:
            raise NegotiateError(f"--{name} must be 1 or more.")
    cells = _cells(args)
    seeds = range(args.seed, args.seed + args.runs)
    save = _folder(args.save) if args.save else None
    told = _progress(len(cells) * args.runs)
    show = _json if args.style == "json" else _text
    summaries = play(cells, seeds, jobs=args.jobs, voice=args.voice, save=save, told=told)
    show(summaries, args.voice, len(cells))
    return 0


def _folder(wanted: Path) -> Path:
    """The folder to keep meetings in, made if need be."""
    from simulator.domain.errors import NegotiateError

    folder = wanted.expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = f"{folder}: cannot be written ({error.strerror}); choose another folder with --save."
        raise NegotiateError(told) from error
    return folder


def _cells(args: argparse.Namespace) -> "list[Cell]":
    """Every kind of meeting that was asked for, all of it known to exist."""
    from simulator.content import load_scenario, personas, scenarios
    from simulator.domain.errors import NegotiateError
    from simulator.trainees.book import bot_ids
    from simulator.trainees.study import Cell, variants

    buyers = [card.id for card in personas()] if args.persona == ALL else [args.persona]
    deals = [card.id for card in scenarios()] if args.scenario == ALL else [args.scenario]
    for deal in deals:
        load_scenario(deal)
    played = [(buyer, v) for buyer in buyers for v in variants(buyer)]
    if args.variant is not None:
        known = [variant for _, variant in played if variant]
        played = [pair for pair in played if pair[1] == args.variant]
        if not played:
            names = f"known are: {', '.join(known)}" if known else "it has none"
            raise NegotiateError(f"There is no variant '{args.variant}' of this buyer; {names}.")
    return [
        Cell(buyer, variant, deal, bot, args.level)
        for buyer, variant in played
        for deal in deals
        for bot in bot_ids(args.bot)
    ]


def _progress(whole: int) -> "Callable[[int], None]":
    """Draws a bar on standard error if that is a terminal; else says nothing."""
    shown = sys.stderr.isatty()

    def told(done: int) -> None:
        if shown:
            filled = "#" * (BAR * done // whole)
            end = "\n" if done == whole else ""
            print(f"\r[{filled:<{BAR}}] {done} of {whole}", end=end, file=sys.stderr, flush=True)

    return told


def _text(summaries: "Iterator[Summary]", voice: bool, count: int) -> None:
    from simulator.trainees.tables import heading, one, row

    refused = 0
    if count > 1:
        print(heading())
    for summary in summaries:
        print(row(summary) if count > 1 else one(summary), flush=True)
        refused += summary.refused
    if voice:
        print(f"lines the guard would have cut: {refused}")


def _json(summaries: "Iterator[Summary]", voice: bool, count: int) -> None:
    import json

    from simulator.trainees.tables import data

    print(json.dumps([data(summary) for summary in summaries], indent=2))
