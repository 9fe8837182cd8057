"""Reads the YAML files that lie beside the modules of a package."""

from importlib.resources import files
from typing import Any


def read_data(package: str, name: str) -> Any:
    """The data of one file, by the safe loader; the caller validates it."""
    import yaml  # late: a list of sessions needs no word list

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)
