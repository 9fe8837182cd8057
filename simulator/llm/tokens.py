"""Counts tokens: exactly where the model's table is on this machine, else as an estimate.

The one place that imports `tiktoken`, and only once a table is there: asked for a table it does
not find, tiktoken would fetch it from the network, in the middle of whatever was going on.
"""

import gzip
import hashlib
import importlib.util
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import tiktoken

OFFLINE = "offline"
"""The id of the offline model, which has no table."""

_BYTES_PER_TOKEN = 4.0
"""UTF-8 bytes per o200k_base token: 3.96 to 4.06 in three sets of English haggling dialogues."""


class TokenCount(NamedTuple):
    """`exact` is False for an estimate, which a screen shows with a "~"."""

    n: int
    exact: bool


class _Table(NamedTuple):
    file: str
    sha256: str


# As in tiktoken_ext/openai_public.py; tests hold the two together.
_O200K = _Table(
    "o200k_base.tiktoken", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
)
_CL100K = _Table(
    "cl100k_base.tiktoken", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
)
_TABLES = {"o200k_base": _O200K, "o200k_harmony": _O200K, "cl100k_base": _CL100K}
_SOURCE = "https://openaipublic.blob.core.windows.net/encodings/"


def estimate_tokens(text: str) -> int:
    """About how many tokens, from the length alone; 0 only for the empty text."""
    size = len(text.encode(errors="replace"))
    return max(1, round(size / _BYTES_PER_TOKEN)) if size else 0


def count_tokens(text: str, model: str) -> TokenCount:
    """How many tokens `model` makes of `text`. Never touches the network.

    The first exact count of a process takes about 0.3 s: keep it off the interface's path.
    """
    encoding = _encoding(model)
    if encoding is None:
        return TokenCount(estimate_tokens(text), exact=False)
    return TokenCount(len(encoding.encode_ordinary(text)), exact=True)


@lru_cache(maxsize=8)
def _encoding(model: str) -> "tiktoken.Encoding | None":
    if model == OFFLINE:  # its words cost nothing: not worth an import
        return None
    import tiktoken

    try:
        name = tiktoken.encoding_name_for_model(model)
    except KeyError:
        return None
    table = _TABLES.get(name)
    if table is None or not _in_cache(table):
        return None
    return tiktoken.get_encoding(name)


def _in_cache(table: _Table) -> bool:
    """Whether tiktoken will find the table in its cache, put there now if a package carries it."""
    folder = _cache_folder()
    if folder is None:
        return False
    cached = folder / hashlib.sha1((_SOURCE + table.file).encode()).hexdigest()
    try:
        if cached.is_file() and _is_whole(cached.read_bytes(), table):
            return True
        carried = _carried(table)
        if carried is None:
            return False
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = cached.with_name(f"{cached.name}.{os.getpid()}.tmp")
        unfinished.write_bytes(carried)
        unfinished.replace(cached)
    except OSError:
        return False
    return True


def _cache_folder() -> Path | None:
    """Where tiktoken looks, by its own rules; None where its cache is switched off."""
    for variable in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if variable in os.environ:
            folder = os.environ[variable]
            return Path(folder) if folder else None
    return Path(tempfile.gettempdir()) / "data-gym-cache"


def _carried(table: _Table) -> bytes | None:
    """The table as the optional package `bpe-openai` carries it; that package is not imported."""
    package = importlib.util.find_spec("bpe_openai")
    if package is None or package.origin is None:
        return None
    packed = Path(package.origin).parent / "data" / f"{table.file}.gz"
    try:
        content = gzip.decompress(packed.read_bytes())
    except (OSError, EOFError):
        return None
    return content if _is_whole(content, table) else None


def _is_whole(content: bytes, table: _Table) -> bool:
    return hashlib.sha256(content).hexdigest() == table.sha256
