from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.errors import NegotiateError
from simulator.store.lines import LineAppender, read_lines

printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(lines=st.lists(printable, max_size=8))
def test_what_is_appended_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("lines") / "new" / "a.jsonl"
    appender = LineAppender(path)
    for line in lines:
        appender.append(line)
    appender.close()
    assert [line.text for line in read_lines(path)] == lines
    assert all(line.whole for line in read_lines(path))


def test_a_line_is_on_the_disk_before_the_file_is_closed(tmp_path: Path) -> None:
    appender = LineAppender(tmp_path / "a.jsonl")
    appender.append('{"n": 1}')
    assert (tmp_path / "a.jsonl").read_text() == '{"n": 1}\n'
    appender.close()


def test_a_torn_line_is_ended_before_the_next_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"n": 1}\n{"n": 2, "te')
    appender = LineAppender(path)
    appender.append('{"n": 3}')
    appender.close()
    assert [line.text for line in read_lines(path)] == ['{"n": 1}', '{"n": 2, "te', '{"n": 3}']


def test_half_a_character_at_the_end_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("ok\né".encode()[:-1])
    last = read_lines(path)[-1]
    assert not last.whole


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NegotiateError, match=r"nowhere\.jsonl: cannot be read \(there is no such"):
        read_lines(tmp_path / "nowhere.jsonl")


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(NegotiateError, match="choose another folder"):
        LineAppender(tmp_path / "file" / "a.jsonl")
