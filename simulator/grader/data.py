"""Reads the YAML files that lie beside the grader's modules."""

from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """The text of one of the grader's data files."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def parse_yaml(text: str) -> Any:
    """The data of a YAML text, by the safe loader; the caller validates it."""
    return yaml.load(text, Loader=_LOADER)
