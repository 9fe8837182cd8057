"""`negotiate schema persona|scenario|key`: prints the JSON schema that editors help authors by."""

import argparse
import sys


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `schema` to the command line."""
    parser = subparsers.add_parser(
        "schema",
        help="print the JSON schema of persona, scenario or key files",
        description="Prints a JSON schema. An editor that knows it completes and checks a file; "
        "the first line of the files that came with the program shows how to name it. A key is "
        "what an imported conversation can be given in the place of a scenario.",
    )
    parser.add_argument("kind", choices=("persona", "scenario", "key"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from simulator.content.schema import schema_text

    sys.stdout.write(schema_text(args.kind))
    return 0
