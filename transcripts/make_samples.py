"""Makes the sample sessions of this folder: the seller's lines in lines/, played by the program.

Run `make samples` after a change to the buyer, the reader or the grader, and read what comes out.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PLAN = (
    *("--target", "$60,000, signed this week"),
    *("--walk-away", "worth less than $56,000 to us"),
    *("--trades", "days to pay for a signature; a start in January for a reference"),
)
SAMPLES = {
    "good": ("--seed", "11", *PLAN),
    "poor": ("--seed", "4", *PLAN),
    "walked": (
        *("--persona", "dictator", "--variant", "wall"),
        *("--scenario", "spare_parts", "--seed", "3"),
        *("--walk-away", "worth less than $91,000 to us"),
    ),
    "peace": (
        *("--persona", "contentious_client", "--variant", "expects"),
        *("--scenario", "renewal_unanswered", "--seed", "2"),
    ),
}
"""How each sample is played, beside the lines in `lines/`."""


def make(name: str, how: tuple[str, ...]) -> None:
    """Play and grade one session, and put both files here under its name."""
    with tempfile.TemporaryDirectory() as folder:
        lines = (HERE / "lines" / f"{name}.txt").read_text(encoding="utf-8")
        command = (sys.executable, "-m", "simulator.cli", "play", "--plain", "--model", "offline")
        options = ("--transcripts", folder, *how)
        subprocess.run([*command, *options], input=lines, text=True, encoding="utf-8", check=True)
        [session] = (p for p in Path(folder).glob("*.jsonl") if "grades" not in p.name)
        target = HERE / f"{name}.jsonl"
        target.write_bytes(session.read_bytes())
        target.with_suffix(".grades.jsonl").unlink(missing_ok=True)
    grade = (sys.executable, "-m", "simulator.cli", "grade", "--model", "offline", str(target))
    subprocess.run(grade, check=True)


if __name__ == "__main__":
    for sample, options in SAMPLES.items():
        make(sample, options)
