"""The JSON schemas of persona, scenario and key files: for editors, and to explain mistakes."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from simulator.domain.imported import SmallKey
from simulator.domain.persona import Persona
from simulator.domain.scenario import Scenario

Node = Mapping[str, Any]


KEY = "[key]"
"""What pydantic adds to a path when the key itself is wrong."""


_TYPE_NAME = re.compile(r"\w+\[.+\]")
"""'dict[str,float]': two types that look alike in JSON are one in the schema, and two here."""


class Spot(NamedTuple):
    """Where an error of pydantic's is: its path without the elements that name types."""

    path: tuple[int | str, ...]
    union: tuple[int | str, ...]
    """Where the value is that may be of several types; `path` if there is none."""
    branch: str
    """Which of the types the error is about."""
    node: Node
    """The schema of the spot."""


class Schema:
    """A JSON schema that can be asked what belongs at a spot."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def spot(self, loc: Sequence[int | str]) -> Spot:
        """Follow the path of an error of pydantic's through the schema."""
        node = self._resolved(self._root)
        path: list[int | str] = []
        union: tuple[int | str, ...] | None = None
        branch = ""
        for step in loc:
            choices = self._choices(node)
            if not branch and (choices or _TYPE_NAME.fullmatch(str(step))):
                union, branch = tuple(path), str(step)
                node = self._resolved(choices.get(branch, node))
            elif step != KEY:
                path.append(step)
                node = self._resolved(_below(node, step))
        return Spot(tuple(path), tuple(path) if union is None else union, branch, node)

    def fields(self, loc: Sequence[int | str]) -> list[str]:
        """The names of the fields that may stand in the group at `loc`."""
        return list(self.spot(loc).node.get("properties", ()))

    def description(self, loc: Sequence[int | str]) -> str:
        """What the field at `loc` is for; empty if the schema does not say."""
        parent = self.spot(loc[:-1]).node
        return str(parent.get("properties", {}).get(loc[-1], {}).get("description", ""))

    def _choices(self, node: Node) -> dict[str, Node]:
        """The types a value may have, by pydantic's name for them where the schema has it."""
        tagged = node.get("discriminator", {}).get("mapping", {})
        if tagged:
            return {tag: {"$ref": ref} for tag, ref in tagged.items()}
        return {str(index): choice for index, choice in enumerate(node.get("anyOf", ()))}

    def _resolved(self, node: Node) -> Node:
        while True:
            # 'X or nothing' is X: pydantic adds no element for it.
            some = [c for c in node.get("anyOf", ()) if c.get("type") != "null"]
            if "$ref" in node:
                node = self._root["$defs"][node["$ref"].rpartition("/")[2]]
            elif len(some) == 1:
                node = some[0]
            else:
                return node


def _below(node: Node, step: int | str) -> Node:
    if step in node.get("properties", {}):
        return dict(node["properties"][step])
    inside = node.get("items") if isinstance(step, int) else node.get("additionalProperties")
    return inside if isinstance(inside, Mapping) else {}


def schema_text(kind: str) -> str:
    """The schema of a persona, scenario or key file as it is printed; the first two are kept."""
    models: Mapping[str, type[BaseModel]] = {
        "persona": Persona,
        "scenario": Scenario,
        "key": SmallKey,
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **models[kind].model_json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
