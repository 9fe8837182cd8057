import subprocess
import sys

import pytest

from simulator.domain.errors import ModelError
from simulator.models import DEFAULT_MODEL, open_model

KEY = "sk-test-77aa12"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def modules_after(statements: str) -> set[str]:
    """What a fresh interpreter has imported after some statements."""
    script = f"import sys; {statements}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_costs_nothing_heavy() -> None:
    heavy = {"openai", "httpx2", "pydantic", "yaml", "textual", "tiktoken", "asyncio"}
    assert not heavy & modules_after("import simulator.models, simulator.llm.model")


def test_warming_up_loads_what_the_first_turn_needs() -> None:
    loaded = modules_after("from simulator.models import warm_up; warm_up()")
    assert {"openai.resources.chat.completions", "simulator.session"} <= loaded
    assert not {"textual", "tiktoken"} & loaded


def test_warming_up_leaves_the_collector_on_with_little_to_walk_over() -> None:
    script = (
        "import gc; from simulator.models import warm_up; warm_up();"
        " print(gc.isenabled(), len(gc.get_objects()), gc.get_freeze_count())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    enabled, walked, set_aside = run.stdout.split()
    assert enabled == "True"
    assert int(walked) < int(set_aside) / 10


def test_offline_is_the_default() -> None:
    assert open_model().id == "offline"


def test_offline_can_be_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert open_model("offline").id == "offline"


def test_key_opens_an_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY}\n")
    assert open_model().id == DEFAULT_MODEL
    assert open_model("another").id == "another"


@pytest.mark.parametrize(
    ("key", "base_url", "said"),
    [
        ("", "", "needs a key"),
        ("sk-abc‑def", "", "holds a character that no key has"),
        ("sk-abc def", "", "holds a character that no key has"),
        *(
            (KEY, address, "not a web address")
            for address in (
                "localhost:8080/v1",
                "http://",
                "http://:80",
                "http://localhost:abc/v1",
                "http://localhost:99999/v1",
                "http://local host/v1",
                "http://[bad/v1",
                "http://x\x07y/v1",
                "ftp://localhost/v1",
            )
        ),
    ],
)
def test_environment_that_does_not_add_up_is_explained(
    monkeypatch: pytest.MonkeyPatch, key: str, base_url: str, said: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    monkeypatch.setenv("OPENAI_BASE_URL", base_url)
    with pytest.raises(ModelError, match=said) as failure:
        open_model("some-model")
    assert not key or key not in str(failure.value)
