"""The coverage table in the docs, made from the rows the tests play: `python -m ...table`."""

from pathlib import Path

from tests.behaviours.playing import ROWS, exchange, persona_of

HEAD = """# The behaviours a trainee practises, and the test that shows each

Made by `python -m tests.behaviours.table` from `tests/behaviours/rows.yaml`; the tests in that
folder play every row against the buyer named here. Each answer is what the buyer said in the test.

| # | Behaviour | Buyer, tactic, deal | Handled well | Handled badly |
| --- | --- | --- | --- | --- |
"""


def table() -> str:
    """The page as Markdown."""
    return HEAD + "".join(map(_line, ROWS))


def _line(row: str) -> str:
    entry = ROWS[row]
    if "shown_by" in entry:
        return f"| {row} | {entry['what']} | shown by `{entry['shown_by']}` | | |\n"
    name, tactic = entry["buyer"]
    buyer = f"{persona_of(name).name}, `{tactic}`, `{entry['deal']}`"
    cells = [
        f"“{entry[side]}” → “{exchange(row, side).reply}”".replace("|", "\\|")
        for side in ("good", "bad")
    ]
    return f"| {row} | {entry['what']} | {buyer} | {cells[0]} | {cells[1]} |\n"


if __name__ == "__main__":
    path = Path(__file__).resolve().parents[2] / "docs" / "behaviours.md"
    path.write_text(table(), encoding="utf-8")
    print(f"wrote {path.name}")
