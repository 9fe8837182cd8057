"""Plain text: 'Anna Kim: ...', '[00:01:12] Anna: ...', 'SELLER - ...'.

A line without a label, or an indented one, goes on with the turn above.
"""

from simulator.domain.errors import TranscriptError
from simulator.store.formats.labels import Labels
from simulator.store.formats.said import Parsed, Said

REMEDY = "begin each turn with its speaker, as in 'Seller: Hello'"


def read(text: str) -> Parsed:
    """The turns; those of one speaker in a row stay apart. Raises TranscriptError."""
    lines = text.split("\n")
    labels = Labels(lines)
    turns: list[tuple[str, str, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        label = labels.at(line)
        if label is not None:
            turns.append((label.name, f"line {number}", [label.rest.strip()]))
        elif turns:
            turns[-1][2].append(line.strip())
        elif line.strip():
            raise TranscriptError(f"line {number}: no speaker is named; {REMEDY}.")
    return Parsed([Said(name, "\n".join(parts), where) for name, where, parts in turns])
