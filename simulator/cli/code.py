"""`negotiate code`: prints what the reader of turns sees, and predicts behaviours for test sets."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.complaints import complain

if TYPE_CHECKING:
    from simulator.domain.transcript import Transcript
    from simulator.domain.vocabulary import Vocabulary


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `code` to the command line."""
    parser = subparsers.add_parser(
        "code",
        help="print a conversation with its move codes and terms",
        description="Reads a transcript of this program (JSON Lines) or a conversation from "
        "elsewhere, and prints every turn with its codes, each with the words that earn it, and "
        "the terms it mentions.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
    parser.add_argument(
        "--scenario", metavar="ID|FILE", help="the deal a conversation from elsewhere is about"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="style")
    parser.add_argument(
        "--items",
        type=Path,
        metavar="FILE",
        help="predict the behaviours of labelled items instead: JSON Lines with id, source, "
        "context, speaker and text; '-' reads standard input",
    )
    parser.add_argument(
        "--dialogues",
        nargs="?",
        const=True,
        metavar="FILE",
        help="predict agreement, price and terms of dialogues; without FILE, those of --items",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the codes, or the predictions one a line. Raises NegotiateError for bad input."""
    from simulator.domain.errors import NegotiateError

    if args.dialogues is not None:
        path = args.items if args.dialogues is True else Path(args.dialogues)
        if path is None:
            raise NegotiateError("--dialogues needs a file: name it, or add --items FILE.")
        return _predict(path, whole=True)
    if args.items is not None:
        return _predict(args.items, whole=False)
    if args.file is None:
        raise NegotiateError("Nothing to code: name a transcript, or use --items FILE.")
    return _print(args.file, args.scenario, args.style)


def _predict(path: Path, *, whole: bool) -> int:
    import json

    from simulator.coding.dialogues import predict_dialogue, read_dialogues
    from simulator.coding.items import predict_item, read_items

    predictions: Iterable[dict[str, object]]
    if whole:
        predictions = map(predict_dialogue, read_dialogues(_lines(path), str(path)))
    else:
        predictions = map(predict_item, read_items(_lines(path), str(path)))
    for prediction in predictions:
        print(json.dumps(prediction, ensure_ascii=False))
    return 0


def _lines(path: Path) -> Iterator[str]:
    from simulator.domain.errors import NegotiateError

    if str(path) == "-":
        yield from sys.stdin
        return
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                try:
                    yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise NegotiateError(
                        f"{path}, line {number}: byte {error.start + 1} is not UTF-8; save the "
                        "file as UTF-8."
                    ) from error
    except OSError as error:
        raise NegotiateError(
            f"{path}: cannot be read ({error.strerror}); check the path."
        ) from error


def _print(path: Path, scenario: str | None, style: str) -> int:
    from simulator.coding.reader import RuleReader
    from simulator.coding.show import coded_lines
    from simulator.store.conversations import open_transcript

    transcript = open_transcript(path)
    for problem in transcript.problems:
        complain(problem)
    reader = RuleReader(_vocabulary(transcript, scenario))
    colour = _colour_wanted()
    for turn in transcript.turns:
        reading = reader.read(turn)
        if style == "json":
            print(reading.model_dump_json())
        else:
            print("\n".join(coded_lines(turn, reading, colour=colour)), end="\n\n")
    return 0


def _colour_wanted() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _vocabulary(transcript: "Transcript", scenario: str | None) -> "Vocabulary":
    from simulator.domain.vocabulary import GENERIC, vocabulary_of

    if scenario is not None:
        from simulator.content import load_scenario

        return vocabulary_of(load_scenario(scenario))
    if transcript.scenario is None:
        return GENERIC
    persona = transcript.header.persona if transcript.header else None
    return vocabulary_of(transcript.scenario, persona)
