"""Compares the rule coder with human labels: our F1 beside a keyword rule's, per source and
behaviour, for all conversations and for two halves of them.

The labelled conversations lie outside the project, in ../shared/eval; where they are missing,
nothing is measured. Rules were tuned while looking at the tune half only.
"""

import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from simulator.coding.dialogues import predict_dialogue, read_dialogues
from simulator.coding.items import Item, predict_item

DATA = Path(__file__).resolve().parents[2] / "shared" / "eval"
FEWEST_POSITIVES = 30
"""A figure on fewer says little and is left out of the means."""

Items = list[dict[str, Any]]


class Cell(NamedTuple):
    """The figures of one source and behaviour."""

    ours: float
    keyword: float
    positives: int


def half_of(conversation: str) -> str:
    """Which half a conversation belongs to; stable from run to run."""
    digest = hashlib.sha256(conversation.encode()).digest()
    return "held out" if digest[0] % 2 else "tune"


def load_scorer(folder: Path) -> ModuleType:
    """The scorer that comes with the labelled conversations."""
    spec = importlib.util.spec_from_file_location("eval_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(items: Items) -> dict[str, dict[str, Any]]:
    """Our prediction for every item, from what a detector may see of it."""
    visible = ("id", "source", "context", "speaker", "text")
    return {
        item["id"]: dict(predict_item(Item.model_validate({k: item[k] for k in visible})))
        for item in items
    }


def cells(
    scorer: ModuleType, items: Items, labels: Callable[[Any], Any]
) -> dict[tuple[str, str], Cell]:
    """The figures of every source and behaviour of some items."""
    return {
        (row["source"], row["behaviour"]): Cell(row["F1"], row["naive"], row["pos"])
        for row in scorer.score(items, labels)
    }


def mean(values: Iterable[float]) -> float:
    """The unweighted mean."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def print_items(scorer: ModuleType, folder: Path) -> None:
    """The table of utterances."""
    items: Items = scorer.load([str(folder)])
    predicted = predictions(items)

    def labels(item: Any) -> Any:
        return predicted[item["id"]]["labels"]

    parts = {"all": items, "tune": [], "held out": []}
    for item in items:
        parts[half_of(scorer.conv_of(item["id"]))].append(item)
    tables = {name: cells(scorer, part, labels) for name, part in parts.items()}
    print(
        f"{'source and behaviour':<36} {'n':>4}  ours  keyword  gain   tune (kw)    held out (kw)"
    )
    for key, cell in tables["all"].items():
        few = "  few positives" if cell.positives < FEWEST_POSITIVES else ""
        tune, held = (tables[name].get(key, Cell(0.0, 0.0, 0)) for name in ("tune", "held out"))
        print(
            f"{' '.join(key):<36} {cell.positives:>4}  {cell.ours:.2f}  {cell.keyword:.2f}    "
            f"{cell.ours - cell.keyword:+.2f}   {tune.ours:.2f} ({tune.keyword:.2f})  "
            f"{held.ours:.2f} ({held.keyword:.2f}){few}"
        )
    counted = [key for key, cell in tables["all"].items() if cell.positives >= FEWEST_POSITIVES]
    for name, table in tables.items():
        ours = mean(table[key].ours for key in counted if key in table)
        keyword = mean(table[key].keyword for key in counted if key in table)
        print(
            f"mean over {len(counted)} cells, {name}: ours {ours:.3f}, keyword {keyword:.3f}, "
            f"gain {ours - keyword:+.3f}"
        )
    scorer.values_report(items, predicted)


def print_dialogues(scorer: ModuleType, folder: Path) -> None:
    """The figures of whole dialogues, as the scorer prints them."""
    predicted: dict[str, Any] = {}
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for dialogue in read_dialogues(lines, path.name):
            predicted[dialogue.id] = json.loads(json.dumps(predict_dialogue(dialogue)))
    scorer.score_dialogues(str(folder), predicted)


def main() -> int:
    """Print every figure; 0 also where there is nothing to compare with."""
    if not (DATA / "score.py").exists():
        print("The labelled conversations are not here (../shared/eval), so nothing was measured.")
        return 0
    scorer = load_scorer(DATA)
    print_items(scorer, DATA)
    print()
    print_dialogues(scorer, DATA / "dialogues")
    return 0


if __name__ == "__main__":
    sys.exit(main())
