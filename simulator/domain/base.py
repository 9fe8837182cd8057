"""The one base class of every noun: immutable, and strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """An immutable record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
