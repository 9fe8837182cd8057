"""`negotiate schema`, and the copies that editors find beside the files."""

import json
from pathlib import Path

import pytest

from simulator.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_the_committed_schema_is_current(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    printed = json.loads(capsys.readouterr().out)
    committed = json.loads((ROOT / f"{kind}s" / "schema.json").read_text("utf-8"))
    assert committed == printed, f"run: negotiate schema {kind} > {kind}s/schema.json"


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_every_shipped_file_names_its_schema(kind: str) -> None:
    for path in ROOT.glob(f"{kind}s/*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=schema.json"


def test_an_unknown_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["schema", "buyer"])
    assert caught.value.code == 2
    assert "persona" in capsys.readouterr().err
