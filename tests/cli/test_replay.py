import argparse
from pathlib import Path

import pytest

from simulator.cli import replay


def test_without_a_terminal_it_says_what_to_use_instead(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay.run(argparse.Namespace(file=Path("session.jsonl"))) == 2
    assert "negotiate grade FILE" in capsys.readouterr().err
