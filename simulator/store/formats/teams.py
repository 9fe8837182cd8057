"""Meeting transcripts with name and time on a line above the words: Teams, Zoom, Otter.

'Anna Kim   0:03' or '[Anna Kim] 14:02:33'; what stands above the first such line is a title.
"""

import re
from collections import Counter
from itertools import pairwise

from simulator.domain.errors import TranscriptError
from simulator.store.formats.labels import CLOCK, LONGEST, NAME, looks_like_a_name
from simulator.store.formats.said import Parsed, Said, joined
from simulator.store.formats.words import plain

_HEAD = re.compile(rf"\[?(?P<name>{NAME})\]?\s{{0,8}}[\s|·,]\s{{0,8}}[\[(]?{CLOCK}[\])]?\s*")
_NOTICE = re.compile(r".{1,80} (?:started|stopped) transcription\s{0,8}$")


def heads(lines: list[str]) -> dict[int, str]:
    """The lines, by index, that name the speaker of the words below."""
    short = ((at, line) for at, line in enumerate(lines) if len(line) <= LONGEST)
    found = {at: m["name"].strip() for at, line in short if (m := _HEAD.fullmatch(line))}
    counts = Counter(map(plain, found.values()))
    return {
        at: name
        for at, name in found.items()
        if looks_like_a_name(name, counts[plain(name)])
        # A line of speech can end in a time too.
        and (at == 0 or not lines[at - 1].strip() or counts[plain(name)] > 1)
    }


def read(text: str) -> Parsed:
    """The turns, pieces of one speaker in a row joined. Raises TranscriptError."""
    lines = text.split("\n")
    found = heads(lines)
    if not found:
        raise TranscriptError(
            "no line names a speaker and a time; put them above the words, as in 'Anna Kim  0:03'."
        )
    starts = [*found, len(lines)]
    pieces = []
    for start, end in pairwise(starts):
        below = [
            line.strip() for line in lines[start + 1 : end] if not _NOTICE.fullmatch(line[:LONGEST])
        ]
        pieces.append(Said(found[start], "\n".join(below).strip(), f"line {start + 1}"))
    return Parsed(joined(pieces))
