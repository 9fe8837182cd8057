"""The phrase lists of lexicon.yaml and corpora.yaml, and the words and points that stand there."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from simulator.coding.matcher import Matcher

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _File(TypedDict):
    """The shape of the lexicon file: groups and tags, each a text with one pattern a line."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    groups: dict[str, str]
    points: dict[str, float]
    tags: dict[str, str]


@cache
def _file(name: str) -> _File:
    raw = Path(__file__).with_name(f"{name}.yaml").read_bytes()
    return TypeAdapter(_File).validate_python(yaml.load(raw, Loader=_Loader))


@cache
def load_lexicon(name: Literal["lexicon", "corpora"] = "lexicon") -> Matcher:
    """The matcher of a lexicon file, built once a process."""
    file = _file(name)
    matcher = Matcher(file["groups"])
    for tag, lines in file["tags"].items():
        for line in lines.splitlines():
            if line.strip():
                matcher.add_pattern(line, tag)
    return matcher


@cache
def load_points() -> dict[str, float]:
    """The points of what speaks for and against a reflection."""
    return _file("lexicon")["points"]


@cache
def load_words(name: str) -> frozenset[str]:
    """A group of lexicon.yaml as a set of words. Raises KeyError if there is none."""
    return frozenset(word.strip() for word in _file("lexicon")["groups"][name].split("|"))
