import csv
import json
import re
from collections.abc import Callable
from contextlib import suppress
from html import escape
from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.domain.errors import TranscriptError
from simulator.domain.imported import FormatName
from simulator.store.conversations import read_said
from simulator.store.formats.captions import NOBODY
from simulator.store.formats.detect import READERS
from simulator.store.formats.labels import Labels
from simulator.store.formats.said import Said
from simulator.store.formats.words import known_side
from tests.store.formats import samples
from tests.store.formats.samples import SAMPLES, TURNS

SIDES = {"SELLER": "Anna Kim", "BUYER": "Bo Larsen"}


@pytest.mark.parametrize(("name", "text", "form"), SAMPLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_format_says_the_same(
    tmp_path: Path, name: str, text: str, form: str, newline: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text.replace("\n", newline).encode())
    conversation = read_said(path)
    said = [
        (SIDES.get(turn.speaker, turn.speaker), " ".join(turn.text.split()))
        for turn in conversation.said
    ]
    assert (said, conversation.format, conversation.problems) == (TURNS, form, ())


def test_a_format_that_is_named_counts(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(samples.TEAMS, "utf-8")
    assert read_said(path, "teams").format == "teams"
    with pytest.raises(TranscriptError, match="this is not JSON"):
        read_said(path, "json")


NAMES = st.sampled_from(
    ["Anna Kim", "Bo", "Ludwig van Aken", "王芳", "Seller", "Speaker 2", "Ñuño"]
)
WORDS = st.text(
    st.characters(
        exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs"), exclude_characters=":：-–—"
    ),
    min_size=1,
    max_size=12,
)
TALKS = st.lists(
    st.tuples(NAMES, st.lists(st.lists(WORDS, min_size=1), min_size=1, max_size=3)), min_size=1
).map(lambda talk: [(who, "\n".join(" ".join(line) for line in lines)) for who, lines in talk])
"""Turns of one line or more, of any characters a person can type but the marks of a label."""

Talk = list[tuple[str, str]]


def indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def as_csv(talk: Talk) -> str:
    file = StringIO()
    rows = csv.writer(file)
    rows.writerow(["Speaker", "Text"])
    rows.writerows(talk)
    return file.getvalue()


def as_vtt(talk: Talk) -> str:
    cues = (
        f"00:01.000 --> 00:02.000\n<v {who}>{escape(text, quote=False)}</v>" for who, text in talk
    )
    return "\n\n".join(["WEBVTT", *cues])


WRITERS: dict[FormatName, Callable[[Talk], str]] = {
    "text": lambda talk: "\n".join(f"{who}: {indented(text)}" for who, text in talk),
    "json": lambda talk: json.dumps([{"speaker": who, "text": text} for who, text in talk]),
    "csv": as_csv,
    "vtt": as_vtt,
    "teams": lambda talk: "\n\n".join(f"{who}   0:03\n{indented(text)}" for who, text in talk),
    "markdown": lambda talk: "\n\n".join(f"**{who}:** {indented(text)}" for who, text in talk),
}


def merged(talk: Talk) -> Talk:
    """Captions of one speaker in a row are one turn."""
    return [
        (who, " ".join(text for _, text in turns))
        for who, turns in groupby(talk, key=lambda turn: turn[0])
    ]


def collapsed(talk: Talk) -> Talk:
    return [(who, " ".join(text.split())) for who, text in talk]


@pytest.mark.parametrize("form", WRITERS)
@given(talk=TALKS)
def test_what_is_written_down_comes_back(form: FormatName, talk: Talk) -> None:
    # A line that begins with this mark is a quotation there.
    assume(form != "markdown" or not any(re.search(r"^>", text, re.M) for _, text in talk))
    text = WRITERS[form](talk)
    said = [(turn.speaker, turn.text) for turn in READERS[form](text).said]
    expected = merged(talk) if form in ("vtt", "teams") else talk
    if form in ("text", "json", "csv"):
        assert said == expected
    else:
        assert collapsed(said) == collapsed(expected)


@pytest.mark.parametrize("form", READERS)
@given(text=st.text() | st.text(alphabet=list("[]{}<>:-*#>\n\"',; \t0123456789aB:v.")))
def test_any_text_is_read_or_refused_in_one_sentence(form: FormatName, text: str) -> None:
    refused = ""
    said: list[Said] = []
    try:
        said = READERS[form](text).said
    except TranscriptError as error:
        refused = str(error)
    assert re.fullmatch(r"(?:.+[.?'])?", refused)
    assert all(turn.speaker.strip() for turn in said)


HOSTILE = ["a", " ", ":", "**", "> ", "1:", "Anna ", "<v a", "-->\n", "# ", "\n", '"']


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_no_line_takes_long_to_refuse(form: FormatName, piece: str) -> None:
    # A reader that goes back and forth over such a line would not come to an end.
    with suppress(TranscriptError):
        READERS[form](f"**Anna{piece * 50_000}\nBo")


@given(data=st.binary() | st.text().map(str.encode) | st.text().map(lambda t: t.encode("utf-16")))
def test_any_bytes_are_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    told = ""
    try:
        told = " ".join(read_said(path).problems)
    except TranscriptError as error:
        told = str(error)
    assert "\n" not in told
    assert told == "" or told.startswith(f"{path}: ")


@pytest.mark.parametrize(
    "line",
    [
        "See http://example.org: it is there",
        "http://example.org",
        "10:30 works.",
        "here is the thing: we need it",
        "Here is the thing: we need it",
        "  Note: indented",
        "Well - I do not know",
        "What? No: never",
    ],
)
def test_words_with_a_colon_are_no_speaker(line: str) -> None:
    assert Labels([line, "Anna: hello"]).at(line) is None


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Anna: hello", "Anna", "hello"),
        ("anna: hello", "anna", "hello"),
        ("Anna Kim (Buyer): hello", "Anna Kim (Buyer)", "hello"),
        ("Ludwig van Aken: hello", "Ludwig van Aken", "hello"),
        ("00:01:12 Anna: hello", "Anna", "hello"),
        ("[1:12] Speaker 2:", "Speaker 2", ""),
        ("(00:01:12.500) Anna: hello", "Anna", "hello"),
        ("[22/11/2026, 9:12:01 AM] Anna Kim: hello", "Anna Kim", "hello"),
        ("王芳：您好", "王芳", "您好"),
        ("Sales rep - hello", "Sales rep", "hello"),
        ("ANNA – hello", "ANNA", "hello"),
        ("Anna: one: two", "Anna", "one: two"),
    ],
)
def test_a_speaker_at_the_start_of_a_line(line: str, name: str, rest: str) -> None:
    assert Labels([line]).at(line) == (name, rest)


def test_a_label_in_small_letters_counts_when_it_comes_back() -> None:
    lines = ["speaker one: hello", "speaker two: hi", "speaker one: well", "speaker two: so"]
    assert [label.name for line in lines if (label := Labels(lines).at(line))] == [
        "speaker one",
        "speaker two",
        "speaker one",
        "speaker two",
    ]
    assert Labels(lines[:2]).at(lines[0]) is None


@pytest.mark.parametrize(
    ("label", "side"),
    [
        ("SELLER", "trainee"),
        ("Account  Executive", "trainee"),
        ("Anna Kim (Customer)", "buyer"),
        ("Prospect (Bo)", "buyer"),
        ("system", "left out"),
        ("assistant", None),
        ("Anna", None),
        ("Seller (customer)", None),
    ],
)
def test_a_label_may_tell_the_side(label: str, side: str | None) -> None:
    assert known_side(label) == side


def test_captions_before_the_first_name_belong_to_nobody() -> None:
    text = samples.VTT_NAMES.replace("Anna Kim: Good", "Good")
    said = READERS["vtt"](text).said
    assert [turn.speaker for turn in said] == [NOBODY, "Bo Larsen", "Anna Kim"]


def test_damaged_captions_are_counted() -> None:
    text = f"{samples.VTT_NAMES}\n00:05 --> x\nAnna Kim: lost\n"
    parsed = READERS["vtt"](text)
    assert parsed.problems == ("1 of 4 captions are damaged or empty, and left out.",)
    assert len(parsed.said) == 3


def test_signs_in_captions_are_words_and_not_markup() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>AT&amp;T &lt;b&gt; x<00:01.500> y"
    srt = "1\n00:00:01,000 --> 00:00:02,000\nAnna: 3 < 4 and 5 > 2 &amp; <b>so</b>\n"
    assert READERS["vtt"](vtt).said[0].text == "AT&T <b> x y"
    assert READERS["srt"](srt).said[0].text == "3 < 4 and 5 > 2 &amp; so"


def test_a_role_that_tells_the_side_is_worth_more_than_a_name() -> None:
    items = [
        {"name": "Anna", "role": "customer", "text": "a"},
        {"name": "Bo", "role": "user", "text": "b"},
    ]
    said = READERS["json"](json.dumps(items)).said
    assert [turn.speaker for turn in said] == ["customer", "Bo"]
