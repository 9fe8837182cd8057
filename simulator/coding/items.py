"""Reads labelled items, one utterance with its context a line, and predicts their behaviours."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.coding.behaviours import behaviours_shown
from simulator.coding.reader import RuleReader
from simulator.coding.settings import vocabulary_of_source
from simulator.domain.errors import NegotiateError
from simulator.domain.moves import Stance
from simulator.domain.transcript import Turn


class Said(BaseModel):
    """A turn of the context. Other fields are ignored: they may be the answer."""

    model_config = ConfigDict(extra="ignore")

    speaker: str = ""
    text: str = ""


class Item(Said):
    """An utterance to judge, with up to a few turns before it, oldest first."""

    id: str
    source: str = ""
    context: list[Said] = Field(default=[])


def read_items(lines: Iterable[str], name: str) -> Iterator[Item]:
    """The items of a JSON Lines file.

    Raises NegotiateError, naming the line, for a line that is no item.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Item.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "no JSON"
            raise NegotiateError(
                f'{name}, line {number}: this is no item ({why}); write {{"id", "source", '
                '"context", "speaker", "text"}.'
            ) from error


def predict_item(item: Item) -> dict[str, object]:
    """The behaviours of an item's text, as the prediction line of the scorer."""
    reader = _reader(item.source)
    reader.start_over()
    for n, said in enumerate(item.context):
        speaker = "trainee" if said.speaker == item.speaker else "buyer"
        reader.read(Turn(n=n, speaker=speaker, text=said.text))
    reading, seen = reader.read_with_signals(
        Turn(n=len(item.context), speaker="trainee", text=item.text)
    )
    labels = behaviours_shown(item.source, seen)
    values: dict[str, object] = {}
    for mention in reading.mentions:
        if mention.issue == "price" and mention.stance is not Stance.REFUSED:
            values["price"] = mention.value
    if labels["price"] and "price" in reading.terms:
        values["price"] = reading.terms["price"]
    return {"id": item.id, "labels": labels, "values": values}


@lru_cache(maxsize=16)
def _reader(source: str) -> RuleReader:
    # Readers are kept per source because a vocabulary takes longer to index than a turn to read.
    return RuleReader(vocabulary_of_source(source))
