import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.errors import TranscriptError
from simulator.store.conversations import open_transcript, read_conversation
from simulator.store.formats.words import words
from simulator.store.source import LARGEST

SPEAKERS = {
    **dict.fromkeys(sorted(words().trainee), "trainee"),
    **dict.fromkeys(sorted(words().buyer), "buyer"),
}


def written(folder: Path, content: str | bytes, name: str = "talk.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def said(path: Path) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read_conversation(path).turns]


def test_plain_text_with_continuations_and_blank_lines(tmp_path: Path) -> None:
    text = "\nSeller: Hello.\nHow are you?\n\nBUYER:  Fine.\n  Note: not more.\nseller: Good.\n"
    path = written(tmp_path, text)
    assert said(path) == [
        ("trainee", "Hello.\nHow are you?"),
        ("buyer", "Fine.\nNote: not more."),
        ("trainee", "Good."),
    ]
    assert [turn.n for turn in read_conversation(path).turns] == [0, 1, 2]
    assert read_conversation(path).header is None


def test_turns_of_one_speaker_in_a_row_stay_apart(tmp_path: Path) -> None:
    assert said(written(tmp_path, "You: One.\nYou: Two.\nClient: Three.")) == [
        ("trainee", "One."),
        ("trainee", "Two."),
        ("buyer", "Three."),
    ]


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_name_of_a_speaker_in_any_case(tmp_path: Path, name: str) -> None:
    plain = written(tmp_path, f"{name.upper()}: Hello.")
    listed = written(tmp_path, json.dumps([{"speaker": name.title(), "text": "Hello."}]), "t.json")
    assert said(plain) == said(listed) == [(SPEAKERS[name], "Hello.")]


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbfSeller: Hello.\r\nBuyer: Hi.\r\n"
    assert said(written(tmp_path, text)) == [("trainee", "Hello."), ("buyer", "Hi.")]


def test_json_may_be_told_by_its_first_character(tmp_path: Path) -> None:
    items = [{"speaker": "vendor", "text": "Hello."}, {"speaker": "customer", "text": "Hi."}]
    assert said(written(tmp_path, json.dumps(items), "talk")) == [
        ("trainee", "Hello."),
        ("buyer", "Hi."),
    ]


def test_a_web_address_or_a_time_of_day_is_no_speaker(tmp_path: Path) -> None:
    text = "Seller: See\nhttp://example.org\n10:30 works.\nBuyer: Yes."
    assert said(written(tmp_path, text))[0] == (
        "trainee",
        "See\nhttp://example.org\n10:30 works.",
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.txt", "", "the file is empty"),
        ("t.txt", " \n\t\n", "the file is empty"),
        ("t.txt", b"\0\1\2Seller: Hello.", "this is no text file"),
        ("t.txt", b"PK\x03\x04 and so on", "this is a Word or zip file"),
        ("t.txt", b"\xff\xfeS", "the UTF-16 text is damaged"),
        ("t.txt", "Seller: Hello.".encode("utf-16-le"), "this is no text file"),
        ("t.csv", "Time,Who,Notes\n1,Seller,Hello", "the first row has to name a column"),
        ("t.csv", 'Who,Text\nSeller,"Hello', "line 2: this row is not CSV"),
        ("t.csv", "Who,Text\nSeller,Hello\n,Hi", "line 3: a speaker or the words are missing"),
        ("t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", "the captions name no speakers"),
        ("t.srt", "Seller: Hello.", "no caption could be read"),
        ("t.md", "# Notes\n\nIt went well.", "no speaker is named"),
        ("t.txt", "system: be nice", "neither seller nor buyer says anything"),
        ("t.txt", "Hello there.", "line 1: no speaker is named"),
        ("t.txt", "Seller: Hi.\n\nAlice: Hello.", "line 3: the speaker 'Alice' is not known"),
        ("t.txt", "Seller:\nBuyer:   \n", "nobody says anything"),
        ("t.json", "[{", "line 1: this is not JSON"),
        ("t.json", '{"speaker": "seller"}', "holds no list of turns"),
        ("t.json", "[]", "nobody says anything"),
        ("t.json", '["Hello"]', "item 1: this is no turn"),
        ("t.json", '[{"speaker": "seller"}]', "item 1: 'text' is missing"),
        ("t.json", '[{"speaker": 3, "text": "a"}]', "item 1: the speaker '3' is not known"),
        (
            "t.json",
            '[{"speaker": "buyer", "text": "a"}, {"speaker": "Bob", "text": "b"}]',
            "item 2: the speaker 'Bob' is not known",
        ),
        ("t.json", "[" * 100_000, "nested too deep"),
        ("t.json", "9" * 5_000, "a number in the JSON is too long"),
        ("t.json", '[{"text": "a"}]', "item 1: no speaker is named"),
        ("t.json", '{"speaker": "buyer", "text": "a"}\nand so on', "line 2: this is not JSON"),
        ("t.json", '{"type": "header"}\n{"type": "turn"}', "a transcript of this program already"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    path = written(tmp_path, content, name)
    with pytest.raises(TranscriptError) as caught:
        read_conversation(path)
    sentence = str(caught.value)
    assert sentence.startswith(str(path))
    assert message in sentence
    assert sentence.endswith((".", ".'"))
    assert "\n" not in sentence


@pytest.mark.parametrize("name", ["big.txt", "big.jsonl"])
def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(TranscriptError, match="has 50 MB, and a transcript at most 20"):
        open_transcript(path)
    assert LARGEST == 20_000_000


def test_a_folder_is_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="this is no file"):
        read_conversation(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_name_themselves(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "Seller: Café für 5 €.\r\nBuyer: 好。".encode(encoding))
    assert said(path) == [("trainee", "Café für 5 €."), ("buyer", "好。")]
    assert read_conversation(path).problems == ()


def test_lines_in_another_encoding_are_read_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, b"Seller: Caf\xc3\xa9.\nBuyer: Caf\xe9, 5 \x80.\nSeller: \x93So\x94.")
    assert said(path) == [("trainee", "Café."), ("buyer", "Café, 5 €."), ("trainee", "“So”.")]
    (problem,) = read_conversation(path).problems
    assert "line 2 and 1 more not in UTF-8, read as Windows-1252" in problem


def test_what_only_a_machine_says_is_left_out(tmp_path: Path) -> None:
    items = [{"role": "system", "content": "Be nice."}, {"role": "seller", "content": "Hello."}]
    path = written(tmp_path, json.dumps({"messages": items}), "t.json")
    assert said(path) == [("trainee", "Hello.")]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="there is no such file"):
        read_conversation(tmp_path / "none.txt")


def test_a_lone_surrogate_can_still_be_written_down(tmp_path: Path) -> None:
    path = written(tmp_path, r'[{"speaker": "seller", "text": "a\ud800b"}]', "t.json")
    assert said(path)[0][1].encode() == b"a?b"


@given(st.lists(st.tuples(st.sampled_from(sorted(SPEAKERS)), st.text(min_size=1)), min_size=1))
def test_whatever_is_said_in_json_comes_back_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("talk") / "t.json"
    path.write_text(json.dumps([{"speaker": who, "text": text} for who, text in items]))
    expected = [(SPEAKERS[who], text.strip()) for who, text in items if text.strip()]
    if expected:
        assert said(path) == expected
    else:
        with pytest.raises(TranscriptError):
            read_conversation(path)
