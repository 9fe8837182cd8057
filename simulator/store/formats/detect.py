"""Tells a file's format, from its text where that leaves no doubt, else from its suffix."""

import re
from collections.abc import Callable, Mapping

from simulator.domain.imported import FormatName
from simulator.store.formats import captions, markdown, objects, plain, table, teams
from simulator.store.formats.said import Parsed

READERS: Mapping[FormatName, Callable[[str], Parsed]] = {
    "text": plain.read,
    "json": objects.read,
    "csv": table.read,
    "vtt": captions.read_vtt,
    "srt": captions.read_srt,
    "teams": teams.read,
    "markdown": markdown.read,
}

_SUFFIXES: Mapping[str, FormatName] = {
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".vtt": "vtt",
    ".srt": "srt",
    ".md": "markdown",
    ".markdown": "markdown",
}
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{\"\]])")
_CUE = re.compile(r"^(?:\d+:)?\d{1,2}:\d{1,2}(?P<point>[.,])\d{1,3}\s*-->", re.MULTILINE)


def format_of(suffix: str, text: str) -> FormatName:
    """The format; plain text with speakers' labels if nothing else fits."""
    if text.startswith("WEBVTT"):
        return "vtt"
    cue = _CUE.search(text)
    if cue is not None:
        return "srt" if cue["point"] == "," else "vtt"
    named = _SUFFIXES.get(suffix.casefold())
    if named is not None:
        return named
    if _JSON.match(text):
        return "json"
    if table.header_of(text) is not None:
        return "csv"
    if len(teams.heads(text.split("\n"))) > 1:
        return "teams"
    return "markdown" if markdown.marks_speakers(text) else "text"
