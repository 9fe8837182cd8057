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


def test_a_key_is_what_the_schema_of_keys_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "key"]) == 0
    schema = json.loads(capsys.readouterr().out)
    whole = {
        **{"name": "Two vans", "list_price": 4000, "floor": 3800, "buyer_limit": 4100},
        **{"price_words": ["price"], "issues": []},
    }
    assert set(whole) == set(schema["properties"])
    path = tmp_path / "key.yaml"
    for left_out in (None, *whole):
        path.write_text(json.dumps({k: v for k, v in whole.items() if k != left_out}), "utf-8")
        assert main(["check", str(path)]) == (2 if left_out in schema["required"] else 0)
    path.write_text(json.dumps({**whole, "colour": "red"}), "utf-8")
    assert main(["check", str(path)]) == 2
    assert schema["additionalProperties"] is False


def test_an_unknown_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["schema", "buyer"])
    assert caught.value.code == 2
    assert "persona" in capsys.readouterr().err
