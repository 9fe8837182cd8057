"""Takes the answers of a batch into the cache, and nothing else: grading them is a run as always.

Any order, repeats, missing lines and error lines are fine. A line's answer may be wrapped as
`response.body`, as OpenAI and vLLM write it, or stand bare under `response`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from simulator.domain.errors import ModelError, NegotiateError
from simulator.llm.answers import read_answer
from simulator.llm.failures import quoted
from simulator.store.answers import AnswerStore
from simulator.store.lines import cannot_read

_MOST_NAMED = 5
"""Faults told one by one; of more, the number."""


@dataclass
class Taken:
    """How many answers were taken; `faults` are sentences on lines that were not.

    `fields` are those of a request that errors name.
    """

    answers: int = 0
    unknown: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)

    def refuse(self, sentence: str) -> None:
        """Count a line that holds no usable answer."""
        self.refused += 1
        if len(self.faults) < _MOST_NAMED:
            self.faults.append(sentence)


def import_answers(path: Path, store: AnswerStore) -> Taken:
    """Fill the cache from a batch's output file. Raises NegotiateError if it cannot be read."""
    taken = Taken()
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    _take(f"{path}, line {number}", line, store, taken)
    except OSError as error:
        raise NegotiateError(cannot_read(path, error)) from error
    store.flush()
    return taken


def _take(where: str, line: bytes, store: AnswerStore, taken: Taken) -> None:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        taken.refuse(f"{where}: this is no JSON, or it was cut off.")
        return
    key = item.get("custom_id") if isinstance(item, dict) else None
    if not isinstance(key, str) or not store.expects(key):
        taken.unknown += 1
        return
    body = _body(item)
    if body is None:
        taken.refuse(f"{where}: no answer ({_reason(item)}).")
        taken.fields.update(_named_fields(item))
        return
    if _was_cut_off(body):
        taken.refuse(f"{where}: the answer was cut off at the limit of its request's tokens.")
        return
    raw = json.dumps(body, ensure_ascii=False).encode(errors="replace")
    try:
        read_answer(raw, model=str(body.get("model")), where="the batch", max_tokens=0)
    except ModelError as error:
        taken.refuse(f"{where}: {error}")
        return
    store.put(key, str(body.get("model")), raw)
    taken.answers += 1


def _body(item: dict[str, object]) -> dict[str, object] | None:
    response = item.get("response")
    if not isinstance(response, dict) or item.get("error"):
        return None
    if response.get("status_code", 200) != 200:
        return None
    body = response.get("body", response)
    return body if isinstance(body, dict) and "choices" in body else None


def _was_cut_off(body: dict[str, object]) -> bool:
    choices = body["choices"]
    first = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(first, dict) and first.get("finish_reason") == "length"


def _reason(item: dict[str, object]) -> str:
    for inner in _errors(item):
        message = inner.get("message") if isinstance(inner, dict) else inner
        if isinstance(message, str) and message:
            return quoted(message, "")
    return "the line gives no reason"


def _named_fields(item: dict[str, object]) -> Iterator[str]:
    """The fields of a request that an error names."""
    for inner in _errors(item):
        name = inner.get("param") if isinstance(inner, dict) else None
        if isinstance(name, str):
            yield name


def _errors(item: dict[str, object]) -> Iterator[object]:
    """What a line says of its failure, wherever it says it."""
    response = item.get("response")
    wrapped = response.get("body", response) if isinstance(response, dict) else None
    for holder in (item.get("error"), wrapped):
        yield holder.get("error", holder) if isinstance(holder, dict) else holder
