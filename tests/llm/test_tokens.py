import gzip
import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
import tiktoken.load
import tiktoken_ext.openai_public
from hypothesis import given
from hypothesis import strategies as st

from simulator.llm import tokens
from simulator.llm.tokens import count_tokens, estimate_tokens

LINE = "We could do net 45 at 58,000 if you sign for two years."


@pytest.fixture(autouse=True)
def fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The addresses tiktoken was about to fetch; its cache is an empty folder."""
    addresses: list[str] = []

    def refuse(address: str) -> bytes:
        addresses.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(tiktoken.load, "read_file", refuse)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(tokens, "_carried", lambda _: None)
    tokens._encoding.cache_clear()
    tiktoken.registry.ENCODINGS.clear()
    return addresses


@given(st.text())
def test_estimate_is_never_nothing_for_something(text: str) -> None:
    assert (estimate_tokens(text) == 0) == (text == "")
    assert estimate_tokens(text) <= estimate_tokens(text + text)


def test_estimate_takes_lone_surrogates() -> None:
    assert estimate_tokens("\ud800" * 40) > 0


@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4.1-mini", "gpt-4", "offline", "text-ada-001"])
def test_without_a_table_the_count_is_an_estimate(model: str, fetched: list[str]) -> None:
    assert count_tokens(LINE, model) == (estimate_tokens(LINE), False)
    assert fetched == []


def test_damaged_table_is_neither_used_nor_fetched_again(
    tmp_path: Path, fetched: list[str]
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    damaged = folder / _cache_name("o200k_base")
    damaged.write_bytes(b"torn")
    assert not count_tokens(LINE, "gpt-4o").exact
    assert damaged.read_bytes() == b"torn"
    assert fetched == []


def test_cache_switched_off_means_an_estimate(
    monkeypatch: pytest.MonkeyPatch, fetched: list[str]
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    assert not count_tokens(LINE, "gpt-4o").exact
    assert fetched == []


def test_folder_that_cannot_be_written_means_an_estimate(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("not a folder")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(occupied / "cache"))
    monkeypatch.setattr(tokens, "_carried", lambda _: b"a table")
    assert not count_tokens(LINE, "gpt-4o").exact


@pytest.mark.parametrize("name", sorted(tokens._TABLES))
def test_tables_are_those_tiktoken_will_ask_for(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str | None]] = []

    def load(address: str, expected_hash: str | None = None) -> dict[bytes, int]:
        asked.append((address, expected_hash))
        return {}

    monkeypatch.setattr(tiktoken_ext.openai_public, "load_tiktoken_bpe", load)
    tiktoken_ext.openai_public.ENCODING_CONSTRUCTORS[name]()
    table = tokens._TABLES[name]
    assert asked == [(tokens._SOURCE + table.file, table.sha256)]


def test_carried_table_with_a_wrong_hash_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    data = tmp_path / "bpe_openai" / "data"
    data.mkdir(parents=True)
    (tmp_path / "bpe_openai" / "__init__.py").write_text("raise SystemExit('imported')")
    (data / "o200k_base.tiktoken.gz").write_bytes(gzip.compress(b"something else"))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert tokens._carried(tokens._TABLES["o200k_base"]) is None
    (data / "o200k_base.tiktoken.gz").write_bytes(b"not gzip")
    assert tokens._carried(tokens._TABLES["o200k_base"]) is None


@pytest.mark.skipif(
    importlib.util.find_spec("bpe_openai") is None, reason="needs the extra named tokens"
)
@pytest.mark.parametrize(("model", "n"), [("gpt-4o", 18), ("gpt-4", 18)])
def test_carried_table_makes_the_count_exact(
    model: str, n: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "new" / "cache"))
    tokens._encoding.cache_clear()
    tiktoken.registry.ENCODINGS.clear()
    assert count_tokens(LINE, model) == (n, True)
    assert count_tokens("<|endoftext|>", model).n > 1  # text, not a control token
    assert len(list((tmp_path / "new" / "cache").iterdir())) == 1


def test_estimating_does_not_load_tiktoken() -> None:
    script = (
        "import sys; from simulator.llm.tokens import estimate_tokens; estimate_tokens('a');"
        " sys.exit('tiktoken' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def _cache_name(name: str) -> str:
    return hashlib.sha1((tokens._SOURCE + tokens._TABLES[name].file).encode()).hexdigest()
