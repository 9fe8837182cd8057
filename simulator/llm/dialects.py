"""The fields of a request that a model is known to refuse, and what is sent in their place.

The question stays the same: no key of a kept answer depends on it.
"""

from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import yaml

from simulator.domain.base import Noun

_FILE = Path(__file__).with_name("dialects.yaml")


class _Refusal(Noun):
    models: tuple[str, ...]
    fields: tuple[str, ...]


class _Dialects(Noun):
    instead: dict[str, str | None]
    refusals: tuple[_Refusal, ...]


@cache
def _dialects() -> _Dialects:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Dialects.model_validate(yaml.load(_FILE.read_bytes(), Loader=loader))


@cache
def refused_by(model: str) -> tuple[str, ...]:
    """The fields that a model refuses, as far as its name tells."""
    name = model.rpartition("/")[2].casefold().removeprefix("ft:")
    return next(
        (
            refusal.fields
            for refusal in _dialects().refusals
            if any(fnmatchcase(name, pattern) for pattern in refusal.models)
        ),
        (),
    )


def refused_with(field: str) -> set[str]:
    """What to leave out of a request where that field was refused: an endpoint names one at a
    time, and the known models that refuse it may refuse others. Empty: nothing will help."""
    if field not in _dialects().instead:
        return set()
    alike = (set(r.fields) for r in _dialects().refusals if field in r.fields)
    return {field}.union(*alike)


def without(body: Mapping[str, object], refused: Collection[str]) -> dict[str, object]:
    """The body with other names for the fields that are refused, or without them."""
    instead = _dialects().instead
    names = {name: instead.get(name) if name in refused else name for name in body}
    return {sent: body[name] for name, sent in names.items() if sent is not None}
