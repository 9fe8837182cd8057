import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.errors import TranscriptError
from simulator.store.conversations import SPEAKERS, read_conversation


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
        ("t.txt", b"Seller: caf\xe9", "byte 11 is not UTF-8"),
        ("t.txt", "Hello there.", "line 1: no speaker is named"),
        ("t.txt", "Seller: Hi.\n\nAlice: Hello.", "line 3: the speaker 'Alice' is not known"),
        ("t.txt", "Seller:\nBuyer:   \n", "nobody says anything"),
        ("t.json", "[{", "line 1: this is not JSON"),
        ("t.json", '{"speaker": "seller"}', "no list of turns"),
        ("t.json", "[]", "nobody says anything"),
        ("t.json", '["Hello"]', "item 1: this is no turn"),
        ("t.json", '[{"speaker": "seller"}]', "item 1: 'text' is missing"),
        ("t.json", '[{"speaker": 3, "text": "a"}]', "item 1: the speaker 3 is not known"),
        (
            "t.json",
            '[{"speaker": "buyer", "text": "a"}, {"speaker": "Bob", "text": "b"}]',
            "item 2: the speaker 'Bob' is not known",
        ),
        ("t.json", "[" * 100_000, "nested too deep"),
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
