"""Rules about the code's shape that a reader relies on."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "simulator").rglob("*.py"))
HEAVY = ("textual", "openai", "pydantic", "tiktoken", "yaml", "httpx2")


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(' '.join(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_no_module_is_longer_than_400_lines() -> None:
    long = {str(m): n for m in MODULES if (n := len(m.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(m) for m in MODULES if not m.read_text("utf-8").lstrip().startswith('"""')]
    assert silent == []


def test_the_help_loads_nothing_heavy() -> None:
    loaded = loaded_after(
        "from simulator.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass"
    )
    assert loaded.isdisjoint(HEAVY)


def test_the_first_frame_waits_for_nothing_heavy_but_textual() -> None:
    loaded = loaded_after("import simulator.tui.app")
    assert "textual" in loaded
    assert loaded.isdisjoint({"openai", "pydantic", "tiktoken", "httpx2"})


@pytest.mark.parametrize("module", ["simulator.session", "simulator.grader.grade"])
def test_the_core_runs_without_a_screen_or_a_client(module: str) -> None:
    assert loaded_after(f"import {module}").isdisjoint({"textual", "openai", "tiktoken"})


def test_no_persona_is_named_in_the_code() -> None:
    names = [path.stem for path in (ROOT / "personas").glob("*.yaml")]
    named = [
        (module.name, name)
        for module in MODULES
        for name in names
        if name in module.read_text("utf-8")
    ]
    assert names
    assert named == []
