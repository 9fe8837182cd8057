"""The vocabularies of published conversations, and which source is read with which."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from simulator.domain.base import Noun
from simulator.domain.vocabulary import GENERIC, Vocabulary


class Settings(Noun):
    """The file: settings by name, and the setting of each source."""

    sources: dict[str, str]
    settings: dict[str, Vocabulary]


@cache
def _settings() -> Settings:
    raw = Path(__file__).with_name("settings.yaml").read_bytes()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return TypeAdapter(Settings).validate_python(yaml.load(raw, Loader=loader))


def vocabulary_of_source(source: str) -> Vocabulary:
    """What a source talks about; the generic vocabulary for one that is not known."""
    settings = _settings()
    name = settings.sources.get(source)
    return settings.settings[name] if name else GENERIC
