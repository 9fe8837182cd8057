"""How long `negotiate --help` takes beside a bare interpreter that loads the CLI library."""

import statistics
import subprocess
import sys
import time

RUNS = 15
FLOOR = (sys.executable, "-c", "import argparse, pathlib")
HELP = (sys.executable, "-m", "simulator.cli", "--help")


def seconds(command: tuple[str, ...]) -> float:
    """Wall time of one run of a command."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Print both medians and their ratio; the two are run in turn."""
    pairs = [(seconds(HELP), seconds(FLOOR)) for _ in range(RUNS + 1)][1:]
    helped, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"--help: {helped * 1e3:.0f} ms, python with argparse: {floor * 1e3:.0f} ms, "
        f"ratio {helped / floor:.2f} (at most 2)"
    )


if __name__ == "__main__":
    main()
