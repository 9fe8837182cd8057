"""Markdown: '**Anna:** ...', '**Anna**: ...', a name alone in bold or as a heading, block quotes.

Only what names a speaker is read as Markdown; the words stay as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator

from simulator.domain.errors import TranscriptError
from simulator.store.formats.labels import CLOCK, LONGEST, Label, Labels
from simulator.store.formats.said import Parsed, Said
from simulator.store.formats.words import known_side, plain

_QUOTED = re.compile(r"(?:\s{0,3}> ?)+")
_BULLET = re.compile(r"\s{0,3}[-*+] (?=\*\*|__)")
_BOLD = re.compile(
    r"(?P<strong>\*\*|__)(?P<name>[^\W\d_][^*\n:：]{0,59}?)(?P<inside>\s*[:：])?(?P=strong)"
    rf"\s*(?:[\[(]?{CLOCK}[\])]?)?\s*(?P<outside>[:：])?"
)
_HEADING = re.compile(r"#{1,6} +(?P<name>[^#\n]{1,60}?)(?P<colon>:)?\s*#*\s*")


def marks_speakers(text: str) -> bool:
    """Whether two lines or more begin with a name in bold."""
    found = (_bold(_bare(line)) for line in text.split("\n"))
    return sum(label is not None for label in found) > 1


def read(text: str) -> Parsed:
    """The turns. Raises TranscriptError."""
    turns: list[tuple[str, str, list[str]]] = []
    for number, (label, words) in enumerate(_lines(text), start=1):
        if label is not None:
            turns.append((label.name, f"line {number}", [label.rest.strip()]))
        elif turns:
            turns[-1][2].append(words.strip())
    if not turns:
        raise TranscriptError(
            "no speaker is named; begin each turn with its speaker, as in '**Seller:** Hello'."
        )
    return Parsed([Said(name, "\n".join(parts), where) for name, where, parts in turns])


def _lines(text: str) -> Iterator[tuple[Label | None, str]]:
    """Each line's label, and what is left of it; titles are nobody's words."""
    lines = [_bare(line) for line in text.split("\n")]
    labels = Labels(lines)
    headings = filter(None, map(_heading, lines))
    counts = Counter(plain(heading["name"]) for heading in headings)
    for line in lines:
        heading = _heading(line)
        if heading is None:
            yield _bold(line) or labels.at(line), line
        elif heading["colon"] or known_side(heading["name"]) or counts[plain(heading["name"])] > 1:
            yield Label(heading["name"].strip(), ""), ""
        else:
            yield None, ""


def _heading(line: str) -> re.Match[str] | None:
    return _HEADING.fullmatch(line) if len(line) <= LONGEST else None


def _bare(line: str) -> str:
    """The line without the marks of quotes, and of a list whose items begin in bold."""
    quoted = _QUOTED.match(line)
    line = line[quoted.end() :] if quoted else line
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _bold(line: str) -> Label | None:
    found = _BOLD.match(line[:LONGEST])
    if found is None:
        return None
    rest = line[found.end() :].strip()
    if rest and not (found["inside"] or found["outside"]):
        return None
    return Label(found["name"].strip(), rest)
