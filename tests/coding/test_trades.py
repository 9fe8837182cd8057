"""Conditional trades, on 150 sentences of our own; there is no public truth for them."""

from pathlib import Path

import pytest
import yaml

from simulator.coding.reader import RuleReader
from simulator.domain.moves import Code
from simulator.domain.scenario import Scenario
from simulator.domain.transcript import Turn
from simulator.domain.vocabulary import GENERIC, Vocabulary, vocabulary_of

SENTENCES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "trades.yaml").read_text(encoding="utf-8")
)
WANTED = 0.95


def is_trade(reader: RuleReader, text: str) -> bool:
    reader.start_over()
    reader.read(Turn(n=0, speaker="buyer", text="It's a bit steep for us, and the date is hard."))
    reading = reader.read(Turn(n=1, speaker="trainee", text=text))
    return any(move.conditional for move in reading.all(Code.OFFER))


def test_the_file_holds_as_many_trades_as_traps() -> None:
    assert {kind: len(set(lines)) for kind, lines in SENTENCES.items()} == {
        "trades": 75,
        "traps": 75,
    }


@pytest.mark.parametrize("known_deal", [True, False], ids=["deal", "no deal"])
def test_precision_and_recall(known_deal: bool, scenario: Scenario) -> None:
    vocabulary: Vocabulary = vocabulary_of(scenario) if known_deal else GENERIC
    reader = RuleReader(vocabulary)
    missed = [text for text in SENTENCES["trades"] if not is_trade(reader, text)]
    wrong = [text for text in SENTENCES["traps"] if is_trade(reader, text)]
    found = len(SENTENCES["trades"]) - len(missed)
    assert found / len(SENTENCES["trades"]) >= WANTED, missed
    assert found / (found + len(wrong)) >= WANTED, wrong
