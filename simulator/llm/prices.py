"""What a model's tokens cost, where that is known. An unknown price is None, never nothing."""

import json
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).with_name("prices.json")


class Price(NamedTuple):
    """US dollars per million tokens."""

    prompt: float
    completion: float

    def dollars(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What so many tokens cost."""
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / 1e6


class _Prices(BaseModel):
    model_config = ConfigDict(extra="forbid")

    as_of: str = Field(alias="as of")
    source: str
    models: dict[str, Price] = Field(alias="dollars per million tokens, in and out")


def known_price(model: str) -> Price | None:
    """The listed price of a model, also of a dated version of it ("gpt-4.1-2025-04-14")."""
    prices = _Prices.model_validate(json.loads(_FILE.read_bytes()))
    dated = model[:-11] if len(model) > 11 and model[-11:].replace("-", "").isdigit() else model
    return prices.models.get(model) or prices.models.get(dated)
