"""WebVTT and SRT captions: '<v Anna Kim>...' or 'Anna Kim: ...' in the caption's text."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

from simulator.domain.errors import TranscriptError
from simulator.store.formats.labels import Labels
from simulator.store.formats.said import Parsed, Said, joined

if TYPE_CHECKING:
    from webvtt import Caption

NOBODY = "Unknown"
"""Who speaks the captions before the first one that names a speaker."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})?\s(?P<name>[^<>]{1,160})>")
_TAG = re.compile(r"</?(?:b|i|u|c|v|s|font|lang|ruby|rt)\b[^<>]*>|<[\d:.]+>|\{\\an\d\}")
_TURN_OF_LINE = re.compile(r"^(?:>>+ ?|[-–] ?)")


def read_vtt(text: str) -> Parsed:
    """The turns of WebVTT captions. Raises TranscriptError."""
    head = "" if text.startswith("WEBVTT") else "WEBVTT\n\n"
    return _read(head + text, "vtt", unescape)


def read_srt(text: str) -> Parsed:
    """The turns of SRT captions. Raises TranscriptError."""
    return _read(text, "srt", str)


def _read(text: str, form: str, plain_text: Callable[[str], str]) -> Parsed:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        captions = webvtt.from_buffer(StringIO(text), format=form).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise TranscriptError(
            "no caption could be read; each needs a line like '00:00:01.000 --> 00:00:02.500'."
        ) from error
    said = joined(_spoken(captions, plain_text))
    if said and all(piece.speaker == NOBODY for piece in said):
        raise TranscriptError(
            "the captions name no speakers; write each one's name before the words, as in "
            "'Anna: Hello', or export the captions with speaker names."
        )
    lost = text.count("-->") - len(captions)
    problem = f"{lost} of {lost + len(captions)} captions are damaged or empty, and left out."
    return Parsed(said, (problem,) if lost > 0 else ())


def _spoken(captions: Iterable["Caption"], plain_text: Callable[[str], str]) -> Iterator[Said]:
    voiced = [_voices(caption.raw_text) for caption in captions]
    lines = [
        (number, voice, _TURN_OF_LINE.sub("", plain_text(_TAG.sub("", line)).strip()))
        for number, parts in enumerate(voiced, start=1)
        for voice, words in parts
        for line in words.split("\n")
    ]
    labels = Labels(line for _, voice, line in lines if not voice)
    speaker = NOBODY
    for number, voice, line in lines:
        label = None if voice else labels.at(line)
        speaker = label.name if label else plain_text(voice).strip() or speaker
        words = label.rest if label else line
        if words.strip():
            yield Said(speaker, words.strip(), f"caption {number}")


def _voices(raw: str) -> list[tuple[str, str]]:
    """A caption's text cut where a voice tag begins; no voice before the first one."""
    starts = [(match["name"], match.start(), match.end()) for match in _VOICE.finditer(raw)]
    ends = [start for _, start, _ in starts[1:]] + [len(raw)]
    before = [("", raw[: starts[0][1]] if starts else raw)]
    after = ((name, raw[end:stop]) for (name, _, end), stop in zip(starts, ends, strict=False))
    return [(name, words) for name, words in chain(before, after) if words.strip()]
